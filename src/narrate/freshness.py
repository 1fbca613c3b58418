"""Whether an edition that lies in the output is still what a build would make."""

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
    """A digest of all but the script that decides an edition's bytes.

    The ``settings`` (JSON), the date that the environment gives, this program's own files, and the names
    and versions of what is installed beside it.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(json.dumps([*settings, os.environ.get("SOURCE_DATE_EPOCH", "")]).encode())
    digest.update(_program())
    return digest.hexdigest()


@cache
def _program() -> bytes:
    """A digest of this program's files and of what is installed: read once, as the program itself is."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    for name in sorted(installed()):
        digest.update(name.encode() + b"\n")
    return digest.digest()


def find_fresh(
    output: Path, topic: str, script: Path, language: str, made_from: str, edition: str = STANDARD
) -> tuple[Path, Manifest] | None:
    """The folder and manifest of the edition of ``script`` that needs no building, if there is one.

    ``language`` may be empty, where only reading the script would tell it.
    """
    for standard in sorted((output / topic).glob(language or "*")):
        folder = edition_folder(output, topic, standard.name, edition)
        manifest = load_manifest(folder)
        if manifest is not None and manifest.edition == edition and manifest.is_true(folder, script, made_from):
            return folder, manifest
    return None
