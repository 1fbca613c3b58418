"""Segments become slides: pagination, layout."""

from narrate.slides.layout import lay_out
from narrate.slides.pagination import paginate

__all__ = ["lay_out", "paginate"]
