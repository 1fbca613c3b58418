"""The parts of DAISY documents: their beginnings, metadata and texts."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

_XML = '<?xml version="1.0" encoding="utf-8"?>'
_XHTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
_SMIL = '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">'


def escaped(text: str) -> str:
    """Return ``text`` as it stands in an element or in an attribute."""
    return escape(text, {'"': "&quot;"})


def page(lines: Iterable[str]) -> str:
    """Return ``lines`` as they stand in a file. All of them end as on old systems, with CR and LF."""
    return "".join(f"{line}\r\n" for line in lines)


def meta(name: str, content: str, scheme: str = "") -> str:
    suffix = f' scheme="{scheme}"' if scheme else ""
    return f'<meta name="{name}" content="{escaped(content)}"{suffix} />'


def html_head(language: str, title: str, metadata: Iterable[str], direction: str = "") -> list[str]:
    """Return the lines of an XHTML document up to ``<body>``. The NCC may not state a ``direction``."""
    tag = escaped(language)
    suffix = f' dir="{direction}"' if direction else ""
    return [
        _XML,
        _XHTML,
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{tag}" xml:lang="{tag}"{suffix}>',
        "<head>",
        '<meta http-equiv="Content-type" content="text/html; charset=utf-8" />',
        f"<title>{escaped(title)}</title>",
        '<link rel="stylesheet" type="text/css" href="default.css" />',
        *metadata,
        "</head>",
        "<body>",
    ]


def smil_head(metadata: Iterable[str]) -> list[str]:
    """Return the lines of a SMIL document up to ``<body>``."""
    return [
        _XML,
        _SMIL,
        "<smil>",
        "<head>",
        *metadata,
        '<layout><region id="txtView" /></layout>',
        "</head>",
        "<body>",
    ]
