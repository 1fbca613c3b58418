"""Without JavaScript, and in a browser of a terminal: everything can be read and played."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow


def timeline_of(topic: Path, language: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((topic / language / "timeline.json").read_text())
    return found


def words_of(timeline: dict[str, Any]) -> list[str]:
    """All headings and sentences, in their order."""
    return [
        text for one in timeline["segments"] for text in (one["heading"], *(said["text"] for said in one["sentences"]))
    ]


def sounds_of(topic: Path, language: str) -> list[str]:
    """The sound of each edition, and of each slide that says more than its heading."""
    segments = timeline_of(topic, language)["segments"]
    more = [
        number
        for number, one in enumerate(segments, 1)
        if [said["text"] for said in one["sentences"]] != [one["heading"]]
    ]
    tracks = sorted(path.name for path in (topic / language / "tracks").glob("*.mp3"))
    return ["spine.mp3", "described/spine.described.mp3", *(f"tracks/{tracks[number - 1]}" for number in more)]


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
@pytest.mark.parametrize("width", [320, 1280])
def test_without_javascript_all_is_read_and_no_control_is_dead(topic, new_page, language, width):
    page = new_page((topic / language / "index.html").as_uri(), java_script_enabled=False, width=width)
    shown = page.locator("body").inner_text()
    for text in words_of(timeline_of(topic, language)):
        assert text in shown, text
    dead = page.locator("button, input, select, textarea, [role=button], a:not([href])")
    assert [one.inner_text() for one in dead.all() if one.is_visible()] == []
    assert page.locator("[role=status]").is_hidden()
    for audio in page.locator(".listen audio, article audio").all():
        assert audio.is_visible()
    addresses = page.locator("a:visible").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for address in addresses:
        assert page.locator(address).count() if address[0] == "#" else (topic / language / address).is_file(), address
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_without_javascript_a_key_plays_the_whole_and_a_slide(topic, new_page):
    page = new_page((topic / "en/index.html").as_uri(), java_script_enabled=False)
    for which in (".listen audio", "article audio"):
        audio = page.locator(which).first
        audio.focus()
        page.keyboard.press(" ")
        for _ in range(100):
            if audio.evaluate("audio => audio.currentTime") > 0.2:
                break
            page.wait_for_timeout(50)
        else:
            pytest.fail(f"{which} does not play")
        audio.evaluate("audio => audio.pause()")


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_a_browser_of_a_terminal_shows_every_word_and_opens_every_sound(topic, program, language):
    page = topic / language / "index.html"
    command = [program("w3m"), "-dump", "-cols", "100", "-O", "UTF-8", "-o", "display_link_number=1", str(page)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout
    words, _, links = shown.rpartition("References:")
    flat = re.sub(r"\[\d+\]|\s", "", words)
    place = 0
    for text in words_of(timeline_of(topic, language)):
        found = flat.find(re.sub(r"\s", "", text), place)
        assert found >= 0, text
        place = found
    for name in sounds_of(topic, language):
        assert f"/{name}\n" in links + "\n", name
        assert (topic / language / name).is_file()
