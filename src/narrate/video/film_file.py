"""Writes a film: H.264, AAC and captions in an MP4 file (ISO/IEC 14496-14), by ffmpeg's muxer.

Pictures are encoded as they come and sound is copied, so the memory hardly grows with the length.
"""

from __future__ import annotations

import heapq
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

from narrate.audio.aac import BIT_RATE, ENCODING, FRAME, RATE, frames_of, split
from narrate.audio.aac import TICK as AUDIO_TICK
from narrate.audio.chapters import Chapter, for_container
from narrate.model import Caption
from narrate.video.h264 import CODEC, TICK, Encoder, Picture, configure

EMPTY = 2  # bytes of a sample of captions without text: its length
_OPTIONS = {"movflags": "+faststart", "fflags": "+bitexact"}  # the index first; no name and version of the program
# The look of captions (3GPP Timed Text, TS 26.245), in the form that ffmpeg takes: white letters, centred at the bottom.
_TEXT_STYLE = b"""[Script Info]
ScriptType: v4.00+
PlayResX: 1280
PlayResY: 720

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,36,&Hffffff,&Hffffff,&H0,&H40000000,0,0,0,0,100,100,0,0,3,1,0,2,40,40,40,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the film, shown from ``start_ms`` to ``end_ms``. ``is_key``: players can go to it."""

    start_ms: int
    end_ms: int
    picture: Picture
    is_key: bool


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """What a film says of itself.

    - ``width``, ``height``: its size in px.
    - ``language``: the language of the sound and the captions as a code of ISO 639-2.
    - ``tags``: the tags by ffmpeg's names; empty tags are left out.
    - ``cover``: a PNG file.
    """

    width: int
    height: int
    language: str
    tags: Mapping[str, str]
    cover: bytes


def write_film(
    target: Path,
    facts: FilmFacts,
    shots: Iterable[Shot],
    tracks: Sequence[tuple[Path, int]],
    captions: Sequence[Caption],
    chapters: Iterable[Chapter],
) -> None:
    """Write the film ``target``.

    - ``shots``: in order, without gaps, and the first one is a key picture.
    - ``tracks``: (file, duration in ms) of each track. The files hold AAC as ``aac.encode`` makes it.
    - ``captions``: in order; their texts are shown as they are.

    Raises OSError if the file cannot be written.
    """
    with open_film(target, facts, chapters) as film:
        film.mux(_encoded(shots, film.video), _sound_packets(tracks), _text_packets(captions))


def write_again(target: Path, facts: FilmFacts, source: Path, chapters: Iterable[Chapter]) -> None:
    """Write the film ``target`` from the pictures, the sound and the captions of the film ``source``, to compare the two.

    Raises ValueError if ``source`` lacks one of them.
    """
    with open_film(target, facts, chapters) as film, ExitStack() as files:
        pictures, sound, texts = (files.enter_context(packets_of(source, kind)) for kind in KINDS)
        film.mux(
            map(_with_start_codes, pictures),
            sound,
            (packet for packet in texts if packet.size > EMPTY),  # the muxer adds those without text
        )


KINDS = ("video", "audio", "subtitle")


@contextmanager
def packets_of(film: Path, kind: str) -> Iterator[Iterator[Any]]:
    """Open the file ``film`` and yield an iterator over the packets of its first stream of a ``kind``, one of ``KINDS``.

    Raises ValueError if there is none.
    """
    import av

    with av.open(str(film)) as container:
        stream = next((stream for stream in container.streams if stream.type == kind), None)
        if stream is None:
            raise ValueError(f"it has no stream of {kind}")
        yield (packet for packet in container.demux(stream) if packet.pts is not None)


@dataclass(frozen=True, slots=True)
class _Film:
    """A film that is being written: PyAV's container, and its streams."""

    container: Any
    video: Any
    sound: Any
    text: Any

    def mux(self, pictures: Iterable[Any], sound: Iterable[Any], texts: Iterable[Any]) -> None:
        """Write the packets of all three streams in the order of time. The same packets always give the same bytes."""
        streams = (self.video, self.sound, self.text)
        pairs = (
            zip(repeat(stream), packets) for stream, packets in zip(streams, (pictures, sound, texts), strict=True)
        )
        for stream, packet in heapq.merge(*pairs, key=lambda pair: pair[1].pts * pair[1].time_base):
            packet.stream = stream
            self.container.mux(packet)


def _with_start_codes(packet: Any) -> Any:
    """Return a packet of H.264 as the encoder gave it: with start codes in place of lengths (ISO/IEC 14496-15)."""
    import av

    content, at, units = bytes(packet), 0, []
    while at < len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        units.append(b"\0\0\0\1" + content[at + 4 : at + 4 + length])
        at += 4 + length
    again: Any = av.Packet(b"".join(units))
    again.pts, again.dts, again.duration, again.time_base = packet.pts, packet.dts, packet.duration, packet.time_base
    again.is_keyframe = packet.is_keyframe
    return again


@contextmanager
def open_film(target: Path, facts: FilmFacts, chapters: Iterable[Chapter]) -> Iterator[_Film]:
    """Open a film whose packets are muxed in the block. Raises OSError if it cannot be written."""
    import av
    from av.stream import Disposition

    with av.open(str(target), "w", format="mp4", options=_OPTIONS) as container:
        container.metadata.update({name: text for name, text in facts.tags.items() if text})
        container.set_chapters(for_container(chapters))
        video: Any = container.add_stream(CODEC)
        configure(video, facts.width, facts.height)
        sound: Any = container.add_stream("aac", rate=RATE, layout="mono")
        sound.codec_context.options, sound.bit_rate = dict(ENCODING), BIT_RATE  # of the encoder, which is not used
        text: Any = container.add_stream("mov_text")
        text.codec_context.subtitle_header = _TEXT_STYLE
        text.time_base = TICK
        for stream in (video, sound, text):
            stream.metadata["language"] = facts.language
        page: Any = container.add_stream("png", rate=1)
        page.width = page.height = 16  # of the encoder, which is not used
        page.pix_fmt, page.disposition = "rgb24", Disposition.attached_pic
        container.start_encoding()
        cover: Any = av.Packet(facts.cover)
        cover.stream, cover.time_base, cover.pts, cover.dts, cover.is_keyframe = page, TICK, 0, 0, True
        container.mux(cover)
        yield _Film(container, video, sound, text)


def _encoded(shots: Iterable[Shot], stream: Any) -> Iterator[Any]:
    encoder = Encoder(stream)
    for shot in shots:
        yield from encoder.encode(shot.picture, shot.start_ms, shot.end_ms, is_key=shot.is_key)
    yield from encoder.finish()


def _sound_packets(tracks: Sequence[tuple[Path, int]]) -> Iterator[Any]:
    """Yield the frames of all tracks. The last of each but the final one is left out: the next track overlaps it."""
    import av

    number = 0
    for place, (path, duration_ms) in enumerate(tracks, 1):
        frames = split(path.read_bytes())
        if len(frames) - 1 != frames_of(duration_ms):
            raise ValueError(f"a track has {len(frames) - 1} AAC frames, not {frames_of(duration_ms)}")
        for frame in frames if place == len(tracks) else frames[:-1]:
            packet: Any = av.Packet(frame)
            packet.time_base, packet.duration = AUDIO_TICK, FRAME
            packet.pts = packet.dts = (number - 1) * FRAME  # the first frame is the encoder's delay
            packet.is_keyframe = True
            yield packet
            number += 1


def _text_packets(captions: Iterable[Caption]) -> Iterator[Any]:
    """Yield the samples of the captions. After each the muxer adds an empty one, which ends it."""
    import av

    for caption in captions:
        content = caption.text.encode()
        packet: Any = av.Packet(struct.pack(">H", len(content)) + content)
        packet.time_base, packet.is_keyframe = TICK, True
        packet.pts = packet.dts = caption.start_ms
        packet.duration = caption.end_ms - caption.start_ms
        yield packet
