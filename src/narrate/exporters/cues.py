"""Caption times as WebVTT and SubRip write them."""

from __future__ import annotations

from collections.abc import Iterable

from narrate.model import Caption


def clock(ms: int, separator: str = ".") -> str:
    """``01:02:03.004``."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{separator}{ms:03d}"


def webvtt(captions: Iterable[Caption], offset_ms: int = 0) -> str:
    """A WebVTT file (W3C) of ``captions``, their times less ``offset_ms``."""
    blocks = ["WEBVTT\n"]
    for caption in captions:
        text = caption.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        times = f"{clock(caption.start_ms - offset_ms)} --> {clock(caption.end_ms - offset_ms)}"
        blocks.append(f"{times}\n{text}\n")
    return "\n".join(blocks)
