"""Measures how quick Kokoro's voices are, for voices.tsv: ``python -m tests.speech.calibrate_kokoro [--write]``.

A voice's speed is the one at which it takes as long for our narration, from its first sound to
its last, as espeak-ng at 150 words a minute. Only the part of the model that predicts durations runs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

from narrate.model import Sentence
from narrate.script.sentences import tokenise
from narrate.speech.espeak import EspeakEngine
from narrate.speech.kokoro import engine as kokoro
from narrate.speech.kokoro.catalogue import speakers
from narrate.speech.kokoro.installing import PLAIN
from narrate.speech.kokoro.phrases import phrases_of, place
from narrate.speech.kokoro.spelling import spell
from narrate.speech.kokoro.symbols import numbers
from narrate.speech.silence import sounding
from tests.speech.narration import NARRATION

TABLE = Path(kokoro.__file__).with_name("voices.tsv")


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


def espeak_seconds(language: str) -> float:
    engine = EspeakEngine()
    session = engine.session()
    voice = engine.voice(language)
    total = 0.0
    for text in NARRATION[language.split("-")[0]]:
        spoken = session.speak(Sentence("s", text, tokenise(text)), voice, 150)
        first, last = sounding(spoken.pcm)
        total += (last - first) / spoken.rate
    session.close()
    return total


def main() -> None:
    engine = kokoro.KokoroEngine()
    session = engine.session()
    installed = engine._installed
    durations = Durations(installed.folder / PLAIN)
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    wanted: dict[str, float] = {}
    for number, line in enumerate(lines):
        if line.startswith("#"):
            continue
        name, language, old, digest = line.split("\t")
        if name not in installed.voices:
            continue
        speaker = next(one for one in speakers() if one.name == name)
        if language not in wanted:
            wanted[language] = espeak_seconds(language)
            words = sum(len(text.split()) for text in NARRATION[language.split("-")[0]])
            print(f"espeak-ng, {language}: {60 * words / wanted[language]:.0f} words a minute")
        texts = NARRATION[language.split("-")[0]]
        gap = "" if language.startswith("zh") else " "
        dialect = kokoro._dialect(speaker, language)
        phrases = [
            phrase
            for text in texts
            for phrase in phrases_of(spell(Sentence("s", text, tokenise(text)), dialect, session._phonemes), gap)
        ]
        styles = np.fromfile(installed.voice(name), "<f4").reshape(510, 1, 256)
        speed = 1.0
        for _ in range(5):
            speed *= durations.seconds(phrases, styles, speed) / wanted[language]
        lines[number] = f"{name}\t{language}\t{speed:.3f}\t{digest}"
        ratios = [durations.seconds(phrases, styles, speed * rate / 150) * rate / 150 / wanted[language] for rate in (110, 130, 180)]
        print(name, language, old, "->", f"{speed:.3f}", "at 110, 130, 180:", *(f"{ratio:.3f}" for ratio in ratios))
    session.close()
    if "--write" in sys.argv:
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
