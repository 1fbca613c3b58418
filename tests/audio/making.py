"""Sounds for tests."""

from __future__ import annotations

from narrate.audio.clips import Pcm
from narrate.audio.mp3_codec import encode


def to_mp3(pcm: Pcm) -> bytes:
    """``pcm`` at 44.1 kHz as an MP3 file."""
    return encode([pcm], len(pcm))
