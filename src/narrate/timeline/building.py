"""Decides when every spoken sentence begins and how long every slide stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from narrate.audio.grid import GRID_MS, TRACK_MS, ceil_to
from narrate.editions import STANDARD
from narrate.model import Clip, Script, Segment, Timeline, Track, Utterance, Voice
from narrate.timeline.captions import caption_track


@dataclass(frozen=True, slots=True)
class Pauses:
    """Pauses in ms, each a multiple of 20.

    - ``lead_ms``: the silence at the start of a track. Without it, some players cut the first word.
    - ``sentence_ms``, ``paragraph_ms``: the pause after a sentence, and after the last sentence of a paragraph.
    - ``slide_ms``: the shortest silence at the end of a track. It is longer if the length of the track is rounded up to
      a multiple of ``grid.TRACK_MS``.
    """

    lead_ms: int = 200
    sentence_ms: int = 400
    paragraph_ms: int = 800
    slide_ms: int = 500


def build_timeline(
    script: Script,
    utterances: Sequence[Utterance],
    voice: Voice,
    edition: str = STANDARD,
    pauses: Pauses | None = None,
) -> Timeline:
    """Return the timeline of ``script``.

    ``utterances`` are the script's sentences as spoken, in order; ``voice`` is the script's. ``edition`` is the name of
    the edition. Raises ValueError if there are more or fewer utterances than sentences.
    """
    pauses = pauses or Pauses()
    rest = iter(utterances)
    tracks: list[Track] = []
    start = 0
    for segment in script.segments:
        spoken = [next(rest, None) for _ in segment.sentences]
        if None in spoken:
            raise ValueError("fewer utterances than sentences")
        track = _track(
            segment, [utterance for utterance in spoken if utterance is not None], start, pauses, script.language
        )
        tracks.append(track)
        start = track.end_ms
    if next(rest, None) is not None:
        raise ValueError("more utterances than sentences")
    return Timeline(script, edition, voice, tuple(tracks))


def spoken_length_ms(script: Script, utterances: Sequence[Utterance], pauses: Pauses | None = None) -> int:
    """Return the duration of the timeline that ``build_timeline`` would return, which takes much less time."""
    rest, length_ms = iter(utterances), 0
    for segment in script.segments:
        spoken = [next(rest) for _ in segment.sentences]
        length_ms += _placed(spoken, 0, pauses or Pauses())[1]
    return length_ms


def _track(segment: Segment, spoken: Sequence[Utterance], start_ms: int, pauses: Pauses, language: str) -> Track:
    clips, duration = _placed(spoken, start_ms, pauses)
    return Track(segment, tuple(clips), start_ms, duration, caption_track(clips, language))


def _placed(spoken: Sequence[Utterance], start_ms: int, pauses: Pauses) -> tuple[list[Clip], int]:
    """Return (clips, duration) of the track of ``spoken`` sentences that starts at ``start_ms``."""
    clips: list[Clip] = []
    next_ms = start_ms + pauses.lead_ms
    for utterance, following in zip(spoken, [*spoken[1:], None], strict=True):
        clips.append(Clip(utterance, next_ms))
        next_ms = clips[-1].end_ms + _pause_after(utterance, following, pauses)
    return clips, ceil_to(next_ms - start_ms, TRACK_MS)


def _pause_after(utterance: Utterance, following: Utterance | None, pauses: Pauses) -> int:
    asked = utterance.sentence.pause_after_ms
    if following is None:
        return max(asked or 0, pauses.slide_ms)
    if asked is not None:
        return ceil_to(asked, GRID_MS)
    same = following.sentence.paragraph == utterance.sentence.paragraph
    return pauses.sentence_ms if same else pauses.paragraph_ms
