"""What can speak which language: the data that ``narrate voices`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from typing import Any

from narrate.languages import primary_language
from narrate.speech.engines import ENGINES
from narrate.speech.facts import FACTS, Level, level_of
from narrate.store.voices import added_voices

ASKED_FOR = ("es", "zh", "vi", "ko", "ru", "ar", "tl", "ht", "fr", "pt", "pl", "ja", "it", "de", "fa")
"""The languages other than English most asked for in health care in the United States, in that order."""


@dataclass(frozen=True, slots=True)
class Speaks:
    """A voice for a language; ``there`` says whether it is installed. Where it is not, ``how`` says how to get it."""

    engine: str
    voice: str
    language: str
    level: Level
    licence: str
    there: bool
    how: str = ""


def engines() -> list[dict[str, Any]]:
    """Each engine's facts, whether something of it is there, and the languages (BCP 47) of its voices."""
    found = []
    for name in ENGINES:
        if name in FACTS:
            voices = list(_voices(name))
            languages = sorted({one.language for one in voices})
            found.append({"name": name, **asdict(FACTS[name]), "there": FACTS[name].person or any(one.there for one in voices),
                          "languages": languages})  # fmt: skip
    return [{key: value for key, value in one.items() if key not in ("spelling", "without")} for one in found]


def voices_in(language: str) -> list[Speaks]:
    """The voices for ``language`` (BCP 47), the best first: by how they read it, those that are there before others."""
    code = _code(language)
    found = [one for name in ENGINES if name in FACTS for one in _voices(name) if _code(one.language) == code]
    order = list(Level)
    return sorted(found, key=lambda one: (FACTS[one.engine].text_leaves, order.index(one.level), not one.there))


def matrix(languages: Sequence[str] = ASKED_FOR) -> list[tuple[str, dict[str, Speaks | None]]]:
    """For each language and each engine its first voice, or None."""
    table = []
    for language in languages:
        row: dict[str, Speaks | None] = {name: None for name in ENGINES if name in FACTS and not FACTS[name].person}
        for one in voices_in(language):
            row[one.engine] = row[one.engine] or one
        table.append((language, row))
    return table


def _voices(engine: str) -> Iterator[Speaks]:
    """All voices of an engine, also those that are not there yet where they are known."""
    if engine == "kokoro":
        yield from _kokoro()
    elif engine == "piper":
        yield from _piper()
    elif engine == "espeak":
        yield from _espeak()
    elif engine == "gtts":
        yield from _gtts()


def _espeak() -> Iterator[Speaks]:
    from narrate.speech.espeak import EspeakEngine

    licence = FACTS["espeak"].licence
    for tag in EspeakEngine().tags():
        language = "zh" if tag == "cmn" else tag
        yield Speaks("espeak", tag, language, level_of("espeak", language), licence, there=True)


def _kokoro() -> Iterator[Speaks]:
    from narrate.speech.kokoro.catalogue import speakers
    from narrate.speech.kokoro.installing import find_installed

    facts = FACTS["kokoro"]
    installed = find_installed() if find_spec("onnxruntime") else None
    names = installed.voices if installed else ()
    for one in speakers():
        there = one.name in names
        yield Speaks("kokoro", one.name, one.language, level_of("kokoro", one.language), facts.licence, there,
                     "" if there else facts.how)  # fmt: skip


def _piper() -> Iterator[Speaks]:
    if not any(name.startswith("piper/") for name in added_voices()):
        return
    from narrate.speech.piper.installed import find_installed

    runs = find_spec("onnxruntime") is not None
    for one in find_installed():
        licence = one.licence or "not told by its model card"
        yield Speaks("piper", one.name, one.language, level_of("piper", one.language), licence, runs,
                     "" if runs else "pip install 'narrate[piper]'")  # fmt: skip


def _gtts() -> Iterator[Speaks]:
    from gtts.lang import tts_langs  # a table in the package, nothing is asked

    for tag in tts_langs():
        yield Speaks("gtts", tag, tag, Level.GOOD, FACTS["gtts"].licence, there=True)


def _code(language: str) -> str:
    code = primary_language(language)
    return {"cmn": "zh", "fil": "tl", "iw": "he", "nb": "no"}.get(code, code)
