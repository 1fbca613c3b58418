"""Labels of figures, measured on painted slides: off each other, off the drawing, inside the panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import narrate
from narrate.check import check
from narrate.errors import InputError
from narrate.model import Box, Deck, Label, Role, Slide
from narrate.slides import Painter, lay_out, make_theme, paginate
from narrate.slides.figure_labels import named_parts
from narrate.slides.label_room import area_of
from narrate.store import Store
from narrate.typeset.faces import FACES
from narrate.typeset.lines import Setting
from tests.conftest import SAMPLE
from tests.tables import each

GERMAN = [
    "Lendenwirbelsäulenabschnitt", "Bandscheibenvorfall", "Rückenmarkskanal", "Zwischenwirbelgelenk",
    "Wirbelkörperhinterkante", "Spinalnervenwurzel", "Dornfortsatzspitze",
]  # fmt: skip
BONE = 'fill="#F5E8CF" stroke="#4A3B2A" stroke-width="3"'
PX = 1.5  # of a painted picture to one of a slide


def part(number: int, x: float, y: float, width: float, height: float) -> str:
    return f'<rect id="p{number}" x="{x}" y="{y}" width="{width}" height="{height}" {BONE}/>'


def scattered() -> str:
    points = [(340, 60), (250, 200), (420, 180), (300, 330), (380, 450), (270, 560), (400, 640)]
    body = f'<rect x="230" y="20" width="240" height="690" {BONE}/>'
    return body + "".join(part(n, x - 20, y - 20, 40, 40) for n, (x, y) in enumerate(points))


LARGE = 9000 / 688
FIGURES: dict[str, tuple[str, str, int]] = {
    "one column": ("0 0 688 720", "".join(part(n, 300, 30 + n * 95, 90, 70) for n in range(7)), 7),
    "scattered": ("0 0 688 720", scattered(), 7),
    "at the edges": ("0 0 688 720", "".join(part(n, x, y, 80, 80) for n, (x, y) in enumerate([(0, 0), (608, 0), (0, 640), (608, 640), (304, 0), (304, 640)])), 6),
    "of 10 px": ("0 0 688 720", f'<rect x="250" y="100" width="180" height="500" {BONE}/>' + "".join(f'<circle id="p{n}" cx="340" cy="{150 + n * 12}" r="5" fill="#0B4F86"/>' for n in range(5)), 5),
    "of 9 000 px": (f"0 0 9000 {720 * LARGE}", "".join(part(n, 300 * LARGE, (60 + n * 150) * LARGE, 90 * LARGE, 90 * LARGE) for n in range(4)), 4),
    "of 9 px": ("0 0 9 9", "".join(part(n, 4, 0.5 + n * 2, 1, 1).replace('"3"', '".04"') for n in range(4)), 4),
    "tall": ("0 0 140 1880", "".join(part(n, 20, 30 + n * 260, 100, 220) for n in range(7)), 7),
    "wide": ("0 0 1620 140", "".join(part(n, 30 + n * 260, 20, 220, 100) for n in range(6)), 6),
    "that begins elsewhere": ("-500 -300 688 720", "".join(part(n, -200, -270 + n * 170, 90, 70) for n in range(4)), 4),
    "transformed": ("0 0 688 720", f'<g transform="translate(344 360) rotate(90) scale(1.5 .75)">{"".join(part(n, -200 + n * 110, -40, 60, 80) for n in range(4))}</g>', 4),
    "used": ("0 0 688 720", f'<defs><rect id="r" width="90" height="70" {BONE}/></defs>' + "".join(f'<use id="p{n}" href="#r" x="300" y="{60 + n * 150}"/>' for n in range(4)), 4),
    "clipped": ("0 0 688 720", '<clipPath id="c"><rect x="300" width="60" height="720"/></clipPath><g clip-path="url(#c)">' + "".join(part(n, 250, 60 + n * 150, 300, 70) for n in range(4)) + "</g>", 4),
    "with much hidden": ("0 0 688 720", '<g display="none"><rect width="688" height="720"/></g><g opacity="0"><rect id="x" width="688" height="720"/></g>' + "".join(part(n, 300, 60 + n * 150, 90, 70) for n in range(4)), 4),
}  # fmt: skip

CROWDED = (
    "at the edges",
    "wide",
    "scattered",
)  # beside points, where a panel is half a slide, German names have no room


def script(folder: Path, view: str, inside: str, names: Sequence[str], *, points: bool, language: str = "de") -> Path:
    folder = folder / "script" / "neck"
    folder.mkdir(parents=True)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{inside}</svg>'
    (folder / "neck.svg").write_text(svg)
    said = "".join(f'Hier liegt [Teil {number}](#p{number} "{name}"). ' for number, name in enumerate(names))
    listed = "- Der Rücken hat Teile\n\nDer Rücken hat Teile. " if points else ""
    path = folder / f"{language}.md"
    path.write_text(f"---\ntitle: Rücken\n---\n## Rücken\n\n![Ein Rücken von der Seite](neck.svg)\n\n{listed}{said}\n")
    return path


def laid_out(path: Path, theme: str = "light") -> Deck:
    read = narrate.read(path)
    look = make_theme(read.theme, theme)
    return lay_out(paginate(read, look), look)


def pictures(deck: Deck, number: int, wanted: Sequence[int | None], folder: Path) -> list[np.ndarray]:
    painted = Painter(deck, "de", Store(folder / "store")).paint([(number, state) for state in wanted])
    return [np.asarray(Image.open(one.path).convert("RGB")).astype(np.int16) for one in painted]


def near(picture: np.ndarray, colour: Sequence[int], most: int) -> np.ndarray:
    """Which pixels differ from ``colour`` by less than ``most`` in every channel."""
    red, green, blue = (np.abs(picture[..., channel] - colour[channel]) < most for channel in range(3))
    return red & green & blue


def without_labels(deck: Deck, number: int) -> Deck:
    slide = deck.slides[number]
    states = tuple(replace(state, lit=None) for state in slide.states)
    return replace(
        deck, slides=(*deck.slides[:number], replace(slide, labels=(), states=states), *deck.slides[number + 1 :])
    )


def rectangle(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.x + box.width, box.y + box.height


def apart(one: Box, other: Box) -> bool:
    a, b = rectangle(one), rectangle(other)
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def crop(picture: np.ndarray, box: Box, around: float = 0.0) -> np.ndarray:
    left, top, right, low = (value * PX for value in rectangle(box))
    edge = around * PX
    return picture[max(0, round(top - edge)) : round(low + edge), max(0, round(left - edge)) : round(right + edge)]


def labels_of(slide: Slide) -> list[tuple[Label, Box, Box]]:
    return [(label, label.words, label.card) for label in slide.labels if label.words and label.card]


def measure(deck: Deck, number: int, folder: Path) -> None:
    """Everything about the labels of a slide, in its numbers and on its pictures."""
    slide = deck.slides[number]
    labels = labels_of(slide)
    assert [label.part for label, _, _ in labels] == [one.part for one in named_parts(slide.segment)]
    area = area_of(slide)
    face = FACES[deck.face]
    names = {one.part: one.name for one in named_parts(slide.segment)}
    for label, words, card in labels:
        assert area[0] <= card.x
        assert area[1] <= card.y
        assert card.x + card.width <= area[2] + 0.01
        assert card.y + card.height <= area[3] + 0.01
        assert card.x <= words.x + 0.01
        assert words.x + words.width <= card.x + card.width + 0.01
        for box in (words, card):
            lines = box.paragraphs[0].lines
            assert max(Setting(face, box.size, box.bold).width(line) for line in lines) <= box.width + 0.01
            assert " ".join(lines) == names[label.part]  # no word is broken
    for (_, _, one), (_, _, other) in combinations(labels, 2):
        assert apart(one, other)
    written = [box for box in slide.boxes if box.paragraphs or box.role is Role.PROGRESS]
    assert all(apart(card, box) or box.role is Role.TITLE for _, _, card in labels for box in written)

    bare = pictures(without_labels(deck, number), number, [None], folder)[0]
    for label, _, card in labels:
        ground = crop(bare, card)
        assert np.ptp(ground.reshape(-1, 3), axis=0).max() <= 6, f"{label.part}: something lies under its card"

    lit = [index for index, state in enumerate(slide.states) if state.lit is not None]
    assert {slide.states[index].lit for index in lit} == set(range(len(slide.labels)))
    rest, *shown = pictures(deck, number, [None, *lit], folder)
    colours = {name: [int(code[at : at + 2], 16) for at in (0, 2, 4)] for name, code in deck.theme.colours.items()}
    for label, words, _ in labels:
        assert near(crop(rest, words), colours["ink"], 40).any(), f"{label.part}: no words"
    for index, picture in zip(lit, shown, strict=True):
        chosen = slide.states[index].lit
        marked = near(picture, colours["mark"], 12)
        assert marked.sum() > 200
        for at, (label, words, card) in enumerate(labels):
            edge = crop(marked, card)
            if at == chosen:
                assert edge.mean() > 0.02, f"{label.part}: no card"
            else:
                assert not crop(marked, words).any(), f"{label.part}: lit with another"


QUICK = ("clipped",)


@pytest.mark.slow
@pytest.mark.parametrize("points", [False, True], ids=["alone", "beside points"])
@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in FIGURES]
)
def test_long_names_find_their_room(tmp_path: Path, name: str, points: bool):
    view, inside, count = FIGURES[name]
    path = script(tmp_path, view, inside, GERMAN[:count], points=points)
    if points and name in CROWDED:
        with pytest.raises(InputError) as caught:
            laid_out(path)
        assert [(one.code, one.place.line) for one in caught.value.problems] == [("labels", 6)]
        assert "labels" in {one.code for one in check([path])}
        return
    deck = laid_out(path)
    number = next(n for n, slide in enumerate(deck.slides) if slide.labels)
    measure(deck, number, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["dark", "contrast", "large"])
def test_in_every_theme(tmp_path: Path, theme: str):
    view, inside, count = FIGURES["one column"]
    deck = laid_out(script(tmp_path, view, inside, GERMAN[:count], points=False), theme)
    measure(deck, next(n for n, slide in enumerate(deck.slides) if slide.labels), tmp_path)


def test_an_id_that_repeats_is_a_problem_and_not_a_guess(tmp_path: Path):
    path = script(
        tmp_path, "0 0 688 720", part(0, 300, 100, 90, 70) + "\n" + part(0, 300, 400, 90, 70), ["Hals"], points=False
    )
    found = [one for one in check([path]) if one.severity == "error"]
    assert [(one.code, one.place.line) for one in found] == [("figure-ids", 6)]
    assert "'p0' twice (lines 1 and 2)" in found[0].message


@each(
    "hidden",
    [
        '<g display="none">{}</g>', '<g opacity="0">{}</g>', '<g style="visibility:hidden">{}</g>',
        '<style>#p0{{display:none}}</style>{}', '<clipPath id="c"><rect width="9" height="9"/></clipPath><g clip-path="url(#c)">{}</g>',
        '<g id="p0"/><!--{}-->',
    ],
)  # fmt: skip
def test_a_part_that_is_hidden_is_a_problem_where_it_is_named(tmp_path: Path, hidden: str):
    seen = part(1, 300, 500, 90, 70)
    path = script(
        tmp_path, "0 0 688 720", hidden.format(part(0, 300, 100, 90, 70)) + seen, ["Hals", "Bein"], points=False
    )
    found = [one for one in check([path]) if one.severity == "error"]
    assert [(one.code, one.place.line) for one in found] == [("hidden-part", 8)]
    assert "'p0' has nothing visible in neck.svg" in found[0].message


def test_all_slides_without_room_are_told_at_once(tmp_path: Path):
    path = script(
        tmp_path, "0 0 688 720", f'<rect id="p0" width="688" height="720" {BONE}/>', ["Wort" * 30], points=True
    )
    text = path.read_text()
    path.write_text(text + text.split("---\n")[2].replace("## Rücken", "## Hals"))
    found = [one for one in check([path]) if one.code == "labels"]
    assert len(found) == 2
    assert found[0].place.line < found[1].place.line


def test_points_of_a_file_say_where_leaders_begin(tmp_path: Path):
    path = script(tmp_path, "0 0 688 720", part(0, 300, 100, 90, 400), ["Hals"], points=False)
    path.with_name("neck.json").write_text('{"p0": [310, 480]}')
    slide = next(slide for slide in laid_out(path).slides if slide.labels)
    box = next(box for box in slide.boxes if box.figure)
    scale = box.width / 688
    x, y = slide.labels[0].leader[0]
    assert (x, y) == pytest.approx((box.x + 310 * scale, box.y + 480 * scale), abs=4)


def test_a_small_part_has_no_dot(tmp_path: Path):
    inside = part(0, 300, 100, 90, 70) + '<circle id="p1" cx="340" cy="400" r="5"/>'
    slide = next(
        slide
        for slide in laid_out(script(tmp_path, "0 0 688 720", inside, ["Hals", "Punkt"], points=False)).slides
        if slide.labels
    )
    assert [label.dot for label in slide.labels] == [True, False]


def test_a_figure_gives_up_its_empty_sides_and_shows_all_that_is_drawn(tmp_path: Path):
    view, inside, count = FIGURES["one column"]
    deck = laid_out(script(tmp_path, view, inside, GERMAN[:count], points=True))
    number = next(n for n, slide in enumerate(deck.slides) if slide.labels)
    box = next(box for box in deck.slides[number].boxes if box.figure)
    assert box.window[0] > 0.3
    picture = pictures(without_labels(deck, number), number, [None], tmp_path)[0]
    bone = near(picture, (0xF5, 0xE8, 0xCF), 6).sum() / PX**2
    assert bone == pytest.approx(count * 87 * 67 * (box.height / 720) ** 2, rel=0.04)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_labels_of_the_sample(tmp_path: Path, language: str):
    deck = laid_out(SAMPLE / "vertebroplasty-kyphoplasty" / f"{language}.md")
    labelled = [n for n, slide in enumerate(deck.slides) if labels_of(slide)]
    assert len(labelled) >= 6
    for number in labelled:
        measure(deck, number, tmp_path)
