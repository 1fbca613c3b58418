"""Writes the contact sheet with Pillow."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from narrate.exporters.edition import Edition
from narrate.exporters.sheet.format import FAMILY, INK, NUMBER_HEIGHT, NUMBER_SIZE, PAPER, SHEET, layout_of
from narrate.languages import is_right_to_left
from narrate.typeset.faces import FACES


def write_sheet(edition: Edition, folder: Path) -> None:
    """Write the sheet of ``edition`` to ``folder``. One painted slide is held in memory at a time."""
    pictures = edition.paint([(number, None) for number in range(len(edition.deck.slides))])
    right_to_left = is_right_to_left(edition.timeline.script.language)
    layout = layout_of(len(pictures), right_to_left=right_to_left)
    width, _ = layout.slide_size
    # Raqm, Pillow's other engine, depends on the libraries of the system
    font = ImageFont.truetype(FACES[FAMILY].file(bold=True), NUMBER_SIZE, layout_engine=ImageFont.Layout.BASIC)
    sheet = Image.new("RGB", layout.size, PAPER)
    draw = ImageDraw.Draw(sheet)
    for number, (place, picture) in enumerate(zip(layout.places, pictures, strict=True), 1):
        with Image.open(picture.path) as painted:
            sheet.paste(painted.convert("RGB").reduce(layout.factor), (place.left, place.top))
        at = place.left + width if right_to_left else place.left
        anchor = "rm" if right_to_left else "lm"
        draw.text((at, place.top - NUMBER_HEIGHT // 2), str(number), fill=INK, font=font, anchor=anchor)
    sheet.save(folder / SHEET.format(name=edition.name), "PNG")
