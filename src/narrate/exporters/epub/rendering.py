"""Fills the templates of a book's files. All values are escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from narrate.exporters.filled_templates import templates_of

_FOLDER = Path(__file__).parent / "templates"


def as_it_is(template: str) -> bytes:
    """Return the file ``template``, which holds no values."""
    return (_FOLDER / template).read_bytes()


def render(template: str, **values: Any) -> bytes:
    """Return the file that ``template`` makes of ``values``. Raises jinja2.UndefinedError if a value is missing."""
    return templates_of("narrate.exporters.epub").get_template(template).render(**values).encode()
