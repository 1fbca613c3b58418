"""The narration of a kept deck: what is heard on each of its slides, from the timeline of the edition."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

from narrate.errors import Place, Problem, Severity
from narrate.exporters.caption_files import webvtt
from narrate.exporters.click_times import clicks_of
from narrate.exporters.edition import Edition
from narrate.exporters.pptx.format import UUIDS
from narrate.exporters.pptx.keeping import SlideSound, keep_slides, look
from narrate.languages import is_right_to_left, language_data, office_tag, own_name
from narrate.model import KeptDeck, Script, Segment, Track

_UNHEARD_MS = 600
"""How much of the silence at the end of a track need not be heard, because viewers wait after it themselves."""


def write_kept(edition: Edition, kept: KeptDeck, path: Path) -> None:
    """Write the deck ``kept`` with the narration of ``edition`` to ``path``."""
    tracks = [(number, track) for number, track in enumerate(edition.timeline.tracks) if track.segment.slide]
    sounds = [_sound(edition, number, track, kept) for number, track in tracks]
    keep_slides(kept.path, sounds, path, media_first=kept.media_first)


def examine_kept(script: Script, kept: KeptDeck) -> Iterator[Problem]:
    """Yield what a user should know before the deck is spoken: clicks without marks, animations that cannot be timed."""
    sounds = [_planned(segment, kept) for segment in script.segments if segment.slide]
    found = look(kept.path, sounds, media_first=kept.media_first)
    for number, message, hint in found.remarks:
        yield Problem(Place(str(kept.path), number), Severity.WARNING, "kept-slide", f"slide {number}: {message}", hint)


def _planned(segment: Segment, kept: KeptDeck) -> SlideSound:
    """Return the sound of a segment that is not spoken yet. Only the number of its clicks is right."""
    clicks = sum(len(sentence.clicks) for sentence in segment.sentences)
    mp3 = None if segment.is_silent else _no_sound
    return SlideSound(segment.slide, mp3, kept.silent_ms, kept.silent_ms, (0,) * clicks)


def _no_sound() -> Path:
    raise NotImplementedError("nothing is written")


def _sound(edition: Edition, number: int, track: Track, kept: KeptDeck) -> SlideSound:
    """Return the sound of the track number ``number``, from 0."""
    script, segment = edition.timeline.script, track.segment
    if segment.is_silent:
        return SlideSound(segment.slide, None, kept.silent_ms, kept.silent_ms)
    seconds = round(track.duration_ms / 1000)
    return SlideSound(
        number=segment.slide,
        mp3=lambda: edition.tracks[number].path,
        duration_ms=track.duration_ms,
        heard_ms=max(track.clips[-1].end_ms - track.start_ms, track.duration_ms - _UNHEARD_MS),
        clicks_ms=clicks_of(track),
        captions=webvtt(track.captions, track.start_ms, alone=is_right_to_left(script.language)),
        language=office_tag(script.language),
        language_name=own_name(script.language),
        description=language_data(script.language).phrases["narration"].format(seconds=seconds),
        guid=f"{{{str(uuid.uuid5(UUIDS, f'{script.topic}/{script.language}/{segment.id}')).upper()}}}",
    )
