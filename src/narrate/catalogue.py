"""``output/index.html``, the catalogue: the list of all editions in the output folder, read from their manifests."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from narrate.edition_facts import EditionFacts, facts_of
from narrate.editions import STANDARD
from narrate.manifest import load_manifest
from narrate.output_index import OutputIndex
from narrate.publishing import move_durably, staged

NAME = "index.html"


@dataclass(frozen=True, slots=True)
class Page:
    """One edition's page, as the catalogue lists it."""

    topic: str
    title: str
    language: str
    address: str
    picture: str = ""

    @property
    def language_name(self) -> str:
        from narrate.languages import own_name

        return own_name(self.language)

    @property
    def direction(self) -> str:
        from narrate.languages import is_right_to_left

        return "rtl" if is_right_to_left(self.language) else "ltr"


def find_pages(output: Path, index: OutputIndex | None = None) -> list[Page]:
    """Return the standard editions in ``output`` that have a page, sorted by topic and language.

    The manifests of editions that ``index`` knows are not read.
    """
    pages = []
    for folder in (folder for topic in _folders(output) for folder in _folders(topic)):
        facts = _facts(folder, index)
        if facts is not None and facts.has_page and facts.edition == STANDARD:
            picture = (folder / facts.picture).relative_to(output).as_posix() if facts.picture else ""
            address = (folder / NAME).relative_to(output).as_posix()
            pages.append(Page(facts.topic, facts.title, facts.language, address, picture))
    return pages


def _folders(folder: Path) -> list[Path]:
    """Return the folders in ``folder``, sorted by name."""
    with os.scandir(folder) as found:
        return [folder / name for name in sorted(entry.name for entry in found if entry.is_dir())]


def _facts(folder: Path, index: OutputIndex | None) -> EditionFacts | None:
    if index is not None:
        return index.facts(folder)
    manifest = load_manifest(folder)
    return facts_of(manifest) if manifest is not None else None


def write_catalogue(output: Path, *, anew: bool = True, index: OutputIndex | None = None) -> Path:
    """Write the catalogue in ``output`` and return its path. Raises OutsideError if the disk refuses.

    Without ``anew``, nothing is written if the catalogue lists the same editions already. ``index`` is that of the
    output.
    """
    pages = find_pages(output, index)
    digest = digest_of(pages)
    path = output / NAME
    content = path.read_bytes() if path.is_file() else b""
    if anew or digest.encode() not in content[:400]:
        rendered = _render(pages, digest)
        if rendered.encode() != content:
            with staged(output) as stage:
                (stage / NAME).write_text(rendered, encoding="utf-8", newline="\n")
                move_durably(stage / NAME, path)
    return path


def digest_of(pages: Sequence[Page]) -> str:
    """Return the digest of ``pages`` that the catalogue names."""
    listed = json.dumps([[p.topic, p.title, p.language, p.address, p.picture] for p in pages]).encode()
    return hashlib.blake2b(listed, digest_size=8).hexdigest()


def _render(pages: list[Page], digest: str) -> str:
    """Return the catalogue as HTML. ``digest`` identifies its content.

    It is in the language of the pages if all are in one language that has phrases, else in English.
    """
    from narrate.exporters.html.pages import render
    from narrate.languages import is_right_to_left, language_data

    groups = [list(group) for _, group in groupby(pages, key=lambda page: page.topic)]
    languages = {language_data(page.language).phrases_language for page in pages}
    language = languages.pop() if len(languages) == 1 else "en"
    phrases = language_data(language).phrases
    # a topic takes its name from its page in the catalogue's language, if there is one
    topics = [(next((page for page in group if page.language == language), group[0]), group) for group in groups]
    direction = "rtl" if is_right_to_left(language) else "ltr"
    return render(
        "catalogue.html", topics=topics, phrases=phrases, phrases_language=language, direction=direction, digest=digest
    )  # fmt: skip
