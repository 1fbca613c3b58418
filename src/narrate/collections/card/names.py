"""Makes the names of files and folders on a card. FAT32 allows them, and they sort in the order of the card."""

from __future__ import annotations

import re
import unicodedata

MOST_LETTERS = 64
"""The length of the longest name, with its number and without ``.mp3``. Old players show at most so much."""

# What FAT32 forbids, and what replaces it. The full-width signs keep "<5" from becoming "5".
_INSTEAD = str.maketrans(
    {":": " -", "/": "-", "\\": "-", "|": "-", '"': "'", "?": " ", "*": " ", "<": "\uff1c", ">": "\uff1e"}
)
_JOINERS = "\u200c\u200d"  # Persian and Hindi words are written with them
_NO_LETTERS = re.compile(r"[\W_]*")


def card_name(number: int, count: int, text: str) -> str:
    """Return the name of the file or folder with the ``number`` of ``count``, which is about ``text``.

    The name begins with the number, so Windows does not reserve it, and no two names are the same. If no character of
    ``text`` can be in a name, the name is only the number.
    """
    digits = f"{number:0{max(2, len(str(count)))}d}"
    words = _fit(text, MOST_LETTERS - len(digits) - 1)
    return f"{digits} {words}" if words else digits


def has_words(text: str) -> bool:
    """Whether a letter or a digit is left of ``text`` in a name."""
    return _NO_LETTERS.fullmatch(_fit(text, MOST_LETTERS)) is None


def _fit(text: str, most: int) -> str:
    """Return ``text`` as it stands in a name, at most ``most`` letters of it, cut between words if possible."""
    written = unicodedata.normalize("NFC", text).translate(_INSTEAD)
    plain = " ".join("".join(letter if _is_kept(letter) else " " * letter.isspace() for letter in written).split())
    plain = unicodedata.normalize("NFC", plain)  # once more: what went may have stood between a letter and its mark
    if len(plain) > most:
        end = plain.rfind(" ", most // 2, most + 1)
        end = end if end > 0 else _before_marks(plain, most)
        plain = plain[:end]
    return plain.strip(" .")


def _is_kept(letter: str) -> bool:
    return letter == " " or letter in _JOINERS or not unicodedata.category(letter).startswith(("C", "Z"))


def _before_marks(text: str, end: int) -> int:
    """Return where to cut ``text`` at ``end`` or before, so that no letter loses the marks on it."""
    while end > 1 and (unicodedata.category(text[end]).startswith("M") or text[end] in _JOINERS):
        end -= 1
    return end
