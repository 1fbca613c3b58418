import shutil
from itertools import pairwise

import pytest

import narrate
from tests.exporters.pptx.changed_decks import rewrite
from tests.exporters.pptx.writing.slide_show import PROGRAMS, listen
from tests.writing import THREE_SLIDES, write

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def deck(tmp_path_factory, shared_store):
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    base = tmp_path_factory.mktemp("show")
    path = write(base / "heart/en.md", THREE_SLIDES)
    return narrate.build([path], base / "out", to=["pptx"], store=shared_store).made[0].folder / "heart.pptx"


def test_the_deck_plays_every_slide_by_itself_completely_and_in_order(deck):
    heard = listen(deck)
    assert [sound.share for sound in heard] == pytest.approx([1, 1, 1], abs=0.1)
    assert all(before.start_s < after.start_s for before, after in pairwise(heard))


def test_a_deck_that_does_not_advance_is_not_heard_to_its_end(deck, tmp_path):
    """``listen`` can report a failure."""
    stuck = deck
    for number in (1, 2, 3):
        name = f"ppt/slides/slide{number}.xml"
        stuck = rewrite(stuck, tmp_path / f"{number}.pptx", name, r' advTm="\d+"', "")
    first, *others = listen(stuck, extra_s=10)
    assert first.share > 0.9
    assert all(sound.share < 0.5 for sound in others)
