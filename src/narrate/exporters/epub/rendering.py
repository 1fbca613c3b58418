"""Fills the templates of a book's files. All values are escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


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


def render(template: str, **values: Any) -> bytes:
    """Return the file that ``template`` makes of ``values``. Raises jinja2.UndefinedError if a value is missing."""
    return _environment().get_template(template).render(**values).encode()
