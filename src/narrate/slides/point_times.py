"""Finds when a slide highlights each point, sentence and part of a figure.

A point is highlighted with the first sentence that has most of its words in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.languages import language_data
from narrate.model import Segment, State

_ROOT = 5  # leading letters that are compared: plurals and endings may differ
# Text in scripts without spaces is compared letter by letter.
SPACELESS = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_WORD = re.compile(rf"{SPACELESS}|\w+?(?={SPACELESS}|\W|$)")


def content_words(text: str, language: str) -> list[str]:
    """Return the words of ``text`` in lower case without stop words; all words if nothing else is left."""
    stop = language_data(language).stop_words
    words = _WORD.findall(text.lower())
    return [word for word in words if word not in stop] or words


def matched(wanted: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return those of the ``wanted`` words that occur in ``words`` in the same order."""
    matches, start = [], 0
    for word in wanted:
        for index in range(start, len(words)):
            if same_root(word, words[index]):
                matches.append(word)
                start = index + 1
                break
    return matches


def first_sentences(segment: Segment, language: str) -> list[int | None]:
    """Return, for each point, the index of the shown sentence that speaks it, or None if no sentence does.

    The indices never decrease from point to point.
    """
    spoken = [content_words(sentence.text, language) if sentence.shown else [] for sentence in segment.sentences]
    indices: list[int | None] = []
    least = 0
    for point in segment.points:
        wanted = content_words(point.text, language)
        sentence = next(
            (n for n in range(least, len(spoken)) if len(matched(wanted, spoken[n])) * 2 > len(wanted)), None
        )
        indices.append(sentence)
        least = least if sentence is None else sentence
    return indices


def point_states(segment: Segment, language: str) -> tuple[State, ...]:
    """Return the states of a slide whose points become current (highlighted) one after the other.

    The first point of a sentence becomes current with the sentence, each further point with its own
    first word.
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
    """Return the states of a slide whose sentences become current (highlighted) as they are spoken.

    During a sentence that is not shown, nothing is current.
    """
    states: list[State] = []
    mark = 0
    for sentence in segment.sentences:
        current = mark if sentence.shown else None
        mark += sentence.shown
        if not states or states[-1].current != current:
            states.append(State(sentence.id, 0, current))
    return tuple(states)


def at_rest(segment: Segment) -> State:
    """Return the state in which nothing is highlighted, from the start of the slide on."""
    return State(segment.sentences[0].id, 0, None)


def with_cues(states: tuple[State, ...], segment: Segment, parts: Sequence[str]) -> tuple[State, ...]:
    """Return ``states`` combined with the cues, which light parts of a figure.

    A part is lit until the next cue or the end of the sentence. ``parts`` are the ids of the parts in the order of the
    slide's labels.
    """
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
    combined: list[State] = []
    current, lit = None, None
    for moment in sorted({start, *marks, *changes}, key=lambda moment: (order[moment[0]], moment[1])):
        current, lit = marks.get(moment, current), changes.get(moment, lit)
        if not combined or (combined[-1].current, combined[-1].lit) != (current, lit):
            combined.append(State(*moment, current, lit))
    return tuple(combined)


def _first_token(segment: Segment, point: int, sentence: int, language: str) -> int:
    """Return the index of the first word of ``sentence`` that is the first word of ``point``; 0 if there is none."""
    wanted = content_words(segment.points[point].text, language)
    for number, token in enumerate(segment.sentences[sentence].tokens):
        words = _WORD.findall(token.text.lower())
        if any(same_root(wanted[0], word) for word in words):
            return number
    return 0


def same_root(first: str, second: str) -> bool:
    """Return whether two words are equal or begin with the same letters."""
    if first == second:
        return True
    root = min(len(first), len(second), _ROOT)
    return root >= 4 and first[:root] == second[:root]
