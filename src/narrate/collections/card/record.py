"""``card/<language>.json``: what a card was made from and what was written. It lies beside the card, not on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from narrate.json_files import UnreadableError, decode_json, name_fault, read_regular_file

SCHEMA = 1
_MOST_BYTES = 64_000_000
_Text = Annotated[str, Meta(max_length=20_000)]
_Hash = Annotated[str, Meta(pattern=r"\A[0-9a-f]{40,64}\Z")]


class CardRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """The facts about a card.

    - ``made_from``: a digest of everything that decides its bytes.
    - ``program``: the digest of the program and its packages.
    - ``voice``: the voice of the spoken list; ``pieces``: its pieces as (words, store's key of the sound).
    - ``files``: the SHA-256 of each file on the card, by its path.
    """

    schema: Literal[1]
    language: _Text
    made_from: _Hash
    program: _Text
    voice: _Text
    pieces: tuple[tuple[_Text, _Hash], ...]
    files: dict[_Text, _Hash]

    def __post_init__(self) -> None:
        """Raises ValueError for a name that leads out of the card; msgspec passes it on as an error of its own."""
        for name in self.files:
            if fault := name_fault(name):
                raise ValueError(f"it names a file with {fault}")

    def to_json(self) -> str:
        return json.dumps(structs.asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def record_path(card: Path) -> Path:
    """Return the path of the record of the folder ``card``."""
    return card.with_name(f"{card.name}.json")


def read_record(card: Path) -> CardRecord | None:
    """Return the record of the folder ``card``; None if there is none. Raises UnreadableError if it cannot be read."""
    try:
        return decode_json(read_regular_file(record_path(card), _MOST_BYTES), CardRecord, SCHEMA)
    except FileNotFoundError:
        return None


def load_record(card: Path) -> CardRecord | None:
    """Return the record of the folder ``card``, or None if there is none that can be read."""
    try:
        return read_record(card)
    except UnreadableError:
        return None
