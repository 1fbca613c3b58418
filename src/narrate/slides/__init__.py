"""Segments become slides: themes, pagination, layout, states, painting."""

from narrate.slides.layout import lay_out
from narrate.slides.pagination import paginate
from narrate.slides.theme import make_theme

__all__ = ["lay_out", "make_theme", "paginate"]
