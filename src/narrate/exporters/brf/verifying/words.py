"""Compares the words of a braille book with the timeline: by counting, by translating again, and by turning round."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.exporters.brf.liblouis import translate
from narrate.exporters.brf.numbers import number_fault
from narrate.exporters.brf.tables import Table
from narrate.exporters.brf.translating import Translated, apart, to_dots
from narrate.exporters.brf.verifying.reading import ReadSlide
from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.exporters.verifying.sentence_matching import is_untitled, plain_heading

_LONGEST_FREE = 24  # letters that turning round may make of a word that it need not give again


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
    if any(one in text for one in table.words):
        return range(1, len(text) + 1)  # other words stand for it
    words = apart(text.replace("ª", ""), table).split()
    most = len(apart(text, table).split())
    if table.joins_signs:
        most += sum(unicodedata.category(one) == "Sm" for one in text)  # a space before a sign of arithmetic
    return range(len(words) - sum(_may_join(one, two, table) for one, two in pairwise(words)), most + 1)


def _may_join(one: str, two: str, table: Table) -> bool:
    """Whether ``table`` may leave out the space between two words."""
    if table.joins_signs:
        return any(map(str.isdecimal, one)) or not one[-1].isalpha() or not two[0].isalpha()
    return table.joins_numbers and one[-1].isdecimal() and two[0].isdecimal()


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


def turned_round(texts: Sequence[Translated], table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Let liblouis turn braille into text. Return a line for each text that loses words, and for each with other letters.

    The second are seldom faults of the braille: in UEB "(words);" comes back as "(words)be". Letters are compared, not
    capitals and signs.
    """
    lines = [to_dots(text.cells) for text in texts]
    lost: list[str] = []
    unlike: list[str] = []
    for text, made in zip(texts, translate(lines, (table.display, table.translation), back=True), strict=True):
        again = made.strip()
        if _same_letters(text.written, again, table):
            continue
        line = f"{text.written[:60]!r} in braille reads {again[:60]!r} when liblouis turns it round"
        (unlike if _has_most_words(text.written, again, table) else lost).append(line)
    return tuple(lost), tuple(unlike)


def _has_most_words(text: str, again: str, table: Table) -> bool:
    """Whether ``again`` has as many words as ``text``, and nine of ten have the same letters, or all but one."""
    words, found = text.split(), again.split()
    if len(words) != len(found):
        return False
    others = sum(not _same_letters(one, two, table) for one, two in zip(words, found, strict=True))
    return others <= max(1, len(words) // 10)


def _same_letters(text: str, again: str, table: Table) -> bool:
    """Whether ``again`` has the letters of ``text``. Of words with digits and the like, only the place counts."""
    for read, letters in table.read_as.items():
        again = again.replace(read, letters)
    found, room = _letters(again), 0
    ends = {0}  # where in ``found`` the letters so far may end
    for part in _between_free_words(text, table):
        if part is None:
            room += _LONGEST_FREE
            continue
        places = {at + more for at in ends for more in range(room + 1)}
        ends = {at + len(part) for at in places if found.startswith(part, at)}
        room = 0
    return any(len(found) - at <= room for at in ends)


def _between_free_words(text: str, table: Table) -> Iterator[str | None]:
    """Yield the letters of ``text`` up to each word with digits, and None for such a word.

    Latin letters count as well, if ``table`` does not mark them among others.
    """
    letters = ""
    for word in text.split():
        if any(one.isdecimal() or (one.isascii() and one.isalpha() and not table.marks_latin) for one in word):
            if letters:
                yield letters
            yield None
            letters = ""
        else:
            letters += _letters(word)
    if letters:
        yield letters


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in plain if unicodedata.category(one)[0] == "L")
