"""A book in a real player: what it shows of its length, its headings and its pages, and that every phrase is heard."""

import numpy as np
import pytest

import narrate
from tests.exporters.daisy.player import PROGRAMS, Item, phrases_of, playing, sounds_in
from tests.fake_engine import FakeEngine
from tests.writing import write

SCRIPT = """---
title: Your heart
lang: en
---

## What it does

Your heart beats.
It rests at night.

## What you do

Walk each day.
"""


@pytest.mark.slow
def test_a_player_shows_pages_and_plays_every_phrase(tmp_path, program):
    for name in PROGRAMS:
        program(name)
    script = write(tmp_path / "script/heart/en.md", SCRIPT)
    report = narrate.build(
        [script], tmp_path / "output", voice=FakeEngine(letter_ms=45), store=tmp_path / "store", to=["daisy"]
    )
    made = report.made[0]
    path = made.folder / "heart.daisy.zip"
    phrases = [length for phrase in phrases_of(path) for length in sounds_in(phrase)]
    assert len(phrases) == 4
    with playing(path) as player:
        pages, seconds, items = player.facts()
        assert (pages, seconds) == (3, made.manifest.duration_ms // 1000)
        # a player knows a page by the mark before a heading, and nothing may stand before the first
        assert items == [Item("Your heart", 0), Item("What it does", 2), Item("What you do", 3)]
        player.press("Enter")
        assert player.hear(phrases, 30) == pytest.approx(phrases, abs=0.1)
    with playing(path) as player:
        player.facts()
        player.press("G", "3", "Enter")
        player.wait_for(r"What you do .*\(  3\) 00:0\d")


def test_sounds_are_parted_by_silence():
    noise = np.random.default_rng(1)
    first, second = (noise.uniform(-4000, 4000, length) for length in (8_000, 4_000))
    short, long = np.zeros(1_600), np.zeros(4_000)
    assert sounds_in(np.concatenate([long, first, short, second, long, second])) == pytest.approx([1.7, 0.5])
    assert sounds_in(long) == []
