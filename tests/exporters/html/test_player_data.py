"""The data of the player say of each word and highlight when and where it is."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

import narrate
from narrate.exporters.html.format import REST, as_json, as_shown, shown_spans
from narrate.exporters.html.verifying.player_data import found_data
from narrate.store import Store
from narrate.typeset.bidi import isolated, without_controls
from tests.fake_engine import FakeEngine
from tests.planting import faults, write_rich
from tests.tables import each


def data_of(page) -> dict:
    return json.loads(re.search('id="timeline">(.*)</script>', page.content).group(1))


def test_each_word_is_where_the_data_say_and_is_heard_when_they_say(pages):
    for language, page in pages.items():
        data, record = data_of(page), page.record
        sentences = [one for one in record.sentences if one.purpose == "narration"]
        assert [one["id"] for one in data["sentences"]] == [one.id for one in sentences]
        for entry, sentence in zip(data["sentences"], sentences, strict=True):
            own = "ar" if sentence.text.startswith("خذ") else language
            units = as_shown(sentence.text, own).encode("utf-16-le")
            words = [units[2 * first : 2 * end].decode("utf-16-le") for first, end, _ in entry["words"]]
            assert list(map(without_controls, words)) == [word for word, _, _ in sentence.words]
            assert [sentence.start_ms + ms for _, _, ms in entry["words"]] == [start for _, start, _ in sentence.words]


def test_both_editions_speak_the_sentences_that_the_data_count(pages):
    data = data_of(pages["es"])
    standard, described = (data["editions"][name]["spoken"] for name in ("standard", "described"))
    assert [entry[0] for entry in standard] == list(range(len(data["sentences"])))
    assert [entry[0] for entry in described if len(entry) == 3] == [entry[0] for entry in standard]
    added = [entry for entry in described if len(entry) == 4]
    assert added
    assert all(entry[3] == "described" and isinstance(entry[0], str) for entry in added)
    lengths = {name: [end - start for _, start, end, *_ in entries] for name, entries in [("s", standard)]}
    assert lengths["s"] == [end - start for _, start, end, *kind in described if not kind]


def test_the_parts_and_pictures_of_slides_are_on_the_page(pages):
    for page in pages.values():
        for slide in data_of(page)["slides"]:
            assert re.search(f'<(?:h[123]|article)[^>]* id="{re.escape(slide["part"])}"', page.content)
            assert f'data-slide="{slide["number"]}"' in page.content
            assert not slide["picture"] or f'src="{slide["picture"]}"' in page.content
            assert (page.record.folder / slide["track"]).is_file()
            lights = slide["states"] != [REST]
            assert not lights or slide["picture"]


def test_a_page_of_the_described_edition_alone_plays_what_it_says(pages, tmp_path):
    script = write_rich(tmp_path / "script")[0]
    narrate.build(
        [script], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["html"], editions=["described"]
    )
    content = (tmp_path / "out/back/en/described/index.html").read_text(encoding="utf-8")
    data = json.loads(re.search('id="timeline">(.*)</script>', content).group(1))
    assert list(data["editions"]) == ["described"]
    assert {len(entry) for entry in data["editions"]["described"]["spoken"]} == {3, 4}
    assert 'href="../../index.html"' in content
    assert faults(tmp_path / "out/back/en/described", Store(tmp_path / "store"), "html") == {}


@given(st.text(alphabet="ab5 \u05d0\u0628\U0001f600mgL-\u2066\u2069", min_size=1, max_size=30), st.data())
def test_words_are_found_among_marks_of_direction_and_letters_of_two_units(text, data):
    shown = isolated(text)
    first = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(first + 1, len(text)))
    ((start, stop),) = shown_spans(text, shown, [(first, end)])
    piece = shown.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le")
    assert without_controls(piece) == without_controls(text[first:end])


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_no_value_ends_the_script_that_it_stands_in(value):
    text = as_json(value)
    assert not re.search("[<>&]", text)
    assert json.loads(text) == value


@each(
    "content",
    [
        "",
        '<script type="application/json" id="timeline"></script>',
        '<script type="application/json" id="timeline">[]</script>',
        '<script type="application/json" id="timeline">{"slides":[{"states":[[1,2,3]]}]}</script>',
        '<script type="application/json" id="timeline">{"slides":[{"states":[[1,2,3,"4"]]}]}</script>',
        f'<script type="application/json" id="timeline">{"[" * 9999}</script>',
    ],
)
def test_data_that_cannot_be_read_count_as_none(content):
    assert found_data(content).slides == []
