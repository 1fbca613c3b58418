"""Measures how quick Kokoro's voices are: ``python -m tests.tools.calibrate_kokoro [--curve]``.

For voices.tsv, a voice's ``pace``: how many times as long as espeak-ng at 150 words a minute it
takes for our narration at speed 1, from its first sound to its last; and its ``lufs``, how loud that
is (BS.1770). For tempo.tsv, how many times as quick
the voices become when the model is asked for a speed: it rounds every phoneme to whole frames, so
that is not the speed. There only the part of the model that predicts durations runs.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

from narrate.audio.loudness import measure
from narrate.model import Sentence
from narrate.script.sentences import tokenise
from narrate.speech.engines import Engine, Session
from narrate.speech.espeak.engine import EspeakEngine
from narrate.speech.kokoro import engine as kokoro
from narrate.speech.kokoro.installing import PLAIN
from narrate.speech.kokoro.pinned_files import KokoroVoice, speakers
from narrate.speech.kokoro.spelling import spell
from narrate.speech.kokoro.symbols import numbers
from narrate.speech.neural.phrases import phrases_of, place
from narrate.speech.silence import sounding
from tests.speech.sample_sentences import SAMPLE_SENTENCES

TABLE = Path(kokoro.__file__).with_name("voices.tsv")
CURVE = TABLE.with_name("tempo.tsv")
SPEEDS = [hundredths / 100 for hundredths in range(50, 201, 3)]


class Durations:
    """The model without its sound."""

    def __init__(self, path: Path) -> None:
        model = onnx.load(str(path))
        inputs = [one.name for one in model.graph.input]
        self.symbols = next(name for name in inputs if name not in ("style", "speed"))
        part = onnx.utils.Extractor(model).extract_model(inputs, ["duration"])
        self.session = onnxruntime.InferenceSession(part.SerializeToString(), providers=["CPUExecutionProvider"])

    def seconds(self, phrases: list, styles: np.ndarray, speed: float) -> float:
        total = 0
        for phrase in phrases:
            ids = numbers(phrase.symbols)
            feed = {self.symbols: np.array([[0, *ids, 0]]), "style": styles[len(ids) - 1],
                    "speed": np.array([speed], np.float32)}  # fmt: skip
            words = place(phrase, self.session.run(["duration"], feed)[0].reshape(-1).tolist())
            total += words[-1][2] - words[0][1]
        return total / 24_000


def heard(engine: Engine, session: Session, language: str, name: str = "") -> tuple[float, float]:
    """(seconds, LUFS) of the narration in ``language`` at 150 words a minute, without the silence at its ends."""
    voice = engine.voice(language, name)
    total, sounds = 0.0, []
    for text in SAMPLE_SENTENCES[language.split("-", maxsplit=1)[0]]:
        spoken = session.speak(sentence(text), voice, 150)
        first, last = sounding(spoken.pcm)
        total += (last - first) / spoken.rate
        sounds.append(spoken.pcm[first:last])
    return total, measure(np.concatenate(sounds), spoken.rate).lufs


def sentence(text: str) -> Sentence:
    return Sentence("s", text, tokenise(text))


def measure_voices(engine: kokoro.KokoroEngine) -> dict[str, tuple[float, float]]:
    """The pace and the loudness of every voice that is installed, two voices at a time."""
    espeak = EspeakEngine()
    session = espeak.session()
    wanted = {language: heard(espeak, session, language)[0] for language in {one.language for one in speakers()}}
    session.close()

    def one_voice(one: KokoroVoice) -> tuple[float, float]:
        session = engine.session()
        session._speakers = {one.name: replace(one, pace=1.0, lufs=kokoro._LUFS)}
        try:
            seconds, lufs = heard(engine, session, one.language, one.name)
            return seconds / wanted[one.language], lufs
        finally:
            session.close()

    voices = list(engine._speakers.values())
    with ThreadPoolExecutor(2) as pool:
        return {one.name: found for one, found in zip(voices, pool.map(one_voice, voices), strict=True)}


def measure_curve(engine: kokoro.KokoroEngine) -> list[str]:
    """How many times as quick voices are at each speed: the mean over the best voice of each language."""
    session = engine.session()
    durations = Durations(engine._installed.folder / PLAIN)
    first = []
    for language in {one.language: None for one in speakers()}:
        one = next(one for one in engine._speakers.values() if one.language == language)
        gap = "" if language.startswith("zh") else " "
        dialect = kokoro._dialect(one, language)
        texts = SAMPLE_SENTENCES[language.split("-", maxsplit=1)[0]]
        phrases = [p for text in texts for p in phrases_of(spell(sentence(text), dialect, session._phonemes), gap)]
        first.append((phrases, np.fromfile(engine._installed.voice(one.name), "<f4").reshape(510, 1, 256)))
    session.close()
    curve = ["# speed\ttempo"]
    for speed in SPEEDS:
        quicker = [durations.seconds(*one, 1.0) / durations.seconds(*one, speed) for one in first]
        curve.append(f"{speed:.2f}\t{np.mean(quicker):.3f}")
        print(curve[-1], "from", f"{min(quicker):.3f} to {max(quicker):.3f}", flush=True)
    return curve


def main() -> None:
    engine = kokoro.KokoroEngine()
    if "--curve" in sys.argv:
        CURVE.write_text("\n".join(measure_curve(engine)) + "\n", encoding="utf-8")
    found = measure_voices(engine)
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
    lines = []
    for name, language, *known, digest in rows:
        pace, lufs = found.get(name, (0.0, 0.0))
        lines.append([name, language, *([f"{pace:.3f}", f"{lufs:.1f}"] if name in found else known), digest])
    TABLE.write_text("\n".join("\t".join(line) for line in lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
