"""Names of speakers: ``NURSE:``, ``Dr. Gray:``, ``>>``, ``Ana Ruiz, RN:``, ``[Nurse:]``.

A label is a speaker's name only where it is known as one: by its role, by a degree or pronouns behind it, by the form of
the file, or because it speaks at least twice and is no word of the text. "METFORMIN:" and "LEFT EYE:" stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from narrate.errors import Severity
from narrate.languages.transcripts import Transcripts
from narrate.languages.transcripts.medicines import is_medicine
from narrate.script.raw.cleaning.ledger import Ledger
from narrate.script.raw.material import Line

# Letters with the marks of those scripts that set them apart from letters.
_L = r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e00-\u0eff]"
_FIRST = r"[^\W\d_]"
_DEGREE = (
    r"(?:R\.?N|M\.?D|D\.?O|Ph\.?D|P\.?A(?:-C)?|N\.?P|L\.?P\.?N|B\.?S\.?N|M\.?S\.?N|Pharm\.?D|P\.?T|O\.?T|R\.?D|D\.?D\.?S|F\.?N\.?P|C\.?N\.?M"
    r"|M\.?P\.?H|M\.?S\.?W|L\.?C\.?S\.?W|R\.?Ph|MBBS|FRCS|DO|DNP|CRNA|BSc|MSc)\.?"
)
_PRONOUNS = r"\([^()]{1,12}/[^()]{1,20}\)"
_LABEL = re.compile(
    rf"^(?P<chevrons>>>+\s*)?(?P<open>\[)?(?P<name>{_FIRST}{_L}{{0,30}}(?:[ .'’-]{{1,2}}{_L}{{1,20}}){{0,4}}\.?)"
    rf"(?P<degree>(?:\s?,\s?{_DEGREE}){{1,3}})?(?P<pronouns>\s?{_PRONOUNS})?\s?(?:[:：](?(open)\])(?:\s+|$)|：)"
)
_WITHIN = re.compile(r"(?<=[.!?…)\]\"”])\s+(?=(?:>>+\s*)?[^\W\d_a-zà-ÿ][^\W\d_a-zà-ÿ.'’ -]{2,30}:\s)")
_CHEVRONS = re.compile(r"^>>+\s*")
_WORD = re.compile(rf"{_FIRST}{_L}*")
_TITLES = frozenset(
    ["dr", "dra", "prof", "pr", "mr", "mrs", "ms", "miss", "sr", "sra", "herr", "frau", "mme", "डॉ", "др"]
)
_MOST_WORDS = 4
_SIGNS_OF_A_FILM = frozenset(
    ["a stage word", "a time", "what announces a transcript", "what the film shows", "a sound"]
)


@dataclass(frozen=True, slots=True)
class _Labels:
    """How often each name labels a line, and how often those that are known do."""

    times: Counter[str]
    narrators: int
    persons: Counter[str]
    plain: frozenset[str]  # words that the text has in small letters
    of_a_film: bool  # its stage words, times or heading say that the text was taken from a film


def without_speakers(lines: Sequence[Line], data: Transcripts, ledger: Ledger) -> list[Line]:
    """``lines`` without the names of those who speak; where a name stood, another turn begins."""
    lines = [part for line in lines for part in _at_names(line)]
    labels = _count(lines, data, of_a_film=any(edit.why in _SIGNS_OF_A_FILM for edit in ledger.edits))
    found: list[Line] = []
    turn = False
    for each in lines:
        line, turn = replace(each, turn=True) if turn else each, False
        match = None if line.level else _LABEL.match(line.text)
        if match and _is_speaker(match, labels, data):
            ledger.leave(line, match.group(), "name of a speaker")
            if rest := line.text[match.end() :].strip():
                found.append(replace(line, text=rest, turn=True))
            else:
                turn = True
        elif chevrons := _CHEVRONS.match(line.text):
            ledger.leave(line, chevrons.group(), "the sign of another speaker")
            if rest := line.text[chevrons.end() :]:
                found.append(replace(line, text=rest, turn=True))
        else:
            if match and _looks_like_one(match, data):
                message = f"{match.group('name')!r} before a colon is spoken: nothing tells that it names a speaker"
                hint = "delete it from the file if it does"
                ledger.note(line, match.group().strip(), Severity.ADVICE, "kept", message, hint)
            found.append(line)
    return found


def _count(lines: Sequence[Line], data: Transcripts, *, of_a_film: bool) -> _Labels:
    times: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    narrators = 0
    plain: set[str] = set()
    for line in lines:
        match = None if line.level else _LABEL.match(line.text)
        if match:
            name = match.group("name")
            times[name] += 1
            words = _words(name)
            narrators += _known(words, data.narrators)
            if _known(words, data.persons) or words[0] in _TITLES:
                persons[name] += 1
        plain.update(word for word in _WORD.findall(line.text[match.end() :] if match else line.text) if word.islower())
    return _Labels(times, narrators, persons, frozenset(plain), of_a_film)


def _at_names(line: Line) -> Iterator[Line]:
    """The line, cut before every name in capitals that follows the end of a sentence within it."""
    if ":" not in line.text or line.level:
        yield line
        return
    parts = _WITHIN.split(line.text)
    if parts[0].isupper() and len(parts[0]) < 8:  # "DR. OKORO:" is one name
        parts = [line.text]
    for number, text in enumerate(parts):
        whole = number == 0 and text == line.text
        yield line if whole else replace(line, text=text, follows_blank=line.follows_blank and number == 0)


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _known(words: Sequence[str], known: frozenset[str]) -> bool:
    return any(word in known for word in words) or " ".join(words) in known


def _is_speaker(match: re.Match[str], labels: _Labels, data: Transcripts) -> bool:
    name = match.group("name")
    words = _words(name)
    if not words or len(words) > _MOST_WORDS or any(word in data.signals or is_medicine(word) for word in words):
        return False
    if match.group("chevrons") or match.group("degree") or match.group("pronouns"):
        return True
    capital = all(word[0].isupper() or not word[0].islower() for word in _WORD.findall(name))
    times = labels.times[name]
    if _known(words, data.narrators):
        return capital or labels.narrators + labels.persons.total() > 1
    if match.group("open") and _known(words, data.persons):
        return True
    follows = match.string[match.end() : match.end() + 1]
    if words[0] in _TITLES and len(words) > 1:
        return capital and not follows.isdecimal()
    if _known(words, data.persons):
        # in a conversation, where somebody speaks twice, whoever speaks is known by a role
        talk = (
            max(labels.persons.values(), default=0) > 1 or labels.narrators > 0 or (labels.of_a_film and name.isupper())
        )
        return (capital or labels.persons.total() > 1) and talk and not (times == 1 and follows.isdecimal())
    is_name = capital and len(words) <= 3 and name != name.lower() and not any(word in labels.plain for word in words)
    return times > 1 and is_name


def _looks_like_one(match: re.Match[str], data: Transcripts) -> bool:
    name = match.group("name")
    return name.isupper() and len(name) > 3 and not any(word in data.signals for word in _words(name))
