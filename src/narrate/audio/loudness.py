"""Measures and sets loudness (ITU-R BS.1770-4 / EBU R 128). ffmpeg's ebur128 filter measures it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from narrate.audio.clips import Pcm
from narrate.audio.limiter import Limiter, decibels

TARGET_LUFS = -19.0  # mono; as loud as −16 LUFS in stereo
SILENCE_LUFS = -70.0  # the gate of BS.1770: softer sound is ignored
SHORTEST_MS = 3_000  # BS.1770 gates blocks of 400 ms, so its result for shorter tracks is unreliable
_MAX_PASSES = 6
_TOLERANCE_DB = 0.1
_UNSURE = 0.2  # how far the loudness that the limiter takes may be from the power that it takes, as a share of it


@dataclass(frozen=True, slots=True)
class Loudness:
    """Integrated loudness in LUFS (−70 for silence) and true peak in dBTP."""

    lufs: float
    peak_dbtp: float


def measure(pcm: Pcm, rate: int) -> Loudness:
    """Return the loudness and true peak of mono ``pcm`` at ``rate`` Hz, as measured by ffmpeg."""
    metadata = _meter(pcm, rate, "peak=true")
    peak = max((float(v) for k, v in metadata.items() if k.startswith("lavfi.r128.true_peak")), default=0.0)
    return Loudness(_integrated(metadata), decibels(peak))


@dataclass(frozen=True, slots=True)
class Levelling:
    """How the loudness of a sound was set.

    - ``gain_db``: the gain that was applied before the limiter.
    - ``lufs``: the resulting loudness, exact to a tenth. It is None if the gain was given and nothing was measured.
    - ``peak_dbtp``: the resulting highest true peak. If no peak comes near the limit, it is the highest sample, which
      is a little lower.
    """

    gain_db: float
    lufs: float | None
    peak_dbtp: float


def level(pcm: Pcm, rate: int, gain_db: float | None = None) -> tuple[Pcm, Levelling]:
    """Bring ``pcm`` to ``TARGET_LUFS`` with true peaks below the ceiling. ``rate`` is in Hz.

    Return (the new samples, how they were levelled). If ``gain_db`` is given, that gain is applied and nothing is
    measured. This is for sound that is too short to measure, or was measured before: the ``gain_db`` of an earlier
    result gives the same samples again.
    """
    if gain_db is not None:
        return _at_gain(pcm, gain_db, None)
    lufs = _integrated(_meter(pcm, rate))
    if lufs <= SILENCE_LUFS:
        return _at_gain(pcm, 0.0, SILENCE_LUFS)
    limiter, plain_db = Limiter(pcm), TARGET_LUFS - lufs
    gain_db = limiter.gain_for(plain_db)
    for _ in range(_MAX_PASSES):
        result, peak_dbtp, taken_db = limiter.apply(gain_db)
        # The limiter lowers the loudness of speech by .89 to 1.15 of what it takes of the power, which is allowed for
        # already. So with little taken there is nothing to measure.
        if _UNSURE * taken_db < _TOLERANCE_DB:
            return result, Levelling(gain_db, TARGET_LUFS, peak_dbtp)
        missing = TARGET_LUFS - _integrated(_meter(result, rate))
        levelling = Levelling(gain_db, TARGET_LUFS - missing, peak_dbtp)
        if abs(missing) < _TOLERANCE_DB:
            break
        gain_db += missing
    return result, levelling


def _at_gain(pcm: Pcm, gain_db: float, lufs: float | None) -> tuple[Pcm, Levelling]:
    """Apply ``gain_db`` to ``pcm``, and limit its peaks to the ceiling.

    Return (the new samples, how they were levelled). ``lufs`` is what the result states as its loudness.
    """
    result, peak_dbtp, _ = Limiter(pcm).apply(gain_db)
    return result, Levelling(gain_db, lufs, peak_dbtp)


def _meter(pcm: Pcm, rate: int, options: str = "peak=none") -> dict[str, str]:
    """Return the metadata of ffmpeg's ebur128 filter, with the given ``options``, at the end of ``pcm``."""
    import av

    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="s16", layout="mono", time_base=Fraction(1, rate))
    meter = graph.add("ebur128", f"metadata=1:framelog=quiet:{options}")
    # The filter gives figures for every 100 ms. Only the last are needed. ``atrim`` drops the others, since each frame
    # that reaches Python would wait for other threads.
    end = graph.add("atrim", f"start_sample={max(0, len(pcm) - rate // 4)}")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(end)
    end.link_to(sink)
    graph.configure()
    for start in range(0, len(pcm), rate):  # in pieces, since the filter takes eight bytes for each sample of a frame
        frame = av.AudioFrame.from_ndarray(pcm[None, start : start + rate], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        source.push(frame)
    source.push(None)
    metadata: dict[str, str] = {}
    while True:
        try:
            metadata = dict(sink.pull().metadata) or metadata
        except (av.BlockingIOError, av.EOFError):
            return metadata


def _integrated(metadata: dict[str, str]) -> float:
    return float(metadata.get("lavfi.r128.I", SILENCE_LUFS))
