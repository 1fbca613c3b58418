"""Removes speakers' names: ``NURSE:``, ``Dr. Gray:``, ``>>``, ``Ana Ruiz, RN:``, ``[Nurse:]``.

A label is taken for a speaker only on evidence: a known role, a degree or pronouns after it, the format of the file,
or at least two turns in a conversation. "METFORMIN:" and "LEFT EYE:" stay, and so does every label before a telephone
number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from narrate.errors import Severity
from narrate.languages.transcript_words import Transcripts
from narrate.languages.transcript_words.medicines import is_medicine
from narrate.script.raw_material.cleaning.edit_log import EditLog
from narrate.script.raw_material.material import RawLine
from narrate.script.raw_material.words import JOINERS, MARKS, SENTENCE_END

_L = rf"[\w{MARKS}{JOINERS}]"
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
_PHONE = re.compile(r"[+(]?\d[\d\s().+-]{4,}")
_QUESTION = re.compile(r"[?？؟]")
_TITLES = frozenset(
    ["dr", "dra", "prof", "pr", "mr", "mrs", "ms", "miss", "sr", "sra", "herr", "frau", "mme", "डॉ", "др"]
)
_MOST_WORDS = 4
_FEWEST_WORDS_SAID = 4  # of a sentence; fewer may be a name or a job


@dataclass(slots=True)
class _Labels:
    """The labels ("NURSE:") in a file, counted.

    ``times`` counts each label; ``persons`` counts each label with a person's role, and ``narrators`` all labels of
    narrators. ``plain`` are the words that the text also has in lower case. ``asking`` is the last label if a question
    follows it, and ``asked`` is true once another label has followed such a question.
    """

    times: Counter[str] = field(default_factory=Counter)
    persons: Counter[str] = field(default_factory=Counter)
    narrators: int = 0
    plain: set[str] = field(default_factory=set)
    of_a_film: bool = False
    asked: bool = False
    asking: str = ""

    @property
    def talk(self) -> bool:
        """Whether the file is a conversation: it has a narrator, a role that speaks twice, or an answered question."""
        return self.of_a_film or self.asked or self.narrators > 0 or max(self.persons.values(), default=0) > 1


def without_speakers(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> list[RawLine]:
    """``lines`` without speakers' names. The line after a name is marked as the ``turn`` of another speaker."""
    lines = [part for line in lines for part in _at_names(line)]
    labels = _count(lines, data, of_a_film=log.is_of_a_film)
    kept: list[RawLine] = []
    turn = False
    for each in lines:
        line, turn = replace(each, turn=True) if turn else each, False
        match = None if line.level else _LABEL.match(line.text)
        if match and _is_speaker(match, labels, data):
            log.leave(line, match.group(), "name of a speaker")
            if rest := line.text[match.end() :].strip():
                kept.append(replace(line, text=rest, turn=True))
            else:
                turn = True
        elif chevrons := _CHEVRONS.match(line.text):
            log.leave(line, chevrons.group(), "the sign of another speaker")
            if rest := line.text[chevrons.end() :]:
                kept.append(replace(line, text=rest, turn=True))
        else:
            if match and _looks_like_speaker(match, data):
                message = f"{match.group('name')!r} before a colon is spoken: it may not be a speaker's name"
                hint = "delete it from the file if it is"
                log.note(line, match.group().strip(), Severity.ADVICE, "kept", message, hint)
            kept.append(line)
    return kept


def _count(lines: Sequence[RawLine], data: Transcripts, *, of_a_film: bool) -> _Labels:
    labels = _Labels(of_a_film=of_a_film)
    for line in lines:
        match = None if line.level else _LABEL.match(line.text)
        rest = line.text[match.end() :] if match else line.text
        if match and not _PHONE.match(rest):
            _count_label(labels, match, rest, data)
        labels.plain.update(word for word in _WORD.findall(rest) if word.islower())
    return labels


def _count_label(labels: _Labels, match: re.Match[str], rest: str, data: Transcripts) -> None:
    name = match.group("name")
    words = _words(name)
    if not _may_speak(words, data):
        return
    labels.times[name] += 1
    labels.narrators += _known(words, data.narrators) and not _is_person(rest)
    if _known(words, data.persons) or words[0] in _TITLES:
        labels.persons[name] += 1
    labels.asked = labels.asked or labels.asking not in ("", name)
    labels.asking = name if _QUESTION.search(rest) else ""


def _at_names(line: RawLine) -> Iterator[RawLine]:
    """Yield the parts of ``line``. It is split before each name in capitals that follows the end of a sentence."""
    if ":" not in line.text or line.level:
        yield line
        return
    parts = _WITHIN.split(line.text)
    if parts[0].isupper() and len(parts[0]) < 8:  # "DR. OKORO:" is a single name
        parts = [line.text]
    for number, text in enumerate(parts):
        whole = number == 0 and text == line.text
        yield line if whole else replace(line, text=text, follows_blank=line.follows_blank and number == 0)


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _known(words: Sequence[str], known: frozenset[str]) -> bool:
    return any(word in known for word in words) or " ".join(words) in known


def _may_speak(words: Sequence[str], data: Transcripts) -> bool:
    """Whether a label with these ``words`` may be a name: not "IF YOU BLEED" or "LEFT EYE", no dose, no medicine."""
    if not 0 < len(words) <= _MOST_WORDS or any(map(is_medicine, words)):
        return False
    return all(known.isdisjoint(words) for known in (data.signals, data.negations, data.amounts))


def _is_speaker(match: re.Match[str], labels: _Labels, data: Transcripts) -> bool:
    name, rest = match.group("name"), match.string[match.end() :]
    words = _words(name)
    if not _may_speak(words, data) or _PHONE.match(rest):
        return False
    if match.group("chevrons"):
        return True
    if match.group("degree") or match.group("pronouns"):
        return labels.talk or _is_said(rest)
    if match.group("open") and _known(words, data.persons) and not _known(words, data.narrators):
        return True
    return _is_name_of_speaker(name, words, rest, labels, data)


def _is_name_of_speaker(name: str, words: Sequence[str], rest: str, labels: _Labels, data: Transcripts) -> bool:
    """Whether the label ``name``, with no degree or brackets and with ``rest`` after it, is a speaker's name."""
    large = not any(word[0].islower() for word in _WORD.findall(name))
    if _known(words, data.narrators):
        return (large or labels.narrators + labels.persons.total() > 1) and not _is_person(rest)
    if words[0] in _TITLES and len(words) > 1:
        return large and labels.talk
    if not labels.talk:
        return False
    if _known(words, data.persons):
        return large or labels.persons.total() > 1
    return large and _is_repeated_name(name, words, labels)


def _is_repeated_name(name: str, words: Sequence[str], labels: _Labels) -> bool:
    """Whether ``name`` may be a name that no table lists: short, and used as a label more than once."""
    is_name = len(words) <= _MOST_WORDS - 1 and name != name.lower() and len(name) > 1
    return is_name and labels.times[name] > 1 and labels.plain.isdisjoint(words)


def _is_said(rest: str) -> bool:
    """Whether ``rest``, the text after a label, reads like a sentence.

    In a list of people it may be a role: "ward nurse".
    """
    return not rest or (
        not rest[0].islower() and (len(rest.split()) >= _FEWEST_WORDS_SAID or bool(SENTENCE_END.search(rest)))
    )


def _is_person(rest: str) -> bool:
    """Whether ``rest``, the text after a label, is itself a name: "Speaker: Dr. Gray" announces who will speak."""
    words = rest.split()
    return (
        1 < len(words) < _FEWEST_WORDS_SAID
        and all(word[0].isupper() for word in words)
        and not SENTENCE_END.search(rest)
    )


def _looks_like_speaker(match: re.Match[str], data: Transcripts) -> bool:
    name = match.group("name")
    return name.isupper() and len(name) > 3 and _may_speak(_words(name), data)
