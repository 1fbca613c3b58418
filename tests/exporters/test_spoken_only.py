"""A sentence that is spoken and not shown: heard, captioned and in the notes, on no slide and not on the page."""

import json
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import jsonschema
import pytest
from lxml import etree
from pptx import Presentation

import narrate
from narrate import pipeline
from narrate.exporters.verifying.reading_page import read_page
from narrate.model import Script
from narrate.store import Store
from tests.conftest import ROOT
from tests.fake_engine import FakeEngine
from tests.planting import faults, sign
from tests.tables import each
from tests.writing import write

SCRIPTS = {
    "en": """---
title: After the test
lang: en
---
## Going home

Rest for six hours.
The drawing shows a bed by a window.
Drink two glasses of water.

## What to take

- 5 mL of syrup
- One tablet

The drawing shows 5 mL of syrup and one tablet. Take 5 mL of syrup in the morning. Take one tablet at night.

The drawing shows a clock. Do not drive.
""",
    "es": """---
title: Después de la prueba
lang: es
---
## De regreso a casa

El dibujo muestra una cama junto a una ventana.
Descanse seis horas.
Beba dos vasos de agua.

## Lo que debe tomar

- 5 mL de jarabe
- Una tableta

El dibujo muestra 5 mL de jarabe. Tome 5 mL de jarabe por la mañana. Tome una tableta por la noche.
""",
    "ar": """---
title: بعد الفحص
lang: ar
---
## العودة إلى البيت

استرح ست ساعات.
الرسم يظهر سريرا بجانب النافذة.
اشرب كوبين من الماء.

الرسم يظهر 5 mL من الماء.
""",
}
INK, DIM = "tx1", "tx2"  # names in the deck's scheme
ONLY_SPOKEN = ("The drawing", "El dibujo", "الرسم")


def marked(script: Script) -> Script:
    return replace(
        script,
        segments=tuple(
            replace(
                segment,
                sentences=tuple(replace(one, shown=not one.text.startswith(ONLY_SPOKEN)) for one in segment.sentences),
            )
            for segment in script.segments
        ),
    )


@dataclass(frozen=True)
class Output:
    folder: Path
    store: Store

    def edition(self, language: str) -> Path:
        return self.folder / f"home-{language}" / language

    def sentences(self, language: str) -> list[list[dict]]:
        """The sentences of each slide as ``timeline.json`` has them, times from the slide's start."""
        document = json.loads((self.edition(language) / "timeline.json").read_text())
        return [
            [{**one, "at": one["start_ms"] - segment["start_ms"]} for one in segment["sentences"]]
            for segment in document["segments"]
        ]


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Output:
    base = tmp_path_factory.mktemp("spoken-only")
    for language, text in SCRIPTS.items():
        write(base / f"script/home-{language}/{language}.md", text)
    read = pipeline.examine_source

    def read_marked(*arguments):
        script, problems = read(*arguments)
        return marked(script), problems

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "examine_source", read_marked)
        narrate.build([base / "script"], base / "out", voice=FakeEngine(), store=base / "store", editions=["standard"])
    return Output(base / "out", Store(base / "store"))


@pytest.mark.slow
def test_it_is_verified(output):
    assert faults(output.folder, output.store) == {}


@pytest.mark.parametrize("language", SCRIPTS)
def test_it_is_heard_and_read_where_what_is_said_is_read(output, language):
    folder = output.edition(language)
    said = [one for sentences in output.sentences(language) for one in sentences if "shown" in one]
    assert said
    assert all(one["text"].startswith(ONLY_SPOKEN) for one in said)
    notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation(str(deck_of(folder))).slides]
    captions, text = (folder / f"home-{language}.vtt").read_text(), (folder / f"home-{language}.txt").read_text()
    for one in said:
        assert one["end_ms"] > one["start_ms"]
        for word in one["text"].split():
            assert word in captions
            assert word in text
            assert any(word in note.replace("\u2066", "").replace("\u2069", "") for note in notes)


@pytest.mark.parametrize("language", SCRIPTS)
def test_no_slide_and_no_page_shows_it(output, language):
    folder = output.edition(language)
    slides = Presentation(str(deck_of(folder))).slides
    shown = [
        *[shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame],
        read_page(folder / "index.html").text_content(),
    ]
    for beginning in ONLY_SPOKEN:
        assert not any(beginning in text for text in shown)
    shown_too = next(one["text"] for one in output.sentences(language)[1] if "shown" not in one)
    assert any(shown_too.split()[0] in text for text in shown)


def deck_of(folder: Path) -> Path:
    return next(folder.glob("*.pptx"))


def changes(folder: Path, number: int) -> list[tuple[int, str]]:
    """(ms from the slide's start, "comes", "goes" or the colour that words take) of each change on a slide, in order."""
    with zipfile.ZipFile(deck_of(folder)) as deck:
        slide = etree.fromstring(deck.read(f"ppt/slides/slide{number}.xml"))
    found = []
    for node in slide.iter("{*}cTn"):
        kind = {"entr": "comes", "exit": "goes", "emph": "colour"}.get(node.get("presetClass"))
        if kind:
            colours = [one.get("val") for one in node.iterfind(".//{*}to/{*}*") if kind == "colour"]
            found.append((int(node.find("{*}stCondLst/{*}cond").get("delay")), *(colours or [kind])))
    return found


def test_a_sentence_is_marked_while_it_is_said_and_none_while_another_is(output):
    rest, bed, drink = (one["at"] for one in output.sentences("en")[1])
    found = changes(output.edition("en"), 2)
    # the cover goes; the other sentence is dim; the first mark
    assert [one for one in found if one[0] == 0] == [(0, "goes"), (0, DIM), (0, "comes")]
    assert [one for one in found if one[0] == bed] == [(bed, INK), (bed, "goes")]  # all words are ink again
    assert [one for one in found if one[0] == drink] == [(drink, DIM), (drink, "comes")]
    assert {at for at, _ in found} == {0, bed, drink}
    assert rest < bed < drink


def test_nothing_is_marked_before_the_first_shown_sentence(output):
    bed, rest, drink = (one["at"] for one in output.sentences("es")[1])
    found = changes(output.edition("es"), 2)
    assert [one for one in found if one[0] == 0] == [(0, "goes")]
    assert {at for at, _ in found} == {0, rest, drink}
    assert bed < rest


def test_a_point_is_current_from_the_shown_sentence_that_says_it(output):
    _, syrup, tablet, *_ = (one["at"] for one in output.sentences("en")[2])
    assert {at for at, _ in changes(output.edition("en"), 3)} == {0, syrup, tablet}


def test_the_timeline_follows_its_schema(output):
    schema = json.loads((ROOT / "docs/timeline.schema.json").read_text())
    jsonschema.validate(json.loads((output.edition("en") / "timeline.json").read_text()), schema)


def planted(output: Output, name: str, old: str, new: str) -> dict[str, tuple[str, ...]]:
    """What is found when ``old`` stands as ``new`` in a file of the English edition."""
    path = output.edition("en") / name
    before = path.read_text()
    manifest = output.edition("en") / "manifest.json"
    signed = manifest.read_text()
    assert before.count(old) == 1
    path.write_text(before.replace(old, new))
    sign(output.edition("en"), "html", "txt", "timeline", "vtt")
    try:
        return faults(output.edition("en"), output.store)
    finally:
        path.write_text(before)
        manifest.write_text(signed)


@each(
    ("name", "old", "new", "check"),
    [
        ("index.html", "Rest for six hours.", "Rest for six hours. The drawing shows a bed by a window.", "html parts"),
        ("index.html", "Rest for six hours.", "", "html sentences"),
        ("home-en.txt", " The drawing shows a bed by a window.", "", "txt sentences"),
        ("home-en.vtt", "The drawing shows a clock.", "The drawing shows.", "vtt words in captions"),
        ("timeline.json", '"text": "Rest for six hours."', '"text": "Rest for six hours.", "shown": false', "html parts"),
        ("timeline.json", ', "text": "The drawing shows a clock.", "shown": false', ', "text": "The drawing shows a clock."', "html sentences"),
    ],
)  # fmt: skip
def test_what_is_shown_is_held_to_what_the_timeline_says_is_shown(output, name, old, new, check):
    assert check in planted(output, name, old, new)
