"""Which voice speaks a script: the one that is named, or ``auto``, the best that is installed for its language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from narrate.errors import InputError, MissingDependencyError, Problem, Severity, UsageError
from narrate.model import Script, Voice
from narrate.speech.engines import Engine, open_engine
from narrate.speech.facts import all_facts


def best_voice(language: str) -> tuple[Engine, Voice] | None:
    """The best voice installed for ``language`` (BCP 47), or None where nothing speaks it.

    Engines are asked by their rank. One without a rank is not: it sends text away, or needs a folder.
    """
    ranked = [facts for facts in all_facts() if facts.rank is not None and facts.may_speak]
    for facts in sorted(ranked, key=lambda one: one.rank or 0):
        engine = open_engine(facts.name)
        try:
            voice = engine.voice(language)
        except MissingDependencyError:
            continue
        if voice is not None:
            return engine, voice
    return None


def choose_voice(script: Script, wanted: str | Engine) -> tuple[Engine, Voice]:
    """The engine and voice for ``script``: ``wanted`` (engine, engine:name or an engine object), its own, or the best.

    The best, also called ``auto``, is of those installed the one that is best for the script's language.
    Raises InputError where that voice cannot speak the script's language and where the script names
    one that does not exist, UsageError where ``wanted`` does not exist.
    """
    if isinstance(wanted, str):
        if is_auto(script, wanted):
            found = best_voice(script.language)
            if found is None:
                raise InputError(_no_voice(script, "nothing that is installed speaks"))
            return found
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
    """Whether nobody names a voice for ``script``: neither ``wanted`` nor its own header."""
    return isinstance(wanted, str) and (wanted or script.voice or "auto") == "auto"


def _no_voice(script: Script, what: str) -> Problem:
    hint = "choose another with --voice; narrate voices lists them"
    place = script.language_place or script.place
    return Problem(place, Severity.ERROR, "no-voice", f"{what} {script.language!r}", hint)


def voice_for(
    script: Script, own: Engine | None = None, *, auto: bool = False
) -> Callable[[str, str], tuple[Engine, Voice]]:
    """Finds the engine and voice of sentences that don't speak in the script's own.

    What names the engine ``own`` gets that very one: it may be private, and one line to a server is enough.
    It speaks other languages too where it can; else, and with ``auto``, the best one installed does.
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
