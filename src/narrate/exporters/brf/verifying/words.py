"""Compares the words of a braille book with the timeline: by counting, by translating again, and by turning round."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.exporters.brf.liblouis import translate
from narrate.exporters.brf.numbers import number_fault
from narrate.exporters.brf.tables import Table
from narrate.exporters.brf.translating import apart, to_dots
from narrate.exporters.brf.verifying.reading import ReadSlide
from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.exporters.verifying.sentence_matching import is_untitled, plain_heading

_LONGEST_NUMBER = 24  # letters that turning round may make of a word with digits


@dataclass(frozen=True, slots=True)
class Said:
    """What the timeline has for a slide, and the braille that should say it. ``heading`` may be empty."""

    segment: RecordSegment
    slide: ReadSlide
    heading: str
    sentences: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"slide {self.slide.number}"


def said_of(record: Record, slides: Sequence[ReadSlide]) -> Iterator[Said]:
    """Yield what each slide but the first should say."""
    ids = {segment.id for segment in record.segments}
    for segment, slide in zip(record.segments[1:], slides, strict=False):
        base, _, number = segment.id.rpartition(".")
        is_more = number.isdecimal() and base in ids
        heading = "" if is_more or (is_untitled(segment) and slide.heading is None) else plain_heading(segment)
        narration = tuple(one.text for one in segment.sentences if one.purpose == "narration")
        yield Said(segment, slide, heading, () if segment.kind == "section" and heading else narration)


def counted_faults(said: Said, table: Table) -> Iterator[str]:
    """Yield what is wrong with the number of words and with the numbers, as can be seen without liblouis."""
    heading = said.slide.heading[1] if said.slide.heading is not None else ""
    for what, text, cells in (
        ("heading", said.heading, heading),
        ("narration", " ".join(said.sentences), " ".join(said.slide.paragraphs)),
    ):
        if bool(text) is not bool(cells):
            yield f"{said.name}: {'no ' if text else 'a '}{what} stands there{'' if text else ', and nobody says one'}"
        elif fault := number_fault(text, cells, table):
            yield f"{said.name}, {what}: {fault}"
        elif (found := len(cells.split())) not in (wanted := _words(text, table)):
            yield f"{said.name}, {what}: {found} words in braille, not {wanted[-1]}"


def _words(text: str, table: Table) -> Sequence[int]:
    """How many words braille may have for ``text``."""
    if not table.keeps_spaces or any(one in text for one in table.words):
        return range(1, len(text) + 1)
    words = apart(text, table).split()
    joined = sum(one[-1].isdecimal() and two[0].isdecimal() for one, two in zip(words, words[1:], strict=False))
    return range(len(words) - joined if table.joins_numbers else len(words), len(words) + 1)


def translated_faults(said: Said, heading: str, sentences: Sequence[str]) -> Iterator[str]:
    """Yield what differs from ``heading`` and ``sentences``, which liblouis has just made."""
    found = said.slide.heading[1] if said.slide.heading is not None else ""
    if found != heading:
        yield f"{said.name}: the heading {said.heading[:40]!r} stands there as {found[:40]!r}, not {heading[:40]!r}"
    cells = " ".join(said.slide.paragraphs)
    if cells != " ".join(sentences):
        yield _first_difference(said, cells, sentences)
        return
    ends = {0}
    for sentence in sentences:
        ends.add(max(ends) + len(sentence) + 1)
    at = 0
    for paragraph in said.slide.paragraphs:
        at += len(paragraph) + 1
        if at not in ends:
            yield f"{said.name}: a paragraph ends within a sentence, after {paragraph[-20:]!r}"


def _first_difference(said: Said, cells: str, sentences: Sequence[str]) -> str:
    rest = cells
    for text, wanted in zip(said.sentences, sentences, strict=True):
        if rest != wanted and not rest.startswith(f"{wanted} "):
            return f"{said.name}: {text[:60]!r} should be {wanted[:40]!r} in braille, and {rest[:40]!r} stands there"
        rest = rest[len(wanted) + 1 :]
    return f"{said.name}: {rest[:40]!r} stands at the end, and nobody says it"


def turned_round(texts: Sequence[str], cells: Sequence[str], table: Table) -> tuple[tuple[str, ...], int]:
    """Return a line for each text that its braille, turned into text by liblouis, does not give again.

    Letters are compared, not capitals and signs. Also return how many texts liblouis could not turn round at all.
    """
    lines = [to_dots(some) for some in cells]
    made = translate(lines, (table.display, table.translation), back=True)
    faults = tuple(
        f"{text[:60]!r} in braille reads {again.strip()[:60]!r} when liblouis turns it round"
        for text, again in zip(texts, made, strict=True)
        if again.strip() and not _same_letters(text, again)
    )
    return faults, sum(not again.strip() for again in made)


def _same_letters(text: str, again: str) -> bool:
    """Whether ``again`` has the letters of ``text``. Of a word with digits, only its place counts."""
    found, at, is_free = _letters(again), 0, False
    for part in _between_numbers(text):
        if part is None:
            is_free = True
            continue
        room = _LONGEST_NUMBER if is_free else 0
        place = found.find(part, at, at + room + len(part))
        if place < 0:
            return False
        at, is_free = place + len(part), False
    return len(found) - at <= (_LONGEST_NUMBER if is_free else 0)


def _between_numbers(text: str) -> Iterator[str | None]:
    """Yield the letters of ``text`` up to each word with digits, and None for such a word."""
    letters = ""
    for word in text.split():
        if any(one.isdecimal() for one in word):
            if letters:
                yield letters
            yield None
            letters = ""
        else:
            letters += _letters(word)
    if letters:
        yield letters


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).casefold()
    return "".join(one for one in plain if unicodedata.category(one)[0] in "LM")
