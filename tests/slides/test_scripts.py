"""Slides in the scripts of the world: every letter shown, every line in its box, doses whole and in order."""

from pathlib import Path

import pytest

import narrate
from narrate.languages import is_right_to_left
from narrate.model import Role, ThemeWish
from narrate.slides import Painter, lay_out, make_theme, paginate
from narrate.store import Store
from narrate.typeset.faces import FACES, missing_letters
from narrate.typeset.lines import Setting
from tests.conftest import SAMPLE

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.md"), key=lambda path: path.stem)
FIGURES = SAMPLE / "vertebroplasty-kyphoplasty/figures"


@pytest.fixture(params=SCRIPTS, ids=lambda path: path.stem)
def deck(request, tmp_path):
    topic = tmp_path / "spine"
    topic.mkdir()
    for figure in FIGURES.glob("vertebra.*"):
        (topic / figure.name).write_bytes(figure.read_bytes())
    path = topic / request.param.name
    path.write_bytes(request.param.read_bytes())
    theme = make_theme(ThemeWish())
    script = paginate(narrate.read(path), theme)
    return script, lay_out(script, theme), Store(tmp_path / "store")


def words_of(deck):
    for slide in deck.slides:
        labels = [box for label in slide.labels for box in (label.words, label.card) if box]
        yield from (box for box in (*slide.boxes, *labels) if box.paragraphs)


def test_every_letter_has_a_face_and_every_line_its_room(deck):
    _, made, _ = deck
    face = FACES[made.face]
    for box in words_of(made):
        setting = Setting(face, box.size, box.bold)
        for line in (line for paragraph in box.paragraphs for line in paragraph.lines):
            assert missing_letters(line, face) == ""
            assert setting.width(line) <= box.width - box.bullet + 0.5, line


def test_a_dose_is_on_one_line(deck):
    _, made, _ = deck
    lines = [line for box in words_of(made) for paragraph in box.paragraphs for line in paragraph.lines]
    text = "\n".join(lines)
    assert "5 mL" in text or "5 мл" in text
    assert "24–48" in text


def test_the_slide_is_mirrored_and_its_drawing_is_not(deck):
    script, made, store = deck
    split = next(slide for slide in made.slides if slide.segment.figures and slide.segment.points)
    panel = next(box for box in split.boxes if box.role is Role.PANEL)
    assert (panel.x == 0) is is_right_to_left(script.language)
    picture = next(box for box in split.boxes if box.role is Role.FIGURE)
    assert panel.x <= picture.x
    assert picture.x + picture.width <= panel.x + panel.width
    assert picture.window == (0.0, 0.0, 1.0, 1.0)
    pictures = Painter(made, script.language, store).paint([(number, None) for number in range(len(made.slides))])
    assert all(one.path.stat().st_size > 1000 for one in pictures)
