"""Tests whether the faster model gives the same sound on this processor, and how much faster it is."""

from __future__ import annotations

import hashlib
import platform
import statistics
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from narrate.speech.kokoro.symbols import numbers
from narrate.speech.worker_process import WorkerProcess

WORKER = Path(__file__).with_name("worker.py")
# Thirty words with every phoneme of English, so that every part of the model is used.
_SENTENCE = (
    "ðə dˈɑktəɹ pˈʊts ə θˈɪn, ˈɛmpti tˈub ˌɪntə jʊɹ vˈAn, ænd ɡˈɪvz ju ə mˈɛdəsᵊn "
    "wˌɪʧ nˈʌmz ðə skˈɪn bəfˈɔɹ ˈɛniθɪŋ ˈɛls hˈæpənz. ju lˈI ˈɑn ə tˈAbᵊl, ænd ə məʃˈin tˈAks ˈɛksɹA pˈɪkʧəɹz."
)
_TURNS = 2


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of a comparison of two models.

    ``same``: their sounds are identical. ``gain`` is how many times as fast the second model is, as the median of some
    trials.
    """

    same: bool
    gain: float


def compare(plain: Path, faster: Path, voice: Path) -> Trial:
    """Speak one sentence with both models in turn, and return whether the sounds are the same and how fast they are.

    ``plain`` and ``faster`` are the files of the models, ``voice`` is the file of a voice. Raises OutsideError if a
    model does not run.
    """
    first, second = (WorkerProcess("kokoro", WORKER, [str(path)]) for path in (plain, faster))
    count = len(_SENTENCE)
    request = {"symbols": numbers(_SENTENCE), "style": str(voice), "speed": 1.0, "gain": 1.0}
    try:
        heard = first.ask(request, count)  # the first request loads the model and is not timed
        same, ratios = second.ask(request, count) == heard, []
        for _ in range(_TURNS):
            taken = []
            for child in (first, second):
                start = time.perf_counter()
                same = same and child.ask(request, count) == heard
                taken.append(time.perf_counter() - start)
            ratios.append(taken[0] / taken[1])
        return Trial(same, round(statistics.median(ratios), 2))
    finally:
        first.close()
        second.close()


@cache
def processor() -> str:
    """Return a short digest of the processor's model and features.

    Another processor may compute other results.
    """
    facts = platform.machine() + platform.processor()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        facts += "".join(sorted({line for line in lines if line.startswith(("model name", "flags", "Features"))}))
    except OSError:
        facts += platform.platform()
    return hashlib.sha256(facts.encode()).hexdigest()[:16]
