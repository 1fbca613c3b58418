"""Fills the templates of a book's files. All values are escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

_FOLDER = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("narrate.exporters.epub", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def as_it_is(template: str) -> bytes:
    """Return the file ``template``, which holds no values."""
    return (_FOLDER / template).read_bytes()


def render(template: str, **values: Any) -> bytes:
    """Return the file that ``template`` makes of ``values``. Raises jinja2.UndefinedError if a value is missing."""
    return _environment().get_template(template).render(**values).encode()
