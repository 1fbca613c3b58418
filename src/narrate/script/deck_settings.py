"""Reads the settings file of a single deck: ``talk.yaml`` beside ``talk.pptx``."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.errors import Problem
from narrate.script.front_matter import Header, read_date, read_language, read_lexicons, read_rate
from narrate.sources.text import load
from narrate.sources.yaml_nodes import Nodes, is_empty

KEYS = ("lang", "voice", "rate", "lexicon", "publisher", "date", "slides", "silent-slides", "media")
KEEP, MAKE = "keep", "make"
BEFORE, AFTER = "before", "after"
SILENT_S = range(1, 601)
USUAL_SILENT_MS = 5000


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """The settings of a deck.

    - ``header``: the settings that the header of a Markdown script may have too.
    - ``keeps_slides``: whether its slides are kept. None if the file does not say.
    - ``silent_ms``: how long a slide without notes is shown.
    - ``media_first``: whether sound and film on a slide play before the narration, not after it.
    """

    header: Header = field(default_factory=Header)
    keeps_slides: bool | None = None
    silent_ms: int = USUAL_SILENT_MS
    media_first: bool = False


def settings_path(deck: Path) -> Path:
    """Return the path of the settings file of ``deck``. The file need not exist."""
    return deck.with_suffix(".yaml")


def read_deck_settings(deck: Path, root: Path) -> tuple[DeckSettings, list[Problem]]:
    """Return (settings, problems) from the file beside ``deck``. No such file means empty settings.

    Lexicons must lie under ``root``. Raises InputError if the file cannot be decoded, OutsideError if the system refuses
    to read it.
    """
    path = settings_path(deck)
    if not path.exists():
        return DeckSettings(), []
    text, problems = load(path)
    nodes = Nodes(path, text, 1, "settings")
    values: dict[str, Any] = {name: node for name, _, node in nodes.entries(nodes.root, KEYS) if not is_empty(node)}

    def text_of(name: str) -> str:
        return nodes.text(values[name], name) if name in values else ""

    header = Header(
        language=read_language(nodes, values["lang"]) if "lang" in values else "",
        date=read_date(nodes, values["date"]) if "date" in values else "",
        publisher=text_of("publisher"),
        voice=text_of("voice"),
        rate=read_rate(nodes, values["rate"]) if "rate" in values else None,
        lexicons=read_lexicons(nodes, values["lexicon"], path.parent, root) if "lexicon" in values else (),
        language_place=nodes.place(values["lang"]) if "lang" in values else None,
        voice_place=nodes.place(values["voice"]) if "voice" in values else None,
    )
    media = _one_of(nodes, values.get("media"), "media", (BEFORE, AFTER))
    settings = DeckSettings(
        header, read_slides(nodes, values.get("slides")), _silent_ms(nodes, values), media_first=media == BEFORE
    )
    return settings, problems + nodes.problems


def read_slides(nodes: Nodes, node: Any) -> bool | None:
    """Whether the setting ``slides`` says that the slides of decks are kept. None if it says nothing."""
    said = _one_of(nodes, node, "slides", (KEEP, MAKE))
    return None if not said else said == KEEP


def _silent_ms(nodes: Nodes, values: dict[str, Any]) -> int:
    if "silent-slides" not in values:
        return USUAL_SILENT_MS
    node = values["silent-slides"]
    text = nodes.text(node, "silent-slides")
    if text.isdecimal() and len(text) < 10 and int(text) in SILENT_S:
        return int(text) * 1000
    if not text:  # it is no single value, which has been reported
        return USUAL_SILENT_MS
    message = f"{text[:40]!r} is not a number of seconds"
    nodes.error(node, "settings", message, f"write whole seconds, {SILENT_S.start} to {SILENT_S.stop - 1}")
    return USUAL_SILENT_MS


def _one_of(nodes: Nodes, node: Any, name: str, values: tuple[str, ...]) -> str:
    """Return the text of ``node``; empty, with a problem in ``nodes``, if it is none of ``values``."""
    if node is None:
        return ""
    text = nodes.text(node, name)
    if text in values or not text:  # what is no single value has been reported
        return text
    nodes.error(node, "settings", f"{name}: {text[:40]!r} is not known", f"write {' or '.join(values)}")
    return ""
