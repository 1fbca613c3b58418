"""Writes captions as WebVTT and SubRip."""

from __future__ import annotations

from collections.abc import Iterable

from narrate.model import Caption
from narrate.typeset.bidi import standing_alone


def clock(ms: int, separator: str = ".") -> str:
    """Return a time in ms as ``01:02:03.004``, with ``separator`` in place of the point."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{separator}{ms:03d}"


def webvtt(captions: Iterable[Caption], offset_ms: int = 0, *, alone: bool = False) -> str:
    """Return ``captions`` as a WebVTT file (W3C). ``offset_ms`` is subtracted from their times.

    ``alone`` says that the captions are right-to-left text. Each line is then marked as such, because players would
    guess its direction from its first letter.
    """
    blocks = ["WEBVTT\n"]
    for caption in captions:
        text = _shown(caption, alone=alone).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        times = f"{clock(caption.start_ms - offset_ms)} --> {clock(caption.end_ms - offset_ms)}"
        blocks.append(f"{times}\n{text}\n")
    return "\n".join(blocks)


def subrip(captions: Iterable[Caption], *, alone: bool = False) -> str:
    """Return ``captions`` as a SubRip file. ``alone`` is as for ``webvtt``."""
    return "\n".join(
        f"{number}\n{clock(c.start_ms, ',')} --> {clock(c.end_ms, ',')}\n{_shown(c, alone=alone)}\n"
        for number, c in enumerate(captions, 1)
    )


def _shown(caption: Caption, *, alone: bool) -> str:
    return standing_alone(caption.text) if alone else caption.text
