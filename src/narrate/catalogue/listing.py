"""Finds what the catalogue says about each edition, from the manifests."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from narrate.edition_facts import PAGE, EditionFacts, facts_of
from narrate.editions import DESCRIBED, STANDARD
from narrate.manifest import load_manifest
from narrate.output_index import OutputIndex


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file that can be kept. ``path`` is relative to the folder of the standard edition.

    ``label`` is a name of phrases, or the text itself. ``size`` is in bytes.
    """

    path: str
    label: str
    size: int
    edition: str


@dataclass(frozen=True, slots=True)
class ListedEdition:
    """A standard edition that has a page, with the described edition that the page offers.

    - ``topic``: the folder of the topic in the output; ``folder``: that of the edition in the folder of the topic.
    - ``picture``: the picture of the first slide, relative to the edition's folder; empty if there is none.
    - ``site``: where the output is published, as in ``Manifest``; empty if unknown.
    - ``described_ms``: the length of the described edition; None if the page offers none.
    """

    topic: str
    folder: str
    title: str
    language: str
    picture: str
    duration_ms: int
    described_ms: int | None
    files: tuple[ListedFile, ...]
    site: str = ""

    @property
    def page(self) -> str:
        """The path of its page, relative to the output."""
        return f"{self.topic}/{self.folder}/{PAGE}"


def find_listed(output: Path, index: OutputIndex | None = None) -> list[ListedEdition]:
    """Return the standard editions in ``output`` that have a page, sorted by topic and language.

    The manifests of editions that ``index`` knows are not read.
    """
    found = []
    for topic in folders_in(output):
        for folder in folders_in(topic):
            facts = _facts(folder, index)
            if facts is not None and facts.has_page and facts.edition == STANDARD:
                found.append(_listed(folder, facts, index))
    return found


def folders_in(folder: Path) -> list[Path]:
    """Return the folders in ``folder``, sorted by name. Hidden ones are left out: they belong to running builds."""
    with os.scandir(folder) as found:
        names = sorted(entry.name for entry in found if entry.name[0] != "." and entry.is_dir())
    return [folder / name for name in names]


def _listed(folder: Path, facts: EditionFacts, index: OutputIndex | None) -> ListedEdition:
    described = _facts(folder / DESCRIBED, index) if DESCRIBED in facts.offers else None
    if described is not None and described.edition != DESCRIBED:
        described = None
    files = [ListedFile(path, label, size, STANDARD) for path, label, size in facts.downloads]
    if described is not None:
        files += [
            ListedFile(f"{DESCRIBED}/{path}", label, size, DESCRIBED) for path, label, size in described.downloads
        ]
    return ListedEdition(
        topic=folder.parent.name,
        folder=folder.name,
        title=facts.title,
        language=facts.language,
        picture=facts.picture,
        duration_ms=facts.duration_ms,
        described_ms=described.duration_ms if described is not None else None,
        files=tuple(files),
        site=facts.site,
    )


def _facts(folder: Path, index: OutputIndex | None) -> EditionFacts | None:
    if index is not None:
        return index.facts(folder)
    manifest = load_manifest(folder)
    return facts_of(manifest) if manifest is not None else None
