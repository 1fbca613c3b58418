"""What a film shows and nobody says: lines with a label such as "On-screen text:", "[Visual: …]"; and labels of narration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from narrate.languages.transcripts import Transcripts
from narrate.script.raw.cleaning.ledger import Ledger
from narrate.script.raw.material import Line

_NAME = r"[^\W\d_][\w.'’ -]{0,40}?"


def without_what_is_seen(lines: Sequence[Line], data: Transcripts, ledger: Ledger) -> list[Line]:
    """``lines`` without those that a label says are seen, and without the labels of narration.

    Of a line that holds a number, a unit, a negation or a medicine only the label goes.
    """
    seen, said, named = _labels(data.seen), _labels(data.said), _naming(data.says)
    within = (
        re.compile(rf"\[\s*({_either(data.seen)})\s*[:：]\s*([^\[\]]{{1,300}})\]", re.IGNORECASE) if data.seen else None
    )
    found: list[Line] = []
    for each in lines:
        line = _without_within(each, within, ledger) if within and "[" in each.text else each
        if line is not each and not ledger.speaks(line, line.text):
            continue
        if seen and (match := seen.match(line.text)):
            if rest := _shown(line, match, ledger):
                found.append(replace(line, text=rest, turn=True))
        elif said and (match := said.match(line.text)):
            ledger.leave(line, match.group(), "a label")
            if rest := line.text[match.end() :]:
                found.append(replace(line, text=rest, turn=True))
        elif named and (match := named.match(line.text)) and match.group(1)[0].isupper():
            ledger.leave(line, match.group(), "name of a speaker")
            if rest := line.text[match.end() :]:
                found.append(replace(line, text=rest, turn=True))
        else:
            found.append(line)
    return found


def _shown(line: Line, match: re.Match[str], ledger: Ledger) -> str:
    """What of a line that is seen is spoken all the same."""
    rest = line.text[match.end() :]
    closed = rest[:-1] if match.group().lstrip().startswith(("[", "(")) and rest.endswith(("]", ")")) else rest
    weight = ledger.weighs(closed)
    if not weight:
        ledger.leave(line, line.text, "what the film shows")
        return ""
    ledger.keep(line, closed, "words on the screen", weight)
    ledger.leave(line, match.group(), "a label")
    return closed.strip()


def _without_within(line: Line, pattern: re.Pattern[str], ledger: Ledger) -> Line:
    def shown(match: re.Match[str]) -> str:
        if match.group() == line.text:  # a line of its own is looked at as one
            return match.group()
        weight = ledger.weighs(match.group(2))
        if weight:
            ledger.keep(line, match.group(2), "words on the screen", weight)
            ledger.leave(line, match.group(1), "a label")
            return match.group(2)
        ledger.leave(line, match.group(), "what the film shows")
        return " "

    text = " ".join(pattern.sub(shown, line.text).split())
    return line if text == line.text else replace(line, text=text)


def _labels(names: Iterable[str]) -> re.Pattern[str] | None:
    either = _either(names)
    return (
        re.compile(rf"\s*[\[(]?\s*(?:{either})(?:\s?#?\d{{1,3}})?\s*[:：](?!\d)\s*", re.IGNORECASE) if either else None
    )


def _naming(verbs: Iterable[str]) -> re.Pattern[str] | None:
    either = _either(verbs)
    return re.compile(rf"({_NAME}) \(?(?:{either})\)?\s?:\s+(?=\S)", re.IGNORECASE) if either else None


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
