"""What is known of each engine, as data: how it sounds, what its times are worth, who may use it how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from narrate.languages import primary_language
from narrate.model import Timing


class Quality(StrEnum):
    """How a voice sounds to those who listen, best first."""

    NATURAL = "natural"
    DRAFT = "draft"  # clear, and plainly a machine: to hear a script before it is recorded or spoken well


class Level(StrEnum):
    """What a language can expect of an engine, best first."""

    GOOD = "good"
    DRAFT = "draft"
    GUESSING = "guessing"  # the writing does not tell how words are said, and the engine does not know
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Facts:
    """``licence`` is that of what speaks; ``text_leaves`` says whether text leaves the machine.

    ``spelling`` says whether the engine reads words by espeak-ng's rules, and so guesses where
    writing leaves sounds out; ``without`` are languages that it reads by rules of its own. ``person`` says that
    somebody has spoken, in whatever language.
    """

    quality: Quality
    timing: Timing
    licence: str
    text_leaves: bool
    spelling: bool
    how: str
    without: tuple[str, ...] = ()
    person: bool = False


FACTS: Mapping[str, Facts] = {
    "espeak": Facts(
        Quality.DRAFT, Timing.EXACT, "GPL-3.0-or-later, run as a separate program",
        text_leaves=False, spelling=True, how="comes along",
    ),
    "kokoro": Facts(
        Quality.NATURAL, Timing.MODEL, "Apache-2.0",
        text_leaves=False, spelling=True, without=("zh",), how="narrate voices add kokoro",
    ),
    "piper": Facts(
        Quality.NATURAL, Timing.MODEL, "each voice has its own",
        text_leaves=False, spelling=True, how="narrate voices add piper --from FILE.onnx",
    ),
    "gtts": Facts(
        Quality.NATURAL, Timing.ALIGNED, "the service's terms",
        text_leaves=True, spelling=False, how="comes along; it speaks only where it is named",
    ),
    "recordings": Facts(
        Quality.NATURAL, Timing.ALIGNED, "the narrator's own",
        text_leaves=False, spelling=False, how="--voice recordings:FOLDER", person=True,
    ),
}  # fmt: skip

_CONSONANTS_ONLY = frozenset(["ar", "fa", "he", "ps", "prs", "sd", "ur", "arz", "apc", "ary", "ars"])
_NOT_READ = {"ja": "kanji have several readings", "th": "Thai writes no spaces and moves its vowels"}


def why_guessed(engine: str, language: str) -> str:
    """Why ``engine`` has to guess how words of ``language`` (BCP 47) are said, or nothing."""
    facts = FACTS.get(engine)
    code = primary_language(language)
    if facts is None or not facts.spelling or code in facts.without:
        return ""
    return "its writing leaves vowels out" if code in _CONSONANTS_ONLY else _NOT_READ.get(code, "")


def level_of(engine: str, language: str) -> Level:
    """What ``language`` can expect of ``engine``, which has a voice for it."""
    if why_guessed(engine, language):
        return Level.GUESSING
    facts = FACTS.get(engine)
    return Level.GOOD if facts is None or facts.quality is Quality.NATURAL else Level.DRAFT


def label(voice: str, language: str) -> str:
    """What to say behind the name of ``voice`` (``engine:name``) where it speaks ``language``: how far to trust it."""
    engine = voice.partition(":")[0]
    said = []
    if engine in FACTS and FACTS[engine].quality is Quality.DRAFT:
        said.append("draft quality")
    if why_guessed(engine, language):
        said.append("guesses how words are said")
    return f" ({', '.join(said)})" if said else ""
