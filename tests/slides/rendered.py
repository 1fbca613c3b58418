"""Where the ink of each box of words is, in a painted picture and in a deck that LibreOffice shows.

Every box is given a colour of its own and all else is taken away; then a pixel tells which box it belongs to.
"""

from __future__ import annotations

import html
import io
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pptx
from lxml import etree
from PIL import Image
from pptx.oxml import parse_xml

from narrate.model import Box, Deck, Role, Slide
from narrate.slides.grid import HEIGHT, WIDTH
from narrate.slides.painting import Painter
from narrate.store import Store
from narrate.typeset.faces import letters_of
from narrate.typeset.painting import paint_png

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
# What is taken from white, by channel: mixed with white by smooth edges they can still be told apart.
_CLASSES = [one for one in product((0.0, 0.5, 1.0), repeat=3) if max(one) == 1.0]
COLOURS = ["".join(f"{round(255 * (1 - part)):02X}" for part in one) for one in _CLASSES]
_CLASS_OF = np.full(27, -1)
_CLASS_OF[[round(2 * np.dot(one, (9, 3, 1))) for one in _CLASSES]] = range(len(_CLASSES))
_DIRECTIONS = re.compile("[\u200e\u200f\u2066-\u2069]")  # which nobody sees
_FAINT = 70  # of 255: what is paler is the edge of a stroke


@dataclass(frozen=True)
class Ink:
    """The edges of what is painted of a box, px on the slide."""

    left: float
    top: float
    right: float
    low: float

    @property
    def edges(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.right, self.low


def painted_words(slide: Slide) -> list[Box]:
    """The boxes with words in the order in which they are painted: labels of figures last."""
    labels = [label.words for label in getattr(slide, "labels", ()) if label.words]
    return [*(box for box in slide.boxes if box.paragraphs), *labels]


def boxes_with_words(slide: Slide) -> list[Box]:
    """In the order of a deck's shapes: the title first."""
    return sorted(painted_words(slide), key=lambda box: box.role is not Role.TITLE)


def typst_inks(deck: Deck, language: str, folder: Path, family: str = "", ppi: int = 144) -> list[list[Ink | None]]:
    """For each slide at rest the ink of each box with words, in the deck's face or another."""
    painter = Painter(deck, language, Store(folder / "unused"))
    pages = []
    for slide in deck.slides:
        page, _ = painter._page(slide, None)
        colours = {id(box): COLOURS[number] for number, box in enumerate(boxes_with_words(slide))}
        words = [item for item in page["items"] if item["kind"] == "words"]
        for item, box in zip(words, painted_words(slide), strict=True):
            item["colour"] = item["dot"] = colours[id(box)]
            for paragraph in item["paragraphs"]:
                paragraph["colour"] = colours[id(box)]
        pages.append({**page, "fill": "FFFFFF", "items": words, "family": family or page["family"]})
    images = [paint_png(pages[start : start + 20], {}, ppi) for start in range(0, len(pages), 20)]
    return [
        _inks(np.asarray(Image.open(io.BytesIO(content)).convert("RGB")), len(boxes_with_words(slide)))
        for content, slide in zip([one for some in images for one in some], deck.slides, strict=True)
    ]


def office_inks(deck: Deck, path: Path, folder: Path, dpi: int = 192) -> tuple[list[list[Ink | None]], Path]:
    """The same of the deck at ``path``, shown by LibreOffice; and its PDF."""
    bare = folder / f"bare-{path.stem}.pptx"
    _recolour(path, bare, deck)
    pdf = to_pdf(bare, folder)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(folder / "page")], check=True)
    pictures = sorted(folder.glob("page-*.png"), key=lambda one: int(re.findall(r"\d+", one.stem)[-1]))
    assert len(pictures) == len(deck.slides)
    found = []
    for picture, slide in zip(pictures, deck.slides, strict=True):
        with Image.open(picture) as image:
            found.append(_inks(np.asarray(image.convert("RGB")), len(boxes_with_words(slide))))
    return found, pdf


def to_pdf(deck: Path, folder: Path) -> Path:
    profile = folder / "profile"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck)],
        check=True, timeout=400, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return folder / f"{deck.stem}.pdf"


def _recolour(source: Path, target: Path, deck: Deck) -> None:
    presentation = pptx.Presentation(str(source))
    layouts = list(presentation.slide_layouts)
    for part in (presentation.slide_master, *layouts):
        for background in part.element.findall(f".//{_P}bg"):
            background.getparent().remove(background)
        for shape in part.element.findall(f".//{_P}sp"):
            if shape.find(f".//{_P}ph") is None:
                shape.getparent().remove(shape)
    white = f'<p:bg xmlns:p="{_P[1:-1]}" xmlns:a="{_A[1:-1]}"><p:bgPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    for shown, slide in zip(presentation.slides, deck.slides, strict=True):
        tree = shown.element.find(f".//{_P}spTree")
        shown.element.find(f"{_P}cSld").insert(0, parse_xml(white))
        words = []
        for group in tree.findall(f"{_P}grpSp"):
            if group.find(f"{_P}nvGrpSpPr/{_P}cNvPr").get("name") == "Label":
                for shape in group.findall(f"{_P}sp"):
                    group.addprevious(shape)
        for shape in list(tree)[2:]:
            if shape.tag == f"{_P}sp" and shape.findall(f".//{_A}t"):
                words.append(shape)
            elif shape.tag == f"{_P}graphicFrame":
                words += [cell for cell in shape.iter(f"{_A}tc") if cell.findall(f".//{_A}t")]
            else:
                tree.remove(shape)
        for element in shown.element.findall(f"{_P}timing"):
            shown.element.remove(element)
        for number, (shape, _) in enumerate(zip(words, boxes_with_words(slide), strict=True)):
            for fill in shape.iter(f"{_A}solidFill", f"{_A}buClr"):
                for colour in list(fill):
                    fill.remove(colour)
                etree.SubElement(fill, f"{_A}srgbClr", val=COLOURS[number])
    presentation.save(str(target))


def _inks(image: np.ndarray, count: int) -> list[Ink | None]:
    """``image`` may have more pixels than the slide."""
    scale = WIDTH / image.shape[1]
    assert abs(image.shape[0] * scale - HEIGHT) < 2
    rows, columns = np.nonzero(np.minimum(np.minimum(image[..., 0], image[..., 1]), image[..., 2]) <= 255 - _FAINT)
    taken = 255.0 - image[rows, columns]
    shares = taken / taken.max(axis=1, keepdims=True)
    nearest = _CLASS_OF[(np.rint(2 * shares) @ (9, 3, 1)).astype(int)]
    found: list[Ink | None] = []
    for number in range(count):
        mine = nearest == number
        if not mine.any():
            found.append(None)
            continue
        x, y = columns[mine], rows[mine]
        found.append(Ink(x.min() * scale, y.min() * scale, (x.max() + 1) * scale, (y.max() + 1) * scale))
    return found


def overflows(slide: Slide, inks: Sequence[Ink | None], *, slack: float = 4) -> list[str]:
    """What is painted outside its box, off the slide, or over other words. Accents and tails leave an em square a little."""
    faults = []
    boxes = boxes_with_words(slide)
    for box, ink in zip(boxes, inks, strict=True):
        name = f"{slide.segment.id}: {box.role} {' '.join(box.paragraphs[0].lines)[:30]!r}"
        if ink is None:
            if any(letter.isalnum() for one in box.paragraphs for letter in "".join(one.lines)):
                faults.append(f"{name} is not to be seen")
            continue
        if ink.left < box.x - slack or ink.right > box.x + box.width + slack:
            faults.append(
                f"{name} from {ink.left:.0f} to {ink.right:.0f}, its box {box.x:.0f} to {box.x + box.width:.0f}"
            )
        if ink.top < box.y - box.size * 0.2 - 2 or ink.low > box.y + box.height + box.size * 0.15 + 2:
            faults.append(
                f"{name} from {ink.top:.0f} down to {ink.low:.0f}, its box {box.y:.0f} to {box.y + box.height:.0f}"
            )
        if min(ink.left, ink.top, WIDTH - ink.right, HEIGHT - ink.low) < 12:
            faults.append(f"{name} at the edge of the slide: {ink.edges}")
    seen = [(box, ink) for box, ink in zip(boxes, inks, strict=True) if ink]
    for (box, a), (other, b) in combinations(seen, 2):
        if a.left < b.right and b.left < a.right and a.top < b.low and b.top < a.low:
            faults.append(f"{slide.segment.id}: {box.role} {a.edges} over {other.role} {b.edges}")
    return faults


def lines_shown(pdf: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """For each page its words with their edges in px of the slide, as pdftotext finds them."""
    text = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pages = []
    for page in re.findall(r"<page width=\"([\d.]+)\"[^>]*>(.*?)</page>", text, re.DOTALL):
        scale = WIDTH / float(page[0])
        pages.append(
            [
                (html.unescape(word), *(float(edge) * scale for edge in edges))
                for *edges, word in re.findall(
                    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page[1]
                )
            ]
        )
    return pages


def line_faults(slide: Slide, words: Sequence[tuple[str, float, float, float, float]], *, turned: bool) -> list[str]:
    """Lines of the model that are not the lines that a PDF shows in their place.

    Lines with letters that our faces lack are left out: which face a viewer takes for them is not ours.
    """
    faults = []
    for box in boxes_with_words(slide):
        for paragraph in box.paragraphs:
            for number, line in enumerate(paragraph.lines):
                if not set(line) <= letters_of("Arimo"):
                    continue
                top = paragraph.top + number * box.pitch
                inside = [
                    word for word in words
                    if top - 0.1 * box.size < (word[2] + word[4]) / 2 < top + 1.1 * box.size
                    and box.x - 8 <= (word[1] + word[3]) / 2 <= box.x + box.width + 8
                ]  # fmt: skip
                shown = "".join(word[0] for word in sorted(inside, key=lambda word: word[1])).replace("•", "")
                shown, expected = (_DIRECTIONS.sub("", text) for text in (shown, "".join(line.split())))
                same = sorted(shown) == sorted(expected) if turned else shown == expected
                if not same:
                    faults.append(f"{slide.segment.id}: {box.role} line {number + 1} {line!r} is {shown!r}")
    return faults


@dataclass(frozen=True)
class Difference:
    """How far an edge of a box is from the other painter's, px."""

    px: float
    what: str


def differences(
    deck: Deck, one: Sequence[Sequence[Ink | None]], other: Sequence[Sequence[Ink | None]]
) -> list[Difference]:
    """The differences of all edges, the largest first."""
    found = []
    for slide, mine, theirs in zip(deck.slides, one, other, strict=True):
        for box, a, b in zip(boxes_with_words(slide), mine, theirs, strict=True):
            if a is None or b is None:
                assert a is b is None, (slide.segment.id, box.role)
                continue
            for edge, x, y in zip(("left", "top", "right", "low"), a.edges, b.edges, strict=True):
                found.append(
                    Difference(
                        abs(x - y),
                        f"{slide.segment.id} ({slide.layout}) {box.role} {edge}: {x:.1f} and {y:.1f}, size {box.size}",
                    )
                )
    return sorted(found, key=lambda difference: -difference.px)
