"""Checks that every word of raw material is spoken, a heading, or listed as left out.

The words of the file, minus those that edits remove, plus those that edits insert, must be the words of the script.
Both sides are counted from the input and the output, not from what the cleaning reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from narrate.errors import Place, Problem, Severity
from narrate.model import Edit, Kind, Segment
from narrate.script.raw_material.words import WORD

_NAMED = 8  # lost words that a message lists


def words_of(text: str) -> Counter[str]:
    """Count each word, number and meaningful sign in ``text``."""
    return Counter(WORD.findall(text))


def unaccounted(words: str, edits: Iterable[Edit], result: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Return (lost words, words that came from nowhere), each with its count. Both are empty if nothing is wrong.

    ``words`` is all text of the file; ``result`` holds the texts that are spoken or are headings.
    """
    taken, added = Counter[str](), Counter[str]()
    for edit in edits:
        taken.update(WORD.findall(edit.text))
        added.update(WORD.findall(edit.instead))
    written = words_of(words)
    written.update(added)
    result_words = Counter[str]()
    for text in result:
        result_words.update(WORD.findall(text))
    result_words.update(taken)
    return written - result_words, result_words - written


def account(file: str, words: str, edits: Sequence[Edit], title: str, segments: Sequence[Segment]) -> list[Problem]:
    """An error ``lost-words`` if words of ``file`` are lost or came from nowhere; else no problems.

    ``words`` is all text of the file. ``title`` is empty if it does not come from the file.
    """
    lost, added = unaccounted(words, edits, [title, *spoken_and_headings(segments)])
    if not lost and not added:
        return []
    problems = [
        f"{fault}: {_listed(counts)}" for fault, counts in (("lost", lost), ("not in the file", added)) if counts
    ]
    message = f"some words of the file are neither spoken nor listed as left out ({'; '.join(problems)})"
    hint = "this is a fault of narrate, so it refuses the file; report it, or write the script in Markdown"
    return [Problem(Place(file), Severity.ERROR, "lost-words", message, hint)]


def spoken_and_headings(segments: Sequence[Segment]) -> Iterable[str]:
    """The sentences and headings of ``segments``, without the title segment.

    A heading is omitted if the segment's own first sentence repeats it.
    """
    for segment in segments[1:]:
        sentences = [sentence.text for sentence in segment.sentences]
        # A line taken for a heading is also a sentence but occurs once in the file; a slide's number does not occur.
        taken = segment.drafted and segment.heading == sentences[0] and not sentences[0].isdecimal()
        if segment.heading and segment.kind is Kind.NARRATION and not taken:
            yield segment.heading
        yield from sentences


def _listed(counts: Counter[str]) -> str:
    names = [f"{word!r}" + (f" {times} times" if times > 1 else "") for word, times in sorted(counts.items())]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
