"""Writes a film: H.264, AAC and captions in an MP4 file (ISO/IEC 14496-14), by ffmpeg's muxer.

Pictures are encoded as they come and sound is copied, so the memory hardly grows with the length.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.audio.aac import BIT_RATE, ENCODING, FRAME, RATE, frames_of, split
from narrate.audio.aac import TICK as AUDIO_TICK
from narrate.audio.chapters import Chapter, for_container
from narrate.model import Caption
from narrate.video.h264 import CODEC, TICK, Encoder, Picture, configure

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
    import av
    from av.stream import Disposition

    duration_ms = sum(ms for _, ms in tracks)
    with av.open(str(target), "w", format="mp4", options=_OPTIONS) as container:
        container.metadata.update({name: text for name, text in facts.tags.items() if text})
        container.set_chapters(for_container(chapters))
        video: Any = container.add_stream(CODEC)
        configure(video, facts.width, facts.height)
        encoder = Encoder(video)
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
        samples, texts = _sound_packets(tracks, sound), _text_packets(captions, duration_ms, text)
        waiting = [next(samples, None), next(texts, None)]
        for shot in shots:
            container.mux(list(encoder.encode(shot.picture, shot.start_ms, shot.end_ms, is_key=shot.is_key)))
            for place, packets in enumerate((samples, texts)):  # so that no stream is far ahead of the others
                while (packet := waiting[place]) is not None and packet.pts * packet.time_base * 1000 < shot.end_ms:
                    container.mux(packet)
                    waiting[place] = next(packets, None)
        container.mux(list(encoder.finish()))
        for place, packets in enumerate((samples, texts)):
            container.mux([packet for packet in (waiting[place], *packets) if packet is not None])


def _sound_packets(tracks: Sequence[tuple[Path, int]], stream: Any) -> Iterator[Any]:
    """Yield the frames of all tracks. The last of each but the final one is left out: the next track overlaps it."""
    import av

    number = 0
    for place, (path, duration_ms) in enumerate(tracks, 1):
        frames = split(path.read_bytes())
        if len(frames) - 1 != frames_of(duration_ms):
            raise ValueError(f"a track has {len(frames) - 1} AAC frames, not {frames_of(duration_ms)}")
        for frame in frames if place == len(tracks) else frames[:-1]:
            packet: Any = av.Packet(frame)
            packet.stream, packet.time_base, packet.duration = stream, AUDIO_TICK, FRAME
            packet.pts = packet.dts = (number - 1) * FRAME  # the first frame is the encoder's delay
            packet.is_keyframe = True
            yield packet
            number += 1


def _text_packets(captions: Sequence[Caption], duration_ms: int, stream: Any) -> Iterator[Any]:
    """Yield the samples of the captions, and empty ones where no caption is shown, up to the end."""
    at = 0
    for caption in captions:
        if caption.start_ms > at:
            yield _text(b"", at, caption.start_ms, stream)
        yield _text(caption.text.encode(), caption.start_ms, caption.end_ms, stream)
        at = caption.end_ms
    if at < duration_ms:
        yield _text(b"", at, duration_ms, stream)


def _text(content: bytes, start_ms: int, end_ms: int, stream: Any) -> Any:
    import av

    packet: Any = av.Packet(struct.pack(">H", len(content)) + content)
    packet.stream, packet.time_base, packet.is_keyframe = stream, TICK, True
    packet.pts = packet.dts = start_ms
    packet.duration = end_ms - start_ms
    return packet
