"""The data of the player: when each slide, sentence, word and highlight of an edition begins.

Its shape is described in docs/formats/html.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from narrate.editions import file_stem
from narrate.exporters.edition import Edition, track_file
from narrate.exporters.exported_files import sound_file
from narrate.exporters.html.described_timeline import OtherTimeline, read_other_timeline
from narrate.exporters.html.format import REST, as_shown, digest_of_languages, shown_spans, spans_digest
from narrate.exporters.state_times import state_times
from narrate.model import Clip, Purpose, Slide, Timeline, Track


def player_data(edition: Edition, parts: Mapping[int, str], pictures: Mapping[int, str]) -> dict[str, Any]:
    """Return the data of the player for ``edition``.

    ``parts`` are the ids of the headings, and ``pictures`` the paths of pictures, both by the index of the slide.
    """
    timeline = edition.timeline
    script = timeline.script
    numbers = numbers_of(timeline)
    slides = [
        {
            "number": index + 1,
            "part": parts[index],
            "title": as_shown(title, script.language),
            "track": track_file(index + 1, track),
            "picture": pictures.get(index, ""),
            "states": list(states_of(edition.deck.slides[index], track, numbers)) if track.segment.figures else [REST],
        }
        for index, (track, title) in enumerate(zip(timeline.tracks, edition.deck.titles, strict=True))
    ]
    own = {
        "sound": sound_file(edition.name),
        "duration": timeline.duration_ms,
        "slides": [track.start_ms for track in timeline.tracks],
        "spoken": [_spoken(clip, numbers) for track in timeline.tracks for clip in track.clips],
    }
    others = {
        name: _other(read_other_timeline(folder), name, script.topic, numbers)
        for name, folder in edition.offered.items()
    }
    return {
        "language": script.language,
        "topic": script.topic,
        "slides": slides,
        "sentences": [_sentence(clip, script.language) for clip in narration_of(timeline)],
        "editions": {timeline.edition: own, **others},
    }


def narration_of(timeline: Timeline) -> Iterator[Clip]:
    """Yield the sentences of the narration, which the data counts from 0."""
    for track in timeline.tracks:
        yield from (clip for clip in track.clips if clip.utterance.sentence.purpose is Purpose.NARRATION)


def numbers_of(timeline: Timeline) -> dict[str, int]:
    """Return the number of each sentence of the narration, by its id."""
    return {clip.utterance.sentence.id: number for number, clip in enumerate(narration_of(timeline))}


def states_of(slide: Slide, track: Track, numbers: Mapping[str, int]) -> Iterator[list[int]]:
    """Yield the states of a slide: (sentence, ms from its start, mark, lit part); -1 stands for none.

    A sentence is one of the narration. The time counts from the start of the slide if none has begun.
    """
    narrated = [
        (clip.start_ms - track.start_ms, numbers[clip.utterance.sentence.id])
        for clip in track.clips
        if clip.utterance.sentence.id in numbers
    ]
    for index, (state, at) in enumerate(zip(slide.states, state_times(slide, track), strict=True)):
        begun = [sentence for sentence in narrated if sentence[0] <= at] if index else []
        start, number = begun[-1] if begun else (0, -1)
        yield [
            number,
            at - start,
            -1 if state.current is None else state.current,
            -1 if state.lit is None else state.lit,
        ]


def _sentence(clip: Clip, language: str) -> dict[str, Any]:
    """Return a sentence with its words: [first character, end, ms from the start of the sentence] of each.

    The text of a sentence that the page does not show is here.
    """
    sentence, spans = clip.utterance.sentence, spans_of(clip, language)
    words = [[first, end, word.start_ms] for (first, end), word in zip(spans, clip.utterance.words, strict=True)]
    data: dict[str, Any] = {"id": sentence.id, "words": words}
    return data if sentence.shown else data | {"text": as_shown(sentence.text, sentence.language or language)}


def words_digest(timeline: Timeline) -> str:
    """Return the SHA-256 of where each word stands in its sentence."""
    return spans_digest(spans_of(clip, timeline.script.language) for clip in narration_of(timeline))


def languages_digest(timeline: Timeline) -> str:
    """Return the SHA-256 of the languages of shown sentences that are not in that of the script; empty if all are."""
    sentences = (clip.utterance.sentence for clip in narration_of(timeline))
    usual = ("", timeline.script.language)
    return digest_of_languages((one.id, one.language) for one in sentences if one.shown and one.language not in usual)


def spans_of(clip: Clip, language: str) -> list[tuple[int, int]]:
    """Return (first character, end) of each word of a sentence as the page shows it, in units of UTF-16."""
    sentence = clip.utterance.sentence
    tokens = [sentence.tokens[word.token] for word in clip.utterance.words]
    spans = [(token.start, token.start + len(token.text)) for token in tokens]
    return shown_spans(sentence.text, as_shown(sentence.text, sentence.language or language), spans)


def _spoken(clip: Clip, numbers: Mapping[str, int]) -> list[Any]:
    sentence = clip.utterance.sentence
    if sentence.id in numbers:
        return [numbers[sentence.id], clip.start_ms, clip.end_ms]
    return [sentence.text, clip.start_ms, clip.end_ms, "described"]


def _other(timeline: OtherTimeline, name: str, topic: str, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "sound": f"{name}/{sound_file(file_stem(topic, name))}",
        "duration": timeline.duration_ms,
        "slides": [segment.start_ms for segment in timeline.segments],
        "spoken": [
            [numbers[one.id], one.start_ms, one.end_ms]
            if one.id in numbers
            else [one.text, one.start_ms, one.end_ms, "described"]
            for segment in timeline.segments
            for one in segment.sentences
        ],
    }
