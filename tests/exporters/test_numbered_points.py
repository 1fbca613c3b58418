"""Steps that a writer numbered keep their numbers wherever they are shown."""

from pathlib import Path

import pptx
import pytest
from lxml import html

import narrate
from narrate.store import Store
from narrate.verifying import verify
from tests.fake_engine import FakeEngine
from tests.writing import write

SCRIPT = """---
title: At home
---
## Empty the drain

9. Wash
10. Open
11. Pour
- Rest

Wash your hands. Open the cap. Pour it out. Rest.

## Close it

- Press
- Close

Press it flat. Close the cap.
"""
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("numbered")
    write(base / "s/drain/en.md", SCRIPT)
    (made,) = narrate.build(
        [base / "s/drain"], base / "o", voice=FakeEngine(), store=base / "st", editions=["standard"]
    ).made
    assert all(one.ok for one in verify(base / "o", Store(base / "st")))
    return made.folder


def test_in_the_deck_every_number_of_a_list_names_the_same_start(folder):
    found = []
    for slide in pptx.Presentation(str(folder / "drain.pptx")).slides:
        for paragraph in slide.element.iter(f"{_DRAWN}p"):
            number, dot = paragraph.find(f".//{_DRAWN}buAutoNum"), paragraph.find(f".//{_DRAWN}buChar")
            text = "".join(run.text for run in paragraph.iter(f"{_DRAWN}t"))
            if number is not None:
                found.append((text, number.get("startAt")))
            elif dot is not None:
                found.append((text, dot.get("char")))
    assert found == [("Wash", "9"), ("Open", "9"), ("Pour", "9"), ("Rest", "•"), ("Press", "•"), ("Close", "•")]


def test_on_the_page_they_are_an_ordered_list(folder):
    page = html.parse(str(folder / "index.html")).getroot()
    lists = [
        (one.tag, one.get("start"), [item.text for item in one])
        for one in page.iter("ol", "ul")
        if one.get("class") == "points"
    ]
    assert lists == [
        ("ol", "9", ["Wash", "Open", "Pour"]),
        ("ul", None, ["Rest"]),
        ("ul", None, ["Press", "Close"]),
    ]
