"""Makes slides from the segments of a script: themes, pagination, layout, times of highlights, painting."""

from narrate.slides.layout import Slides, lay_out, style_of
from narrate.slides.pagination import paginate
from narrate.slides.painting import Painter
from narrate.slides.small_words import small_words
from narrate.slides.theme import make_theme

__all__ = ["Painter", "Slides", "lay_out", "make_theme", "paginate", "small_words", "style_of"]
