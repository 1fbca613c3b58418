"""Text broken into lines, once and for every viewer.

The lines are evened: as few as possible, and then as narrow as that number allows, so that no
last line holds one word. A number and its unit stay on one line. Scripts without spaces are
broken between phrases where the face says how they are found; other ideographs between letters,
others only where a line is full, and then between syllables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from narrate.typeset.clusters import clusters
from narrate.typeset.faces import Face
from narrate.typeset.phrases import WIDE, phrases_of
from narrate.typeset.widths import ems

_SPACE = re.compile(r"(?:(?![\u00a0\u2007\u202f])\s)+")  # not where a writer put a space that holds
# A break within these could be misread: "5 mL", "24 – 48 hours", "< 10 %" stay whole.
# Both are looked for in a text that is turned round, so that there is one place where they can begin.
_NUMBER = re.compile(r"[)»”\"]?[.,/–-]*\d")
_SIGN = re.compile(r"[<>≤≥±~≈+−](?:\s|$)|[–—×x/-] \S*?\d")
_UNIT_LETTERS = 8  # "minutes"; longer words after a number stand well on the next line
_LONG = 400  # letters that no line holds
_THIN = 5  # of the thinnest letters in an em
# Scripts written without spaces, and what may not begin or end a line in them (JIS X 4051).
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CLOSING = r"、。，．！？：；）」』】》〉〕］｝”’…ー々・ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％)\]}%!?,.:;"
_OPENING = r"「『（【《〈〔［｛“‘(\[{"
_SPACELESS = (
    rf"[{_OPENING}]*(?:[\d.,~–-]*\d[\u3400-\u9fff]{{1,2}}|[{_WIDE}]|[^{_WIDE}{_OPENING}]+|[{_OPENING}])[{_CLOSING}]*"
)
_IS_WIDE = re.compile(f"[{_WIDE}]")
_PHRASED = re.compile(rf"[{_WIDE}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_CLOSES, _OPENS = frozenset(_CLOSING.replace("\\", "") + "ๆฯໆຯៗ។៕៖၊။"), frozenset(_OPENING.replace("\\", ""))
_JOINT = re.compile(r"[-‐–—/\u00a0\u2007\u202f]|(?<=\w)[.:?&=_](?=\w)")  # where long compounds and addresses part


@dataclass(frozen=True, slots=True)
class _Piece:
    """What no line breaks: ``text`` with the width in px; ``spaced`` where a space stands before it."""

    text: str
    width: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: the face, its weight, its size in px."""

    face: Face
    size: float
    bold: bool = False

    def width(self, text: str) -> float:
        """The width of ``text`` in px, on one line."""
        return ems(text, self.face, bold=self.bold) * self.size


@lru_cache(maxsize=4096)
def break_lines(text: str, setting: Setting, width: float) -> tuple[str, ...]:
    """``text`` in lines of at most ``width`` px, evened. A longer word is broken where it must be.

    Words and their order stay; white space at a break does not.
    """
    pieces = _pieces(text, setting, width)
    if not pieces:
        return ()
    space = setting.width(" ")
    fewest = len(_fill(pieces, space, width))
    widest = max(piece.width for piece in pieces)
    steps = [widest + (width - widest) * step / 64 for step in range(65)]
    found = bisect_left(steps, True, key=lambda room: len(_fill(pieces, space, room)) <= fewest)
    return tuple(_fill(pieces, space, steps[min(found, 64)]))


@lru_cache(maxsize=4096)
def has_broken_word(text: str, setting: Setting, width: float) -> bool:
    """Whether a word of ``text`` is too long for a line of ``width`` px."""
    return any(len(word) >= _LONG or setting.width(word) > width for word, _ in _words(text, setting, width))


def _words(text: str, setting: Setting, width: float) -> Iterator[tuple[str, bool]]:
    """What no line breaks where it fits, and whether a space stands before it."""
    held = ""
    for word in filter(None, _SPACE.split(text)):
        if (
            held
            and _belongs(held, word)
            and (_falls_apart(f"{held}{word}", setting) or setting.width(f"{held} {word}") <= width)
        ):
            held = f"{held} {word}"
            continue
        yield from _parted(held, setting, width)
        held = word
    yield from _parted(held, setting, width)


def _parted(word: str, setting: Setting, width: float) -> Iterator[tuple[str, bool]]:
    for number, part in enumerate(_parts(word, setting, width)):
        if part:
            yield part, number == 0


def _parts(word: str, setting: Setting, width: float) -> Iterator[str]:
    """What of a word stays together: phrases where the face knows them, of wider ones and else the letters."""
    if not _falls_apart(word, setting):
        yield word
        return
    if not setting.face.phrases:
        yield from _letters(word)
        return
    for phrase in _phrases(word, setting.face.phrases):
        if _IS_WIDE.search(phrase) and setting.width(phrase) > width:
            yield from _letters(phrase)
        else:
            yield phrase


def _falls_apart(word: str, setting: Setting) -> bool:
    """Whether lines may be broken within a word, which then holds more than one."""
    return (_PHRASED if setting.face.phrases else _IS_WIDE).search(word) is not None


def _letters(word: str) -> list[str]:
    """A word between whose letters lines may be broken; a number stays with what comes after its space."""
    found: list[str] = []
    for part in re.findall(_SPACELESS, word):
        if found and found[-1][-1] == " ":
            found[-1] += part
        else:
            found.append(part)
    return found


def parts_of(text: str, model: str) -> list[str]:
    """``text`` in parts that are read in one, each with the spaces after it: phrases, a number with its unit.

    ``model`` is as for ``phrases_of``; where it is empty the parts are syllables. Raises as that does.
    """
    found: list[str] = []
    for word in re.findall(r"\S+\s*", text):
        bare = word.rstrip()
        parts = _phrases(bare, model) if _PHRASED.search(bare) else [bare]
        parts[-1] += word[len(bare) :]
        if found and _belongs(found[-1].rstrip(), parts[0].rstrip()):
            found[-1] += parts.pop(0)
        found += parts
    return found


def _phrases(word: str, model: str) -> list[str]:
    """The phrases of a word, joined where a line may not be broken."""
    allowed, at = {0, len(word)}, 0
    for part in _letters(word) if _IS_WIDE.search(word) else []:
        at += len(part)
        allowed.add(at)
    found: list[str] = []
    at = 0
    wide = model in WIDE
    for phrase in phrases_of(word, model) if model else clusters(word):
        if found and ((wide and at not in allowed) or _together(found[-1], phrase)):
            found[-1] += phrase
        else:
            found.append(phrase)
        at += len(phrase)
    return found


def _together(before: str, after: str) -> bool:
    """Whether a break between the two would part a number from what it counts, or begin a line with a mark."""
    return before[-1].isdigit() or before[-1] == " " or before[-1] in _OPENS or after[0] in _CLOSES or after[0] == " " or (
        after[0].isdigit() and before[-1] in ".,~～–-〜"
    )  # fmt: skip


def _pieces(text: str, setting: Setting, width: float) -> list[_Piece]:
    found = []
    for word, spaced in _words(text, setting, width):
        measured = setting.width(word) if len(word) < _LONG else float("inf")
        if measured <= width:
            found.append(_Piece(word, measured, spaced))
        else:
            found += _cut(word, setting, width, spaced=spaced)
    return found


def _belongs(number: str, unit: str) -> bool:
    turned = number[::-1]
    if _SIGN.match(turned):
        return unit[0].isdigit()
    core = unit.rstrip('.,;:!?)»”"')
    return _NUMBER.match(turned) is not None and (
        len(core) <= _UNIT_LETTERS or "/" in core or _PHRASED.search(unit) is not None
    )


def _cut(word: str, setting: Setting, width: float, *, spaced: bool) -> list[_Piece]:
    """A word longer than a line in pieces that fit, about as long as each other."""
    pieces = _cut_full(word, setting, width, spaced=spaced)
    even = sum(piece.width for piece in pieces) / len(pieces) + setting.size * 0.7
    evened = _cut_full(word, setting, even, spaced=spaced) if even < width else pieces
    return evened if len(evened) == len(pieces) else pieces


def _cut_full(word: str, setting: Setting, width: float, *, spaced: bool) -> list[_Piece]:
    """The same, each as long as can be: to a joint where there is one, a letter with its marks at least."""
    pieces: list[_Piece] = []
    start = 0
    letters = clusters(word)
    most = int(width / setting.size * _THIN) + 1  # more letters were never on a line: long words cost their length
    while start < len(letters):
        end = min(len(letters), start + most)
        if setting.width("".join(letters[start:end])) > width:
            fits = bisect_left(
                range(start + 1, end + 1), True,
                key=lambda stop: setting.width("".join(letters[start:stop])) > width,
            )  # fmt: skip
            end = _joint(letters, start, max(start + 1, start + fits))
        part = "".join(letters[start:end])
        if text := part.strip(" "):  # a number that is longer than a line may hold the space before its unit
            pieces.append(_Piece(text, setting.width(text), spaced or part.startswith(" ")))
        spaced = part.endswith(" ")
        start = end
    return pieces


def _joint(letters: list[str], start: int, end: int) -> int:
    """The last joint of a compound in the second half of what fits, else ``end``."""
    part = "".join(letters[start:end]) + "".join(letters[end : end + 1])[:1]
    passed = {0: start}
    for number in range(start, end):
        passed[max(passed) + len(letters[number])] = number + 1
    ends = [passed[m.end()] for m in _JOINT.finditer(part) if m.end() in passed and m.end() < len(part)]
    good = [at for at in ends if at > start + (end - start) / 2]
    return good[-1] if good else end


def _fill(pieces: list[_Piece], space: float, width: float) -> list[str]:
    lines: list[str] = []
    used = 0.0
    for piece in pieces:
        gap = space if piece.spaced else 0.0
        if lines and used + gap + piece.width <= width + 1e-6:
            lines[-1] += (" " if piece.spaced else "") + piece.text
            used += gap + piece.width
        else:
            lines.append(piece.text)
            used = piece.width
    return lines
