"""Removes what a film shows and nobody says ("On-screen text:", "[Visual: …]"), and labels of narration.

"Music:", "Camera:" and "Voice:" may also label a list of symptoms; they count only if the text is surely a film's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from narrate.languages.transcript_words import Transcripts
from narrate.script.raw_material.cleaning.edit_log import EditLog
from narrate.script.raw_material.material import RawLine
from narrate.script.raw_material.words import JOINERS, MARKS

_NAME = rf"[^\W\d_][\w{MARKS}{JOINERS}.'’ -]{{0,40}}?"
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class _Patterns:
    seen: re.Pattern[str]
    perhaps_seen: re.Pattern[str]
    said: re.Pattern[str]
    perhaps_said: re.Pattern[str]
    speaks: re.Pattern[str]
    within: re.Pattern[str]


@cache
def _patterns(data: Transcripts) -> _Patterns:
    return _Patterns(
        _label(data.seen),
        _label(data.perhaps_seen),
        _label(data.said),
        _label(data.perhaps_said),
        _pattern(rf"({_NAME}) \(?(?:@)\)?\s?:\s+(?=\S)", data.speaks),
        _pattern(r"\[\s*+(@)\s*+[:：]\s*([^\[\]]{1,300})\]", data.seen | data.perhaps_seen),
    )


def _label(names: Iterable[str]) -> re.Pattern[str]:
    return _pattern(r"\s*+(?:[\[(]\s*+)?(?:@)(?:\s?#?\d{1,3})?\s*+[:：](?!\d)\s*", names)


def _pattern(form: str, names: Iterable[str]) -> re.Pattern[str]:
    """``form`` as a pattern, with ``@`` replaced by any of ``names``. Without names it matches nothing."""
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(form.replace("@", either), re.IGNORECASE) if either else _NOTHING


def without_what_is_seen(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> list[RawLine]:
    """``lines`` without lines labelled as shown on the screen, and without the labels of narration.

    If a shown line holds a number, a unit, a dose, a negation or a medicine, only its label is removed.
    """
    patterns = _patterns(data)
    of_a_film = log.is_of_a_film or _tells_of_a_film(lines, patterns)
    kept: list[RawLine] = []
    turn = False
    for each in lines:
        line = replace(each, turn=True) if turn and not each.text[0].islower() else each
        turn = False
        if ":" not in line.text and "：" not in line.text:
            kept.append(line)
            continue
        whole = line.text
        line = _without_within(line, patterns.within, log) if "[" in whole else line
        if line.text != whole and not log.speaks(line, line.text):
            continue
        text = _spoken(line, patterns, log, of_a_film=of_a_film)
        if text == line.text:
            kept.append(line)
        elif text:
            kept.append(replace(line, text=text, turn=True))
            turn = line.text.endswith(text) and patterns.seen.match(line.text) is not None
    return kept


def _tells_of_a_film(lines: Sequence[RawLine], patterns: _Patterns) -> bool:
    """Whether the labels of ``lines`` prove that this is the transcript of a film.

    They do if one is of a kind that only films have, or if labels for what is seen and for what is said both repeat.
    """
    texts = [line.text for line in lines if ":" in line.text or "：" in line.text]
    if any(patterns.seen.match(text) or patterns.said.match(text) for text in texts):
        return True
    uncertain = (patterns.perhaps_seen, patterns.perhaps_said)
    return all(_repeats([match.group() for text in texts if (match := pattern.match(text))]) for pattern in uncertain)


def _repeats(labels: Sequence[str]) -> bool:
    return len(set(labels)) < len(labels)


def _spoken(line: RawLine, patterns: _Patterns, log: EditLog, *, of_a_film: bool) -> str:
    """The spoken part of ``line``: all of it if it has no label, nothing if it is only shown on the screen."""
    text = line.text
    in_square = text.startswith("[") and text.endswith("]")
    match = patterns.seen.match(text)
    if match is None and (of_a_film or in_square):
        match = patterns.perhaps_seen.match(text)
    if match:
        return _shown(line, match, log)
    match = patterns.said.match(text)
    if match is None and of_a_film:
        match = patterns.perhaps_said.match(text)
    if match:
        log.leave(line, match.group(), "a label")
        return text[match.end() :]
    match = patterns.speaks.match(text)
    if match and _is_name(match.group(1), alone=of_a_film):
        log.leave(line, match.group(), "name of a speaker")
        return text[match.end() :]
    return text


def _is_name(text: str, *, alone: bool) -> bool:
    """Whether every word of ``text`` begins with a capital: "Ana Ruiz", not "The label".

    A single word counts only if ``alone`` is true.
    """
    words = text.split()
    return (alone or len(words) > 1) and not any(word[0].islower() for word in words)


def _shown(line: RawLine, match: re.Match[str], log: EditLog) -> str:
    """The part that is spoken nevertheless of a ``line`` labelled as shown on the screen; ``match`` is its label."""
    rest = line.text[match.end() :]
    closed = rest[:-1] if match.group().lstrip().startswith(("[", "(")) and rest.endswith(("]", ")")) else rest
    protected = log.protected_words(closed)
    if not protected:
        log.leave(line, line.text, "what the film shows")
        return ""
    log.keep(line, closed, "words on the screen", protected)
    log.leave(line, match.group(), "a label")
    return closed.strip()


def _without_within(line: RawLine, pattern: re.Pattern[str], log: EditLog) -> RawLine:
    def shown(match: re.Match[str]) -> str:
        if match.group() == line.text:  # the label is the whole line: examine the whole line
            return match.group()
        protected = log.protected_words(match.group(2))
        if protected:
            log.keep(line, match.group(2), "words on the screen", protected)
            log.leave(line, match.group(1), "a label")
            return match.group(2)
        log.leave(line, match.group(), "what the film shows")
        return " "

    text = " ".join(pattern.sub(shown, line.text).split())
    return line if text == line.text else replace(line, text=text)
