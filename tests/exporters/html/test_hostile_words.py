"""A script whose every text is markup: nothing of it is markup or runs on the page."""

import json
import re

import pytest
from lxml import html

import narrate
from narrate.exporters.html.assets import own_ids, script, style
from narrate.exporters.verifying.reading_page import parse_page
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.planting import faults
from tests.writing import write

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!--<script>",
    "]]><svg/onload=alert(1)>",
    "</style><style>body{display:none}",
    "{{ phrases.clear() }} {% raw %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\u003cscript\\u003ealert(1)",
    "</text></svg><iframe src=//x.example>",
]
SCRIPT = """---
title: {title}
lang: {language}
publisher: {publisher}
---

# {section}

## {heading}

![{alt}](a.svg {longer})

- {point}
- {sentence}

{sentence}. [{cue}](#cervical {label}) and the rest.

{other}.

## {own}

{own}. {own}. {own}.
"""
OWN = {
    "ar": "يتحدث هذا الدليل عن صحة القلب والراحة بعد العملية وعن الأدوية التي تأخذها كل يوم في البيت",
    "en": "This guide is about your heart, about rest after the operation and about the medicine you take",
    "ja": "この案内は心臓の健康と手術のあとの休み方と毎日飲む薬について説明します",
}


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def hostile_script(language: str, first: int) -> str:
    """A script with a hostile text in each place, the texts moved by ``first`` places."""
    texts = [HOSTILE[(first + index) % len(HOSTILE)] for index in range(9)]
    plain = [text.replace("\\", "\\\\").replace("<", "\\<").replace("[", "\\[").replace("{", "\\{") for text in texts]
    head = [json.dumps(text, ensure_ascii=False) for text in texts]
    return SCRIPT.format(
        language=language,
        title=head[0],
        publisher=head[1],
        section=plain[2],
        heading=plain[3],
        alt=plain[4].replace("]", "\\]"),
        longer=quoted("Name | " + texts[5].replace('"', "")),
        point=plain[6],
        sentence=plain[7],
        cue=plain[8].replace("]", "\\]"),
        label=quoted(texts[0].replace('"', "")),
        other=plain[1],
        own=OWN[language],
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    base = tmp_path_factory.mktemp("hostile")
    write(base / "script/bad/a.svg", FIGURE)
    options = {"voice": FakeEngine(), "store": base / "store", "to": ["html"]}
    for index, language in enumerate(OWN):
        path = write(base / f"script/bad/{language}.md", hostile_script(language, 4 * index))
        editions = ["standard", "described"] if language == "en" else ["standard"]
        narrate.build([path], base / "out", editions=editions, **options)
    return base


def test_no_text_of_a_script_is_markup(hostile):
    pages = sorted(hostile.glob("out/bad/*/index.html"))
    assert len(pages) == len(OWN)
    for path in pages:
        content = path.read_text(encoding="utf-8")
        assert content.count("<script") == content.count("</script>") == 2
        assert content.count(script()) == content.count(style()) == 1
        own = content.replace(script(), "").replace(style(), "")
        assert "alert(1)" in own  # it is there, as words
        page = html.fromstring(own)
        assert {one.get("type") for one in page.iter("script")} == {"application/json", None}
        assert {one.get("http-equiv") for one in page.iter("meta")} == {None, "Content-Security-Policy"}
        assert not [one for one in page.iter("iframe", "object", "embed", "base", "link", "use") if one.get("src")]
        for element in page.iter():
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (element.tag, name)
                assert name != "style"
                assert not (name in ("href", "src", "action") and re.match(r"\s*javascript:", value, re.IGNORECASE))
                assert name != "src" or "://" not in value


def test_the_data_hold_the_words_as_they_are(hostile):
    for path in hostile.glob("out/bad/*/index.html"):
        content = path.read_text(encoding="utf-8")
        data = re.search('id="timeline">(.*)</script>', content).group(1)
        assert not re.search("[<>&]", data)
        timeline = json.loads((path.parent / "timeline.json").read_bytes())
        read = json.loads(data)
        plain = [re.sub("[\u2066-\u2069]", "", slide["title"]) for slide in read["slides"]]
        assert plain == [segment["heading"] for segment in timeline["segments"]]


def test_such_a_page_is_found_as_it_was_written(hostile):
    for language in OWN:
        assert faults(hostile / "out/bad" / language, Store(hostile / "store"), "html") == {}


HEADINGS = ["Timeline", "Player", "Listen", "Listen described", "Sleep", "Play", "Words", "Files", "Time", "Parts"]


def test_headings_that_are_called_like_elements_of_the_page_have_ids_of_their_own(tmp_path):
    text = "---\ntitle: Status\n---\n\n" + "".join(f"## {one}\n\nThis is about {one}.\n\n" for one in HEADINGS)
    path = write(tmp_path / "script/names/en.md", text)
    narrate.build(
        [path], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["html"], editions=["standard"]
    )
    page = parse_page((tmp_path / "out/names/en/index.html").read_text(encoding="utf-8"))
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert own_ids() - {"listen-standard", "listen-described"} <= set(ids)
    links = [one.get("href")[1:] for one in page.iterfind(".//nav//a")]
    assert [page.get_element_by_id(id_).text_content() for id_ in links] == HEADINGS
    assert faults(tmp_path / "out/names/en", Store(tmp_path / "store"), "html") == {}
