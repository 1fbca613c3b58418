import json

import webvtt

from tests.writing import THREE_SLIDES


def test_captions_are_read_by_another_reader(built):
    vtt = webvtt.read(str(built.folder / "heart.vtt"))
    srt = webvtt.from_srt(str(built.folder / "heart.srt"))
    assert [c.text for c in vtt] == [c.text for c in srt]
    assert [(c.start, c.end) for c in vtt] == [(c.start, c.end) for c in srt]
    spoken = " ".join(s.text for g in built.script.segments for s in g.sentences)
    assert " ".join(c.text.replace("\n", " ") for c in vtt) == spoken


def test_text_holds_headings_and_narration(built):
    text = (built.folder / "heart.txt").read_text()
    blocks = text.split("\n\n")
    assert blocks[0] == "A short test of the heart"
    assert blocks[1] == "What it is"
    for line in THREE_SLIDES.split("---\n\n")[1].split("\n"):
        if line and not line.startswith(("#", "-")):
            assert line in text


def test_the_timeline_tells_every_words_place(built):
    document = json.loads((built.folder / "timeline.json").read_text())
    assert document["schema"] == 1
    assert (document["title"], document["language"], document["edition"]) == (
        "A short test of the heart",
        "en",
        "standard",
    )
    segments = document["segments"]
    assert [s["kind"] for s in segments] == ["title", "narration", "narration"]
    assert segments[0]["start_ms"] == 0
    assert segments[-1]["end_ms"] == document["duration_ms"]
    for segment in segments:
        assert (built.folder / segment["track"]).is_file()
        for sentence in segment["sentences"]:
            words = sentence["words"]
            assert " ".join(word for word, _, _ in words) == sentence["text"]
            assert all(sentence["start_ms"] <= a <= b <= sentence["end_ms"] for _, a, b in words)


def test_the_catalogue_lists_what_was_made(built):
    from lxml import html

    page = html.parse(str(built.output / "index.html")).getroot()
    links = [(a.get("href"), a.text_content()) for a in page.iter("a")]
    assert links[0] == ("heart/en/index.html", "A short test of the heart")
    files = {name.removeprefix("heart/en/"): words for name, words in links if name.startswith("heart/en/heart")}
    assert all((built.folder / name).is_file() for name in files)
    assert files["heart.txt"] == "Text, 1 kB"


def test_the_timeline_follows_its_schema(built):
    import jsonschema

    from tests.conftest import ROOT

    schema = json.loads((ROOT / "docs/timeline.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads((built.folder / "timeline.json").read_text()), schema)
