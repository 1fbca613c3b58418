"""Which part of the program decides what: a digest for each part, so that a change only touches what it can change.

Every file of the program belongs to one part, or to none if it decides no byte of an edition. ``CORE`` decides all
editions. A format has a part of its own, and so have voices that not all editions use.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from narrate.exporters import EXPORTERS
from narrate.installed import installed

CORE = "core"
_PACKAGE = Path(__file__).parent
_DECIDES_NOTHING = frozenset(
    [
        "__init__.py", "__main__.py", "batch", "catalogue", "catalogue_checks", "cli", "decisions.py",
        "edition_facts.py", "file_stamps.py", "folder_checks.py", "freshness.py", "output_index.py", "preview", "processes",
        "program_parts.py", "publishing.py", "reasons.py", "renewing.py", "saying.py", "verifying",
    ]
)  # fmt: skip
_COLLECTIONS = "collections"  # cards and feeds are written after all editions
_READING_BACK = "verifying"
_DECK_RULES = frozenset(
    f"exporters/pptx/verifying/{name}.py" for name in ("drawing", "frames", "legibility", "reading_deck", "sheets")
)
"""``exporters/pptx/covered.py`` chooses the layouts of a template by these."""
_FORMAT_PARTS = {name: module.split(".")[2] for name, module in EXPORTERS.items()}
_OF_ENGINES: Mapping[str, tuple[str, ...]] = {
    "gtts": ("gtts", "alignment"),
    "kokoro": ("kokoro", "neural"),
    "piper": ("piper", "neural"),
    "recordings": ("recordings", "alignment"),
}
_SPEECH_PARTS = frozenset(part for parts in _OF_ENGINES.values() for part in parts)


def part_of(path: str) -> str:
    """Return the part that the file ``path`` belongs to, which is relative to the package; empty if it decides nothing."""
    names = path.split("/")
    if names[0] in _DECIDES_NOTHING:
        return ""
    if names[0] == _COLLECTIONS:
        return _COLLECTIONS
    inner = names[1].removesuffix(".py") if len(names) > 1 else ""
    if names[0] == "exporters":
        if _READING_BACK in names and path not in _DECK_RULES:
            return ""
        return inner if inner in _FORMAT_PARTS.values() else CORE
    if names[0] == "speech" and inner in _SPEECH_PARTS and names[-1] != "facts.py":
        return inner
    return CORE


def parts_for(formats: Iterable[str], engines: Iterable[str]) -> tuple[str, ...]:
    """Return the parts that decide an edition with ``formats``, spoken by ``engines``. Unknown names have no part."""
    parts = {CORE, *(_FORMAT_PARTS[name] for name in map(_without_options, formats) if name in _FORMAT_PARTS)}
    parts |= {part for engine in engines for part in _OF_ENGINES.get(engine, ())}
    return tuple(sorted(parts))


def _without_options(name: str) -> str:
    return name.partition("+")[0]


@cache
def part_digests() -> Mapping[str, str]:
    """Return a digest of the files of each part, and for the name "" one of all files of the program."""
    digests = {"": hashlib.blake2b(digest_size=8)}
    base = os.fspath(_PACKAGE)
    for name in _files_in(base):
        with open(f"{base}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - every build reads hundreds
            content = name.encode() + b"\0" + file.read()
        for part in {"", part_of(name)}:
            digests.setdefault(part, hashlib.blake2b(digest_size=8)).update(content)
    return {part: digest.hexdigest() for part, digest in digests.items()}


def _files_in(base: str) -> list[str]:
    """Return the paths of all files in the folder ``base``, relative to it and sorted."""
    names, waiting = [], [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{base}/{prefix}") as entries:
            for entry in entries:
                # another process may be writing a file to __pycache__ just now, under a name of its own
                if entry.is_dir(follow_symlinks=False) and entry.name != "__pycache__":
                    waiting.append(f"{prefix}{entry.name}/")
                elif entry.is_file():
                    names.append(f"{prefix}{entry.name}")
    return sorted(names)


def program_digest() -> str:
    """Return a digest of the parts of the program that decide what is written, and of the installed packages."""
    return _together(digest for part, digest in sorted(part_digests().items()) if part)


def whole_digest() -> str:
    """Return a digest of the whole program and of the installed packages."""
    return _together([part_digests()[""]])


def _together(digests: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join([packages_digest(), *digests]).encode(), digest_size=16).hexdigest()


@cache
def packages_digest() -> str:
    """Return a digest of the names and versions of the installed packages."""
    return hashlib.blake2b("\n".join(sorted(installed())).encode(), digest_size=8).hexdigest()
