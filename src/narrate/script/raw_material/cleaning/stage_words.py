"""Removes stage words in brackets and sounds that captions describe; reports words that nobody could hear.

A bracket is removed only if every word in it is known from stage directions. Words that patients also use, such as
"cough" or "music", are removed from round brackets only between sentences: "a new symptom (cough)" stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from narrate.errors import Severity
from narrate.languages.transcript_words import Transcripts
from narrate.script.raw_material.cleaning.edit_log import EditLog
from narrate.script.raw_material.material import RawLine
from narrate.script.raw_material.words import plain_words

_BRACKETS = re.compile(
    r"\((?P<round>[^()]{1,300})\)|（(?P<wide>[^（）]{1,300})）|\*{1,3}(?P<stars>[^*]{1,60})\*{1,3}"
    r"|\[(?P<square>[^\[\]]{1,300})\]|［(?P<wide_square>[^［］]{1,300})］|【(?P<black>[^【】]{1,300})】|<(?P<angle>[^<>]{1,60})>"
    r"|(?P<notes>[♪♫]+[^♪♫]{0,300}[♪♫]+|[♪♫]+)"
)
_SOFT = ("round", "wide", "stars")  # brackets that ordinary sentences contain
_SQUARE = ("square", "wide_square", "black")
_OPEN_AT_END = re.compile(r"[\[(][^\[\]()]{0,60}$")
_CLOSED_AT_START = re.compile(r"^[^\[\]()]{0,60}[\])]")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?")
_BLANK = re.compile(r"[xX]{2,}|\?{2,}")
_BLANK_IN_SQUARE = re.compile(r"\?|_+|-{2,}")  # "(___) ___-____" is a blank for a telephone number
_PAUSE = re.compile(r"(?:paus\w{0,2}|pauz\w|пауза|beat)\s?:?\s?\d{1,2}(?:[.,]\d)?\s?s?", re.IGNORECASE)
_ENDS_BEFORE = re.compile(r"(?:^|[.!?…。！？؟।:：–—\])）♪>][\"'”’»]?|\d:\d\d)\s*$")
_STOP = re.compile(r"[.!?]\s|[。！？؟।]")
_MOST_STAGE_WORDS, _MOST_SOUND_WORDS, _FEWEST_SEEN_WORDS, _MOST_GUESSED_WORDS = 6, 4, 6, 3


def without_stage_words(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> list[RawLine]:
    """``lines`` without brackets that hold only stage words. A bracket that stands for unheard words is an error."""
    shouted = all(line.text.upper() == line.text for line in lines)
    rules = _Rules(data, log, shouted=shouted)
    whole = _closed(lines, rules)
    rules.learn(whole)
    kept = []
    for line in whole:
        text = rules.cleaned(line)
        if text is line.text:
            kept.append(line)
        elif log.speaks(line, text):
            kept.append(replace(line, text=text))
    if log.is_of_a_film:
        for line, text in rules.in_sentences:
            log.keep(line, text, "a stage word")
    return kept


def _closed(lines: Sequence[RawLine], rules: _Rules) -> list[RawLine]:
    """``lines`` with a bracket of stage words put back into one line where a line end broke it in two."""
    closed: list[RawLine] = []
    for line in lines:
        last = closed[-1] if closed else None
        start = _OPEN_AT_END.search(last.text) if last else None
        end = _CLOSED_AT_START.match(line.text) if start else None
        if last and start and end and rules.is_stage(f"{start.group()} {end.group()}"[1:-1]):
            closed[-1] = replace(last, text=f"{last.text} {end.group()}")
            if rest := line.text[end.end() :].strip():
                closed.append(replace(line, text=rest))
        else:
            closed.append(line)
    return closed


class _Rules:
    """Decides which brackets in one file to leave out.

    ``in_sentences`` collects (line, bracket) of stage words that stay because they belong to their sentence.
    ``shouted`` is true if the text is in capitals anyway, which then tell nothing.
    """

    def __init__(self, data: Transcripts, log: EditLog, *, shouted: bool) -> None:
        self._data, self._log, self._shouted = data, log, shouted
        self._directions = data.stage | data.doubtful
        self._known = self._directions | data.beside
        self._directing: set[str] = set()
        self.in_sentences: list[tuple[RawLine, str]] = []

    def learn(self, lines: Sequence[RawLine]) -> None:
        """Collect the words in ``lines`` that clearly direct the film.

        Within sentences too they count as stage words.
        """
        for line in lines:
            for match in _BRACKETS.finditer(line.text):
                inside = match.group(match.lastgroup or "")
                if (match.lastgroup not in _SOFT or _is_between(match)) and self.is_stage(inside):
                    self._directing.update(plain_words(inside))

    def cleaned(self, line: RawLine) -> str:
        """The text of ``line`` without stage words; the same object if it has none."""
        if not _BRACKETS.search(line.text):
            return line.text

        def keep(match: re.Match[str]) -> str:
            return " " if self._leaves_out(line, match) else match.group()

        text = " ".join(_BRACKETS.sub(keep, line.text).split())
        if text == line.text:
            return line.text
        return re.sub(r"(?<!\s)\s+([.,;:!?…。、，])", r"\1", text).lstrip(" :,;")

    def is_stage(self, inside: str) -> bool:
        """Whether all words ``inside`` a bracket occur in stage directions, and at least one is typical of them."""
        text = _CLOCK.sub(" ", inside)
        if any(character.isnumeric() for character in text):
            return False
        words = plain_words(text)
        if " ".join(words) in self._directions or text.strip().lower() in self._directions:
            return True
        if not words or len(words) > _MOST_STAGE_WORDS or not self._known.issuperset(words):
            return False
        return not self._directions.isdisjoint(words)

    def _leaves_out(self, line: RawLine, match: re.Match[str]) -> bool:
        """Whether the bracket found by ``match`` is left out. The edit or problem is recorded in the log."""
        kind = match.lastgroup or ""
        inside = match.group(kind)
        if kind == "notes":
            return self._log.leave_unless_protected(line, match.group(), "music")
        if self._is_unheard(inside, kind):
            self._tell_of_unheard(line, match.group())
            return False
        if kind in _SQUARE and inside.rstrip().endswith(("?", "？")) and len(inside.split()) <= _MOST_GUESSED_WORDS:
            message = f"{match.group()!r} looks like somebody's guess at a word, and is spoken"
            self._log.note(
                line,
                match.group(),
                Severity.WARNING,
                "kept",
                message,
                "listen to the film, and correct the word if it is wrong",
            )
        between = _is_between(match)
        if self.is_stage(inside) or (between and _PAUSE.fullmatch(inside.strip())):
            if between or not self._belongs_to_sentence(line, match, soft=kind in _SOFT):
                self._log.leave(line, match.group(), "a stage word")
                return True
            self.in_sentences.append((line, match.group()))
            return False
        return kind not in ("stars", "angle") and self._is_heard_or_seen(line, match, inside, between=between)

    def _tell_of_unheard(self, line: RawLine, bracket: str) -> None:
        hint = "listen to the film, and write the words in place of the brackets"
        message = f"{bracket!r}: a word could not be heard"
        self._log.note(line, bracket, Severity.ERROR, "inaudible", message, hint)

    def _is_heard_or_seen(self, line: RawLine, match: re.Match[str], inside: str, *, between: bool) -> bool:
        """Whether the bracket is left out because it says what the film shows, or names a sound.

        A sound is left out only ``between`` sentences.
        """
        if between and not self._shouted and self._is_sound(inside):
            return self._log.leave_unless_protected(line, match.group(), "a sound")
        if match.group() == line.text.strip() and self._is_picture(inside):
            return self._log.leave_unless_protected(line, match.group(), "what the film shows")
        return False

    def _belongs_to_sentence(self, line: RawLine, match: re.Match[str], *, soft: bool) -> bool:
        """Whether a bracket of stage words is part of its sentence, because it names a key, a sound or a symptom.

        A ``soft`` bracket (round) is part of it unless its words surely direct the film.
        """
        inside = plain_words(match.group())
        sure = match.group().isupper() or not (self._data.stage | self._directing).isdisjoint(inside)
        if match.group("stars") or (soft and not sure):
            return True
        before = _STOP.split(line.text[: match.start()])[-1]
        after = _STOP.split(line.text[match.end() :], maxsplit=1)[0]
        outside = plain_words(_BRACKETS.sub(" ", f"{before} {after}"))
        return not self._data.pressed.isdisjoint(outside) or not set(inside).isdisjoint(outside)

    def _is_unheard(self, inside: str, kind: str) -> bool:
        plain = " ".join(_CLOCK.sub(" ", inside).lower().split())
        if plain.strip(" .-–—?") in self._data.unheard:
            return True
        if kind in _SQUARE and _BLANK_IN_SQUARE.fullmatch(plain):
            return True
        return kind != "stars" and _BLANK.fullmatch(plain) is not None

    def _is_sound(self, inside: str) -> bool:
        """Whether the words in a bracket are a sound in capitals: "PHONE RINGS", but not the symptom "EARS RINGING"."""
        words = plain_words(inside)
        if not (inside.isupper() and 2 <= len(words) <= _MOST_SOUND_WORDS):
            return False
        return words[-1] in self._data.sounds and self._data.body.isdisjoint(words)

    def _is_picture(self, inside: str) -> bool:
        """Whether the words ``inside`` a bracket describe the film and address nobody."""
        words = plain_words(inside)
        if len(words) < _FEWEST_SEEN_WORDS or not self._data.addressed.isdisjoint(words):
            return False
        text = f" {' '.join(words)} "
        return any(f" {phrase} " in text for phrase in self._data.visual)


def _is_between(match: re.Match[str]) -> bool:
    """Whether a bracket stands between sentences: the text before the bracket has ended, and a capital follows."""
    after = match.string[match.end() :].lstrip()
    alone = match.start() == 0 and not after
    begins = not after or after[0].isupper() or not (after[0].islower() or after[0] in ".,;:!?…。、，")
    return alone or (begins and _ENDS_BEFORE.search(match.string[: match.start()][-4:]) is not None)
