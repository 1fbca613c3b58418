"""What the code that writes the page and the code that reads it back both know of it."""

from __future__ import annotations

import hashlib

from narrate.languages import is_right_to_left
from narrate.typeset.bidi import isolated

PUBLISHER = "publisher"
"""The key of the publisher among the digests of words."""


def as_shown(text: str, language: str) -> str:
    """Return ``text`` as a page in ``language`` shows it.

    In right-to-left text, doses and ranges are isolated, so that they keep their order.
    """
    return isolated(text) if is_right_to_left(language) else text


def publisher_shown(publisher: str, language: str) -> str:
    """Return the name of the publisher as a page in ``language`` shows it. Only letters keep their order by themselves."""
    return publisher if publisher.replace(" ", "").isalpha() else as_shown(publisher, language)


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


def points_key(anchor: str) -> str:
    """Return the key of the points below the heading with the id ``anchor`` among the digests of words."""
    return f"#{anchor}"


def figure_words(alt: str, caption: str) -> str:
    """Return the words about a figure, for their digest."""
    return f"{alt}\n{caption}" if caption else alt


def point_words(number: int | None, name: str, text: str) -> str:
    """Return a point as one line, for its digest. ``name`` is that of the figure that it is about, or empty."""
    return (
        f"{'-' if number is None else number} {name}: {text}" if name else f"{'-' if number is None else number} {text}"
    )


def digest(*lines: str) -> str:
    """Return the SHA-256 of ``lines`` of text."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
