"""Parts of figures are lit when their words are heard, measured in a running slide show."""

import json
import shutil

import pytest

import narrate
from narrate.model import ThemeWish
from narrate.slides import lay_out, make_theme, paginate
from tests.conftest import SAMPLE
from tests.exporters.pptx.writing.slide_show import PROGRAMS, Spot, watch
from tests.fake_engine import FakeEngine
from tests.writing import write

pytestmark = pytest.mark.slow
ALLOWED_S = 0.3

TEXT = """---
title: Your spine
lang: en
---
## Its parts

![A spine from the side](spine.svg)

- Neck
- Chest

It has a [neck](#cervical "Neck"), which turns easily to both sides. Below it lies the part behind the
[chest](#thoracic "Chest"), which holds the ribs. Both carry you.
"""


@pytest.fixture(scope="module")
def show(tmp_path_factory):
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    folder = tmp_path_factory.mktemp("lit")
    path = write(folder / "spine/en.md", TEXT)
    for name in ("spine.svg", "spine.json"):
        shutil.copy(SAMPLE / "vertebroplasty-kyphoplasty/figures" / name, path.parent)
    made = narrate.build(
        [path], folder / "out", to=["pptx"], voice=FakeEngine(letter_ms=45), store=folder / "store"
    ).made[0]
    theme = make_theme(ThemeWish())
    slide = lay_out(paginate(narrate.read(path), theme), theme).slides[1]
    cards = [label.card for label in slide.labels]
    spots = [Spot(round(card.x) + 8, round(card.y), round(card.width) - 16, 5) for card in cards]  # their upper edges
    timeline = json.loads((made.folder / "timeline.json").read_text())
    return watch(made.folder / "spine.pptx", spots, extra_s=15), timeline["segments"][1]


def spoken_s(segment, word: str) -> float:
    """When a word is spoken, in seconds from the start of its slide."""
    words = [word_times for sentence in segment["sentences"] for word_times in sentence["words"]]
    return next(start for text, start, _ in words if text.startswith(word)) / 1000 - segment["start_ms"] / 1000


def test_the_sound_is_heard_whole(show):
    seen, _ = show
    assert [sound.share for sound in seen.heard] == [1, 1]


@pytest.mark.parametrize("label", [0, 1])
def test_a_card_appears_on_its_word_and_goes_with_its_sentence(show, label):
    seen, segment = show
    start = seen.heard[1].start_s
    ends = [sentence["start_ms"] / 1000 - segment["start_ms"] / 1000 for sentence in segment["sentences"][1:]]
    expected = [spoken_s(segment, ("neck", "chest")[label]), ends[label]]
    length = (segment["end_ms"] - segment["start_ms"]) / 1000
    assert seen.changes(label, start + ALLOWED_S, start + length) == pytest.approx(
        [time - ALLOWED_S for time in expected], abs=ALLOWED_S
    )
