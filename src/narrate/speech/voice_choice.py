"""Chooses the voice that speaks a script.

It is the voice that is named, or for ``auto`` the best one installed for the script's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from narrate.errors import InputError, MissingDependencyError, Problem, Severity, UsageError
from narrate.model import Script, Voice
from narrate.speech.engines import Engine, open_engine
from narrate.speech.facts import all_facts


def best_voice(language: str) -> tuple[Engine, Voice] | None:
    """Return the engine and voice that are best for ``language`` (BCP 47), or None if no installed engine speaks it.

    Engines are tried in the order of their rank (``EngineFacts.rank``). Engines without a rank are left out: they send
    text to a service, or need a folder of recordings.
    """
    ranked = [facts for facts in all_facts() if facts.rank is not None and facts.may_speak]
    for facts in sorted(ranked, key=lambda facts: facts.rank or 0):
        engine = open_engine(facts.name)
        try:
            voice = engine.voice(language)
        except MissingDependencyError:
            continue
        if voice is not None:
            return engine, voice
    return None


def choose_voice(script: Script, wanted: str | Engine) -> tuple[Engine, Voice]:
    """Return the engine and voice for ``script``.

    ``wanted`` is ``engine``, ``engine:name``, ``auto`` or an engine object. If it is empty, the voice named by the
    script is used, or else ``auto``: the best voice installed for the script's language. Raises InputError if the voice
    cannot speak the script's language, or the script names a voice that does not exist; UsageError if ``wanted`` does
    not exist.
    """
    if isinstance(wanted, str):
        if is_auto(script, wanted):
            best = best_voice(script.language)
            if best is None:
                raise InputError(_no_voice(script, "no installed voice speaks"))
            return best
        try:
            return _named(script, wanted or script.voice)
        except UsageError as error:
            if wanted:
                raise
            place = script.voice_place or script.place
            hint = "narrate voices lists them; a voice is ENGINE or ENGINE:NAME"
            raise InputError(Problem(place, Severity.ERROR, "unknown-voice", str(error), hint)) from None
    return wanted, _voice_of(wanted, "", script)


def _named(script: Script, wanted: str) -> tuple[Engine, Voice]:
    engine_name, _, name = wanted.partition(":")
    engine = open_engine(engine_name)
    return engine, _voice_of(engine, name, script)


def _voice_of(engine: Engine, name: str, script: Script) -> Voice:
    voice = engine.voice(script.language, name)
    if voice is None:
        raise InputError(_no_voice(script, f"the voice {engine.name} cannot speak"))
    return voice


def is_auto(script: Script, wanted: str | Engine) -> bool:
    """Return whether the voice of ``script`` is chosen automatically: neither ``wanted`` nor its header names one."""
    return isinstance(wanted, str) and (wanted or script.voice or "auto") == "auto"


def _no_voice(script: Script, message: str) -> Problem:
    hint = "choose another voice with --voice; narrate voices lists them"
    place = script.language_place or script.place
    return Problem(place, Severity.ERROR, "no-voice", f"{message} {script.language!r}", hint)


def voice_for(
    script: Script, own: Engine | None = None, *, auto: bool = False
) -> Callable[[str, str], tuple[Engine, Voice]]:
    """Return a function that finds the engine and voice for sentences that the script's own voice does not speak.

    The function takes the name of an engine or voice, and a language. Where it is given the name of the engine ``own``,
    it uses that object: the object may be private to the caller, and one connection to a server is enough. Other
    languages are spoken by ``own`` if it can. If it cannot, or if ``auto`` is set, the best voice installed speaks
    them.
    """

    def find(wanted: str, language: str) -> tuple[Engine, Voice]:
        asked = replace(script, language=language, voice="")
        engine, _, name = wanted.partition(":")
        if own is None or engine != own.name:
            return choose_voice(asked, wanted)
        best = None
        if not name and (auto or own.voice(language) is None):
            best = best_voice(language)
        return best or (own, _voice_of(own, name, asked))

    return find
