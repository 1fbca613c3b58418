"""``output/index.html``, the catalogue: the list of all editions in the output folder, read from their manifests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from narrate.editions import STANDARD
from narrate.manifest import Manifest, find_manifests
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


def find_pages(output: Path) -> list[Page]:
    """The standard editions in ``output`` that have a page, sorted by topic and language."""
    return [
        Page(
            manifest.topic,
            manifest.title,
            manifest.language,
            (folder / NAME).relative_to(output).as_posix(),
            _picture(folder, manifest, output),
        )
        for folder, manifest in find_manifests(output)
        if NAME in manifest.files and manifest.edition == STANDARD
    ]


def _picture(folder: Path, manifest: Manifest, output: Path) -> str:
    """The path of the picture of the first slide, relative to the catalogue; empty if there is none."""
    first = next((name for name in sorted(manifest.files) if name.startswith("slides/01-")), "")
    return (folder / first).relative_to(output).as_posix() if first else ""


def write_catalogue(output: Path, *, anew: bool = True) -> Path:
    """Write the catalogue in ``output`` and return its path. Raises OutsideError if the disk refuses.

    Without ``anew``, nothing is written if the catalogue lists the same editions already.
    """
    pages = find_pages(output)
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
