"""The engine ``espeak``: sound, word times and phonemes from espeak-ng in a separate process."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from narrate.errors import OutsideError, UsageError
from narrate.installed import version
from narrate.model import Sentence, Timing, Voice
from narrate.speech.engines import Spoken
from narrate.speech.espeak.text import LanguageRun, parts_of
from narrate.speech.idle_workers import IDLE
from narrate.speech.worker_process import ESPEAK, TimeLimit, WorkerProcess

_WORKER = Path(__file__).with_name("worker.py")
# For tags without a country, and for codes that espeak-ng does not use. Empty: not spoken.
_ALIASES = {
    "en": "en-us", "fr": "fr-fr", "pt": "pt-br", "zh": "cmn", "no": "nb", "zh-hk": "yue", "zh-mo": "yue",
    "fil": "", "tl": "",
}  # fmt: skip


_MOST_CHILDREN = 4  # of a session
_SILENT = frozenset(["fo", "kaa", "xex"])  # espeak-ng has rules for these and no sound


class EspeakEngine:
    """The engine ``espeak``, from the package espeakng-loader."""

    name = "espeak"

    def voice(self, language: str, name: str = "") -> Voice | None:
        if name:
            known = {identifier.rpartition("/")[2].lower(): language for identifier, language in self._voices}
            known |= {tag: tag for _, tag in self._voices}
            if name.lower() not in known:
                raise UsageError(f"espeak has no voice {name!r}")
            return Voice(self.name, known[name.lower()], language)
        best = self._best(language)
        return Voice(self.name, best, language) if best else None

    def tags(self) -> tuple[str, ...]:
        """Return the language tag of every voice that works. The tag is also the name of the voice."""
        return tuple(sorted(tag for _, tag in self._voices))

    def fingerprint(self, voice: Voice) -> str:
        return f"espeakng-loader {version('espeakng-loader')} {self._identifier(voice.name)}"

    def session(self) -> EspeakSession:
        return EspeakSession({voice: identifier for identifier, voice in self._voices})

    def _best(self, language: str) -> str:
        """Return the name of the voice nearest to ``language``, or an empty string (see ``best_voice``)."""
        return best_voice(language, {tag for _, tag in self._voices})

    def _identifier(self, name: str) -> str:
        return next(identifier for identifier, tag in self._voices if tag == name)

    @cached_property
    def _voices(self) -> tuple[tuple[str, str], ...]:
        import espeakng_loader

        return _voices_in(Path(espeakng_loader.get_data_path()) / "lang")


@cache
def _voices_in(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return (identifier, language tag) for every voice that works. If several have the same tag, the first is used.

    The result is cached: the voices are in 130 files, and every script and every check opens an engine.
    """
    identifiers: dict[str, str] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        for line in path.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(" ")
            if key == "language":
                identifiers.setdefault(value.split()[0].lower(), path.relative_to(folder).as_posix())
    return tuple((identifier, tag) for tag, identifier in identifiers.items() if tag not in _SILENT)


class EspeakSession:
    """A session with child processes of its own, one for each voice with which a request begins.

    A process that had to change its voice would make other sounds (``worker.py``). ``identifiers`` has espeak-ng's identifier for each voice name. ``limit`` is the time limit of each request.
    """

    def __init__(self, identifiers: dict[str, str], limit: TimeLimit = ESPEAK) -> None:
        self._identifiers = identifiers
        self._limit = limit
        self._children: dict[str, WorkerProcess] = {}

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
        parts = parts_of(sentence, voice.language)
        asked = [{"text": part.text, "voice": self._identifier(part, voice)} for part in parts]
        try:
            header, pcm = self._child(asked[0]["voice"]).ask({"parts": asked, "rate": rate}, len(sentence.text))
        except OutsideError as error:
            hint = "what was spoken is kept: build again"
            raise OutsideError(f"{error}, at {sentence.text[:40]!r}; {hint}") from None
        samples = np.frombuffer(pcm, "<i2").astype(np.int16)
        words = _place_words(parts, header["events"], len(samples))
        return Spoken(samples, int(header["rate"]), words, Timing.EXACT)

    def phonemes(self, texts: Sequence[str], voice: Voice) -> list[str]:
        """Return the phonemes of each text in IPA, separated by ``_``, with spaces between words.

        Raises OutsideError if espeak-ng fails.
        """
        identifier = self._identifiers[voice.name]
        request = {"phonemes": list(texts), "voice": identifier}
        header, _ = self._child(identifier).ask(request, sum(map(len, texts)))
        return [str(text) for text in header["phonemes"]]

    def _identifier(self, part: LanguageRun, voice: Voice) -> str:
        """Return the identifier of the voice for ``part``: the best for its language, or else ``voice``."""
        identifier = best_voice(part.language, self._identifiers) if part.language else ""
        return self._identifiers[identifier or voice.name]

    def close(self) -> None:
        for child in self._children.values():
            IDLE.give(child)
        self._children.clear()

    def _child(self, identifier: str) -> WorkerProcess:
        """Return the process for requests that begin with the voice ``identifier``."""
        import espeakng_loader

        child = self._children.pop(identifier, None)
        if child is None:
            while len(self._children) >= _MOST_CHILDREN:
                IDLE.give(self._children.pop(next(iter(self._children))))  # the one that has been idle longest
            library, data = espeakng_loader.get_library_path(), str(espeakng_loader.get_data_path())
            child = IDLE.take(WorkerProcess("espeak", _WORKER, [library, data, identifier], self._limit))
        self._children[identifier] = child
        return child


def best_voice(language: str, tags: Container[str]) -> str:
    """Return the tag among ``tags`` that is nearest to ``language``, or an empty string.

    Subtags of ``language`` are dropped from the end until a tag matches.
    """
    wanted = language.lower()
    while wanted:
        alias = _ALIASES.get(wanted, wanted)
        if alias in tags:
            return alias
        wanted = wanted.rpartition("-")[0]
    return ""


def _place_words(
    parts: Sequence[LanguageRun], events: Sequence[tuple[int, int, int]], length: int
) -> tuple[tuple[int, int, int], ...]:
    """Return (token, start sample, end sample) for the tokens that espeak-ng reported.

    ``events`` has (number of the part, position in its text, sample) for each word; ``length`` is the number of
    samples. A word ends where the next begins.
    """
    starts: dict[int, int] = {}
    for number, position, sample in events:
        offsets = parts[number].starts
        index = bisect_right(offsets, position, key=lambda start: start[0]) - 1
        if index >= 0:
            starts.setdefault(offsets[index][1], sample)
    placed, last = [], -1
    for token in sorted(starts):
        if starts[token] > last:  # strictly increasing, so never two words at one sample
            placed.append((token, starts[token]))
            last = starts[token]
    if not placed:
        return ()  # only punctuation, such as "..."
    ends = [start for _, start in placed[1:]] + [length]
    return tuple((token, start, end) for (token, start), end in zip(placed, ends, strict=True))
