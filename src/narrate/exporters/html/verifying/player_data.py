"""The data of the player that should have been written for an edition, and what is wrong with its states."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from narrate.editions import file_stem
from narrate.exporters.exported_files import sound_file
from narrate.exporters.html.assets import anchor
from narrate.exporters.html.format import REST, as_json, as_shown, spans_digest
from narrate.exporters.verifying.edition_record import Record, RecordSegment, RecordSentence, read_timeline
from narrate.exporters.verifying.pictures_checks import picture_name
from narrate.model import Kind, Purpose
from narrate.typeset.bidi import without_controls

_DATA = re.compile('<script type="application/json" id="timeline">([^<>]*)</script>')


class _Slide(msgspec.Struct):
    states: list[tuple[int, int, int, int]]


class _Sentence(msgspec.Struct):
    words: list[tuple[int, int, int]]


class PlayerData(msgspec.Struct):
    """What is taken from the data on the page: the states of slides, and where words stand in their sentences."""

    slides: list[_Slide] = []
    sentences: list[_Sentence] = []

    def states(self, number: int) -> list[tuple[int, int, int, int]]:
        """Return the states of slide ``number`` (from 1): (sentence, ms from its start, mark, lit part)."""
        return self.slides[number - 1].states if number <= len(self.slides) else []

    def spans(self, index: int) -> list[tuple[int, int]]:
        """Return (first character, end) of each word of the sentence ``index``, in units of UTF-16."""
        found = self.sentences[index].words if index < len(self.sentences) else []
        return [(first, end) for first, end, _ in found]


def found_data(content: str) -> PlayerData:
    """Return the data on the page ``content``; empty if there is none that can be read."""
    match = _DATA.search(content)
    try:
        return msgspec.json.decode(match.group(1), type=PlayerData) if match else PlayerData()
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return PlayerData()


def narrated(record: Record) -> list[RecordSentence]:
    """Return the sentences that the data counts: those of the narration."""
    return [sentence for sentence in record.sentences if sentence.purpose == Purpose.NARRATION]


def words_digest(data: PlayerData, record: Record) -> str:
    """Return the SHA-256 of where the words stand in the sentences of the page."""
    return spans_digest(data.spans(index) for index, _ in enumerate(narrated(record)))


def expected_data(
    record: Record,
    found: PlayerData,
    pictured: Mapping[int, str],
    drawn: Collection[int],
    languages: Mapping[str, str],
) -> str:
    """Return the JSON that should stand in the page.

    States and the places of words are taken from the data that was ``found``, if they can be right. ``pictured`` are the
    paths of the pictures on the page, by the number of the slide, and ``drawn`` the slides with highlights. ``languages`` are those of
    sentences that are not in the language of the page. Raises ValueError if the timeline of another edition
    cannot be read.
    """
    language, sentences = record.manifest.language, narrated(record)
    numbers = {sentence.id: index for index, sentence in enumerate(sentences)}
    slides, part = [], ""
    ids = {segment.id for segment in record.segments}
    for number, segment in enumerate(record.segments, 1):
        base, _, page = segment.id.rpartition(".")
        part = part if page.isdecimal() and base in ids else anchor(segment.id)
        slides.append(
            {
                "number": number,
                "part": part,
                "title": as_shown(segment.heading, language),
                "track": segment.track,
                "picture": pictured.get(number, ""),
                "states": found.states(number) if number in drawn else [REST],
            }
        )
    editions = {
        record.manifest.edition: _edition(record.segments, record.duration_ms, sound_file(record.name), numbers)
    }
    for name in record.manifest.offers:
        other = read_timeline(record.folder / name)
        sound = f"{name}/{sound_file(file_stem(record.manifest.topic, name))}"
        editions[name] = _edition(other.segments, other.duration_ms, sound, numbers)
    return as_json(
        {
            "language": language,
            "topic": record.manifest.topic,
            "slides": slides,
            "sentences": [
                _sentence(one, found.spans(index), languages.get(one.id, language))
                for index, one in enumerate(sentences)
            ],
            "editions": editions,
        }
    )


def state_faults(record: Record, found: PlayerData, drawn: Mapping[int, tuple[int, int]]) -> Iterator[str]:
    """Yield what is wrong with the states of slides. ``drawn`` are (marks, lit parts) drawn on each slide, by number.

    Every state after the first must begin with a word, and refer to something that is drawn.
    """
    numbers = {sentence.id: index for index, sentence in enumerate(narrated(record))}
    for number, (marks, lit_parts) in drawn.items():
        segment, states = record.segments[number - 1], found.states(number)
        if not states or tuple(states[0][:2]) != (-1, 0):
            yield f"slide {number}, {segment.heading!r}, has no state from its start on"
            continue
        for fault in _time_faults(segment, numbers, states):
            yield f"a state of slide {number}, {segment.heading!r}, {fault}"
        if not all(-1 <= mark < marks and -1 <= lit < lit_parts for _, _, mark, lit in states):
            yield f"a state of slide {number}, {segment.heading!r}, shows a mark or a part that is not drawn"


def _time_faults(
    segment: RecordSegment, numbers: Mapping[str, int], states: Sequence[tuple[int, int, int, int]]
) -> Iterator[str]:
    """Yield what is wrong with the times of the ``states`` of a slide."""
    own = {numbers[one.id]: one for one in segment.sentences if one.id in numbers}
    # in the described edition, a state may begin with a sentence that is added
    begins = {segment.start_ms, *(one.start_ms for one in segment.sentences)}
    before = segment.start_ms
    for sentence, offset, _, _ in states:
        if sentence != -1 and sentence not in own:
            yield "begins with a sentence of another slide"
            continue
        at = offset + (segment.start_ms if sentence == -1 else own[sentence].start_ms)
        words = () if sentence == -1 else own[sentence].words
        if at < before or at not in begins | {before} | {start for _, start, _ in words}:
            yield f"begins at {at} ms, where no word begins"
        before = at


def _edition(segments: Sequence[Any], duration_ms: int, sound: str, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "sound": sound,
        "duration": duration_ms,
        "slides": [segment.start_ms for segment in segments],
        "spoken": [
            [numbers[one.id], one.start_ms, one.end_ms]
            if one.id in numbers
            else [one.text, one.start_ms, one.end_ms, "described"]
            for segment in segments
            for one in segment.sentences
        ],
    }


def _sentence(sentence: RecordSentence, spans: Sequence[tuple[int, int]], language: str) -> dict[str, Any]:
    shown = as_shown(sentence.text, language)
    places = _places(sentence, shown, spans)
    words = [
        [first, end, start - sentence.start_ms]
        for (first, end), (_, start, _) in zip(places, sentence.words, strict=True)
    ]
    data: dict[str, Any] = {"id": sentence.id, "words": words}
    return data if sentence.shown else data | {"text": shown}


def _places(sentence: RecordSentence, shown: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return ``spans`` if they are the places of the sentence's words, else the places where its words occur first."""
    units = shown.encode("utf-16-le")
    words = [word for word, _, _ in sentence.words]
    ends = [0, *(end for _, end in spans)]
    if len(spans) == len(words) and all(
        before <= first < end and without_controls(_text(units, first, end)) == without_controls(word)
        for (first, end), word, before in zip(spans, words, ends, strict=False)
    ):
        return spans
    places, at = [], 0
    for word in words:
        first = max(shown.find(word, at), at)
        at = first + len(word)
        places.append((first, at))
    return places


def _text(units: bytes, first: int, end: int) -> str:
    return units[2 * first : 2 * end].decode("utf-16-le", "replace")


def pictured_slides(record: Record, figures: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Return the paths of the pictures of slides that the page shows, by number: the title, and slides with figures."""
    return {
        number: picture_name(number, segment)
        for number, segment in enumerate(record.segments, 1)
        if segment.kind == Kind.TITLE or segment.id in figures
    }
