"""The markup with which page and catalogue must begin."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from narrate.exporters.verifying.markup_differences import escaped

_STYLE = Path(__file__).parent.parent / "templates/style.css"


def opening(language: str, direction: str, policy: str, title: str, generator: str = "") -> list[str]:
    """Return the lines of a file up to ``<body>``.

    ``policy`` is its Content-Security-Policy. ``generator`` is the program that wrote the file; without it, no element
    names the program.
    """
    return [
        "<!DOCTYPE html>",
        f'<html lang="{escaped(language)}" dir="{direction}">',
        "<head>",
        '<meta charset="utf-8">',
        *([f'<meta name="generator" content="{escaped(generator)}">'] if generator else []),
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        f"<title>{escaped(title)}</title>",
        "<style>",
        _style(),
        "</style>",
        "</head>",
        "<body>",
    ]


@cache
def _style() -> str:
    """Return the style sheet that narrate ships."""
    return _STYLE.read_text(encoding="utf-8").removesuffix("\n")
