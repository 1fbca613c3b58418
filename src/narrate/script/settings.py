"""Reads ``narrate.yaml``: settings shared by all scripts of a folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.errors import NarrateError, Place, Problem
from narrate.model import ThemeWish
from narrate.script.deck_settings import read_slides
from narrate.script.front_matter import read_address, read_language, read_lexicons, read_rate
from narrate.script.theme_settings import KEYS as LOOK_KEYS
from narrate.script.theme_settings import read_look
from narrate.sources.text import load
from narrate.sources.yaml_nodes import Nodes, is_empty
from narrate.store.memo import NO_MEMO, Memo

NAME = "narrate.yaml"
KEYS = ("organisation", "theme", "address", "voices", "languages", "slides", "strict-languages")
ALL_TOPICS = "all"
LANGUAGE_KEYS = ("voice", "rate", "lexicon")


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """Settings for all scripts in one language."""

    voice: str = ""
    rate: int | None = None
    lexicons: tuple[Path, ...] = ()
    voice_place: Place | None = None


@dataclass(frozen=True, slots=True)
class SharedSettings:
    """The settings in ``narrate.yaml``.

    ``voices`` maps the name of a voice → language tag → engine or engine:name. The tag is empty for a voice that serves
    every language. ``keeps_slides``: the slides of decks are kept.
    """

    organisation: str = ""
    theme: ThemeWish = field(default_factory=ThemeWish)
    address: str = ""
    voices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    languages: Mapping[str, LanguageSettings] = field(default_factory=dict)
    keeps_slides: bool = False

    def language(self, tag: str) -> LanguageSettings:
        """The settings for ``tag``, or for the nearest more general tag (es-MX, then es)."""
        while tag:
            if tag in self.languages:
                return self.languages[tag]
            tag = tag.rpartition("-")[0]
        return LanguageSettings()

    def voices_for(self, tag: str) -> tuple[tuple[str, str], ...]:
        """(name, voice) pairs of the named voices that serve the language ``tag``."""
        voices = []
        for name, by_language in self.voices.items():
            wanted = tag
            while wanted and wanted not in by_language:
                wanted = wanted.rpartition("-")[0]
            if wanted in by_language:
                voices.append((name, by_language[wanted]))
        return tuple(voices)


def read_settings(root: Path, memo: Memo = NO_MEMO) -> tuple[SharedSettings, list[Problem]]:
    """Return (settings, problems) of ``narrate.yaml`` in the folder ``root``. No such file means empty settings.

    ``memo`` remembers figures read before; the logo is a figure. Raises InputError if the file cannot be decoded,
    OutsideError if the system refuses to read it.
    """
    path = root / NAME
    if not path.exists():
        return SharedSettings(), []
    text, problems = load(path)
    nodes = Nodes(path, text, 1, "settings")
    values: dict[str, Any] = {name: node for name, _, node in nodes.entries(nodes.root, KEYS) if not is_empty(node)}
    if "strict-languages" in values:  # only a run with several scripts needs them
        nodes.texts(values["strict-languages"], "strict-languages")
    settings = SharedSettings(
        organisation=nodes.text(values["organisation"], "organisation") if "organisation" in values else "",
        theme=read_look(nodes, values["theme"], root, root, memo) if "theme" in values else ThemeWish(),
        address=read_address(nodes, values["address"]) if "address" in values else "",
        voices=_voices(nodes, values.get("voices")),
        languages=_languages(nodes, values.get("languages"), root),
        keeps_slides=bool(read_slides(nodes, values.get("slides"))),
    )
    return settings, problems + nodes.problems


def strict_languages_of(root: Path) -> frozenset[str]:
    """Return the topics that the settings in ``root`` name under ``strict-languages``; ALL_TOPICS stands for all.

    Such a topic is built only if nothing is wrong with it in any language. Faults in the settings are not reported.
    """
    path = root / NAME
    try:
        if b"strict-languages" not in path.read_bytes():
            return frozenset()
        nodes = Nodes(path, load(path)[0], 1, "settings")
        values = {name: node for name, _, node in nodes.entries(nodes.root, KEYS)}
        return frozenset(name for name, _ in nodes.texts(values["strict-languages"], "strict-languages"))
    except (NarrateError, OSError, ValueError, RuntimeError, KeyError):
        return frozenset()


def named_template(root: Path) -> Path | None:
    """The PowerPoint template that the settings in ``root`` name, usable or not; None if they name none."""
    path = root / NAME
    if not path.exists():
        return None
    try:
        text, _ = load(path)
        nodes = Nodes(path, text, 1, "settings")
        theme = {name: node for name, _, node in nodes.entries(nodes.root, KEYS)}.get("theme")
        if theme is None or theme.id != "mapping":
            return None
        template = {name: node for name, _, node in nodes.entries(theme, LOOK_KEYS)}.get("template")
        return None if template is None else (root / nodes.text(template, "template")).resolve()
    except (NarrateError, OSError, ValueError, RuntimeError):  # faults in the settings are reported when they are used
        return None


def _voices(nodes: Nodes, node: Any) -> dict[str, dict[str, str]]:
    voices: dict[str, dict[str, str]] = {}
    for name, _, value in nodes.entries(node):
        if value.id == "mapping":
            voices[name] = {
                tag: voice
                for _, key, node_of_voice in nodes.entries(value)
                if (tag := read_language(nodes, key)) and (voice := nodes.text(node_of_voice, name))
            }
        elif voice := nodes.text(value, name):
            voices[name] = {"": voice}
    return voices


def _languages(nodes: Nodes, node: Any, root: Path) -> dict[str, LanguageSettings]:
    languages = {}
    for _, key, value in nodes.entries(node):
        tag = read_language(nodes, key)
        values = {name: setting for name, _, setting in nodes.entries(value, LANGUAGE_KEYS) if not is_empty(setting)}
        if not tag:
            continue
        languages[tag] = LanguageSettings(
            voice=nodes.text(values["voice"], "voice") if "voice" in values else "",
            rate=read_rate(nodes, values["rate"]) if "rate" in values else None,
            lexicons=read_lexicons(nodes, values["lexicon"], root, root) if "lexicon" in values else (),
            voice_place=nodes.place(values["voice"]) if "voice" in values else None,
        )
    return languages
