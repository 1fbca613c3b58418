"""What is wrong with the sound is said in words."""

from __future__ import annotations

import re

import pytest

from tests.exporters.html.player.servers import Ranged, Slow, serving
from tests.exporters.html.player.watching import shown, until

pytestmark = pytest.mark.slow

MISSING = "The sound file spine.mp3 is missing. Copy the whole folder, or ask who gave it to you."
DAMAGED = "The sound file spine.mp3 is damaged. Copy the whole folder again, or ask who gave it to you."


def said(page, text, seconds=10):
    page.wait_for_function("() => document.querySelector('#status').textContent", timeout=seconds * 1000)
    assert re.sub("[\u2068\u2069]", "", shown(page)["status"]) == text
    assert page.locator("#status").is_visible()


@pytest.mark.parametrize("served", [False, True])
@pytest.mark.parametrize("spoilt", ["missing", "damaged"])
def test_a_missing_or_damaged_file_is_said(copy, new_page, served, spoilt):
    sound = copy / "en/spine.mp3"
    if spoilt == "missing":
        sound.unlink()
    else:
        sound.write_bytes(b"this is no sound " * 1000)
    with serving(copy) as (address, _):
        page = new_page(f"{address}/en/index.html" if served else (copy / "en/index.html").as_uri())
        page.click("#play")
        said(page, MISSING if spoilt == "missing" else DAMAGED)
        assert not shown(page)["playing"]
        assert page.get_by_role("button", name="Play", exact=True).is_visible()


def test_a_file_that_ends_too_early_is_said(copy, new_page):
    sound = copy / "en/spine.mp3"
    sound.write_bytes(sound.read_bytes()[:12_000])
    page = new_page((copy / "en/index.html").as_uri())
    page.click("#play")
    said(page, DAMAGED)


def test_a_slow_file_is_said_until_it_plays(topic, new_page):
    with serving(topic, Slow) as (address, _):
        page = new_page(f"{address}/en/index.html")
        page.click("#play")
        said(page, "The sound is loading …")
        until(page, "shown.playing && shown.time > 0.1")
        assert shown(page)["status"] == ""


def test_a_refused_autoplay_is_said(topic, new_page):
    with serving(topic, Ranged) as (address, _):
        # What a script clicks is no gesture of a person. What Playwright evaluates is one, so it must come later.
        page = new_page(
            f"{address}/en/index.html",
            script="addEventListener('load', () => document.querySelector('#play').click());",
        )
        said(page, "Press Play to hear the sound.")
        page.click("#play")
        until(page, "shown.playing")
        assert shown(page)["status"] == ""
