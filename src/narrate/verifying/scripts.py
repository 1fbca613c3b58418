"""Finds the script of an edition, and which of the files that the edition was made from have changed since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from narrate.editions import STANDARD
from narrate.errors import InputError
from narrate.exporters.verifying.kept_facts_checks import KEPT
from narrate.manifest import Manifest, file_hash
from narrate.script import Source, find_sources, with_slides

USUAL = "script"
"""The folder of scripts beside the output folder."""
_OUTSIDE = "../../"


def scripts_beside(folder: Path, manifest: Manifest) -> Path:
    """Return the usual folder of scripts of the output in which the edition in ``folder`` lies; it need not exist."""
    return folder.absolute().parents[2 if manifest.edition == STANDARD else 3] / USUAL


def find_script(scripts: Path, manifest: Manifest) -> Source | None:
    """Return the script in the folder or file ``scripts`` that the edition was made from, or None.

    It has the topic and language of the edition. If there are several such files, it is the one with the same name.
    """
    try:
        sources, _ = find_sources([scripts])
    except (InputError, OSError):
        return None
    own = [one for one in sources if one.topic == manifest.topic and one.language in ("", manifest.language)]
    own.sort(key=lambda one: (one.path.name not in manifest.inputs, one.language == ""))
    if not own or not (own[0].language or own[0].path.name in manifest.inputs):
        return None
    if KEPT not in manifest.described:
        return own[0]
    return with_slides(own[0], "keep macros" if own[0].path.suffix.lower() == ".pptm" else "keep")


def changed_inputs(source: Source, manifest: Manifest) -> Iterator[str]:
    """Yield a line of text for each input of the edition that is not as it was when the edition was built."""
    if source.path.name not in manifest.inputs:
        yield f"{source.path.name} is the script now"
    for name, digest in manifest.inputs.items():
        if name.startswith(_OUTSIDE):
            continue
        now = file_hash(source.path.parent / name)
        if now != digest:
            yield f"{name} {'was changed' if now and digest else 'is new' if now else 'is gone'}"


def inputs_elsewhere(manifest: Manifest) -> list[str]:
    """Return the inputs outside the folder of scripts, such as recordings. No file is read because a manifest says so."""
    return [name for name in manifest.inputs if name.startswith(_OUTSIDE)]
