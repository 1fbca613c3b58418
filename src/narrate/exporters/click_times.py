"""When the clicks on a slide of a kept deck fall, from the words at which their marks stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from narrate.model import Clip, KeptDeck, Track


def clicks_of(track: Track) -> tuple[int, ...]:
    """Return when each click on the slide falls, in ms from the start of ``track``."""
    return tuple(
        sorted(_at(clip, token) - track.start_ms for clip in track.clips for token in clip.utterance.sentence.clicks)
    )


def _at(clip: Clip, token: int) -> int:
    """When the word number ``token`` begins, or the next one that is heard; the end of the sentence if there is none."""
    starts = (word.start_ms for word in clip.utterance.words if word.token >= token)
    first = next(starts, None)
    return clip.end_ms if first is None else clip.start_ms + first


def kept_facts(track: Track, kept: KeptDeck) -> Mapping[str, Any]:
    """Return what ``timeline.json`` says of a slide of a kept deck: its number, how long it is silent, its clicks."""
    segment = track.segment
    return {
        "slide": segment.slide,
        "silent_ms": kept.silent_ms if segment.is_silent else 0,
        "clicks_ms": [track.start_ms + one for one in clicks_of(track)],
    }
