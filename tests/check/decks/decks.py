"""Makes small decks for tests, and damages them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from pptx import Presentation
from pptx.util import Inches, Pt

PICTURE = io.BytesIO()
Image.new("RGB", (8, 6), "teal").save(PICTURE, "PNG")


class MadeDeck:
    """A deck of slides 13.33 by 7.5 inches. Its texts have a language, as those that PowerPoint writes."""

    def __init__(self, language: str = "en-US") -> None:
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = Inches(13.333), Inches(7.5)
        self.language = language

    def slide(self, title: str = "", notes: str = "Rest your knee.") -> Any:
        """Add a slide with only a title."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        slide.shapes.title.left, slide.shapes.title.top = Inches(0.5), Inches(0.3)
        slide.shapes.title.width, slide.shapes.title.height = Inches(12), Inches(1)
        slide.shapes.title.text_frame.text = title
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        self.mark(slide.shapes.title)
        return slide

    def text(
        self, slide: Any, words: str, at: tuple[float, float] = (1, 2), size: float = 24, language: str | None = None
    ) -> Any:
        """Add a text at ``at`` (inches from the left and the top), 5 inches wide and 0.8 high."""
        box = slide.shapes.add_textbox(Inches(at[0]), Inches(at[1]), Inches(5), Inches(0.8))
        box.text_frame.text = words
        for run in box.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)
        self.mark(box, language)
        return box

    def mark(self, shape: Any, language: str | None = None) -> None:
        """State the language of the words of ``shape``; none if it is empty."""
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                properties = run._r.get_or_add_rPr()
                tag = self.language if language is None else language
                if tag:
                    properties.set("lang", tag)

    def picture(
        self, slide: Any, alternative: str = "", at: tuple[float, float] = (8, 2), name: str = "Picture 7"
    ) -> Any:
        """Add a picture 3 by 2 inches."""
        PICTURE.seek(0)
        picture = slide.shapes.add_picture(PICTURE, Inches(at[0]), Inches(at[1]), Inches(3), Inches(2))
        picture._element.nvPicPr.cNvPr.set("descr", alternative)
        picture.name = name
        return picture

    def save(self, path: Path) -> Path:
        """Write the deck to ``path``."""
        self.deck.save(path)
        return path


def changed(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Change the parts of the deck ``path`` by ``change``, which gets the name and the bytes of each."""
    with zipfile.ZipFile(path) as archive:
        parts = [(one, change(one.filename, archive.read(one))) for one in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts:
            archive.writestr(one, content)
    return path
