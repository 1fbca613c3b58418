"""Writes the pages of the catalogue from their contents, with the templates. All values are escaped."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from narrate.catalogue.contents import (
    MOST_IN_FULL,
    MOST_WITH_EDITIONS,
    SEARCHED,
    Chooser,
    Content,
    LanguageList,
    LanguagesFile,
    TopicPage,
    direction_of,
    list_name,
)
from narrate.catalogue.listing import ListedEdition, ListedFile
from narrate.editions import STANDARD
from narrate.exporters.filled_templates import templates_of
from narrate.exporters.html.format import as_shown, catalogue_address
from narrate.languages import colon, comma, foreign_phrases, language_data, own_name

_STYLES = (("narrate.exporters.html", "style.css"), ("narrate.catalogue", "catalogue.css"))
_SEARCH, _HAND_ON = "search.js", "hand_on.js"


def render(content: Content) -> str:
    """Return the file that shows ``content``."""
    if isinstance(content, LanguagesFile):
        return _languages_file(content)
    if isinstance(content, Chooser):
        return _chooser(content)
    return _list(content) if isinstance(content, LanguageList) else _topic(content)


def _languages_file(content: LanguagesFile) -> str:
    entries = [
        {
            "language": edition.language,
            "name": own_name(edition.language),
            "title": edition.title,
            "page": f"{edition.folder}/index.html",
            "direction": direction_of(edition.language),
        }
        for edition in content.editions
    ]
    lines = (json.dumps(entry, ensure_ascii=False) for entry in entries)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _chooser(content: Chooser) -> str:
    words = _Words(_shared_language(language for language, _ in content.languages))
    languages = [
        {
            "address": list_name(language),
            "tag": language,
            "direction": direction_of(language),
            "name": own_name(language),
            "words": _Words(language),
            "count": _count(language, count),
        }
        for language, count in content.languages
    ]
    return _page("languages.html", words, words.phrases["choose_language"], languages=languages)


def _list(content: LanguageList) -> str:
    words = _Words(content.language)
    is_full = content.count <= MOST_IN_FULL
    way_up = "../" if content.has_others else ""
    letters = [
        (letter, [_entry(edition, f"{way_up}{edition.topic}/", words, is_full=is_full) for edition in editions])
        for letter, editions in content.letters
    ]
    is_searched = content.count > SEARCHED
    title = as_shown(
        f"{own_name(content.language)}{colon(words.language)}{words.phrases['all_topics']}", content.language
    )
    return _page(
        "topics.html",
        words,
        title,
        script=_SEARCH if is_searched else "",
        letters=letters,
        is_searched=is_searched,
        has_editions=content.count <= MOST_WITH_EDITIONS,
        way_up=way_up,
    )


def _topic(content: TopicPage) -> str:
    words = _Words(_shared_language(edition.language for edition in content.editions))
    named = next((one for one in content.editions if one.language == words.tag), content.editions[0])
    entries = [
        {
            "id": edition.language,
            "tag": edition.language,
            "direction": direction_of(edition.language),
            "name": own_name(edition.language),
            "words": (own := _Words(edition.language)),
            **_entry(edition, "", own, is_full=True),
        }
        for edition in content.editions
    ]
    return _page(
        "topic.html",
        words,
        named.title,
        script=_HAND_ON,
        named={"title": as_shown(named.title, named.language), "tag": named.language, "direction": direction_of(named.language)},
        entries=entries,
        catalogue=catalogue_address(_site(content.editions)),
    )  # fmt: skip


def _site(editions: Iterable[ListedEdition]) -> str:
    """Return where all ``editions`` are published; empty if that is not known."""
    sites = {edition.site for edition in editions}
    return sites.pop() if len(sites) == 1 else ""


class _Words:
    """The phrases for a page or a part of it in the language ``tag``.

    - ``language``: the language of the phrases: English, if there are none in this one.
    - ``mark``: the attributes of an element with phrases within text in ``tag``; empty if these are in it.
    """

    def __init__(self, tag: str) -> None:
        self.tag, data = tag, language_data(tag)
        self.language, self.phrases = data.phrases_language, data.phrases
        self.direction = direction_of(tag)
        foreign = foreign_phrases(tag)
        self.mark = Markup(' lang="{}" dir="{}"').format(foreign, direction_of(foreign)) if foreign else ""

    def length(self, duration_ms: int) -> str:
        """Return a duration in minutes."""
        return self.phrases["duration_minutes"].format(minutes=max(1, (duration_ms + 30_000) // 60_000))

    def size(self, size: int) -> str:
        """Return a number of bytes in MB, or in kB if it is less than one."""
        if size < 999_500:
            return self.phrases["file_size_kb"].format(size=max(1, (size + 500) // 1000))
        return self.phrases["file_size_mb"].format(size=(size + 500_000) // 1_000_000)

    def joined(self, *parts: str) -> str:
        return comma(self.language).join(parts)


def _entry(edition: ListedEdition, way: str, words: _Words, *, is_full: bool) -> dict[str, Any]:
    """Return the values that the templates show of ``edition``. ``way`` leads to the folder of its topic.

    Without ``is_full``, it has no picture and no files, but the address of the page of its topic.
    """
    page, phrases = f"{way}{edition.folder}/index.html", words.phrases
    described = ""
    if edition.described_ms is not None:
        described = words.joined(phrases["with_descriptions"], words.length(edition.described_ms))
    return {
        "title": as_shown(edition.title, edition.language),
        "page": page,
        "length": words.length(edition.duration_ms),
        "described": described,
        "picture": f"{way}{edition.folder}/{edition.picture}" if is_full and edition.picture else "",
        "files": [_file(edition, way, file, words) for file in edition.files] if is_full else [],
        "topic": "" if is_full else f"{way}index.html",
    }


def _file(edition: ListedEdition, way: str, file: ListedFile, words: _Words) -> tuple[str, str]:
    """Return (address, words) of ``file``."""
    label = words.phrases.get(file.label, file.label)
    if file.edition != STANDARD:
        label = words.phrases[f"{file.edition}_file"].format(file=label)
    return f"{way}{edition.folder}/{file.path}", words.joined(label, words.size(file.size))


def _count(language: str, count: int) -> str:
    words = _Words(language)
    return f"{words.phrases['all_topics']}{colon(words.language)}{count}"


def _shared_language(languages: Iterable[str]) -> str:
    """Return the language of a page for ``languages``: the one whose phrases all of them have, or else English."""
    shared = {language_data(language).phrases_language for language in languages}
    return shared.pop() if len(shared) == 1 else "en"


def _page(template: str, words: _Words, title: str, *, script: str = "", **values: Any) -> str:
    style, code = _style(), _script(script) if script else ""
    policy = f"default-src 'none'; img-src 'self' file:; style-src {_hash(style)}"
    policy += f"; script-src {_hash(code)}" if code else ""
    return (
        templates_of("narrate.catalogue")
        .get_template(template)
        .render(
            policy=f"{policy}; base-uri 'none'; form-action 'none'",
            style=style,
            script=code,
            title=title,
            page_words=words,
            **values,
        )
    )


@cache
def _style() -> str:
    """Return the style of the pages: that of an edition's page, and what only the catalogue has."""
    return "\n" + "".join(_read(package, name) for package, name in _STYLES)


@cache
def _script(name: str) -> str:
    """Return the script in the file ``name``, with names of its own and without sloppy mode."""
    return f'\n(() => {{\n"use strict";\n{_read("narrate.catalogue", name)}}})();\n'


def _read(package: str, name: str) -> str:
    return (files(package) / "templates" / name).read_text(encoding="utf-8")


@cache
def _hash(text: str) -> str:
    """Return what a Content-Security-Policy calls a style or script of the content ``text``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
