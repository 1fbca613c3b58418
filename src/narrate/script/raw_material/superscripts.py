"""Handles superscripts and subscripts: powers and formulas become Unicode, footnote marks are removed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from narrate.script.raw_material.formatted_text import Piece

_UP = str.maketrans("0123456789+-−–=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_DOWN = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
# Letters that stay plain after a number belong to an ordinal: 2e, 1r.
_LETTERS = dict(zip("bcdfghijklmnpstuvwxyz", "ᵇᶜᵈᶠᵍʰⁱʲᵏˡᵐⁿᵖˢᵗᵘᵛʷˣʸᶻ", strict=True))
_TRADE = {"tm": "™", "sm": "℠"}
_ORDINALS = {"a": "ª", "o": "º"}
_FRACTIONS = {
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "2/5": "⅖", "3/5": "⅗", "4/5": "⅘",
    "1/6": "⅙", "5/6": "⅚", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞",
}  # fmt: skip
# Words that can have a power: units of length and of common medical formulas, functions.
_UNITS = frozenset((
    "m", "dm", "cm", "mm", "km", "µm", "μm", "nm", "ft", "in", "yd", "s", "min", "h", "kg", "g", "mg", "l", "ml", "mol",
    "mmol", "log", "sin", "cos", "tan", "м", "дм", "см", "мм", "км", "с", "мин", "кг", "г", "मी", "सेमी", "मिमी", "ม", "ซม",
    "มม", "กม", "سم", "مم", "م",
))  # fmt: skip
_NUMBER = re.compile(r"[0-9]{1,4}")
_SIGNED = re.compile(r"[-+−–]?[0-9]{1,6}[-+−–]?|[-+−–]")
# Footnote letters come from the start of the alphabet; a raised s is the end of a word.
_MARK = re.compile(r"[\[(]?(?:[0-9]{1,3}|[a-h])(?:[ ]?[,;–-][ ]?(?:[0-9]{1,3}|[a-h])){0,5}[\])]?,?")
_SIGN_MARK = re.compile(r"[*†‡§¶]{1,3}")
_LOWERED = re.compile(r"[^\W_]{0,6}(?:[.,][0-9]{1,2})?[-+−–]?")
_ENDED = re.compile(r"([.!?…。！？؟।:;,،、])[\"'”’»)\]]*$")
_STROKE = re.compile(r"([0-9]{1,4})[/⁄∕]([0-9]{1,4})")
_DOSE = re.compile(r"[0-9]\s?$")
_DEGREES = re.compile(r"\s?[CF](?![^\W_])")
_NEAR = 40


def settle_rises(pieces: Sequence[Piece]) -> list[Piece]:
    """Return ``pieces`` with every superscript and subscript turned into powers, formulas or letters.

    One that only refers to a note is left out.
    """
    if not any(piece.rise for piece in pieces):
        return list(pieces)
    settled: list[Piece] = []
    before = ""
    skip = 0
    for index, piece in enumerate(pieces):
        if skip:
            skip -= 1
            continue
        if piece.rise and not piece.changed:
            if fraction := _fraction(pieces, index, before):
                merged, skip = fraction
                made = [merged]
            else:
                after = "".join(following.kept for following in pieces[index + 1 : index + 4])[:_NEAR]
                made = _settled(piece, before, after)
        else:
            made = [piece]
        settled += made
        before = (before + "".join(new.kept for new in made))[-_NEAR:]
    return settled


def _settled(piece: Piece, before: str, after: str) -> list[Piece]:
    """The pieces that replace ``piece``, which is raised or lowered: its spaces, and its text as it will be spoken."""
    text = piece.text
    core = text.strip()
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if core else ""
    before, after = before + lead, tail + after
    why, kept = "", core
    if core and piece.rise > 0:
        why, kept = _raised(core, before, after)
    elif core and before[-1:].strip() and (_LOWERED.fullmatch(core) or (core[0].isdigit() and before[-1].isdigit())):
        kept = core.translate(_DOWN)
        why = "lowered digits" if kept != core else ""
    ends = [Piece(lead, lead)] if lead else []
    if core:
        ends.append(Piece(core, kept, why))
    return [*ends, Piece(tail, tail)] if tail else ends


def _raised(text: str, before: str, after: str) -> tuple[str, str]:
    """Return (reason, spoken form) for raised ``text``. The reason is empty if the text is not changed.

    ``before`` and ``after`` are the text around it.
    """
    if text in ("o", "O", "0", "º") and before.rstrip()[-1:].isdigit() and _DEGREES.match(after):
        return "raised sign of degrees", "°"
    if _is_mark(text, before, after):
        return "mark of a note", ""
    if _SIGNED.fullmatch(text):
        return "raised digits", text.translate(_UP)
    if letters := _raised_letters(text, before):
        return "raised letters", letters
    if parts := _STROKE.fullmatch(text):
        return "fraction", _as_fraction(parts.group(1), parts.group(2), before)
    if text[0].isdigit() and (
        _MARK.fullmatch(text) or before[-1:].isdigit()
    ):  # it must not merge with the number before it
        return "raised digits", text.translate(_UP)
    return "", text


def _last_word(before: str) -> str:
    """The letters at the end of the text ``before``, including vowel signs."""
    start = len(before)
    while start and (before[start - 1].isalpha() or unicodedata.category(before[start - 1])[0] == "M"):
        start -= 1
    return before[start:]


def _short(before: str) -> bool:
    word = _last_word(before)
    return bool(word) and (len(word) <= 2 or (_has_case(word) and not word.islower()))


def _raised_letters(text: str, before: str) -> str:
    """The plain letters of a trade mark, an ordinal or a power; empty if ``text`` is none of them."""
    last = before[-1:]
    if (trade_mark := _TRADE.get(text.lower())) and last.isalpha():
        return trade_mark
    if text in _ORDINALS and last.strip() and (last.isdigit() or last in ".ºª" or _short(before)):
        return _ORDINALS[text]
    return _LETTERS[text] if text in _LETTERS and last.isdigit() else ""


def _is_mark(text: str, before: str, after: str) -> bool:
    """Whether raised ``text`` refers to a note.

    It must follow a complete word or sentence, and no letter or digit may come next.
    """
    if after[:1].isalnum() or not before[-1:].strip():
        return False
    ended = _ENDED.search(before)
    if _SIGN_MARK.fullmatch(text):
        return before[-1].isalpha() or ended is not None
    if not _MARK.fullmatch(text):
        return False
    word = _last_word(before[: ended.start()] if ended else before)
    if word.lower() in _UNITS:  # letters are not powers: "5 mg" with a raised b
        return text.isalpha() and _DOSE.search(before[: len(before) - len(word)]) is not None
    if text == "o":
        return False
    if ended:
        if before[: ended.start()][-1:].isdigit() and ended.group(1) in ".,:":
            return False  # a price with raised cents, or "See 5.²": if in doubt, keep it
        return text != "a" or (len(word) > 3 and word.islower())
    return _is_mark_of_word(text, word)


def _is_mark_of_word(text: str, word: str) -> bool:
    """Whether raised ``text`` right after ``word`` refers to a note. It does not in "1er" or "Mr"."""
    if len(word) < 3:
        return False
    if not text[0].isalpha():
        return True
    return not _has_case(word) or word.islower() or (word[1:].islower() and text not in ("a", "e", "r"))


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


def _fraction(pieces: Sequence[Piece], index: int, before: str) -> tuple[Piece, int] | None:
    """Return a fraction typed as superscript, stroke and subscript, and how many more pieces it takes.

    It begins at ``index``. None if there is no fraction.
    """
    over = pieces[index].text.strip()
    follows = pieces[index + 1 : index + 3]
    if pieces[index].rise < 1 or not _NUMBER.fullmatch(over) or not follows:
        return None
    stroke, *rest = follows
    if stroke.changed or stroke.rise < 0 or not stroke.text.startswith(("/", "⁄", "∕")):
        return None
    if stroke.text in ("/", "⁄", "∕") and rest and rest[0].rise < 0 and not rest[0].changed:
        under, taken = rest[0].text.strip(), 2
        seen = pieces[index].text + stroke.text + rest[0].text
    else:
        return None
    if not _NUMBER.fullmatch(under):
        return None
    kept = _as_fraction(over, under, before)
    if seen[:1].isspace() and not kept.startswith(" "):
        kept = " " + kept
    return Piece(seen, kept, "fraction" if kept != seen else ""), taken


def _as_fraction(over: str, under: str, before: str) -> str:
    """``over`` / ``under`` as one character where there is one, such as ½.

    Any other is separated from a whole number ``before`` it, so that 2 3/7 is not read as 23/7.
    """
    fraction = f"{over}/{under}"
    return _FRACTIONS.get(fraction, f" {fraction}" if before[-1:].isdigit() else fraction)
