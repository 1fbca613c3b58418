"""The picture of what comes out, for the README: ``python -m tests.tools.pictures docs/what-comes-out.png``.

Slides of the sample as our own painter paints them, and the top of its page as Chromium shows it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

import narrate
from narrate.model import ThemeWish
from narrate.slides import Painter, lay_out, make_theme, paginate
from narrate.store import Store
from tests import chromium
from tests.conftest import SAMPLE

TOPIC = SAMPLE / "vertebroplasty-kyphoplasty"
SLIDES = (("en", 17, 3), ("ar", 4, 1))  # language, slide and state, both from 0

# Pixels: the slides on the left, one above the other, and the page on the right, as high as both together.
SLIDE, GAP = (752, 423), 16
PAGE = (560, 2 * SLIDE[1] + GAP)
WINDOW = (900, 900 * PAGE[1] // PAGE[0])
SIZE = (SLIDE[0] + PAGE[0] + 3 * GAP, PAGE[1] + 2 * GAP)
GROUND, EDGE = "#d9dee3", "#8a97a3"


def places() -> list[tuple[int, int, int, int]]:
    """Where each part is in the picture, the page last: left, top, right, bottom."""
    corners = [(GAP, GAP + number * (SLIDE[1] + GAP), *SLIDE) for number in range(len(SLIDES))]
    corners.append((2 * GAP + SLIDE[0], GAP, *PAGE))
    return [(left, top, left + width, top + height) for left, top, width, height in corners]


def paint_slides(folder: Path, wanted: Sequence[tuple[str, int, int]] = SLIDES) -> list[Image.Image]:
    """The slides, as large as in the picture. ``folder`` is for the painter's store."""
    theme = make_theme(ThemeWish())
    painted = []
    for language, slide, state in wanted:
        script = paginate(narrate.read(TOPIC / f"{language}.md"), theme)
        (picture,) = Painter(lay_out(script, theme), language, Store(folder)).paint([(slide, state)])
        with Image.open(picture.path) as image:
            painted.append(image.convert("RGB").resize(SLIDE, Image.Resampling.LANCZOS))
    return painted


def photograph_page(browser: str, folder: Path) -> Image.Image:
    """The top of the sample's English page, built into ``folder``, as ``browser`` shows it."""
    report = narrate.build([TOPIC / "en.md"], folder / "output", store=folder / "store", to=["mp3", "html"])
    page, shot = report.made[0].folder / "index.html", folder / "page.png"
    shown = ["--hide-scrollbars", "--force-device-scale-factor=1", f"--window-size={WINDOW[0]},{WINDOW[1]}"]
    chromium.run(browser, folder, *shown, f"--screenshot={shot}", page.as_uri())
    with Image.open(shot) as image:
        return image.convert("RGB").resize(PAGE, Image.Resampling.LANCZOS)


def compose(parts: list[Image.Image]) -> Image.Image:
    """The picture, of the slides and the page, in 256 colours."""
    picture = Image.new("RGB", SIZE, GROUND)
    for part, (left, top, right, bottom) in zip(parts, places(), strict=True):
        picture.paste(part, (left, top))
        ImageDraw.Draw(picture).rectangle((left - 1, top - 1, right, bottom), outline=EDGE)
    return picture.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def main(target: Path) -> None:
    browser = next((path for name in chromium.NAMES if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"the page is shown by a browser, and none of {', '.join(chromium.NAMES)} is installed")
    with tempfile.TemporaryDirectory() as folder:
        parts = [*paint_slides(Path(folder) / "store"), photograph_page(browser, Path(folder))]
    compose(parts).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
