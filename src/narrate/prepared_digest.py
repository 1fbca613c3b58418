"""A digest of a script that is ready to be spoken and written: of all of it that decides the bytes of an edition.

If only a comment, a lexicon entry for another word, or a setting that does not apply is changed in a file that the
script was made from, the digest stays the same, and the edition need not be built again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from narrate.errors import Place
from narrate.model import Deck, Script
from narrate.model.packed import PackedSequence

_DECIDE_NOTHING = frozenset(
    [
        # where it stands, for messages
        "place", "places", "language_place", "voice_place", "path",
        # their effect is in how the words are said, and in other fields
        "pronounce", "lexicons", "settings", "own_settings", "differs",
        # the slides show the segments of the script
        "segment",
    ]
)  # fmt: skip
_AS_THEY_ARE = frozenset([str, int, float, bool, type(None)])
_KEPT = {"Figure": frozenset(["path"]), "Edit": frozenset(["place"]), "KeptDeck": frozenset(["path"])}


def prepared_digest(script: Script, deck: Deck, inputs: Mapping[Path, str]) -> str:
    """Return the digest of ``script``, whose words have their pronunciation, and of its slides.

    ``inputs`` has the hash of each file that it was made from. Only those of figures, logos and templates count.
    """
    digest = hashlib.blake2b(digest_size=16)
    used = {sentence.voice for segment in script.segments for sentence in segment.sentences}
    script = replace(script, voices=tuple(pair for pair in script.voices if pair[0] in used))
    faces = (deck.face, deck.deck_face, deck.deck_east, deck.deck_complex)
    for part in (script, *deck.slides, deck.titles, deck.theme, *faces):
        digest.update(json.dumps(_plain(part, inputs), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _plain(value: Any, inputs: Mapping[Path, str]) -> Any:
    """Return ``value`` as JSON can hold it."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind in (tuple, list) or issubclass(kind, PackedSequence):
        return [item if type(item) in _AS_THEY_ARE else _plain(item, inputs) for item in value]
    if (values := _fields(kind)) is not None:
        items = values(value)
        return [kind.__name__, *(item if type(item) in _AS_THEY_ARE else _plain(item, inputs) for item in items)]
    return _plain_rare(value, inputs)


def _plain_rare(value: Any, inputs: Mapping[Path, str]) -> Any:
    if isinstance(value, str | int | float):  # values of an enumeration
        return value
    if isinstance(value, Path):
        return [value.name, inputs.get(value, "")]
    if isinstance(value, Place):
        return [Path(value.file).name, value.line, value.column, value.at_ms]
    if isinstance(value, Mapping):
        return sorted([str(key), _plain(item, inputs)] for key, item in value.items())
    raise TypeError(f"{type(value).__name__} cannot be part of the digest")


@cache
def _fields(kind: Any) -> Callable[[Any], tuple[Any, ...]] | None:
    """Return a function that returns those fields of an object of ``kind`` that count; None if it is no dataclass."""
    left_out = _DECIDE_NOTHING - _KEPT.get(kind.__name__, frozenset())
    if kind is Place or not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind) if field.name not in left_out]
    if len(names) < 2:
        return lambda value: tuple(getattr(value, name) for name in names)
    getter: Callable[[Any], tuple[Any, ...]] = attrgetter(*names)
    return getter
