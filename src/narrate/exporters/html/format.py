"""What the code that writes the page and the code that reads it back both know of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from narrate.editions import to_output
from narrate.languages import is_right_to_left
from narrate.typeset.bidi import isolated

PUBLISHER = "publisher"
"""The key of the publisher among the digests of words."""
WORDS = "words of the player"
"""The key of where each word stands in its sentence."""


LANGUAGES = "languages of sentences"
"""The key of the languages of sentences that are in another one than the page."""


def as_shown(text: str, language: str) -> str:
    """Return ``text`` as a page in ``language`` shows it.

    In right-to-left text, doses and ranges are isolated, so that they keep their order.
    """
    return isolated(text) if is_right_to_left(language) else text


def publisher_shown(publisher: str, language: str) -> str:
    """Return the name of the publisher as a page in ``language`` shows it. Only letters keep their order by themselves."""
    return publisher if publisher.replace(" ", "").isalpha() else as_shown(publisher, language)


def topic_page(edition: str) -> str:
    """Return the relative address of the page that lists the languages of the topic, as seen from ``edition``."""
    return f"{to_output(edition).removesuffix('../')}index.html"


def catalogue_address(site: str) -> str:
    """Return the address of the catalogue on the web; empty if the script does not say where it will be published."""
    return f"{site.rstrip('/')}/index.html" if site else ""


def figure_stem(segment: str, number: int) -> str:
    """Return the path, without its ending, of figure ``number`` (from 0) of the slide with the id ``segment``."""
    # no segment's id ends in "_2": a second segment of the same name ends in "-2"
    return f"figures/{segment}" if number == 0 else f"figures/{segment}_{number + 1}"


def longer_key(segment: str) -> str:
    """Return the key of the longer descriptions on the slide with the id ``segment`` among the digests of words."""
    return f"longer {segment}"


def longer_words(name: str, text: str) -> str:
    """Return the longer description of a figure, for its digest. ``name`` is that of the figure, or empty."""
    return f"{name}\n{text}"


def spans_digest(spans: Iterable[Sequence[tuple[int, int]]]) -> str:
    """Return the digest of where the words stand in each sentence: (first character, end) of each word."""
    return digest(*(json.dumps(words) for words in spans))


def digest_of_languages(languages: Iterable[tuple[str, str]]) -> str:
    """Return the digest of (id, language) of each sentence in another language than the page; empty if there is none."""
    lines = [f"{id_} {language}" for id_, language in languages]
    return digest(*lines) if lines else ""


def light_key(segment: str) -> str:
    """Return the key of what lights up on the slide with the id ``segment`` among the digests of words."""
    return f"light {segment}"


def light_digest(overlays: Sequence[str], figures: Sequence[str], states: Sequence[Sequence[int]]) -> str:
    """Return the digest of the drawings of a slide, each a line, and of its states (see docs/formats/html.md)."""
    return digest(*overlays, *figures, json.dumps([list(state) for state in states]))


def points_key(anchor: str) -> str:
    """Return the key of the points below the heading with the id ``anchor`` among the digests of words."""
    return f"#{anchor}"


def figure_words(alt: str, caption: str) -> str:
    """Return the words about a figure, for their digest."""
    return f"{alt}\n{caption}" if caption else alt


def point_words(number: int | None, name: str, text: str, addresses: Sequence[str] = ()) -> str:
    """Return a point as one line, for its digest.

    ``name`` is that of the figure that it is about, or empty. ``addresses`` are those of its links.
    """
    start = "-" if number is None else str(number)
    return " ".join([start, *([f"{name}:"] if name else []), text, *(f"<{address}>" for address in addresses)])


def cells_words(cells: Iterable[str]) -> str:
    """Return a row of a table as one line, for its digest."""
    return "| " + " | ".join(cells)


def digest(*lines: str) -> str:
    """Return the SHA-256 of ``lines`` of text."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


REST = [-1, 0, -1, -1]
"""The only state of a slide on which nothing is highlighted."""
_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def as_json(value: Any) -> str:
    """Return ``value`` as JSON without spaces that may stand in a ``<script>``: it holds nothing that ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _MARKUP.items():
        text = text.replace(sign, escape)
    return text


def shown_spans(text: str, shown: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the ``spans`` of ``text`` are in ``shown``, which may have more controls of direction.

    The offsets of ``spans`` count characters; those that are returned count units of UTF-16, as browsers do.
    """
    if shown == text and text.isascii():
        return list(spans)
    offsets: list[int] = []  # of each character of ``text``, in ``shown``
    at, units = 0, 0
    for character in shown:
        if at < len(text) and character == text[at]:
            offsets.append(units)
            at += 1
        units += 1 + (character > "\uffff")
    ends = [offset + 1 + (character > "\uffff") for offset, character in zip(offsets, text, strict=True)]
    return [(offsets[first], ends[end - 1]) for first, end in spans]
