"""Stage words in brackets, sounds that captions name, and what nobody could hear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from narrate.errors import Severity
from narrate.languages.transcripts import Transcripts
from narrate.script.raw.cleaning.ledger import Ledger
from narrate.script.raw.material import Line

_BRACKETS = re.compile(
    r"\(([^()]{1,300})\)|\[([^\[\]]{1,300})\]|（([^（）]{1,300})）|［([^［］]{1,300})］|【([^【】]{1,300})】"
    r"|<([^<>]{1,60})>|\*{1,3}([^*]{1,60})\*{1,3}|([♪♫]+[^♪♫]{0,300}[♪♫]+|[♪♫]+)"
)
_OPEN_AT_END = re.compile(r"[\[(][^\[\]()]{0,60}$")
_CLOSED_AT_START = re.compile(r"^[^\[\]()]{0,60}[\])]")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?")
_BLANK = re.compile(r"[xX]{2,}|\?{2,}|_{2,}|…|\.{3,}")
_PAUSE = re.compile(
    r"(?:paus\w{0,2}|pauz\w|пауза|beat)\s?:?\s*\d{1,2}(?:[.,]\d)?\s?(?:s|secs?|seconds?|segs?|segundos?|sek|sekunden|secondes?)?\.?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_MOST_STAGE_WORDS, _MOST_SOUND_WORDS, _FEWEST_SEEN_WORDS = 6, 4, 6


def without_stage_words(lines: Sequence[Line], data: Transcripts, ledger: Ledger) -> list[Line]:
    """``lines`` without brackets whose every word is known as a stage word; what was unheard is an error."""
    shouted = all(line.text.upper() == line.text for line in lines)
    rules = _Brackets(data, ledger, shouted=shouted)
    found = []
    for line in _closed(lines, rules):
        text = rules.cleaned(line)
        if text is line.text:
            found.append(line)
        elif ledger.speaks(line, text):
            found.append(replace(line, text=text))
    return found


def _closed(lines: Sequence[Line], rules: _Brackets) -> list[Line]:
    """``lines`` with a stage word in one of them that a line's end broke in two."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        start = _OPEN_AT_END.search(last.text) if last else None
        end = _CLOSED_AT_START.match(line.text) if start else None
        if last and start and end and rules.is_stage(f"{start.group()} {end.group()}"[1:-1]):
            found[-1] = replace(last, text=f"{last.text} {end.group()}")
            if rest := line.text[end.end() :].strip():
                found.append(replace(line, text=rest))
        else:
            found.append(line)
    return found


class _Brackets:
    def __init__(self, data: Transcripts, ledger: Ledger, *, shouted: bool) -> None:
        self._data, self._ledger, self._shouted = data, ledger, shouted

    def cleaned(self, line: Line) -> str:
        """The text of ``line`` without its stage words; the same object where it has none."""
        if not _BRACKETS.search(line.text):
            return line.text

        def keep(match: re.Match[str]) -> str:
            why = self._why(line, match)
            if not why:
                return match.group()
            self._ledger.leave(line, match.group(), why)
            return " "

        text = " ".join(_BRACKETS.sub(keep, line.text).split())
        if text == line.text:
            return line.text
        return re.sub(r"\s+([.,;:!?…。、，])", r"\1", text).lstrip(" :,;")

    def _why(self, line: Line, match: re.Match[str]) -> str:
        """Why the bracket is left out; empty where it stays."""
        inside = next((group for group in match.groups() if group is not None), "")
        if match.group(8) is not None:
            return self._unless_it_weighs(line, match.group(), "music")
        if self._is_unheard(inside, in_stars=match.group(7) is not None):
            hint = "listen to the film, and write the words in place of the brackets"
            message = f"{match.group()!r}: a word could not be heard"
            self._ledger.note(line, match.group(), Severity.ERROR, "inaudible", message, hint)
            return ""
        if self.is_stage(inside):
            return "a stage word"
        if match.group(6) is not None or match.group(7) is not None:
            return ""
        alone = match.group() == line.text.strip()
        if not self._shouted and self._is_sound(inside):
            return self._unless_it_weighs(line, match.group(), "a sound")
        if alone and self._is_picture(inside):
            return self._unless_it_weighs(line, match.group(), "what the film shows")
        return ""

    def _unless_it_weighs(self, line: Line, text: str, why: str) -> str:
        if weight := self._ledger.weighs(text):
            self._ledger.keep(line, text, why, weight)
            return ""
        return why

    def _is_unheard(self, inside: str, *, in_stars: bool) -> bool:
        text = " ".join(_CLOCK.sub(" ", inside).lower().split()).strip(" .-–—")
        if text in self._data.unheard:
            return True
        return not in_stars and _BLANK.fullmatch(text) is not None and text[:1] not in "…."

    def is_stage(self, inside: str) -> bool:
        """Whether every word is known to stand in stage directions, and one of them stands nowhere else."""
        text = _CLOCK.sub(" ", inside)
        if any(character.isnumeric() for character in text):
            return _PAUSE.fullmatch(text.strip()) is not None
        words = [word.lower() for word in _WORD.findall(text)] or [text.strip().lower()]
        known = self._data.stage | self._data.beside
        if not (len(words) <= _MOST_STAGE_WORDS and all(word in known for word in words)):
            return " ".join(words) in self._data.stage
        return any(word in self._data.stage for word in words) or set(words) == {"next", "slide"}

    def _is_sound(self, inside: str) -> bool:
        """Capitals in which something makes a sound: "PHONE RINGS"."""
        words = _WORD.findall(inside)
        return inside.isupper() and 2 <= len(words) <= _MOST_SOUND_WORDS and words[-1].lower() in self._data.sounds

    def _is_picture(self, inside: str) -> bool:
        """A sentence about the film itself, which speaks to nobody."""
        words = [word.lower() for word in _WORD.findall(inside)]
        return len(words) >= _FEWEST_SEEN_WORDS and any(word in self._data.visual for word in words)
