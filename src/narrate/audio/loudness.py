"""Measures and sets loudness (ITU-R BS.1770-4 / EBU R 128).

It is set by our own measurement, block by block, and read back with ffmpeg's ebur128 filter.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from narrate.audio.clips import Pcm
from narrate.audio.limiter import BLOCK, Limiter, decibels
from narrate.audio.weighting import SILENCE_LUFS, WeightedPowers

TARGET_LUFS = -19.0  # mono; as loud as −16 LUFS in stereo
SHORTEST_MS = 3_000  # BS.1770 gates blocks of 400 ms, so its result for shorter tracks is unreliable
_MAX_GUESSES, _MAX_PASSES = 8, 3
# Filters lengthen what is short. If the limiter turns a block down by more than 12 dB, what follows it is no longer what
# its weighted power says, so the result is measured.
_SURE = 0.25
_LEAST_SLOPE = 0.3  # dB of loudness that a dB of gain is supposed to give at least, in spite of the limiter
_TOLERANCE_DB = 0.03
_DIGITS = 3  # of a gain, so that the last bit of a product does not matter


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
    limiter = Limiter(pcm)
    if gain_db is not None:
        result, peak_dbtp = limiter.apply(gain_db)
        return result, Levelling(gain_db, None, peak_dbtp)
    powers = WeightedPowers(pcm, rate, BLOCK)
    lufs = powers.lufs()
    if lufs <= SILENCE_LUFS:
        result, peak_dbtp = limiter.apply(0.0)
        return result, Levelling(0.0, SILENCE_LUFS, peak_dbtp)
    gain_db, error = TARGET_LUFS - lufs, 0.0
    for left in reversed(range(_MAX_PASSES)):
        gain_db, supposed = _gain(powers, limiter, gain_db, TARGET_LUFS - error)
        result, peak_dbtp = limiter.apply(gain_db)
        if limiter.factors(gain_db)[0].min() > _SURE:
            return result, Levelling(gain_db, supposed, peak_dbtp)
        lufs = WeightedPowers(result, rate, BLOCK).lufs()
        error = lufs - supposed
        if not left or abs(lufs - TARGET_LUFS) < _TOLERANCE_DB:
            break
    return result, Levelling(gain_db, lufs, peak_dbtp)


def _gain(powers: WeightedPowers, limiter: Limiter, first_db: float, target: float) -> tuple[float, float]:
    """Return (the gain in dB with which the limited sound has the loudness ``target``, its loudness in LUFS).

    ``first_db`` is the first guess. If the limiter takes too much, the loudness stays below the target.
    """
    gain_db, slope = round(first_db, _DIGITS), 1.0
    lufs = powers.lufs(gain_db, limiter.factors(gain_db)[0])
    for _ in range(_MAX_GUESSES):
        missing = target - lufs
        if abs(missing) < _TOLERANCE_DB:
            break
        step = missing / slope
        gain_db = round(gain_db + step, _DIGITS)
        lufs = powers.lufs(gain_db, limiter.factors(gain_db)[0])
        slope = min(1.0, max(_LEAST_SLOPE, (lufs - target + missing) / step))
    return gain_db, lufs


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
