"""Breaks text into lines, so that it looks the same in every viewer.

Lines are balanced: as few as possible, and then as narrow as that number allows, so that the last line is not a single
word. A number and its unit stay on one line. Text without spaces is broken between phrases if the face names a model
that finds them. Otherwise ideographs are broken between letters. Other scripts are then broken only where a line is
full, between syllables.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from narrate.typeset.clusters import clusters
from narrate.typeset.faces import Face
from narrate.typeset.phrases import WIDE, phrases_of
from narrate.typeset.widths import ems

_SPACE = re.compile(r"(?:(?![\u00a0\u2007\u202f])\s)+")  # any white space but no-break spaces
# "5 mL", "24 – 48 hours" and "< 10 %" stay on one line, since a break in them could be misread.
# Both patterns are matched against reversed text, so that a match can begin in one place only.
_NUMBER = re.compile(r"[)»”\"]?[.,/–-]*\d")
_SIGN = re.compile(r"[<>≤≥±~≈+−](?:\s|$)|[–—×x/-] \S*?\d")
_UNIT_LETTERS = 8  # as in "minutes"; a longer word after a number may start the next line
_LONG = 400  # no line holds so many letters
_THIN = 5  # so many of the thinnest letters fit in an em
# Scripts written without spaces, and the characters that may not begin or end a line (JIS X 4051).
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CLOSING = r"、。，．！？：；）」』】》〉〕］｝”’…ー々・ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％)\]}%!?,.:;"
_OPENING = r"「『（【《〈〔［｛“‘(\[{"
_SPACELESS = (
    rf"[{_OPENING}]*(?:[\d.,~–-]*\d[\u3400-\u9fff]{{1,2}}|[{_WIDE}]|[^{_WIDE}{_OPENING}]+|[{_OPENING}])[{_CLOSING}]*"
)
_IS_WIDE = re.compile(f"[{_WIDE}]")
_PHRASED = re.compile(rf"[{_WIDE}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_CLOSES, _OPENS = frozenset(_CLOSING.replace("\\", "") + "ๆฯໆຯៗ។៕៖၊။"), frozenset(_OPENING.replace("\\", ""))
_JOINT = re.compile(r"[-‐–—/\u00a0\u2007\u202f]|(?<=\w)[.:?&=_](?=\w)")  # where long words and addresses break


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text that is not broken. ``width`` is in px; ``spaced`` means that a space comes before it."""

    text: str
    width: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: its face, weight, and size in px."""

    face: Face
    size: float
    bold: bool = False

    def width(self, text: str) -> float:
        """Return the width of ``text`` on one line, in px."""
        return ems(text, self.face, bold=self.bold) * self.size


@lru_cache(maxsize=4096)
def break_lines(text: str, setting: Setting, width: float) -> tuple[str, ...]:
    """Break ``text`` into balanced lines of at most ``width`` px. A word that is longer than a line is broken.

    White space at a break is dropped; everything else stays.
    """
    pieces = _pieces(text, setting, width)
    if not pieces:
        return ()
    space = setting.width(" ")
    fewest = len(_fill(pieces, space, width))
    widest = max(piece.width for piece in pieces)
    steps = [widest + (width - widest) * step / 64 for step in range(65)]
    narrowest = bisect_left(steps, True, key=lambda room: len(_fill(pieces, space, room)) <= fewest)
    return tuple(_fill(pieces, space, steps[min(narrowest, 64)]))


@lru_cache(maxsize=4096)
def has_broken_word(text: str, setting: Setting, width: float) -> bool:
    """Whether a word of ``text`` is too long for a line of ``width`` px."""
    return any(len(word) >= _LONG or setting.width(word) > width for word, _ in _words(text, setting, width))


def widest_piece(text: str, setting: Setting) -> float:
    """Return the width in px of the widest unit of ``text`` that should stay on one line, such as "500 mg"."""
    return max((setting.width(word) for word, _ in _words(text, setting, math.inf)), default=0)


def _words(text: str, setting: Setting, width: float) -> Iterator[tuple[str, bool]]:
    """Yield (text, whether a space comes before it) of each unit that stays on one line if it fits."""
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
    """Divide a word into parts that stay together.

    A word in a script with spaces is one part. Otherwise the parts are phrases if the face has a model that finds them,
    and letters if not. A phrase of ideographs that is wider than ``width`` is divided into letters.
    """
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
    """Whether lines may be broken within ``word``, because its script has no spaces between words."""
    return (_PHRASED if setting.face.phrases else _IS_WIDE).search(word) is not None


def _letters(word: str) -> list[str]:
    """Divide a word into letters, between which lines may be broken. A number with its unit counts as one letter."""
    groups: list[str] = []
    for part in re.findall(_SPACELESS, word):
        if groups and groups[-1][-1] == " ":
            groups[-1] += part
        else:
            groups.append(part)
    return groups


def parts_of(text: str, model: str) -> list[str]:
    """Divide ``text`` into parts that are read as one, such as phrases or a number with its unit.

    Each part includes the spaces after it. ``model`` is as for ``phrases_of``; if it is empty, text without spaces is
    divided into syllables. Raises MissingDependencyError as ``phrases_of`` does.
    """
    units: list[str] = []
    for word in re.findall(r"\S+\s*", text):
        bare = word.rstrip()
        parts = _whole_in_latin(_phrases(bare, model)) if _PHRASED.search(bare) else [bare]
        parts[-1] += word[len(bare) :]
        if units and _belongs(units[-1].rstrip(), parts[0].rstrip()):
            units[-1] += parts.pop(0)
        units += parts
    return units


def _whole_in_latin(phrases: list[str]) -> list[str]:
    """Join those of ``phrases`` that meet in two ASCII characters. There, only a space ends a word."""
    joined = phrases[:1]
    for phrase in phrases[1:]:
        if joined[-1][-1].isascii() and phrase[0].isascii():
            joined[-1] += phrase
        else:
            joined.append(phrase)
    return joined


def _phrases(word: str, model: str) -> list[str]:
    """Return the phrases of a word, joined where a line break is not allowed."""
    allowed, offset = {0, len(word)}, 0
    for part in _letters(word) if _IS_WIDE.search(word) else []:
        offset += len(part)
        allowed.add(offset)
    phrases: list[str] = []
    offset = 0
    wide = model in WIDE
    for phrase in phrases_of(word, model) if model else clusters(word):
        if phrases and ((wide and offset not in allowed) or _together(phrases[-1], phrase)):
            phrases[-1] += phrase
        else:
            phrases.append(phrase)
        offset += len(phrase)
    return phrases


def _together(before: str, after: str) -> bool:
    """Whether a break between the two texts would separate a number from its unit or misplace punctuation."""
    return (
        before[-1].isdigit() or before[-1] == " " or before[-1] in _OPENS
        or after[0] in _CLOSES or after[0] == " " or (after[0].isdigit() and before[-1] in ".,~～–-〜")
    )  # fmt: skip


def _pieces(text: str, setting: Setting, width: float) -> list[_Piece]:
    pieces = []
    for word, spaced in _words(text, setting, width):
        measured = setting.width(word) if len(word) < _LONG else float("inf")
        if measured <= width:
            pieces.append(_Piece(word, measured, spaced))
        else:
            pieces += _cut(word, setting, width, spaced=spaced)
    return pieces


def _belongs(number: str, unit: str) -> bool:
    turned = number[::-1]
    if _SIGN.match(turned):
        return unit[0].isdigit()
    core = unit.rstrip('.,;:!?)»”"')
    return _NUMBER.match(turned) is not None and (
        len(core) <= _UNIT_LETTERS or "/" in core or _PHRASED.search(unit) is not None
    )


def _cut(word: str, setting: Setting, width: float, *, spaced: bool) -> list[_Piece]:
    """Cut a word that is longer than a line into the fewest pieces that fit, of about equal length.

    ``spaced`` means that a space comes before the word.
    """
    pieces = _cut_full(word, setting, width, spaced=spaced)
    even = sum(piece.width for piece in pieces) / len(pieces) + setting.size * 0.7
    balanced = _cut_full(word, setting, even, spaced=spaced) if even < width else pieces
    return balanced if len(balanced) == len(pieces) else pieces


def _cut_full(word: str, setting: Setting, width: float, *, spaced: bool) -> list[_Piece]:
    """Cut a word into pieces that are as long as ``width`` allows.

    A piece ends at a joint, such as a hyphen, if there is one. It holds at least one letter with its marks.
    """
    pieces: list[_Piece] = []
    start = 0
    letters = clusters(word)
    longest = int(width / setting.size * _THIN) + 1  # no line holds more letters; keeps the work for long words linear
    while start < len(letters):
        end = min(len(letters), start + longest)
        if setting.width("".join(letters[start:end])) > width:
            fits = bisect_left(
                range(start + 1, end + 1), True,
                key=lambda stop: setting.width("".join(letters[start:stop])) > width,
            )  # fmt: skip
            end = _joint(letters, start, max(start + 1, start + fits))
        part = "".join(letters[start:end])
        if text := part.strip(" "):  # a number with its unit may include a space
            pieces.append(_Piece(text, setting.width(text), spaced or part.startswith(" ")))
        spaced = part.endswith(" ")
        start = end
    return pieces


def _joint(letters: list[str], start: int, end: int) -> int:
    """Return the index of the letter before which to end a piece that begins at ``start`` and may reach to ``end``.

    The piece ends after the last joint, such as a hyphen, in its second half. Without such a joint it ends at ``end``.
    """
    part = "".join(letters[start:end]) + "".join(letters[end : end + 1])[:1]
    passed = {0: start}
    for number in range(start, end):
        passed[max(passed) + len(letters[number])] = number + 1
    ends = [passed[m.end()] for m in _JOINT.finditer(part) if m.end() in passed and m.end() < len(part)]
    good = [cut for cut in ends if cut > start + (end - start) / 2]
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
