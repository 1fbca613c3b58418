"""Encodes pictures as H.264: each once, at the time when it appears, however long it stays.

The encoder is libx264, which comes with PyAV. It gets one frame at a time and looks at no frame ahead, so it gives each
back at once and needs little memory. One thread and instructions that all processors share make the bytes the same
everywhere. docs/formats/mp4.md has the measurements.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from narrate.errors import OutsideError

Picture = npt.NDArray[np.uint8] | Path
"""A picture: its pixels (height × width × 3: red, green, blue), or an opaque PNG file."""

TICK = Fraction(1, 1000)
"""The unit of times: a millisecond."""
CODEC = "libx264"
_OPTIONS = {
    "preset": "veryfast",
    "tune": "stillimage",
    "crf": "18",
    # frames come at their own times, and players may only go to those that are marked
    "x264-params": "bframes=0:keyint=infinite:scenecut=0:rc-lookahead=0:sync-lookahead=0:threads=1:lookahead-threads=1"
    ":cpu-independent=1:force-cfr=0",
    "forced-idr": "1",
}
_NOMINAL_RATE = 25  # frames a second, for programs that ask; the frames have their own times
_BT709 = 1  # for primaries, transfer and matrix, as ISO/IEC 23091-2 numbers them
_LIMITED_RANGE = 1


def encoder_version() -> str:
    """Return the name and version of the encoder. Raises OutsideError if this build of PyAV has none."""
    import av

    if CODEC not in av.codecs_available:
        raise OutsideError(
            "PyAV is installed without the encoder libx264, so no film can be made; install it from its own wheel: "
            "pip install --force-reinstall --only-binary :all: av"
        )
    return f"libx264 of PyAV {av.__version__}"


def configure(stream: Any, width: int, height: int) -> None:
    """Set up a video ``stream`` of PyAV for pictures of ``width`` × ``height`` px."""
    context = stream.codec_context
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.time_base, context.framerate = TICK, Fraction(_NOMINAL_RATE)
    context.options = dict(_OPTIONS)
    context.color_range, context.colorspace = _LIMITED_RANGE, _BT709
    context.color_primaries, context.color_trc = _BT709, _BT709


class Encoder:
    """Encodes pictures for a video ``stream`` of PyAV, which ``configure`` has set up."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._lasting: dict[int, int] = {}  # how long the pictures last that have not been given back, by their start

    def encode(self, picture: Picture, start_ms: int, end_ms: int, *, is_key: bool) -> Iterator[Any]:
        """Take a picture that is shown from ``start_ms`` to ``end_ms``, and yield the packets that are ready.

        ``is_key``: players can go to it. The first picture must be one.
        """
        from av.video.frame import PictureType
        from av.video.reformatter import ColorRange, Colorspace

        context = self._stream.codec_context
        frame = _frame(picture).reformat(
            context.width, context.height, "yuv420p", dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG, src_color_range=ColorRange.JPEG, interpolation="LANCZOS",
        )  # fmt: skip
        frame.pts, frame.time_base = start_ms, TICK
        frame.pict_type = PictureType.I if is_key else PictureType.P
        self._lasting[start_ms] = end_ms - start_ms
        yield from self._packets(frame)

    def finish(self) -> Iterator[Any]:
        """Yield the packets that the encoder still holds."""
        yield from self._packets(None)

    def _packets(self, frame: Any) -> Iterator[Any]:
        for packet in self._stream.encode(frame):
            packet.duration = self._lasting.pop(packet.pts)  # the muxer knows no end of the last picture otherwise
            yield packet


def _frame(picture: Picture) -> Any:
    import av

    if not isinstance(picture, Path):
        return av.VideoFrame.from_ndarray(picture, format="rgb24")
    decoder: Any = av.CodecContext.create("png", "r")
    decoder.thread_count = 1  # with more, a frame comes only after the next one
    (frame,) = decoder.decode(av.Packet(picture.read_bytes()))
    return frame
