"""Converts symbols (Insert > Symbol) and text in symbol fonts to Unicode."""

from __future__ import annotations

from narrate.script.raw_material.symbol_fonts import FIRST, SYMBOL_FONTS, UNKNOWN

_PRIVATE = 0xF000
_LAST = 0xFF
_MICRO = 0xB5
_OTHER_NAMES = dict.fromkeys(("symbolmt", "symbol mt", "standard symbols l", "standard symbols ps"), "symbol")


def is_symbol_font(font: str) -> bool:
    """Whether the characters of ``font`` show symbols."""
    return _named(font) in SYMBOL_FONTS


def _named(font: str) -> str:
    name = font.strip().lower()
    return _OTHER_NAMES.get(name, name)


def symbol(font: str, code: str) -> str:
    """The character for a hexadecimal ``code`` in a symbol ``font``; U+FFFD if unknown."""
    try:
        value = int(code, 16)
        character = chr(value)
    except (ValueError, OverflowError):
        return UNKNOWN
    if is_symbol_font(font):
        return shown(character, font)
    private = 0xE000 <= value <= 0xF8FF
    return character if character.isprintable() and not private else UNKNOWN


def shown(text: str, font: str) -> str:
    """``text`` as a symbol font shows it; U+FFFD for each unknown symbol."""
    table = SYMBOL_FONTS[_named(font)]
    return "".join(_sign(ord(character), table) for character in text)


def _sign(code: int, table: str) -> str:
    position = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + _LAST else code
    if not FIRST <= position <= _LAST or code == _MICRO:
        return chr(code) if code < _PRIVATE or code > 0xF8FF else UNKNOWN
    return table[position - FIRST]


def has_private(text: str) -> bool:
    """Whether ``text`` holds a sign that only its font defines."""
    return not text.isascii() and any("\uf000" <= character <= "\uf0ff" for character in text)
