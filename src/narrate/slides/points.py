"""When a point is being spoken: the first sentence that holds most of its words, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.languages import language_data
from narrate.model import Segment, State

_ROOT = 5  # letters that tell whether two words are one: plurals and endings differ
# Scripts written without spaces are compared by the letter.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+?(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\W|$)"
)


def content_words(text: str, language: str) -> list[str]:
    """The words of ``text`` in lower case that carry its subject; all where none does."""
    stop = language_data(language).stop_words
    words = _WORD.findall(text.lower())
    return [word for word in words if word not in stop] or words


def matched(wanted: Sequence[str], words: Sequence[str]) -> list[str]:
    """The wanted words that stand in ``words`` in their order."""
    found, at = [], 0
    for word in wanted:
        for index in range(at, len(words)):
            if _same(word, words[index]):
                found.append(word)
                at = index + 1
                break
    return found


def first_sentences(segment: Segment, language: str) -> list[int | None]:
    """For each point the index of the shown sentence that speaks it, None where none does.

    Later points are not spoken earlier.
    """
    spoken = [content_words(sentence.text, language) if sentence.shown else [] for sentence in segment.sentences]
    found: list[int | None] = []
    least = 0
    for point in segment.points:
        wanted = content_words(point.text, language)
        sentence = next(
            (n for n in range(least, len(spoken)) if len(matched(wanted, spoken[n])) * 2 > len(wanted)), None
        )
        found.append(sentence)
        least = least if sentence is None else sentence
    return found


def point_states(segment: Segment, language: str) -> tuple[State, ...]:
    """The states of a slide whose points become current one after the other.

    The first point of a sentence does so with the sentence, a further one with its own first word.
    """
    states: list[State] = []
    for number, index in enumerate(first_sentences(segment, language)):
        if index is None:
            continue
        token, sentence = 0, segment.sentences[index].id
        if states and states[-1].sentence == sentence:
            token = max(_first_token(segment, number, index, language), states[-1].token + 1)
        states.append(State(sentence, token, number))
    start = at_rest(segment)
    if not states or (states[0].sentence, states[0].token) != (start.sentence, start.token):
        states.insert(0, start)
    return tuple(states)


def sentence_states(segment: Segment) -> tuple[State, ...]:
    """The states of a slide whose shown sentences become current as they are spoken; none is while another one is."""
    states: list[State] = []
    mark = 0
    for sentence in segment.sentences:
        current = mark if sentence.shown else None
        mark += sentence.shown
        if not states or states[-1].current != current:
            states.append(State(sentence.id, 0, current))
    return tuple(states)


def at_rest(segment: Segment) -> State:
    """Nothing is current from the start of the slide on."""
    return State(segment.sentences[0].id, 0, None)


def with_cues(states: tuple[State, ...], segment: Segment, parts: Sequence[str]) -> tuple[State, ...]:
    """``states`` with what cues light: from their word on until the next cue or the sentence's end."""
    changes: dict[tuple[str, int], int | None] = {}
    for number, sentence in enumerate(segment.sentences):
        if number and segment.sentences[number - 1].cues:
            changes[sentence.id, 0] = None
        for cue in sentence.cues:
            if cue.part in parts:
                changes[sentence.id, cue.token] = parts.index(cue.part)
    if not changes:
        return states
    marks = {(state.sentence, state.token): state.current for state in states}
    order = {sentence.id: number for number, sentence in enumerate(segment.sentences)}
    start = (segment.sentences[0].id, 0)
    found: list[State] = []
    current, lit = None, None
    for at in sorted({start, *marks, *changes}, key=lambda at: (order[at[0]], at[1])):
        current, lit = marks.get(at, current), changes.get(at, lit)
        if not found or (found[-1].current, found[-1].lit) != (current, lit):
            found.append(State(*at, current, lit))
    return tuple(found)


def _first_token(segment: Segment, point: int, sentence: int, language: str) -> int:
    wanted = content_words(segment.points[point].text, language)
    for number, token in enumerate(segment.sentences[sentence].tokens):
        words = _WORD.findall(token.text.lower())
        if any(_same(wanted[0], word) for word in words):
            return number
    return 0


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    root = min(len(one), len(other), _ROOT)
    return root >= 4 and one[:root] == other[:root]
