"""Writes captions as WebVTT and SubRip."""

from __future__ import annotations

from collections.abc import Iterable

from narrate.model import Caption
from narrate.typeset.bidi import standing_alone


def clock(ms: int, separator: str = ".") -> str:
    """A time in ms, written as ``01:02:03.004``."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{separator}{ms:03d}"


def webvtt(captions: Iterable[Caption], offset_ms: int = 0, *, alone: bool = False) -> str:
    """A WebVTT file (W3C) of ``captions``. ``offset_ms`` is subtracted from their times.

    ``alone`` marks each line as right-to-left text.
    """
    blocks = ["WEBVTT\n"]
    for caption in captions:
        text = _shown(caption, alone=alone).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        times = f"{clock(caption.start_ms - offset_ms)} --> {clock(caption.end_ms - offset_ms)}"
        blocks.append(f"{times}\n{text}\n")
    return "\n".join(blocks)


def subrip(captions: Iterable[Caption], *, alone: bool = False) -> str:
    """A SubRip file of ``captions``. ``alone`` marks each line as right-to-left text."""
    return "\n".join(
        f"{number}\n{clock(c.start_ms, ',')} --> {clock(c.end_ms, ',')}\n{_shown(c, alone=alone)}\n"
        for number, c in enumerate(captions, 1)
    )


def _shown(caption: Caption, *, alone: bool) -> str:
    return standing_alone(caption.text) if alone else caption.text
