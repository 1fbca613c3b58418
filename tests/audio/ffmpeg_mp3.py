"""ffmpeg's muxer for MP3: a second writer of the same files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import av

from narrate.audio.chapters import Chapter, for_container
from narrate.audio.mp3_codec import BIT_RATE, RATE
from narrate.audio.mp3_writing import FRAME


def muxed(frames: Sequence[bytes], tags: Mapping[str, str], chapters: Iterable[Chapter]) -> bytes:
    """Return the MP3 file with ``frames``. Its header tells players to skip nothing."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp3", options={"id3v2_version": "3"}) as container:
        stream = container.add_stream("libmp3lame", rate=RATE, layout="mono")
        stream.bit_rate = BIT_RATE
        container.metadata.update(tags)
        container.set_chapters(for_container(chapters))
        for number, frame in enumerate(frames):
            packet = av.Packet(frame)
            packet.stream, packet.time_base = stream, Fraction(1, RATE)
            packet.pts = packet.dts = number * FRAME
            packet.duration = FRAME
            container.mux(packet)
    return file.getvalue()
