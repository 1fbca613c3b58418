"""Decides whether an edition in the output folder is up to date, or must be built again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from narrate.editions import STANDARD, edition_folder
from narrate.installed import installed
from narrate.manifest import Manifest, load_manifest

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
    output: Path,
    topic: str,
    script: Path,
    language: str,
    made_from: str,
    edition: str = STANDARD,
    *,
    are_files_known: bool = False,
) -> tuple[Path, Manifest] | None:
    """Return (folder, manifest) of the edition of ``script`` if it is up to date, else None.

    ``made_from`` is the digest of the settings. ``language`` is empty if it is known only after reading the script.
    ``are_files_known``: the files of the editions are known to be as their manifests say.
    """
    for standard in sorted((output / topic).glob(language or "*")):
        folder = edition_folder(output, topic, standard.name, edition)
        manifest = load_manifest(folder)
        if (
            manifest is not None
            and manifest.edition == edition
            and manifest.is_true(folder, script, made_from, are_files_known=are_files_known)
        ):
            return folder, manifest
    return None
