"""What patients want to do, each done with the keyboard alone and read from the accessibility tree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import narrate
from tests.exporters.html.player.keyboard import Keyboard
from tests.exporters.html.player.servers import serving
from tests.exporters.html.player.test_choices import LATER
from tests.exporters.html.player.watching import shown, until
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.writing import write

pytestmark = pytest.mark.slow

ENGLISH = """---
title: Your spine
lang: en
---

## Parts of the spine

![A spine seen from the side](spine.svg)

Your spine has parts.
The neck is at the top.

## Rest

Rest for a day.
Walk a little.

## Questions

Write down your questions.
Call the ward at 555-0147.
We are glad to help.
"""
SPANISH = """---
title: Su columna
lang: es
---

## Partes de la columna

![Una columna vista de lado](spine.svg)

Su columna tiene partes.
El cuello está arriba.

## Descanso

Descanse un día.
Camine un poco.

## Preguntas

Escriba sus preguntas.
Llame a la sala al 555-0147.
Nos alegra ayudarle.
"""
CALL = "Call the ward at 555-0147."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an output with one topic in two languages."""
    base = tmp_path_factory.mktemp("tasks")
    write(base / "script/spine/spine.svg", FIGURE)
    paths = [write(base / f"script/spine/{language}.md", text) for language, text in (("en", ENGLISH), ("es", SPANISH))]
    narrate.build(paths, base / "output", voice=FakeEngine(), store=base / "store", to=["html", "mp3"])
    with serving(Path(base / "output")) as (address, _):
        yield address


@pytest.fixture
def keyboard(site, new_page) -> Keyboard:
    """At the top of the English page, whose clock may be put on and which says when it is printed."""
    script = LATER + "window.printed = 0; window.print = () => { window.printed += 1; };"
    return Keyboard(new_page(f"{site}/spine/en/index.html", script=script))


def at_sentence(keyboard: Keyboard, text: str) -> None:
    until(keyboard.page, f"shown.sentence === {text!r}")


def test_find_and_play(keyboard):
    keyboard.tab_to("button", "Play", 5)
    assert keyboard.press("Enter").name == "Pause"
    until(keyboard.page, "shown.playing && shown.time > 0.1")
    assert keyboard.status == ""  # the sound says enough
    assert keyboard.press(" ").name == "Play"
    assert not shown(keyboard.page)["playing"]


def test_repeat_the_last_sentence(keyboard):
    keyboard.play()
    at_sentence(keyboard, "The neck is at the top.")
    assert keyboard.press("Tab").name == "Back one sentence"
    keyboard.press("Enter")
    at_sentence(keyboard, "Your spine has parts.")
    assert keyboard.sentence == "Your spine has parts."
    assert shown(keyboard.page)["playing"]
    keyboard.tab_to("button", "Pause", 1, "Shift+Tab")
    keyboard.press("Enter")
    keyboard.tab_to("button", "Back one sentence", 1)
    keyboard.press("Enter")  # who pauses is told where the move has led
    assert keyboard.status == f"Slide 1 of 4: Your spine. {keyboard.sentence}"


def test_hear_the_picture_described(keyboard):
    keyboard.tab_to("button", "Play", 5)
    assert keyboard.tab_to("checkbox", "Describe the pictures", 2).checked == "false"
    assert keyboard.press(" ").checked == "true"
    keyboard.tab_to("link", "Play part 1: Parts of the spine")
    keyboard.press("Enter")
    until(keyboard.page, "shown.playing && shown.sentence.includes('A spine seen from the side')", 20)
    assert keyboard.page.evaluate("document.querySelector('#sound').currentSrc").endswith(".described.mp3")


def test_go_to_part_3(keyboard):
    found = keyboard.tab_to("link", "Play part 3: Questions")
    assert found.current is None
    assert keyboard.press("Enter").current == "true"
    at_sentence(keyboard, "Write down your questions.")
    assert shown(keyboard.page)["playing"]
    assert keyboard.page.locator("#parts [aria-current]").count() == 1


def test_slower(keyboard):
    keyboard.open_more()
    keyboard.choose("Speed", "0.75 times")
    assert keyboard.page.evaluate("document.querySelector('#sound').playbackRate") == 0.75
    keyboard.page.reload()
    keyboard.play()
    assert keyboard.page.evaluate("document.querySelector('#sound').playbackRate") == 0.75


def test_another_language(keyboard, site):
    keyboard.open_more()
    keyboard.tab_to("textbox", "Go to")
    keyboard.page.keyboard.type("3")
    keyboard.press("Enter")
    assert keyboard.status.startswith("Slide 3 of 4: Rest")
    keyboard.tab_to("checkbox", "Describe the pictures", key="Shift+Tab")
    keyboard.press(" ", " ")
    assert shown(keyboard.page)["title"] == "Rest"  # there and back
    assert keyboard.tab_to("link", "English").current == "true"
    assert keyboard.tab_to("link", "Español").current is None
    keyboard.page.keyboard.press("Enter")
    keyboard.page.wait_for_url("**/spine/es/index.html?at=3.1")
    assert keyboard.page.evaluate("document.documentElement.lang") == "es"
    assert shown(keyboard.page)["title"] == "Descanso"


def test_another_language_by_the_first_link_of_the_page(keyboard, site):
    keyboard.page.wait_for_load_state("networkidle")
    keyboard.tab_to("link", "Other languages", 1)
    keyboard.page.keyboard.press("Enter")
    keyboard.page.wait_for_url(f"{site}/spine/index.html?at=*")
    keyboard.tab_to("link", "Español Su columna")
    keyboard.page.keyboard.press("Enter")
    keyboard.page.wait_for_url("**/spine/es/index.html?*")
    assert keyboard.tab_to("button", "Reproducir", 5).role == "button"


def test_the_phone_number_again(keyboard):
    keyboard.tab_to("link", "Play part 3: Questions")
    keyboard.press("Enter")
    at_sentence(keyboard, "We are glad to help.")
    keyboard.tab_to("button", "Back one sentence", key="Shift+Tab")
    keyboard.press("Enter")
    at_sentence(keyboard, CALL)
    assert keyboard.sentence == CALL
    assert keyboard.tab_to("link", "555-0147").role == "link"
    assert keyboard.page.evaluate("document.activeElement.href") == "tel:5550147"


def test_large_text(keyboard):
    size = "parseFloat(getComputedStyle(document.querySelector('#words p .sentence')).fontSize)"
    before = keyboard.page.evaluate(size)
    keyboard.open_more()
    keyboard.choose("Text size", "Largest")
    assert keyboard.page.evaluate(size) == pytest.approx(1.5 * before)
    assert keyboard.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_dark_and_high_contrast(keyboard):
    ground = "getComputedStyle(document.body).backgroundColor"
    keyboard.open_more()
    keyboard.choose("Colors", "Dark")
    assert keyboard.page.evaluate(ground) == "rgb(14, 28, 40)"
    keyboard.press("ArrowDown")
    assert (keyboard.focus.value, keyboard.page.evaluate(ground)) == ("High contrast", "rgb(0, 0, 0)")


def test_pause_at_the_end_of_a_sentence_by_the_sleep_timer(keyboard):
    keyboard.open_more()
    keyboard.choose("Sleep timer", "After 5 minutes")
    keyboard.tab_to("button", "Play", key="Shift+Tab")
    keyboard.press("Enter")
    at_sentence(keyboard, "Your spine has parts.")
    keyboard.page.evaluate("window.later = 5 * 60_000")
    until(keyboard.page, "!shown.playing")
    assert keyboard.sentence == "Your spine has parts."
    assert keyboard.status == "Paused by the sleep timer."
    assert keyboard.focus.name == "Play"


def test_print_and_keep_the_sound(keyboard):
    keyboard.open_more()
    keyboard.tab_to("button", "Print")
    keyboard.press("Enter")
    assert keyboard.page.evaluate("window.printed") == 1
    keyboard.tab_to("link", "Files to keep")
    keyboard.press("Enter")
    keyboard.tab_to("link", "Sound (MP3)", 1)
    with keyboard.page.expect_download() as download:
        keyboard.page.keyboard.press("Enter")
    assert download.value.suggested_filename == "spine.mp3"


HIDDEN = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const shown = [0.1, 0.5, 0.9].some((part) => {
    const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height * part);
    return found && (element.contains(found) || found.contains(element) || found.closest("label")?.contains(element));
  });
  return shown ? "" : element.outerHTML;
}"""
SMALL = """() => {
  const element = document.activeElement, target = element.closest("label.check") ?? element;
  const { width, height } = target.getBoundingClientRect();
  return !element.closest(".sentence") && (width < 44 || height < 47.9) ? `${width} × ${height} ${target.outerHTML}` : "";
}"""  # a link in a sentence is as high as its line
SEEN = "() => document.activeElement.closest('label') ? '' : document.activeElement.innerText ?? ''"
OUTLINE = "() => { const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement); return `${outlineStyle} ${outlineWidth}`; }"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640)])
def test_each_stop_has_a_name_is_seen_is_large_and_none_is_a_trap(keyboard, width, height):
    keyboard.page.set_viewport_size({"width": width, "height": height})
    keyboard.page.reload()
    keyboard.open_more()
    keyboard.page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    keyboard.page.evaluate("document.querySelector('#captions').click()")  # a caption covers the foot of the window
    keyboard.page.evaluate("location.hash = ''; scrollTo(0, 0); document.querySelector('a.languages').focus()")
    stops: list[str] = []
    for _ in range(60):
        if keyboard.page.evaluate("document.activeElement === document.body"):
            break  # it has left the page at the end
        found = keyboard.focus
        assert found.name, found
        assert keyboard.page.evaluate(OUTLINE) == "solid 4px", found
        assert keyboard.page.evaluate(HIDDEN) == "", found
        assert keyboard.page.evaluate(SMALL) == "", found
        if found.role in ("button", "link"):  # who speaks to the device says what is seen
            assert " ".join(keyboard.page.evaluate(SEEN).split()) in found.name, found
        stops.append(found.name)
        keyboard.press("Tab")
    else:
        pytest.fail(f"the focus never leaves the page: {stops}")
    assert stops[1:4] == ["Play", "Back one sentence", "Describe the pictures"]
    assert stops[-1] == "All topics"
