"""What decides the bytes of an edition, besides its script and figures: settings, voices and parts of the program.

Each decision has a name and a value, both short texts, and the manifest keeps them. So a change touches only the
editions that it can change, and a build can say what has changed. Some are known before the script is read, and are the
same for all editions of a run with the same formats (``BuildSettings.decided_by``). Others depend on the script: which
voices speak it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from narrate.deck_pictures.libreoffice import NAME as LIBREOFFICE
from narrate.deck_pictures.libreoffice import find_program
from narrate.languages import primary_language
from narrate.program_parts import packages_digest, part_digests, parts_for, program_digest
from narrate.speech.facts import added_voices, all_facts, facts_of

if TYPE_CHECKING:
    from narrate.model import Script, Sentence, Voice

PACKAGES = "packages"
SLIDES = "slides"
"""The decision whether the slides of decks are kept, as ``script.with_slides`` takes it."""
PAINTER = "painter of slides"
"""The decision which program paints the slides of kept decks."""
_PROGRAM, _VOICES, _VOICE = "program ", "voices ", "voice "
Decisions = tuple[tuple[str, str], ...]
"""Pairs of a name and its value, sorted."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What is known of a run before any script is read.

    - ``known``: what decides all editions with the same formats.
    - ``added``: the digest of the record of each added voice, by the path of the record.
    """

    known: Decisions = ()
    added: Decisions = ()

    def with_names(self, names: Iterable[str]) -> dict[str, str]:
        """Return ``known``, and the decisions called ``names`` that depend on the script, as they are now."""
        return {**{name: self._value(name) for name in names if depends_on_script(name)}, **dict(self.known)}

    def _value(self, name: str) -> str:
        if name == PAINTER:
            return LIBREOFFICE if find_program() else ""
        if name.startswith(_VOICES):
            return _added_for(name.removeprefix(_VOICES), self.added)
        if name.startswith(_VOICE):
            return _record_of(name.removeprefix(_VOICE), self.added)
        return part_digests().get(name.removeprefix(_PROGRAM), "")


def decided_before(settings: Mapping[str, str], formats: Iterable[str]) -> Decided:
    """Return what decides editions with ``formats``, as far as it is known before their scripts are read.

    ``settings`` are those of the build, by name, as text. Those without a value are left out.
    """
    names = list(formats)
    parts = {f"{_PROGRAM}{part}": part_digests().get(part, "") for part in parts_for(names, ())}
    known = {name: value for name, value in settings.items() if value}
    known |= {"formats": " ".join(names), PACKAGES: packages_digest(), **parts}
    return Decided(tuple(sorted(known.items())), tuple(added_voices().items()))


def decisions_of_voices(script: Script, voice: Voice, *, is_named: bool) -> tuple[str, ...]:
    """Return the names of what decides how ``script`` is spoken by ``voice``, sorted.

    ``is_named`` says that the user or the script names this very voice, so that none is chosen by its language.
    """
    sentences = [sentence for segment in script.segments for sentence in segment.sentences]
    languages = _languages_of(sentences)
    if not is_named or any(sentence.voice for sentence in sentences):
        languages.add(script.language)
    named = {str(voice)} | {dict(script.voices).get(sentence.voice, sentence.voice) for sentence in sentences}
    engines = {name.partition(":")[0] for name in named if name}
    if languages - {script.language}:
        engines |= _engines_for_others()
    names = {f"{_PROGRAM}{part}" for part in parts_for((), engines)}
    names |= {f"{_VOICES}{primary_language(language)}" for language in languages}
    names |= {f"{_VOICE}{name}" for name in named if facts_of(name.partition(":")[0]).records}
    return tuple(sorted(names))


def _languages_of(sentences: Iterable[Sentence]) -> set[str]:
    """Return the languages that sentences and words are marked with."""
    marked = {sentence.language for sentence in sentences}
    marked |= {token.language for sentence in sentences for token in sentence.tokens}
    return marked - {""}


def _engines_for_others() -> set[str]:
    """Return the engines that may be chosen for words in other languages. They count as engines that speak."""
    return {facts.name for facts in all_facts() if facts.rank is not None and facts.may_speak}


def depends_on_script(name: str) -> bool:
    """Whether the decision called ``name`` is known only when the script has been read.

    Which parts of the program decide the formats is known before, and is among ``Decided.known`` too.
    """
    return name.startswith((_PROGRAM, _VOICES, _VOICE)) or name == PAINTER


@lru_cache(maxsize=256)
def made_from_now(made_from: str, decided: Decided, names: tuple[str, ...]) -> str:
    """Return ``made_from``, the digest of ``decided.known``, with those of ``names`` that depend on the script."""
    more = {name: value for name, value in decided.with_names(names).items() if name in names}
    return digest_of({**more, "": made_from}) if more else made_from


def digest_of(decisions: Mapping[str, str]) -> str:
    """Return a digest of ``decisions``."""
    return hashlib.blake2b(json.dumps(sorted(decisions.items())).encode(), digest_size=16).hexdigest()


def program_of(decisions: Mapping[str, str]) -> str:
    """Return a digest of the parts of the program, as they are now, that decide an edition with ``decisions``."""
    parts = [name.removeprefix(_PROGRAM) for name in decisions if name.startswith(_PROGRAM)]
    if not parts:
        return program_digest()
    return digest_of({**{part: part_digests().get(part, "") for part in parts}, PACKAGES: packages_digest()})


def is_of_voices(name: str) -> bool:
    """Whether the decision called ``name`` is about which voices are installed for a language."""
    return name.startswith(_VOICES)


@cache
def _added_for(language: str, added: Decisions) -> str:
    """Return a digest of the added voices that ``auto`` may choose for ``language``; empty if there are none."""
    voices = sorted(
        f"{one.engine}:{one.voice}"
        for facts in all_facts()
        if facts.rank is not None and facts.records and facts.may_speak
        for one in facts.voices()
        if one.there and primary_language(one.language) == language
    )
    return digest_of({voice: _record_of(voice, added) for voice in voices}) if voices else ""


def _record_of(voice: str, added: Decisions) -> str:
    """Return a digest of the record of the added ``voice`` (``engine:name``), or of all records of its engine."""
    engine, _, name = voice.partition(":")
    of_engine = {path: digest for path, digest in added if path.startswith(f"{engine}/")}
    own = {path: digest for path, digest in of_engine.items() if path.startswith(f"{engine}/{name}.")}
    return digest_of(own or of_engine) if of_engine else ""
