"""Checks that the files of the catalogue say of every edition what is true, byte for byte, and that there are no others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote

from narrate.catalogue import ListedEdition, catalogue_files, find_listed
from narrate.catalogue_checks.downloads import download_faults
from narrate.catalogue_checks.writing_again import expected_files
from narrate.edition_files import what_is_at
from narrate.editions import DEPTHS
from narrate.exporters.verifying.edition_record import Finding
from narrate.exporters.verifying.markup_differences import differences
from narrate.exporters.verifying.reading_errors import why_unread
from narrate.json_files import one_line
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import load_manifest

_OURS = (MANIFEST, "timeline.json")
_LINK = re.compile(r'href="([^"]{0,9000})"')
_CURE = "delete {path} and build again"


def check_catalogue(output: Path) -> Iterator[Finding]:
    """Compare the catalogue in ``output`` with the editions there."""
    folders = sorted({path.parent for name in _OURS for depth in DEPTHS for path in output.glob(f"{depth}/{name}")})
    manifests = {folder: load_manifest(folder) for folder in folders}
    unreadable = tuple(
        f"{folder.relative_to(output)} has no readable {MANIFEST}; build it again"
        for folder, manifest in manifests.items()
        if manifest is None
    )
    yield Finding(
        "catalogue", "editions", len(folders) - len(unreadable), len(folders), "editions", unreadable, at_least=True
    )
    listed = find_listed(output)
    expected = expected_files(listed)
    faults = tuple(fault for name, content in expected.items() for fault in _faults(output, name, content, listed))
    yield Finding(
        "catalogue", "pages", max(0, len(expected) - len(faults)), len(expected), "pages", faults, at_least=True
    )
    others = tuple(_others(output, expected))
    yield Finding("catalogue", "other pages", len(others), 0, "pages", others)
    readable = {folder: manifest for folder, manifest in manifests.items() if manifest is not None}
    wrong = tuple(
        f"{folder.relative_to(output)}: {fault}"
        for folder, manifest in readable.items()
        for fault in download_faults(folder, manifest)
    )
    yield Finding("catalogue", "files to keep", len(wrong), 0, "faults", wrong)


def _faults(output: Path, name: str, expected: str, listed: Sequence[ListedEdition]) -> Iterator[str]:
    """What is wrong with the file ``name`` of the catalogue in ``output``, which should be ``expected``."""
    cure = _CURE.format(path=output / name)
    if what_is_at(output / name) not in ("file", ""):
        yield f"{one_line(name)} is a {what_is_at(output / name)}, not a file; {cure}"
        return
    try:
        content = (output / name).read_bytes().decode()
    except (OSError, ValueError) as error:
        if listed or not isinstance(error, FileNotFoundError):
            yield f"{one_line(name)}: {why_unread(error)}; build any script again"
        return
    if content == expected:
        return
    if name.endswith(".html"):
        yield from _link_faults(name, content, expected)
    yield from (f"{one_line(name)}: {fault}; {cure}" for fault in differences(content, expected))


def _link_faults(name: str, content: str, expected: str) -> Iterator[str]:
    """Say which links the page ``name`` has too many, or too few: that tells more than a line of markup."""
    found, wanted = Counter(_addresses(name, content)), Counter(_addresses(name, expected))
    for address in sorted(found.keys() | wanted.keys()):
        if not wanted[address]:
            yield f"{one_line(name)} has a link to {one_line(address)}, where nothing was built for it"
        elif found[address] != wanted[address]:
            yield f"{one_line(name)} has {found[address]} links to {one_line(address)}, not {wanted[address]}"


def _addresses(name: str, content: str) -> Iterator[str]:
    """Yield where the links of the page ``name`` lead, relative to the output if they do not leave it."""
    for found in _LINK.findall(content):
        address = unescape(found)
        yield address if ":" in address else normpath(f"{dirname(name)}/{unquote(address)}")


def _others(output: Path, expected: Mapping[str, str]) -> Iterator[str]:
    """Yield each file in ``output`` that has the name of one of the catalogue's, and is about nothing that is there."""
    for name in catalogue_files(output):
        if name not in expected:
            yield f"{one_line(name)} is there, and no edition that it could list; remove it"
