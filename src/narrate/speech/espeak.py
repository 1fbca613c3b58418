"""espeak-ng, the embedded voice: a hundred languages offline, of draft quality.

It is GPL and not thread-safe, so it runs as a separate program (``espeak_child.py``), one
process a session, over pipes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from bisect import bisect_right
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from narrate.errors import OutsideError, UsageError
from narrate.model import Sentence, Timing, Voice
from narrate.speech.engines import Spoken

_CHILD = Path(__file__).with_name("espeak_child.py")
# What espeak-ng trips over (no word event, or one of no length), by what it reads well.
# One character each, so that positions stay.
_PLAIN = str.maketrans({
    "’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "—": ",", "–": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ", "…": ",",
    # its mark-up for phonemes, [[...]], is not text of ours
    "[": "(", "]": ")",
})  # fmt: skip
# Where a language is asked for without a country, or by a code that espeak-ng does not use.
_ALIASES = {
    "en": "en-us", "fr": "fr-fr", "pt": "pt-br", "zh": "cmn", "no": "nb", "zh-hk": "yue", "zh-mo": "yue",
    "fil": "", "tl": "",
}  # fmt: skip


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
        found = self._best(language)
        return Voice(self.name, found, language) if found else None

    def fingerprint(self, voice: Voice) -> str:
        return f"espeakng-loader {version('espeakng-loader')} {self._identifier(voice.name)}"

    def session(self) -> EspeakSession:
        return EspeakSession({voice: identifier for identifier, voice in self._voices})

    def _best(self, language: str) -> str:
        """The name of the voice nearest to a language tag: the tag itself, or less and less of it."""
        tags = {tag for _, tag in self._voices}
        wanted = language.lower()
        while wanted:
            alias = _ALIASES.get(wanted, wanted)
            if alias in tags:
                return alias
            wanted = wanted.rpartition("-")[0]
        return ""

    def _identifier(self, name: str) -> str:
        return next(identifier for identifier, tag in self._voices if tag == name)

    @cached_property
    def _voices(self) -> tuple[tuple[str, str], ...]:
        """(identifier, language tag) of every voice; of several for a tag, the first."""
        import espeakng_loader

        folder = Path(espeakng_loader.get_data_path()) / "lang"
        found: dict[str, str] = {}
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            for line in path.read_text(encoding="utf-8").splitlines():
                key, _, value = line.partition(" ")
                if key == "language":
                    found.setdefault(value.split()[0].lower(), path.relative_to(folder).as_posix())
        return tuple((identifier, tag) for tag, identifier in found.items())


class EspeakSession:
    """A child process that speaks sentence after sentence."""

    def __init__(self, identifiers: dict[str, str]) -> None:
        self._identifiers = identifiers
        self._child: subprocess.Popen[bytes] | None = None

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
        text = sentence.text.translate(_PLAIN)
        header, pcm = self._ask({"text": text, "voice": self._identifiers[voice.name], "rate": rate})
        samples = np.frombuffer(pcm, "<i2").astype(np.int16)
        words = _place_words(sentence, header["events"], len(samples))
        return Spoken(samples, int(header["rate"]), words, Timing.EXACT)

    def close(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()

    def _ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.flush()
            line = child.stdout.readline()
            header: dict[str, Any] = json.loads(line) if line else {"error": "it ended without an answer"}
            pcm = child.stdout.read(header.get("bytes", 0))
            if len(pcm) != header.get("bytes", 0):
                header = {"error": "it ended in the middle of an answer"}
        except (OSError, ValueError) as error:
            header, pcm = {"error": str(error)}, b""
        if "error" in header:
            self.close()
            raise OutsideError(f"the voice espeak failed: {header['error']}")
        return header, pcm

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self.close()
        if self._child is None:
            import espeakng_loader

            self._child = subprocess.Popen(
                [sys.executable, "-I", str(_CHILD), espeakng_loader.get_library_path(),
                 str(espeakng_loader.get_data_path())],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        return self._child


def _place_words(sentence: Sentence, events: list[tuple[int, int]], length: int) -> tuple[tuple[int, int, int], ...]:
    """(token, start, end) for the tokens that espeak-ng reported; a word ends where the next begins."""
    offsets = [token.start for token in sentence.tokens]
    starts: dict[int, int] = {}
    for position, sample in events:
        token = bisect_right(offsets, position) - 1
        if token >= 0:
            starts.setdefault(token, sample)
    placed, last = [], -1
    for token in sorted(starts):
        if starts[token] > last:  # monotone, and never two words at one sample
            placed.append((token, starts[token]))
            last = starts[token]
    ends = [start for _, start in placed[1:]] + [length]
    return tuple((token, start, end) for (token, start), end in zip(placed, ends, strict=True))
