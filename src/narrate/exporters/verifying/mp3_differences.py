"""Says how an MP3 file differs from the one that should stand in its place."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.audio.mp3_codec import RATE
from narrate.audio.mp3_structure import Mp3Structure, structure
from narrate.audio.mp3_writing import FRAME

_HEAD = 10  # bytes before the frames of an ID3 tag, and before the value of each of them


def sound_difference(found: bytes, wanted: bytes) -> str:
    """Return what differs between the MP3 files ``found`` and ``wanted``; empty if their bytes are the same."""
    if found == wanted:
        return ""
    here, there = structure(found), structure(wanted)
    if not here.frames:
        return f"it is no MP3 as narrate writes it ({', '.join(here.faults) or 'it has no sound'})"
    if here.frames == there.frames:
        return f"it sounds the same, but {_unheard(here, there)}"
    return frames_difference(here.frames, there.frames)


def _unheard(found: Mp3Structure, wanted: Mp3Structure) -> str:
    """Return what differs in ``found`` besides the frames of sound."""
    if found.tag != wanted.tag:
        more = sorted(set(_tag_frames(found.tag)) - set(_tag_frames(wanted.tag)))
        what = f"has {', '.join(more)} in addition" if more else "is another"
        return f"its ID3 tag {what}, of {len(found.tag)} bytes, not {len(wanted.tag)}"
    return found.faults[0] if found.faults else "its Info header is another"


def _tag_frames(tag: bytes) -> Iterator[str]:
    """Yield the names of the frames in the ID3 ``tag``, as far as they can be read."""
    rest = tag[_HEAD:].lstrip(b"\0")
    while len(rest) > _HEAD and (name := rest[:4]).isalnum():
        yield name.decode("latin-1")
        rest = rest[_HEAD + int.from_bytes(rest[4:8], "big") :].lstrip(b"\0")


def frames_difference(found: tuple[bytes, ...], wanted: tuple[bytes, ...]) -> str:
    """Return a line of text: from which to which second the frames of sound ``found`` differ from ``wanted``."""
    first = _common(found, wanted)
    if len(found) != len(wanted):
        apart = _seconds(abs(len(found) - len(wanted)))
        longer = "longer" if len(found) > len(wanted) else "shorter"
        return f"it is {apart} s {longer}, and differs from {_seconds(first)} s on"
    last = len(found) - _common(found[::-1], wanted[::-1])
    return f"it is as long, and differs from {_seconds(first)} to {_seconds(last)} s"


def _common(one: tuple[bytes, ...], other: tuple[bytes, ...]) -> int:
    """Return how many frames at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _seconds(frames: int) -> str:
    return f"{frames * FRAME / RATE:.1f}"
