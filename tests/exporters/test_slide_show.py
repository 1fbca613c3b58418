import shutil
from itertools import pairwise

import pytest

import narrate
from tests.exporters.slide_show import PROGRAMS, listen
from tests.exporters.test_pptx import rewrite
from tests.writing import THREE_SLIDES, write

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def deck(tmp_path_factory, shared_store):
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    base = tmp_path_factory.mktemp("show")
    path = write(base / "heart/en.md", THREE_SLIDES)
    return narrate.build([path], base / "out", to=["pptx"], store=shared_store).made[0].folder / "heart.pptx"


def test_the_deck_plays_by_itself_every_slide_whole_and_in_order(deck):
    heard = listen(deck)
    assert [one.share for one in heard] == pytest.approx([1, 1, 1], abs=0.1)
    assert all(before.start_s < after.start_s for before, after in pairwise(heard))


def test_a_deck_without_play_commands_is_not_heard(deck, tmp_path):
    """The judge can fail."""
    silent = deck
    for number in (1, 2, 3):
        name = f"ppt/slides/slide{number}.xml"
        silent = rewrite(silent, tmp_path / f"{number}.pptx", name, r"<p:timing.*</p:timing>", "")
    assert all(one.share < 0.5 for one in listen(silent, extra_s=10))
