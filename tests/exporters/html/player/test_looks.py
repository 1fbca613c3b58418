"""The page in its states: axe finds nothing, nothing overflows, and a phone shows the lit part alone."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from narrate.exporters.html.assets import script
from tests.chromium import SPACING, browsers_largest
from tests.exporters.html.player.servers import Ranged, serving
from tests.exporters.html.player.watching import choose, until

pytestmark = pytest.mark.slow


def play(page):
    page.click("#play")
    until(page, "shown.playing && shown.time > 0.2")


def more(page):
    page.click("details.more > summary")


def largest(page):
    choose(page, "size", "largest")


def theme(name):
    return lambda page: choose(page, "theme", name)


def pause(page):
    page.click("#play")
    until(page, "!shown.playing && shown.time > 0.2")


def described(page):
    page.check("#describe")


def captions(page):
    page.evaluate("document.querySelector('#captions').click()")


def spacing(page):
    page.evaluate(SPACING)


WIDE: dict[str, Any] = {}
NARROW: dict[str, Any] = {"width": 320, "height": 600}
STATES = {
    "at first": (WIDE, ()),
    "playing, menu open, captions": (WIDE, (play, more, captions)),
    "paused": (WIDE, (play, pause)),
    "pictures described": (WIDE, (described, play)),
    "dark": ({"color_scheme": "dark"}, (play,)),
    "high contrast": (WIDE, (theme("contrast"), play)),
    "the device asks for contrast": ({"contrast": "more"}, (play, more)),
    "forced colors": ({"forced_colors": "active"}, (play, more)),
    "reduced motion": ({"reduced_motion": "reduce"}, (play,)),
    "320 px": (NARROW, (play, more, captions)),
    "large words": (WIDE, (largest,)),
    "large words in 320 px": (NARROW, (largest,)),
    "zoom of 200 %": ({"width": 640, "height": 400, "device_scale_factor": 2}, (play, more)),
    "browser's words of 200 %": (WIDE, (browsers_largest, play, more)),
    "browser's words of 200 % in 320 px": (NARROW, (browsers_largest, play, more)),
    "text spacing": (WIDE, (spacing, play, more)),
    "text spacing in 320 px": (NARROW, (spacing, play, more)),
    "800 px": ({"width": 800}, (play,)),
}
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const { overflowX, overflowY, clipPath, display } = getComputedStyle(element);
  if (!element.checkVisibility() || clipPath !== "none" || display === "inline" || element.closest("svg")) return false;
  const wide = element.scrollWidth > element.clientWidth + 1 && /hidden|clip/.test(overflowX);
  const high = element.scrollHeight > element.clientHeight + 1 && /hidden|clip/.test(overflowY);
  return wide || high;
}).map((element) => element.outerHTML.slice(0, 200))"""
"""What is cut off without a way to scroll to it."""


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_overflows(address, new_page, language, state):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options, actions = STATES[state]
    page = new_page(f"{address}/{language}/index.html?at=2.2", **options)
    for action in actions:
        action(page)
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(CLIPPED) == []


def test_a_phone_shows_the_lit_part_alone_and_a_wide_window_the_slide(address, new_page):
    page = new_page(f"{address}/en/index.html?at=2.2", width=390, height=800)
    whole = page.locator("#stage svg.figure:visible").get_attribute("viewBox")
    assert page.locator("#stage .picture:visible").count() == 0
    page.click("#play")
    page.wait_for_function("() => document.querySelector('#stage svg.figure g.lit.on')")
    assert page.locator("#stage svg.figure:visible").get_attribute("viewBox") != whole
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator("#stage .picture:visible").count() == 1
    assert page.locator("#stage svg.figure:visible").count() == 0


def test_without_script_the_player_is_not_seen_and_the_page_is_whole(address, new_page):
    page = new_page(f"{address}/en/index.html", java_script_enabled=False)
    assert page.locator("#player").is_hidden()
    assert page.locator(".listen audio").first.is_visible()
    assert page.get_by_text("The thoracic part is at your chest.").is_visible()
    assert page.locator(".slide-of-part > audio").first.is_visible()


def test_the_player_plays_in_a_narrow_frame(address, new_page):
    page = new_page(f"{address}/en/timeline.json")
    page.evaluate(
        """address => {
      const frame = document.createElement("iframe");
      Object.assign(frame, { src: address, width: 320, height: 500, allow: "autoplay" });
      document.body.prepend(frame);
    }""",
        f"{address}/en/index.html",
    )
    frame = page.frame_locator("iframe")
    frame.locator("#play").click()
    page.wait_for_function("() => frames[0].document.querySelector('#sound').currentTime > 0.2")
    assert page.frames[1].evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_script_is_small():
    assert len(gzip.compress(script().encode(), mtime=0)) <= 15_000


@pytest.mark.parametrize(("width", "seen"), [(1280, {"/en/slides/01-your-spine.png"}), (390, set())])
def test_before_play_only_the_slide_that_is_seen_is_fetched(topic, new_page, width, seen):
    """A phone shows figures, which are in the page, and never fetches the pictures of slides to show them."""
    with serving(topic, Ranged) as (address, asked):
        page = new_page(f"{address}/en/index.html", width=width, height=800)
        page.wait_for_load_state("networkidle")
        assert {path for path in asked if path.endswith(".png")} == seen
        page.click("#play")
        until(page, "shown.playing && shown.time > 0.2")
        page.wait_for_load_state("networkidle")
        assert ("/en/slides/02-parts-of-the-spine.png" in asked) is (width > 800)
