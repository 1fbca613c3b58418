"""A text of the page in pieces, each with the address to which it leads: links of the script, and telephone numbers."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.exporters.html.format import as_shown
from narrate.exporters.html.telephone import pieces

Spans = Sequence[tuple[int, int, str]]
"""(start, end, address) of each link, with offsets in the text as it is written."""


def linked_pieces(text: str, language: str, links: Spans = ()) -> list[tuple[str, str]]:
    """Return ``text`` as a page in ``language`` shows it, in pieces (text, address).

    The address is empty if a piece leads nowhere. Within a link of the script, telephone numbers are no links.
    """
    made: list[tuple[str, str]] = []
    at = 0
    for start, end, address in sorted(links):
        if start < at:
            continue
        made += _shown(text[at:start], language)
        made.append((as_shown(text[start:end], language), address))
        at = end
    return [*made, *_shown(text[at:], language)]


def shown_pieces(shown: str, links: Spans) -> list[tuple[str, str]]:
    """Return a text as the page shows it in pieces, as ``linked_pieces`` does. ``links`` are offsets in ``shown``."""
    made: list[tuple[str, str]] = []
    at = 0
    for start, end, address in sorted(links):
        made += pieces(shown[at:start]) if start > at else []
        made.append((shown[start:end], address))
        at = end
    return [*made, *(pieces(shown[at:]) if shown[at:] else [])]


def addresses(links: Spans) -> tuple[str, ...]:
    """Return the addresses of ``links``, in the order of the text."""
    return tuple(address for _, _, address in sorted(links))


def _shown(text: str, language: str) -> list[tuple[str, str]]:
    return pieces(as_shown(text, language)) if text else []
