"""Every way to go to another place shows and plays what is there, and the other edition goes on with the sentence."""

from __future__ import annotations

import re

import pytest

from tests.exporters.html.player.servers import Plain, Ranged, serving
from tests.exporters.html.player.watching import sentences_of, shown, until

pytestmark = pytest.mark.slow

HANDLERS = """
window.handlers = {};
MediaSession.prototype.setActionHandler = (name, handler) => { window.handlers[name] = handler; };
"""


def more(page):
    page.click("details.more > summary")


def click_word(page, text, word):
    """Click in the middle of a word of the text."""
    box = page.evaluate(
        """([text, word]) => {
          const node = [...document.querySelectorAll("#words .sentence")].find(one => one.textContent === text).firstChild;
          const range = document.createRange();
          range.setStart(node, text.indexOf(word));
          range.setEnd(node, text.indexOf(word) + word.length);
          range.startContainer.parentElement.scrollIntoView({ block: "center" });
          const { left, top, width, height } = range.getBoundingClientRect();
          return [left + width / 2, top + height / 2];
        }""",
        [text, word],
    )
    page.mouse.click(*box)


def typed(page, text):
    page.fill("#place", text)
    page.press("#place", "Enter")


THIRD = "The thoracic part is at your chest."


@pytest.mark.parametrize("playing", [False, True])
def test_each_way_to_go_to_another_place(address, new_page, timeline, playing):
    page = new_page(f"{address}/en/index.html", script=HANDLERS)
    sentences = {sentence["text"]: sentence for sentence in sentences_of(timeline)}
    slides = [segment["start_ms"] for segment in timeline["segments"]]
    texts = list(sentences)
    starts = [sentence["start_ms"] for sentence in sentences.values()]
    words = {word: at for word, at, _ in sentences[THIRD]["words"]}
    more(page)
    if playing:
        page.click("#play")
        until(page, "shown.playing && shown.time > 0.2")

    def lands(action, ms, sentence=None):
        """``action`` leads to ``ms``, and there at once."""
        action()
        until(
            page, f"Math.abs(shown.time * 1000 - {ms}) < 700" if playing else f"shown.clock === '0:{ms // 1000:02}'", 3
        )
        if sentence and not playing:
            assert shown(page)["sentence"] == sentence

    at = texts.index("Rest for a day.")
    lands(lambda: click_word(page, THIRD, "part"), words["part"], THIRD)
    lands(lambda: page.get_by_role("link", name="Rest").click(), slides[3])
    if not playing:
        page.click("#play")  # to play a part is to play
    lands(lambda: typed(page, "0:05"), 5000)
    lands(lambda: typed(page, "2"), slides[1])
    lands(lambda: typed(page, "٤"), slides[3])
    lands(
        lambda: page.evaluate("id => { location.hash = `s-${id}`; }", sentences[texts[at]]["id"]), starts[at], texts[at]
    )
    lands(lambda: page.click("#next-sentence"), starts[at + 1], texts[at + 1])
    page.click("#next-sentence")
    lands(lambda: page.click("#back"), starts[at + 1], texts[at + 1])
    lands(lambda: page.click("#previous-slide"), slides[3] if starts[at + 1] - slides[3] >= 1500 else slides[2])
    lands(lambda: page.evaluate("handlers.seekto({ seekTime: 3 })"), 3000)
    lands(lambda: page.evaluate("handlers.nexttrack()"), next(start for start in slides if start > 3000))
    page.locator("#seek").focus()
    lands(lambda: page.press("#seek", "Home"), 0)
    assert shown(page)["playing"] == playing


def test_a_typed_place_is_shown_and_sought_within_100_ms(address, new_page, timeline):
    page = new_page(f"{address}/en/index.html")
    more(page)
    page.click("#play")
    until(page, "shown.playing && shown.time > 0.3")
    took = page.evaluate(
        """async slide => {
          const sound = document.querySelector("#sound");
          const found = [];
          for (const number of [4, 2, 3, 1, 4]) {
            document.querySelector("#place").value = number;
            const from = performance.now();
            const sought = new Promise(done => sound.addEventListener("seeked", done, { once: true }));
            document.querySelector("#go-to").requestSubmit();
            await sought;
            found.push(performance.now() - from);
          }
          return found;
        }"""
    )
    assert sorted(took)[len(took) // 2] <= 100, took


def test_a_place_that_does_not_exist_is_said(address, new_page):
    page = new_page(f"{address}/en/index.html")
    more(page)
    for text in ("0", "99", "9:99:99", "now", "", "-1"):
        typed(page, text)
        assert re.sub("[\u2068\u2069]", "", shown(page)["status"]) == (
            f"Not found: {text}. Type a time such as 2:30, or a number from 1 to 4."
        )


def test_moves_while_paused_are_said_and_while_playing_they_are_not(address, new_page):
    page = new_page(f"{address}/en/index.html")
    more(page)
    page.click("#next-slide")
    assert "Parts of the spine" in shown(page)["status"]
    page.click("#next-sentence")
    page.click("#next-sentence")
    assert shown(page)["status"] == "The cervical part is in your neck."
    page.click("#play")
    until(page, "shown.playing")
    page.click("#next-slide")
    assert shown(page)["status"] == ""


@pytest.mark.parametrize("kind", [Plain, Ranged])
def test_describing_the_pictures_goes_on_with_the_sentence(topic, new_page, kind):
    with serving(topic, kind) as (address, asked):
        page = new_page(f"{address}/en/index.html")
        page.evaluate(
            "text => [...document.querySelectorAll('#words .sentence')].find(e => e.textContent === text).click()",
            THIRD,
        )
        page.click("#play")
        until(page, f"shown.playing && shown.sentence === '{THIRD}'")
        for described in (True, False):
            before = shown(page)["time"]
            page.click("#describe")
            until(page, "shown.playing")
            after = shown(page)
            assert after["sentence"] == THIRD, described
            assert abs(after["time"] - before) > 1  # the other edition has its own times
            assert after["marked"] == [THIRD]
        assert "/en/described/spine.described.mp3" in asked


def test_what_only_the_described_edition_says_is_shown(address, new_page):
    page = new_page(f"{address}/en/index.html?edition=described")
    more(page)
    assert page.is_checked("#describe")
    for _ in range(30):
        page.click("#next-sentence")
        if shown(page)["sentence"].startswith("Picture: A spine seen from the side"):
            break
    else:
        pytest.fail("the picture is not described")
    page.click("#describe")  # the standard edition goes on with what comes next in both
    assert shown(page)["sentence"] == "At home"


def test_a_link_to_a_sentence_leads_there(address, new_page, timeline):
    sentence = next(one for one in sentences_of(timeline) if one["text"] == THIRD)
    page = new_page(f"{address}/en/index.html?edition=described#s-{sentence['id']}")
    assert shown(page)["sentence"] == THIRD
    more(page)
    page.click("#copy-link")
    assert shown(page)["status"].endswith(f"/en/index.html?edition=described#s-{sentence['id']}")


def test_another_language_begins_at_the_sentence(address, new_page):
    page = new_page(f"{address}/en/index.html")
    page.evaluate(
        "text => [...document.querySelectorAll('#words .sentence')].find(e => e.textContent === text).click()", THIRD
    )
    more(page)
    page.click("#describe")
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url("**/ja/index.html?at=2.3&edition=described")
    assert shown(page)["sentence"] == "胸椎は胸にあります。"
    assert page.is_checked("#describe")


def test_the_lock_screen_names_the_slide(address, new_page):
    page = new_page(f"{address}/en/index.html#parts-of-the-spine")
    page.click("#play")
    until(page, "shown.playing")
    title, artist, picture = page.evaluate(
        "[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artist, navigator.mediaSession.metadata.artwork[0].src]"
    )
    assert (title, artist) == ("Parts of the spine", "Your spine")
    assert page.request.get(picture).ok
