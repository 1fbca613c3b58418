"""Fills the templates of pages. All values are escaped."""

from __future__ import annotations

from typing import Any

from narrate.exporters.filled_templates import templates_of


def render(template: str, **values: Any) -> str:
    """Return the page that ``template`` makes of ``values``. Raises jinja2.UndefinedError if a value is missing."""
    return templates_of("narrate.exporters.html").get_template(template).render(**values)
