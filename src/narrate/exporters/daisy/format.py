"""What the code that writes a DAISY book and the code that reads it back share."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable

from narrate.languages import is_right_to_left
from narrate.typeset.bidi import isolated

BOOK_META = "daisy book"
"""The key of the digest of the metadata that no other file holds."""
SPECIFICATION = "Daisy 2.02"
NCC, CONTENT, MASTER, STYLE = "ncc.html", "content.html", "master.smil", "default.css"
UNKNOWN, NO_DATE = "unknown", "0000"
"""Values of metadata that the format requires, if the publisher or the date is unknown."""
SIZE = "\0"
"""Stands in the NCC where the size of the book will be. No text of a script holds this character."""
_UUIDS = uuid.UUID("5bb0aa1a-0d5c-5d1f-9d5e-4f6c6b1d2a02")
_CSS = """body { margin: 1em auto; max-width: 42em; padding: 0 1em; font: 1.25em/1.5 sans-serif%s }
h1, h2, h3 { line-height: 1.2 }
.page-normal { font-size: 0.8em }
.figure { border: 1px solid; padding: 0 1em }
.numbered { list-style-type: "" }
a { color: inherit; text-decoration: none }
a:focus, a:hover { text-decoration: underline }
body > span { display: block }
"""


def smil_file(number: int) -> str:
    """Return the name of the SMIL file of slide ``number`` (from 1). It has 8 and 3 letters, as on old disks."""
    return f"dtb{number:05d}.smil"


def sound_of(number: int) -> str:
    """Return the name of the sound of slide ``number`` (from 1)."""
    return f"dtb{number:05d}.mp3"


def identifier(topic: str, language: str, edition: str) -> str:
    """Return the identifier of the book: the same each time it is built."""
    return f"urn:uuid:{uuid.uuid5(_UUIDS, f'{topic}/{language}/{edition}')}"


def style(*, right_to_left: bool) -> str:
    """Return the style sheet. Pages in the NCC have no attribute for the direction, so the style sheet gives it."""
    return _CSS % ("; direction: rtl" if right_to_left else "")


def as_shown(text: str, language: str) -> str:
    """Return ``text`` as a page in ``language`` shows it.

    In right-to-left text, doses and ranges are isolated, so that they keep their order.
    """
    return isolated(text) if is_right_to_left(language) else text


def clock(ms: int) -> str:
    """Return a time as hh:mm:ss, rounded to the nearest second, as the specification recommends."""
    minutes, seconds = divmod((ms + 500) // 1000, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


def seconds(ms: int) -> str:
    """Return a time in seconds with three decimals, which is exact."""
    return f"{ms // 1000}.{ms % 1000:03d}s"


def kilobytes(others: int, ncc: str) -> str:
    """Return the NCC ``ncc`` with the size of the book in place of ``SIZE``: all files in units of 1024 bytes, rounded up.

    ``others`` is the size of the other files in bytes. The size counts the NCC itself, with the digits of the size.
    """
    length = len(ncc.replace(SIZE, "").encode())
    digits = 1
    while len(str(-(-(others + length + digits) // 1024))) > digits:
        digits += 1
    return ncc.replace(SIZE, str(-(-(others + length + digits) // 1024)))


def narrator(voice: str) -> str:
    """Return the narrator for the metadata; empty if ``voice`` is a recording, because the person is not named."""
    engine, _, name = voice.partition(":")
    return "" if engine == "recordings" else f"{name} ({engine})" if name else engine


def slide_key(number: int) -> str:
    """Return the key of slide ``number`` among the digests of words."""
    return f"daisy {number}"


def digest(lines: Iterable[str]) -> str:
    """Return the SHA-256 of ``lines`` of text."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
