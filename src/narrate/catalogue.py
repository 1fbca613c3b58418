"""``output/index.html``: everything that was made, read from what lies there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from narrate.languages import is_right_to_left, language_data, own_name


@dataclass(frozen=True, slots=True)
class Page:
    """One edition's page, as the catalogue lists it."""

    topic: str
    title: str
    language: str
    address: str

    @property
    def language_name(self) -> str:
        return own_name(self.language)

    @property
    def direction(self) -> str:
        return "rtl" if is_right_to_left(self.language) else "ltr"


def find_pages(output: Path) -> list[Page]:
    """The editions in ``output`` that have a page, by topic and language."""
    pages = []
    for path in sorted(output.glob("*/*/timeline.json")):
        page = path.with_name("index.html")
        try:
            document = json.loads(path.read_bytes())
            title, language = str(document["title"]), str(document["language"])
        except (OSError, ValueError, KeyError, TypeError):
            continue  # not ours, or half gone: nothing to list
        if page.is_file():
            pages.append(Page(path.parent.parent.name, title, language, page.relative_to(output).as_posix()))
    return pages


def render_catalogue(output: Path) -> str:
    """The catalogue's HTML, in the first page's language where its phrases are known."""
    from narrate.exporters.html.pages import render

    pages = find_pages(output)
    topics = [list(group) for _, group in groupby(pages, key=lambda page: page.topic)]
    languages = {language_data(page.language).phrases_language for page in pages}
    language = languages.pop() if len(languages) == 1 else "en"
    return render("catalogue.html", topics=topics, phrases=language_data(language).phrases, phrases_language=language)
