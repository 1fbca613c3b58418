"""What the player remembers, the sleep timer and the keys."""

from __future__ import annotations

import pytest

from tests.exporters.html.player.watching import choose, sentences_of, shown, until

pytestmark = pytest.mark.slow

LATER = """
const now = Date.now;
window.later = 0;
Date.now = () => now() + window.later;
"""


def test_place_and_choices_are_kept_and_nothing_else_is(address, new_page, timeline):
    page = new_page(f"{address}/en/index.html")
    assert page.locator("#resume").is_hidden()
    choose(page, "speed", "1.5")
    choose(page, "theme", "dark")
    page.check("#captions")
    page.fill("#place", "4")
    page.press("#place", "Enter")
    page.click("#play")
    until(page, "shown.playing && shown.sentence === 'Walk a little.'")
    page.reload()
    assert sorted(page.evaluate("Object.keys(localStorage)")) == ["narrate", "narrate:spine"]
    assert page.input_value("#speed") == "1.5"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.is_checked("#captions")
    assert page.locator("#go-on").inner_text().endswith("Rest\u2069")
    page.click("#go-on")
    until(page, "shown.playing && shown.sentence === 'Walk a little.'")
    assert page.locator("#resume").is_hidden()
    start = next(one["start_ms"] for one in sentences_of(timeline) if one["text"] == "Walk a little.")
    assert shown(page)["time"] * 1000 == pytest.approx(start, abs=600)


def test_a_browser_that_keeps_nothing_plays(address, new_page):
    script = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });"
    page = new_page(f"{address}/en/index.html", script=script)
    page.click("#play")
    until(page, "shown.playing && shown.time > 0.1")


def test_the_sleep_timer_stops_at_the_end_of_a_sentence(address, new_page, timeline):
    page = new_page(f"{address}/en/index.html", script=LATER)
    choose(page, "sleep", "10")
    page.click("#next-slide")
    page.click("#next-sentence")
    page.click("#play")
    until(page, "shown.playing && shown.sentence === 'Your spine has parts.' && shown.time > 0.3")
    page.evaluate("window.later = 10 * 60_000")
    until(page, "!shown.playing")
    end = next(one["end_ms"] for one in sentences_of(timeline) if one["text"] == "Your spine has parts.")
    assert shown(page)["time"] * 1000 == pytest.approx(end, abs=150)
    assert shown(page)["status"] == "Paused by the sleep timer."
    assert page.input_value("#sleep") == "off"
    page.click("#play")
    until(page, "shown.playing && shown.sentence.includes('cervical')")


def test_the_sleep_timer_stops_at_the_end_of_a_part(address, new_page, timeline):
    page = new_page(f"{address}/en/index.html#rest")
    choose(page, "speed", "2")
    choose(page, "sleep", "part")
    page.click("#play")
    until(page, "!shown.playing && shown.time > 0", 20)
    end = next(one["end_ms"] for one in sentences_of(timeline) if one["text"] == "Do not lift.")
    assert shown(page)["time"] * 1000 == pytest.approx(end, abs=200)


def test_keys_act_only_when_they_are_turned_on_and_space_never_does(address, new_page):
    page = new_page(f"{address}/en/index.html")
    for key in ("k", "l", "n", " "):
        page.keyboard.press(key)
    assert not shown(page)["playing"]
    assert shown(page)["clock"] == "0:00"
    page.click("details.more > summary")
    page.check("#shortcuts")
    page.fill("#place", "")
    page.locator("#place").press("k")  # somebody types
    assert page.input_value("#place") == "k"
    page.locator("#shortcuts").focus()
    page.keyboard.press("n")
    assert shown(page)["title"] == "Parts of the spine"
    page.keyboard.press("k")
    until(page, "shown.playing")
    page.keyboard.press("Control+k")
    assert shown(page)["playing"]


def test_play_is_within_five_stops_and_works_with_the_keyboard(address, new_page):
    page = new_page(f"{address}/en/index.html")
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "play":
            break
    page.keyboard.press("Enter")
    until(page, "shown.playing")
    assert page.evaluate("document.activeElement.id") == "play"  # and a second press pauses
    page.keyboard.press(" ")
    assert not shown(page)["playing"]
