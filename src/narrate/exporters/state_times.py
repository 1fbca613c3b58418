"""Finds when the highlights on a slide change from one state to the next."""

from __future__ import annotations

from narrate.model import Slide, Track


def state_times(slide: Slide, track: Track) -> list[int]:
    """Return when each state starts, in ms from the start of the slide. The first time is 0, and times never decrease.

    Raises KeyError if ``track`` does not contain the sentence of a state.
    """
    clips = {clip.utterance.sentence.id: clip for clip in track.clips}
    times: list[int] = []
    for number, state in enumerate(slide.states):
        clip = clips[state.sentence]
        words = {word.token: word.start_ms for word in clip.utterance.words}
        time_ms = clip.start_ms - track.start_ms
        if state.token:
            time_ms += words.get(state.token, max(words.values(), default=0))
        times.append(max(time_ms, times[-1]) if number else 0)
    return times
