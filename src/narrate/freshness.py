"""Decides whether an edition in the output folder is up to date, or must be built again."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from narrate.build_settings import BuildSettings
from narrate.edition_facts import EditionFacts, facts_of
from narrate.editions import edition_folder
from narrate.installed import installed
from narrate.manifest import load_manifest
from narrate.output_index import OutputIndex, seen_now
from narrate.script import Source

_PACKAGE = Path(__file__).parent


def digest_settings(settings: Sequence[object]) -> str:
    """Return a digest of everything except the script that decides the bytes of an edition.

    It covers ``settings`` (values that JSON can hold), SOURCE_DATE_EPOCH, this program's own files, and the names and
    versions of the installed packages.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(json.dumps([*settings, os.environ.get("SOURCE_DATE_EPOCH", "")]).encode())
    digest.update(program_digest().encode())
    return digest.hexdigest()


@cache
def program_digest() -> str:
    """Return a digest of this program's files and of the installed packages, computed once in a process."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    for name in sorted(installed()):
        digest.update(name.encode() + b"\n")
    return digest.hexdigest()


def find_fresh(
    source: Source, settings: BuildSettings, index: OutputIndex | None = None
) -> tuple[Path, EditionFacts] | None:
    """Return (folder, facts) of the edition of ``source`` with ``settings`` if it is up to date, else None.

    What ``index`` knows is not hashed. What is hashed is put into it.
    """
    if not settings.made_from:
        return None
    topic = settings.output / source.topic
    languages = [source.language] if source.language else sorted(path.name for path in topic.glob("*"))
    for language in languages:
        folder = edition_folder(settings.output, source.topic, language, settings.edition)
        if index is not None and (facts := index.fresh(folder, source.path, settings.made_from)):
            return folder, facts
        began_ns = time.time_ns()
        manifest = load_manifest(folder)
        if manifest is None or manifest.edition != settings.edition:
            continue
        if manifest.is_true(folder, source.path, settings.made_from, are_files_known=settings.is_mirror):
            facts = facts_of(manifest)
            if index is not None:
                index.remember(folder, facts, seen_now(folder, source.path, manifest, began_ns))
            return folder, facts
    return None
