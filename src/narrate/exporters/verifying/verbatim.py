"""Checks that captions and plain text hold the sentences letter for letter, and are formed as narrate forms them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.exporters.paragraphs import joiner
from narrate.exporters.verifying.edition_record import Record, RecordSegment, RecordSentence
from narrate.exporters.verifying.sentence_matching import plain_heading
from narrate.languages import is_right_to_left
from narrate.model import Caption, Kind
from narrate.typeset.bidi import standing_alone, without_controls


def caption_letters(captions: Sequence[Caption], said: Sequence[RecordSentence], language: str) -> Iterator[str]:
    """Yield the first place where the lines of ``captions`` are not the sentences ``said``, letter for letter.

    White space may be missing where a line or a caption ends. In a right-to-left ``language`` each line must have
    exactly the marks of direction that narrate adds.
    """
    texts = [sentence.text for sentence in said]
    marked = is_right_to_left(language)
    number = at = 0
    for caption in captions:
        for line in caption.text.split("\n"):
            plain = _unmarked(line) if marked else line
            if plain is None:
                yield f"the caption {line[:40]!r} has other marks of direction than narrate writes"
                return
            if number < len(texts) and not texts[number][at:].strip():
                number, at = number + 1, 0
            text = without_controls(texts[number]) if marked and number < len(texts) else "".join(texts[number:][:1])
            starts = (at, len(text) - len(text[at:].lstrip()))
            start = next((start for start in starts if plain and text.startswith(plain, start)), None)
            if start is None:
                yield f"the caption {line[:40]!r} does not hold its words as they are written"
                return
            at = start + len(plain)


def text_form(record: Record, text: str) -> Iterator[str]:
    """Yield what is wrong with how ``text``, the plain text of an edition, is divided into paragraphs.

    Each paragraph must be a heading or whole sentences of one slide, spoken for the same reason, letter for letter, with
    one empty line before the next. A slide that its sentences announce has no other heading. In a right-to-left language
    each paragraph must have exactly the marks of direction that narrate adds.
    """
    marked = is_right_to_left(record.manifest.language)
    if not text.endswith("\n"):
        yield "it does not end with the end of a line"
    blocks = text.removesuffix("\n").split("\n\n")
    plain = [_unmarked(block) if marked else block for block in blocks]
    rest = [(segment, sentence) for segment in record.segments for sentence in segment.sentences]
    between = joiner(record.manifest.language)
    for block, following, shown in zip(plain, [*plain[1:], None], blocks, strict=True):
        if block is None:
            yield f"the paragraph {shown[:40]!r} has other marks of direction than narrate writes"
            return
        if rest and _is_heading(block, following, *rest[0]):
            continue
        count = _sentences_in(block, rest, between, marked=marked)
        if not count:
            yield f"the paragraph {shown[:40]!r} is not made of sentences of one slide as they are written"
            return
        rest = rest[count:]


def _unmarked(text: str) -> str | None:
    """Return ``text`` without marks of direction; None if they are not those that narrate adds."""
    plain = without_controls(text)
    return plain if text == standing_alone(plain) else None


def _is_heading(block: str, following: str | None, segment: RecordSegment, sentence: RecordSentence) -> bool:
    """Whether ``block`` is the heading of ``segment`` and ``sentence`` its first one, with which ``following`` begins."""
    if (
        segment.kind != Kind.NARRATION
        or segment.is_announced
        or sentence is not segment.sentences[0]
        or following is None
    ):
        return False
    headings = (without_controls(segment.heading), without_controls(plain_heading(segment)))
    return without_controls(block) in headings and without_controls(following).startswith(
        without_controls(sentence.text)
    )


def _sentences_in(
    block: str, rest: Sequence[tuple[RecordSegment, RecordSentence]], between: str, *, marked: bool
) -> int:
    """Return how many sentences of one segment and purpose, the first in ``rest``, make up ``block``; 0 if they do not."""
    made = ""
    for count, (segment, sentence) in enumerate(rest, 1):
        if segment is not rest[0][0] or sentence.purpose != rest[0][1].purpose:
            return 0
        text = without_controls(sentence.text) if marked else sentence.text
        made = f"{made}{between}{text}" if made else text
        if made == block:
            return count
        if not block.startswith(made):
            return 0
    return 0
