"""What was found out about drawings before, kept in a store: to find it out takes longer than all else of a small edit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from narrate.installed import version
from narrate.store import Store, content_key

_SUFFIX = ".drawing"
_MADE_BY = ("fonttools", "lxml", "numpy", "pillow", "skia-pathops", "typst")
_store: ContextVar[Store | None] = ContextVar("store", default=None)

Found = tuple[bytes, Mapping[str, Any]]


@contextmanager
def remembering(store: Store) -> Iterator[None]:
    """Within it, what ``remembered`` is asked for comes from ``store``, where it is there."""
    token = _store.set(store)
    try:
        yield
    finally:
        _store.reset(token)


def remembered(kind: str, of: Mapping[str, Any], make: Callable[[], Found], *, by: Sequence[Path] = ()) -> Found:
    """What ``make`` gives, bytes and facts (JSON), made anew only where the store lacks it or there is none.

    ``of`` (JSON), what reads drawings and the files of code ``by`` decide it. Raises OutsideError where the store refuses.
    """
    store = _store.get()
    if store is None:
        return make()
    key = content_key(kind, {"program": _program(tuple(by)), **of})
    entry = store.find(key, _SUFFIX)
    if entry is not None:
        return entry.path.read_bytes(), entry.facts
    content, facts = make()
    store.keep(key, _SUFFIX, content, facts)
    return content, facts


@cache
def _program(more: tuple[Path, ...]) -> str:
    """What reads drawings and paints them, and ``more`` code: another version may find something else."""
    digest = hashlib.blake2b(digest_size=16)
    here = Path(__file__).parent
    for path in (*sorted(here.glob("*.py")), here.parent / "typeset/painting.py", *more):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return " ".join([digest.hexdigest(), *(f"{name} {version(name)}" for name in _MADE_BY)])
