"""Writes the files of the catalogue a second time, without the templates. Styles and scripts are read as data."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import quote

from narrate.catalogue.alphabet import letter_of, sort_key
from narrate.catalogue.contents import MOST_IN_FULL, MOST_LETTERS, MOST_WITH_EDITIONS, MOST_WITHOUT_LETTERS, SEARCHED
from narrate.catalogue.listing import ListedEdition, ListedFile
from narrate.exporters.html.format import as_shown
from narrate.exporters.verifying.markup_differences import escaped
from narrate.languages import Language, colon, comma, foreign_phrases, is_right_to_left, language_data, own_name

_PACKAGE = Path(__file__).parent.parent
_STYLES = ("exporters/html/templates/style.css", "catalogue/templates/catalogue.css")
_SEARCH = "catalogue/templates/search.js"
_HAND_ON = "catalogue/templates/hand_on.js"
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def expected_files(listed: Sequence[ListedEdition]) -> dict[str, str]:
    """Return the content of each file of the catalogue that lists the editions ``listed``, by its path in the output."""
    files = {}
    for topic in sorted({edition.topic for edition in listed}):
        editions = [edition for edition in listed if edition.topic == topic]
        editions.sort(key=lambda edition: (*_name_key(edition.language), edition.folder))
        files[f"{topic}/languages.json"] = _languages_file(editions)
        files[f"{topic}/index.html"] = _lines(_topic_page(editions))
    languages = sorted({edition.language for edition in listed}, key=_name_key)
    for language in languages:
        editions = [edition for edition in listed if edition.language == language]
        editions.sort(key=lambda edition: (sort_key(edition.title), edition.topic, edition.folder))
        name, way_up = ("index.html", "") if len(languages) == 1 else (f"languages/{language}.html", "../")
        files[name] = _lines(_topics(language, editions, way_up))
    if len(languages) != 1:
        counts = [(language, sum(edition.language == language for edition in listed)) for language in languages]
        files["index.html"] = _lines(_chooser(counts))
    return files


def _name_key(language: str) -> tuple[tuple[str, str], str]:
    return sort_key(own_name(language)), language


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _languages_file(editions: Iterable[ListedEdition]) -> str:
    entries = (
        f'{{"language": {_quoted(edition.language)}, "name": {_quoted(own_name(edition.language))},'
        f' "title": {_quoted(edition.title)}, "page": {_quoted(f"{edition.folder}/index.html")},'
        f' "direction": {_quoted(_direction(edition.language))}}}'
        for edition in editions
    )
    return "[\n" + ",\n".join(entries) + "\n]\n"


def _quoted(text: str) -> str:
    """Return ``text`` as a string of JSON."""
    letters = (_ESCAPES.get(letter) or (f"\\u{ord(letter):04x}" if letter < " " else letter) for letter in text)
    return f'"{"".join(letters)}"'


def _chooser(counts: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Yield the lines of the page on which people choose one of the languages, with the number of topics in each."""
    language = _common(language for language, _ in counts)
    title = escaped(language_data(language).phrases["choose_language"])
    yield from _opening(language, title, "")
    yield from ("<main>", f"<h1>{title}</h1>", '<ul class="languages">')
    for tag, count in counts:
        data = language_data(tag)
        words = escaped(f"{data.phrases['all_topics']}{colon(data.phrases_language)}{count}")
        where = f'href="languages/{escaped(tag)}.html" lang="{tag}" dir="{_direction(tag)}" hreflang="{tag}"'
        yield f"<li><a {where}><b>{escaped(own_name(tag))}</b> <span{_mark(tag)}>{words}</span></a></li>"
    yield from ("</ul>", "</main>")
    yield from _closing("")


def _topics(language: str, editions: Sequence[ListedEdition], way_up: str) -> Iterator[str]:
    """Yield the lines of the list of ``editions``, which are sorted by title."""
    data, mark = language_data(language), _mark(language)
    title = f"{own_name(language)}{colon(data.phrases_language)}{data.phrases['all_topics']}"
    script = _SEARCH if len(editions) > SEARCHED else ""
    yield from _opening(language, escaped(as_shown(title, language)), script)
    yield "<header>"
    if way_up:
        words = escaped(data.phrases["other_languages"])
        yield f'<p{mark}><a class="line" href="../index.html">{words}</a></p>'
    yield from (f"<h1{mark}>{escaped(data.phrases['all_topics'])}</h1>", "</header>", "<main>")
    if script:
        yield from _search(data, mark)
    groups = _groups(editions)
    if len(groups) > 1:
        yield from _letters(list(groups))
    for number, (group, some) in enumerate(groups.items(), 1):
        yield "<section>"
        if len(groups) > 1:
            yield f'<h2 id="letter-{number}">{group or "…"}</h2>'
        yield '<ul class="topics">'
        for edition in some:
            way, level = f"{way_up}{edition.topic}/", "h3" if len(groups) > 1 else "h2"
            if len(editions) > MOST_WITH_EDITIONS:
                yield _short_entry(edition, way)
            else:
                yield from _entry(edition, level, way, is_full=len(editions) <= MOST_IN_FULL)
        yield from ("</ul>", "</section>")
    yield "</main>"
    yield from _closing(script)


def _groups(editions: Sequence[ListedEdition]) -> dict[str, list[ListedEdition]]:
    """Return ``editions`` by the letters of their titles, or all under one if there are no letters to jump to."""
    letters = dict.fromkeys(letter_of(edition.title) for edition in editions)
    if len(editions) <= MOST_WITHOUT_LETTERS or len(letters) > MOST_LETTERS:
        return {"": list(editions)}
    return {letter: [one for one in editions if letter_of(one.title) == letter] for letter in letters}


def _letters(letters: Sequence[str]) -> Iterator[str]:
    yield from (f'<nav aria-label="{letters[0]} … {letters[-1]}">', '<ul class="letters">')
    for number, letter in enumerate(letters, 1):
        yield f'<li><a href="#letter-{number}">{letter or "…"}</a></li>'
    yield from ("</ul>", "</nav>")


def _search(data: Language, mark: str) -> Iterator[str]:
    found, none = escaped(data.phrases["topics_found"]), escaped(data.phrases["no_topic_found"])
    yield from (
        f'<div role="search"{mark} hidden>',
        f'<label for="search">{escaped(data.phrases["search_topics"])}</label>',
        '<input id="search" type="search" spellcheck="false">',
        f'<p role="status" data-found="{found}" data-none="{none}"></p>',
        "</div>",
    )


def _short_entry(edition: ListedEdition, way: str) -> str:
    """Return the line of an entry in a list of very many topics. ``way`` leads to the folder of its topic."""
    title, length = (
        as_shown(edition.title, edition.language),
        _length(language_data(edition.language), edition.duration_ms),
    )
    link = f'<a class="line" href="{_address(f"{way}index.html")}#{edition.language}">{escaped(title)}</a>'
    return f"<li>{link} <span{_mark(edition.language)}>{escaped(length)}</span></li>"


def _entry(edition: ListedEdition, level: str, way: str, *, is_full: bool) -> Iterator[str]:
    """Yield the lines of an entry in a list. ``way`` leads to the folder of its topic."""
    folder = f"{way}{edition.folder}/"
    title = escaped(as_shown(edition.title, edition.language))
    yield "<li>"
    if is_full and edition.picture:
        address = _address(f"{folder}{edition.picture}")
        yield f'<img loading="lazy" src="{address}" alt="" width="1920" height="1080">'
    yield f'<{level} class="plain"><a href="{_address(f"{folder}index.html")}">{title}</a></{level}>'
    yield from _listening(edition, folder)
    if is_full:
        yield from _files(edition, folder)
    else:
        words = escaped(language_data(edition.language).phrases["files"])
        yield f'<p{_mark(edition.language)}><a class="line" href="{_address(f"{way}index.html")}">{words}</a></p>'
    yield "</li>"


def _topic_page(editions: Sequence[ListedEdition]) -> Iterator[str]:
    language = _common(edition.language for edition in editions)
    named = next((edition for edition in editions if edition.language == language), editions[0])
    words = escaped(language_data(language).phrases["all_topics"])
    heading = escaped(as_shown(named.title, named.language))
    yield from _opening(language, escaped(named.title), _HAND_ON)
    yield from (
        "<header>",
        f'<p><a class="line" {_to_catalogue(editions)}>{words}</a></p>',
        f'<h1 lang="{named.language}" dir="{_direction(named.language)}">{heading}</h1>',
        "</header>",
        "<main>",
    )
    for edition in editions:
        tag, folder = edition.language, f"{edition.folder}/"
        title = escaped(as_shown(edition.title, tag))
        yield f'<section id="{tag}" lang="{tag}" dir="{_direction(tag)}">'
        yield (
            f'<h2 class="plain"><a href="{_address(f"{folder}index.html")}" hreflang="{tag}">'
            f"<b>{escaped(own_name(tag))}</b> {title}</a></h2>"
        )
        yield from _listening(edition, folder)
        yield from _files(edition, folder)
        yield "</section>"
    yield "</main>"
    yield from _closing(_HAND_ON)


def _to_catalogue(editions: Sequence[ListedEdition]) -> str:
    """Return the address of the catalogue: on the web if that is known, or beside the topic, which may be missing."""
    site = editions[0].site if len({edition.site for edition in editions}) == 1 else ""
    if site:
        return f'href="{escaped(site.rstrip("/"))}/index.html"'
    return 'href="../index.html" data-catalogue hidden'


def _listening(edition: ListedEdition, folder: str) -> Iterator[str]:
    """Yield the lines with the length of ``edition`` and with its described edition."""
    data, mark = language_data(edition.language), _mark(edition.language)
    yield f"<p{mark}>{escaped(_length(data, edition.duration_ms))}</p>"
    if edition.described_ms is not None:
        words = _together(data, data.phrases["with_descriptions"], _length(data, edition.described_ms))
        address = f"{_address(f'{folder}index.html')}?edition=described"
        yield f'<p{mark}><a class="line" href="{address}">{escaped(words)}</a></p>'


def _files(edition: ListedEdition, folder: str) -> Iterator[str]:
    if not edition.files:
        return
    data = language_data(edition.language)
    yield f"<details{_mark(edition.language)}>"
    yield from (f"<summary>{escaped(data.phrases['files'])}</summary>", '<ul class="links">')
    for file in edition.files:
        words = escaped(_together(data, _label(data, file), _size(data, file.size)))
        yield f'<li><a href="{_address(f"{folder}{file.path}")}" download>{words}</a></li>'
    yield from ("</ul>", "</details>")


def _label(data: Language, file: ListedFile) -> str:
    label = data.phrases.get(file.label, file.label)
    return label if file.edition == "standard" else data.phrases["described_file"].format(file=label)


def _length(data: Language, duration_ms: int) -> str:
    minutes, rest = divmod(duration_ms, 60_000)
    return data.phrases["duration_minutes"].format(minutes=(minutes + (rest >= 30_000)) or 1)


def _size(data: Language, size: int) -> str:
    unit, phrase = (1000, "file_size_kb") if size < 999_500 else (1_000_000, "file_size_mb")
    whole, rest = divmod(size, unit)
    return data.phrases[phrase].format(size=(whole + (rest >= unit // 2)) or 1)


def _together(data: Language, one: str, other: str) -> str:
    return f"{one}{comma(data.phrases_language)}{other}"


def _common(tags: Iterable[str]) -> str:
    """Return the language of a page for several languages."""
    languages = sorted({language_data(tag).phrases_language for tag in tags})
    return languages[0] if len(languages) == 1 else "en"


def _direction(language: str) -> str:
    return "rtl" if is_right_to_left(language) else "ltr"


def _mark(language: str) -> str:
    """Return the attributes of an element with phrases that are in another language than ``language``."""
    foreign = foreign_phrases(language)
    return f' lang="{foreign}" dir="{_direction(foreign)}"' if foreign else ""


def _address(path: str) -> str:
    """Return ``path``, relative to the page, as an address in it."""
    return escaped(quote(path, safe="/"))


def _opening(language: str, title: str, script: str) -> Iterator[str]:
    """Yield the lines up to ``<body>``. The page allows its own style, and its own ``script`` if it has one."""
    style = f"\n{''.join(map(_text, _STYLES))}"
    scripts = f"; script-src {_hash(_wrapped(script))}" if script else ""
    policy = f"default-src 'none'; img-src 'self' file:; style-src {_hash(style)}{scripts}"
    yield from (
        "<!DOCTYPE html>",
        f'<html lang="{language}" dir="{_direction(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="generator" content="narrate catalogue">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}; base-uri 'none'; form-action 'none'\">",
        f"<title>{title}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
    )


def _closing(script: str) -> Iterator[str]:
    if script:
        yield f"<script>{_wrapped(script)}</script>"
    yield from ("</body>", "</html>")


def _wrapped(script: str) -> str:
    return f'\n(() => {{\n"use strict";\n{_text(script)}}})();\n'


@cache
def _text(path: str) -> str:
    """Return the content of a style sheet or script that narrate ships."""
    return (_PACKAGE / path).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
