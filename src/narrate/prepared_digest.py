"""A digest of a script that is ready to be spoken and written: of all of it that decides the bytes of an edition.

If only a comment, a lexicon entry for another word, or a setting that does not apply is changed in a file that the
script was made from, the digest stays the same, and the edition need not be built again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from narrate.errors import Place
from narrate.model import Deck, Script

_DECIDE_NOTHING = frozenset(
    [
        # where it stands, for messages
        "place", "places", "language_place", "voice_place", "path",
        # their effect is in how the words are said, and in other fields
        "pronounce", "lexicons", "settings", "differs",
        # the slides show the segments of the script
        "segment",
    ]
)  # fmt: skip
_JSON = frozenset([str, int, float, bool, type(None)])
_KEPT = {"Figure": frozenset(["path"]), "Edit": frozenset(["place"])}


def prepared_digest(script: Script, deck: Deck, inputs: Mapping[Path, str]) -> str:
    """Return the digest of ``script``, whose words have their pronunciation, and of its slides.

    ``inputs`` has the hash of each file that it was made from. Only those of figures, logos and templates count.
    """
    digest = hashlib.blake2b(digest_size=16)
    used = {sentence.voice for segment in script.segments for sentence in segment.sentences}
    script = replace(script, voices=tuple(pair for pair in script.voices if pair[0] in used))
    for part in (script, *deck.slides, deck.titles, deck.theme, deck.face, deck.deck_face, deck.deck_east):
        digest.update(json.dumps(_plain(part, inputs), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    digest.update(json.dumps(deck.deck_complex).encode())
    return digest.hexdigest()


def _plain(value: Any, inputs: Mapping[Path, str]) -> Any:
    """Return ``value`` as JSON can hold it."""
    kind: Any = type(value)
    if kind in _JSON or isinstance(value, str | int | float):
        return value
    if isinstance(value, Path):
        return [value.name, inputs.get(value, "")]
    if kind is Place:
        return [Path(value.file).name, value.line, value.column, value.at_ms]
    if is_dataclass(value):
        # most values of most dataclasses are such as JSON can hold
        items = [item if type(item) in _JSON else _plain(item, inputs) for item in _values(kind)(value)]
        return [kind.__name__, *items]
    if isinstance(value, Mapping):
        return sorted([str(key), _plain(item, inputs)] for key, item in value.items())
    if isinstance(value, Sequence):
        return [item if type(item) in _JSON else _plain(item, inputs) for item in value]
    raise TypeError(f"{kind.__name__} cannot be part of the digest")


@cache
def _values(kind: Any) -> Callable[[Any], Iterable[Any]]:
    """Return what gives the values of the fields of a dataclass that decide bytes."""
    left_out = _DECIDE_NOTHING - _KEPT.get(kind.__name__, frozenset())
    names = [field.name for field in fields(kind) if field.name not in left_out]
    if len(names) < 2:  # then ``attrgetter`` would give no tuple
        return lambda value: [getattr(value, name) for name in names]
    return attrgetter(*names)
