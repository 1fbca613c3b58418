"""LibreOffice shows a deck with the same edges and lines as the pictures that typst paints."""

import subprocess

import numpy as np
import pytest
from PIL import Image

import narrate
from narrate.model import Layout, Role, ThemeWish
from narrate.script import find_sources
from narrate.script.reading import read_source
from narrate.slides import Painter, lay_out, make_theme, paginate
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.slides.rendered import differences, line_faults, lines_shown, office_inks, overflows, to_pdf, typst_inks
from tests.writing import write

pytestmark = pytest.mark.slow
_MOST = 8  # px of a slide 1280 wide
_MAGENTA = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><rect width="100%" height="100%" fill="#FF00FF"/></svg>'
_ENGLISH = """---
title: A guide to your spine
subtitle: How it is built and mended
lang: en
---
# Your spine

## What it is

Your spine holds you up, and it bends when you bend. It has many bones.

## In your back

![The spine](../spine.svg)

- Bones that carry your weight
- Soft discs between them

Bones carry your weight. Between them are soft discs.

## The whole spine

![The spine](../spine.svg)

Look at this.

## At home

- Rest
- Drink water every few hours

Rest. Drink water every few hours.

## Two bones

![Hard](../pair.svg "Healthy bone")

![Thin](../pair.svg "Weak bone")

- Hard and thick
- Thin and weak

Healthy bone is hard and thick. Weak bone is thin.

## Four steps

![1](../step.svg "The break")

![2](../step.svg "The tube")

![3](../step.svg "The balloon")

![4](../step.svg "The cement")

- The bone has sunk
- A tube goes in
- A balloon lifts it
- Cement fills it

The bone has sunk. A tube goes in. A balloon lifts it. Cement fills it.

## Your medicines

| Medicine | Morning | How you take it |
|---|---|---|
| Metformin 500 mg | 1 | With food, and with a large glass of water, on every day of the week |
| Insulin glargine | | Under the skin |
"""
_HEBREW = """---
title: מדריך לעמוד השדרה שלך
subtitle: איך הוא בנוי
lang: he
---
# עמוד השדרה

## מה זה

עמוד השדרה מחזיק אותך זקוף. יש בו הרבה עצמות.

## בגב שלך

![עמוד השדרה](../spine.svg)

- עצמות שנושאות משקל
- דיסקים רכים ביניהן

עצמות שנושאות משקל. דיסקים רכים ביניהן.

## בבית

- לנוח
- לשתות מים

לנוח. לשתות מים.

## שתי עצמות

![קשה](../pair.svg "עצם בריאה")

![דקה](../pair.svg "עצם חלשה")

- קשה ועבה
- דקה וחלשה

קשה ועבה. דקה וחלשה.
"""
_RAW = "Your spine has five main parts. Each of these has bones of its own. If one of them breaks, your doctor may suggest a treatment.\n"


@pytest.fixture(scope="module", params=["en", "he", "raw"])
def shown(request, tmp_path_factory):
    """A deck with every kind of slide: its model, its file, the script's language and the folder of its files."""
    base = tmp_path_factory.mktemp("agree")
    for name, size in (("spine", (688, 720)), ("pair", (564, 376)), ("step", (270, 330))):
        write(base / f"{name}.svg", _MAGENTA.format(*size))
    write(base / "narrate.yaml", "organisation: Sample library\naddress: https://health.example/spine\n")
    name, text = {"en": ("en.md", _ENGLISH), "he": ("he.md", _HEBREW), "raw": ("en.txt", _RAW)}[request.param]
    path = write(base / "spine" / name, text)
    (made,) = narrate.build(
        [path], base / "o", to=["pptx"], voice=FakeEngine(letter_ms=45), store=base / "st", language=name[:2]
    ).made
    (source,), _ = find_sources([path])
    script, _ = read_source(source, name[:2])
    theme = make_theme(ThemeWish())
    deck = lay_out(paginate(script, theme), theme, made.manifest.duration_ms)
    return deck, next(made.folder.glob("*.pptx")), script.language, base


def test_words_stand_in_the_same_places_on_the_same_lines(shown, program):
    program("soffice")
    program("pdftoppm")
    deck, path, language, base = shown
    office, pdf = office_inks(deck, path, base)
    same_face = typst_inks(deck, language, base, "Arimo")  # as wide as the deck's Arial
    pictures = typst_inks(deck, language, base)
    for inks in (office, pictures):
        assert [fault for slide, ink in zip(deck.slides, inks, strict=True) for fault in overflows(slide, ink)] == []
    if language == "en":  # Hebrew is shown in whichever face the machine has
        worst = differences(deck, same_face, office)[0]
        print(f"{language}: in one face {worst}")
        assert worst.px <= _MOST, worst
    trailing = "left" if language == "he" else "right"  # ends of lines are the face's own
    found = [item for item in differences(deck, pictures, office) if f" {trailing}: " not in item.what]
    print(f"{language}: in its own face {found[0]}")
    assert found[0].px <= (_MOST if language == "en" else 2 * _MOST), found[0]
    turned = language == "he"
    lines = lines_shown(pdf)
    assert [
        f for slide, words in zip(deck.slides, lines, strict=True) for f in line_faults(slide, words, turned=turned)
    ] == []


def test_figures_have_the_same_edges(shown, program):
    program("soffice")
    program("pdftoppm")
    deck, path, language, base = shown
    pdf = to_pdf(path, base)
    subprocess.run(["pdftoppm", "-r", "96", "-png", str(pdf), str(base / "figures")], check=True)
    office = sorted(base.glob("figures-*.png"), key=lambda path: int(path.stem.rpartition("-")[2]))
    painted = Painter(deck, language, Store(base / "pictures")).paint([(n, None) for n in range(len(deck.slides))])
    count = 0
    for number, slide in enumerate(deck.slides):
        for box in slide.boxes:
            if box.role is not Role.FIGURE:
                continue
            count += 1
            expected = (box.x, box.y, box.x + box.width, box.y + box.height)
            for picture in (office[number], painted[number].path):
                assert _magenta(picture, box) == pytest.approx(expected, abs=2), (slide.layout, picture.name)
    assert count == sum(len(slide.segment.figures) for slide in deck.slides) + any(
        box.figure for box in deck.slides[0].boxes
    )
    if language == "en" and len(deck.slides) > 5:
        assert {slide.layout for slide in deck.slides} == set(Layout) - {Layout.KEPT}


def _magenta(path, box, around=20):
    """The edges of the magenta area in ``box`` or up to ``around`` / 2 px beside it, in px of the slide."""
    with Image.open(path) as image:
        pixels = np.asarray(image.convert("RGB").resize((1280, 720), Image.Resampling.BILINEAR)).astype(int)
    left, top = max(0, round(box.x) - around // 2), max(0, round(box.y) - around // 2)
    part = pixels[top : round(box.y + box.height) + around // 2, left : round(box.x + box.width) + around // 2]
    y, x = np.nonzero((part[..., 0] > 160) & (part[..., 1] < 110) & (part[..., 2] > 160))
    return left + x.min(), top + y.min(), left + x.max() + 1, top + y.max() + 1
