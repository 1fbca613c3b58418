"""The settings beside a deck."""

from __future__ import annotations

from narrate.script.deck_settings import read_deck_settings
from tests.tables import each


def read(folder, text):
    (folder / "talk.yaml").write_text(text)
    return read_deck_settings(folder / "talk.pptx", folder)


def test_all_settings(tmp_path):
    (tmp_path / "words.yaml").write_text("mL: millilitres\n")
    settings, problems = read(
        tmp_path,
        "lang: es-MX\nslides: keep\nvoice: espeak\nrate: 140\nlexicon: [words.yaml]\npublisher: Northside\n"
        "date: 2026-11-30\nsilent-slides: 8\nmedia: before\n",
    )
    assert problems == []
    header = settings.header
    assert (header.language, header.voice, header.rate, header.publisher) == ("es-MX", "espeak", 140, "Northside")
    assert (header.date, [path.name for path in header.lexicons]) == ("2026-11-30", ["words.yaml"])
    assert (settings.keeps_slides, settings.silent_ms, settings.media_first) == (True, 8000, True)


def test_without_a_file_nothing_is_set(tmp_path):
    settings, problems = read_deck_settings(tmp_path / "talk.pptx", tmp_path)
    assert problems == []
    assert settings.keeps_slides is None
    assert settings.silent_ms == 5000


WRONG = [
    "slides: yes", "slides: [keep]", "silent-slides: 0", "silent-slides: 5.5", "silent-slides: long", "silent-slides: 99999",
    "media: never", "rate: fast", "lang: klingonisch", "lexicon: [none.yaml]", "colour: red", "slides: keep\nslides: make",
    "date: never", "date: 20261130", "date: 2026-02-30", "silent-slides: [5]", "media: [before]", "slides: {a: b}",
    "publisher: [a]", "rate: 99999", "lexicon: ../../words.yaml",
]  # fmt: skip


@each("text", WRONG)
def test_what_is_wrong_is_told_with_its_line(tmp_path, text):
    _, problems = read(tmp_path, f"voice: espeak\n{text}\n")
    assert len(problems) == 1
    assert problems[0].place.line == len(text.splitlines()) + 1
