"""Reads pronunciations from a YAML mapping, in a header or in a separate lexicon."""

from __future__ import annotations

from typing import Any

from narrate.model import Pronunciation
from narrate.sources.yaml_nodes import Nodes


def read_pronunciations(nodes: Nodes, node: Any) -> tuple[Pronunciation, ...]:
    """Read the mapping ``node``, whose entries are ``word: how it is said`` or ``word: {engine: how it says it}``.

    Problems are added to ``nodes``.
    """
    pronunciations = []
    for word, key, value in nodes.entries(node):
        if value.id == "mapping":
            pronunciations += [
                Pronunciation(_clean(word), sound, engine, nodes.place(key))
                for engine, _, sound_node in nodes.entries(value)
                if (sound := nodes.text(sound_node, word))
            ]
        elif sound := nodes.text(value, word):
            pronunciations.append(Pronunciation(_clean(word), sound, "", nodes.place(key)))
        elif value.id == "scalar":
            nodes.error(value, "pronunciation", f"{word!r} has no pronunciation", "write it after the colon")
    return tuple(pronunciations)


def _clean(word: str) -> str:
    return " ".join(word.split())
