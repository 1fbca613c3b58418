"""Slides change when their words are heard, measured in a running slide show."""

import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image

from tests.exporters.pptx.writing.moving_deck import LINES, MARKS, Page, write_deck
from tests.exporters.pptx.writing.slide_show import PROGRAMS, watch

pytestmark = pytest.mark.slow
ALLOWED_S = 0.3

PAGES = [
    Page(7680, (800, 2900, 5200), marks=True),
    Page(7680, (0, 2500, 5000), colours=True, sentence_in_title=True),
    Page(7680, (0, 2700, 5100), marks=True, colours=True),
]


@pytest.fixture(scope="module")
def deck(tmp_path_factory):
    return write_deck(tmp_path_factory.mktemp("moving") / "moving.pptx", PAGES)


@pytest.fixture(scope="module")
def show(deck):
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    return watch(deck, [*MARKS, *LINES], extra_s=20)


def times(page: Page, line: int) -> list[float]:
    """When ``line`` becomes the current one and when it ceases to be."""
    return [ms / 1000 for ms in page.starts_ms[line : line + 2]]


def seen(show, slide: int, spot: int) -> list[float]:
    """When a spot changed while ``slide`` was shown, without the changes when the slide appears."""
    start = show.heard[slide].start_s
    return [time + ALLOWED_S for time in show.changes(spot, start + ALLOWED_S, start + PAGES[slide].duration_ms / 1000)]


def test_every_sound_is_heard_whole_and_the_next_slide_comes_soon(show):
    assert [sound.share for sound in show.heard] == [1, 1, 1]
    starts = [sound.start_s for sound in show.heard]
    gaps = [starts[n + 1] - starts[n] - PAGES[n].duration_ms / 1000 for n in (0, 1)]
    assert all(0.2 < gap < 2 for gap in gaps), gaps


@pytest.mark.parametrize("line", [0, 1, 2])
@pytest.mark.parametrize("slide", [0, 2])
def test_a_mark_comes_and_goes_with_its_words(show, slide, line):
    expected = [time for time in times(PAGES[slide], line) if time]
    assert seen(show, slide, line) == pytest.approx(expected, abs=ALLOWED_S)


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_sentence_takes_its_colour_with_its_words(show, line):
    expected = [time for time in times(PAGES[1], line) if time]
    assert seen(show, 1, len(MARKS) + line) == pytest.approx(expected, abs=ALLOWED_S)


def test_a_mark_that_is_current_from_the_start_is_shown_from_the_start(show):
    """The first mark is there and the other sentences are dim as soon as the sound is heard."""
    for slide, spots in ((1, (4, 5)), (2, (0, 4, 5))):
        early = show.colours_at(show.heard[slide].start_s + ALLOWED_S)
        later = show.colours_at(show.heard[slide].start_s + 2)
        for spot in spots:
            assert early[spot] == pytest.approx(later[spot], abs=1)


def test_a_deck_at_rest_shows_no_mark_and_all_words_in_ink(deck, tmp_path, program):
    """The file as PDF, which shows what an editor, a print and a thumbnail show."""
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = [program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(deck)]
    subprocess.run(convert, check=True, timeout=180, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    paint = [program("pdftoppm"), "-png", "-scale-to-x", "1280", "-scale-to-y", "720", str(tmp_path / "moving.pdf")]
    subprocess.run([*paint, str(tmp_path / "page")], check=True, timeout=60)
    for number in range(1, len(PAGES) + 1):
        page = np.asarray(Image.open(tmp_path / f"page-{number}.png").convert("RGB"))
        assert page[150:720, :90].min() == 255, "a mark shows beside the words"
        for mark in MARKS:
            assert page[mark.y : mark.y + mark.height, mark.x : mark.x + mark.width].min() == 255
        for line in LINES:
            words = page[line.y : line.y + line.height, line.x : line.x + line.width].reshape(-1, 3)
            assert words.min(axis=0).tolist() == pytest.approx([0x12, 0x30, 0x4A], abs=3)
