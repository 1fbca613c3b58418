"""The sound plays, and what the page shows changes with it."""

from __future__ import annotations

import statistics

import pytest

from tests.exporters.html.player.servers import Plain, Ranged, serving
from tests.exporters.html.player.watching import WATCH, choose, sentences_of, shown, until

pytestmark = pytest.mark.slow

PARTS = ["cervical", "thoracic"]
LOUD = """() => {
  const context = new AudioContext(), analyser = context.createAnalyser();
  context.createMediaElementSource(document.querySelector("#sound")).connect(analyser);
  analyser.connect(context.destination);
  window.loudest = 0;
  setInterval(() => {
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    window.loudest = Math.max(window.loudest, ...samples.map(Math.abs));
  }, 20);
}"""


@pytest.mark.parametrize("kind", [Plain, Ranged])
def test_sound_is_heard_from_a_server_and_nothing_is_fetched_before_play(topic, new_page, kind):
    with serving(topic, kind) as (address, asked):
        page = new_page(f"{address}/en/index.html")
        page.wait_for_load_state("networkidle")
        assert [path for path in asked if path.endswith(".mp3")] == []
        page.evaluate(LOUD)
        page.click("#play")
        until(page, "shown.playing && shown.time > 0.6")
        assert page.evaluate("window.loudest") > 0.05
        assert {path for path in asked if path.endswith(".mp3")} == {"/en/spine.mp3"}


def test_sound_plays_from_a_file(topic, new_page):
    page = new_page((topic / "en/index.html").as_uri())
    page.click("#play")
    until(page, "shown.playing && shown.time > 0.6")
    page.click("#play")
    assert not shown(page)["playing"]


def expected(timeline):
    """When the page shows which slide, sentence and lit part: (ms, what, value)."""
    for segment in timeline["segments"]:
        yield segment["start_ms"], "title", segment["heading"]
    for sentence in sentences_of(timeline):
        yield sentence["start_ms"], "sentence", sentence["text"]
        for word, at, _ in sentence["words"]:
            if word in PARTS:
                yield at, "lit", PARTS.index(word)


def lateness(page, timeline, rate, until_ms):
    """How many ms of sound later than in the timeline each slide, sentence and lit part is shown: (ms, what, value)."""
    readings, changes = page.evaluate("[window.readings, window.changes]")
    began = statistics.median(sound - rate * now for now, sound in readings)
    for at, what, value in expected(timeline):
        if 100 < at < until_ms:  # what is shown before Play has not changed
            seen = [one for one in changes if (value in one[what] if what == "lit" else one[what] == value)]
            assert seen, (what, value)
            yield began + rate * seen[0]["at"] - at, what, value


@pytest.mark.parametrize(("rate", "slides"), [(1, 2), (2, 4)])
def test_slides_sentences_and_lit_parts_change_within_50_ms_of_the_timeline(address, new_page, timeline, rate, slides):
    end = timeline["segments"][slides - 1]["end_ms"]
    for _attempt in range(3):  # a busy machine may miss a frame; a player that is late is late each time
        page = new_page(f"{address}/en/index.html")
        choose(page, "speed", str(rate))
        page.evaluate(WATCH)
        page.click("#play")
        until(page, f"shown.time * 1000 > {end - 100}", 60)
        found = sorted(lateness(page, timeline, rate, end - 100))
        if found[0][0] >= -50 and found[-1][0] <= 50:
            break
    assert found[0][0] >= -50, found[0]
    assert found[-1][0] <= 50, found[-1]
    assert {what for _, what, _ in found} == {"title", "sentence", "lit"}


def test_at_the_end_play_begins_again(address, new_page, timeline):
    page = new_page(f"{address}/en/index.html")
    page.evaluate("location.hash = [...document.querySelectorAll('.sentence')].at(-1).id")
    page.click("#play")
    until(page, "!shown.playing && shown.time > 5")
    page.click("#play")
    until(page, "shown.playing && shown.time < 2")
