"""Decks on a producer's template: valid, whole, and in its colours."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

import narrate
from narrate.errors import InputError
from narrate.exporters.pptx.verifying.carried import check_carried
from narrate.exporters.pptx.verifying.references import check_references
from narrate.exporters.verifying.edition_record import load_record
from narrate.manifest import load_manifest
from narrate.store import Store
from narrate.verifying import verify
from tests.exporters.pptx.changed_decks import SVG, audit
from tests.exporters.pptx.making_templates import (
    COLOURS,
    CONTENT,
    MASTER,
    dark,
    hidden_object,
    make_template,
    shape,
    sub,
    untyped,
    with_shape,
)
from tests.fake_engine import FakeEngine
from tests.writing import write

SCRIPT = """---
title: Your new knee
subtitle: The first two weeks
lang: en
publisher: Riverside Clinic
address: https://health.example/knee
---
# The first week

## Bend and stretch

![A leg from the side](knee.svg)

- Bend your knee slowly
- Hold for 5 seconds

Bend your knee slowly. Hold for 5 seconds.

## What you need

- A firm bed
- A towel

You need a firm bed. And you need a towel.

## Rest

Then rest, with your leg raised. Call us if your leg swells.

# The second week

## The knee

![The knee from the front](knee.svg)

Look at the knee.

## Two ways

![Bent](knee.svg "Bent")

![Straight](knee.svg "Straight")

- Ten times a day
- Twice a day

Bend it ten times a day. Stretch it twice a day.

## Three steps

![Lying](knee.svg "Lie")

![Sitting](knee.svg "Sit")

![Standing](knee.svg "Stand")

- First lie down
- Then sit up
- Then stand up

First lie down. Then sit up. Then stand up.
"""
BRIGHT = {**COLOURS, "accent1": "7FD1C2", "accent2": "FFB870", "dk2": "22363F", "lt2": "C9D8D3"}
GROUND = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>'
OVERRIDE = (
    '<p:clrMapOvr><a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2"'
    ' accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/></p:clrMapOvr>'
)
TEMPLATES = {
    "plain": {},
    "dark": {"colours": BRIGHT, "changes": {MASTER: dark}},
    "two layouts": {"keep": (1, 5)},
    "one layout": {"keep": (1,)},
    "ten inches": {"size": (9_144_000, 5_143_500)},
    "wide letters": {"fonts": ("Georgia", "Verdana")},
    "a coloured section": {"changes": {"ppt/slideLayouts/slideLayout3.xml": sub("<p:spTree>", GROUND, 1)}},
    "a section with a map of its own": {
        "changes": {"ppt/slideLayouts/slideLayout3.xml": sub("<p:clrMapOvr>.*?</p:clrMapOvr>", OVERRIDE)}
    },
    "a picture as background": {
        "changes": {CONTENT: sub("<p:spTree>", GROUND.replace("<a:solidFill>", '<a:pattFill prst="pct5"><a:fgClr>').replace(
            "</a:solidFill>", '</a:fgClr><a:bgClr><a:schemeClr val="bg1"/></a:bgClr></a:pattFill>'), 1)}
    },
    "decoration": {"changes": {MASTER: with_shape(shape("Foot", 0, 700, 1280, 20, "accent1"))}},
    "loud placeholders": {
        "changes": {CONTENT: sub(
            "<a:lstStyle/>", '<a:lstStyle><a:lvl1pPr algn="ctr"><a:spcAft><a:spcPts val="9000"/></a:spcAft><a:defRPr sz="9900" i="1" u="sng"'
            ' cap="all" spc="900"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>')}
    },
}  # fmt: skip


QUICK = ("plain",)


def build_on(folder: Path, store: Path, **template) -> narrate.Report:
    write(folder / "script/narrate.yaml", "theme: {template: hospital.pptx}\n")
    make_template(folder / "script/hospital.pptx", **template)
    write(folder / "script/knee/en.md", SCRIPT)
    write(folder / "script/knee/knee.svg", SVG)
    return narrate.build([folder / "script"], folder / "out", voice=FakeEngine(), store=store, to=["pptx"])


@pytest.fixture(scope="module")
def plain(tmp_path_factory, shared_store) -> Path:
    """A deck on the plain template, for tests that only read it."""
    return build_on(tmp_path_factory.mktemp("plain"), shared_store).made[0].folder / "knee.pptx"


def words(shape) -> str:
    return shape.text_frame.text.replace("\v", " ")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in TEMPLATES]
)
def test_a_deck_on_a_template_is_valid_and_passes_verify(tmp_path, shared_store, name):
    report = build_on(tmp_path, shared_store, **TEMPLATES[name])
    (made,) = report.made
    deck = made.folder / "knee.pptx"
    assert audit(deck) == []
    assert check_references(deck) == []
    (verified,) = verify(tmp_path / "out", Store(shared_store))
    assert [finding for finding in verified.findings if not finding.ok] == []
    slides = Presentation(str(deck)).slides
    assert len(slides) == made.manifest.slides == 10
    for slide in slides:
        assert slide.shapes.title.is_placeholder
        assert slide.placeholders
    with zipfile.ZipFile(deck) as archive:
        everything = b"".join(archive.read(part) for part in archive.namelist())
    assert b"sample" not in everything


@pytest.mark.slow
def test_titles_and_words_fill_the_templates_placeholders(plain):
    deck = Presentation(str(plain))
    filled = [(slide.slide_layout.name, [words(holder) for holder in slide.placeholders]) for slide in deck.slides]
    assert filled[0] == ("Title Slide", ["Your new knee", "The first two weeks"])
    assert filled[1][0] == "Section Header"
    assert filled[2] == ("Two Content", ["Bend and stretch", "Bend your knee slowly\nHold for 5 seconds", "3 of 10"])
    assert filled[4] == (
        "Title and Content",
        ["Rest", "Then rest, with your leg raised.\nCall us if your leg swells.", "5 of 10"],
    )
    assert filled[6] == ("Title Only", ["The knee", "7 of 10"])
    assert filled[7][0] == "Comparison"
    assert filled[8][0] == "Title Only"


def test_the_manifest_names_what_came_from_the_template(plain, shared_store):
    manifest = load_manifest(plain.parent)
    assert manifest is not None
    kept = set(manifest.template_parts)
    assert {MASTER, "ppt/theme/theme1.xml", "ppt/slideLayouts/_rels/slideLayout1.xml.rels"} <= kept
    assert not kept & {"ppt/presentation.xml", "ppt/theme/theme2.xml", "ppt/slides/slide1.xml"}
    record = load_record(plain.parent, manifest, Store(shared_store))
    assert [finding for finding in check_carried(plain, record) if not finding.ok] == []


def test_colours_are_named_so_that_they_change_with_the_theme(plain):
    with zipfile.ZipFile(plain) as archive:
        slide = archive.read("ppt/slides/slide5.xml").decode()
        theme = archive.read("ppt/theme/theme1.xml").decode()
    assert "00695C" in theme
    assert set(re.findall(r'srgbClr val="(\w+)"', slide)) == set()
    assert {"tx1", "tx2", "accent1", "accent2", "bg1"} <= set(re.findall(r'schemeClr val="(\w+)"', slide))


def test_a_background_that_is_not_a_plain_colour_is_replaced_by_one(tmp_path, shared_store):
    report = build_on(tmp_path, shared_store, **TEMPLATES["a picture as background"])
    assert any("a picture, a pattern or a gradient" in warning.message for warning in report.warnings)
    with zipfile.ZipFile(report.made[0].folder / "knee.pptx") as archive:
        assert '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/>' in archive.read("ppt/slides/slide5.xml").decode()


def test_the_same_template_gives_the_same_bytes(tmp_path, shared_store, plain):
    again = build_on(tmp_path, shared_store).made[0].folder / "knee.pptx"
    assert again.read_bytes() == plain.read_bytes()


def test_a_changed_template_makes_a_new_build(tmp_path, shared_store):
    write(tmp_path / "script/narrate.yaml", "theme: {template: hospital.pptx}\n")
    write(tmp_path / "script/knee/en.md", "---\ntitle: Knee\n---\n## Rest\n\nRest, with your leg raised.\n")
    made = []
    for colours in (COLOURS, None, {**COLOURS, "accent1": "005B96"}):
        if colours:
            make_template(tmp_path / "script/hospital.pptx", colours=colours)
        report = narrate.build([tmp_path / "script"], tmp_path / "out", store=shared_store, to=["txt"], voice="espeak")
        made.append(report.made[0].is_new)
    assert made == [True, False, True]


@pytest.mark.slow
def test_words_over_a_templates_decoration_are_an_error_and_found_by_verify(tmp_path, shared_store, monkeypatch):
    band = with_shape(shape("Band", 0, 0, 1280, 140, "accent1"))
    with pytest.raises(InputError, match="'Riverside Clinic' would stand on 'Band', #00695C"):
        build_on(tmp_path, shared_store, changes={MASTER: band})
    monkeypatch.setattr("narrate.exporters.pptx.covered.LEAST_CONTRAST", 0)
    build_on(tmp_path, shared_store, changes={MASTER: band})
    (verified,) = verify(tmp_path / "out", Store(shared_store))
    (contrast,) = [finding for finding in verified.findings if finding.check == "contrast"]
    assert any(
        "'What you need' has a contrast of" in fault and "'Shape 90', #00695C" in fault for fault in contrast.faults
    )


@pytest.mark.slow
def test_a_deck_without_types_with_a_band_and_with_an_add_ins_data_is_valid(tmp_path, shared_store):
    """One template with the oddities of three hospitals: the layout with the band is not used, the object is left out."""
    changes = untyped()
    title = "ppt/slideLayouts/slideLayout1.xml"
    without_type = changes[title]
    changes[title] = lambda content: with_shape(shape("Band", 0, 180, 1280, 270, "tx1"))(without_type(content))
    changes[MASTER] = with_shape(hidden_object())
    report = build_on(tmp_path, shared_store, changes=changes)
    deck = report.made[0].folder / "knee.pptx"
    assert audit(deck) == []
    assert check_references(deck) == []
    (verified,) = verify(tmp_path / "out", Store(shared_store))
    assert [finding for finding in verified.findings if not finding.ok] == []
    with zipfile.ZipFile(deck) as archive:
        everything = b"".join(archive.read(part) for part in archive.namelist())
    assert b"oleObj" not in everything
    assert b"Band" not in everything
    names = [slide.slide_layout.name for slide in Presentation(str(deck)).slides]
    assert names == [
        "Title Only", "Title Only", "Two Content", "Title and Content", "Title and Content", "Title Only", "Title Only",
        "Comparison", "Title Only", "Two Content",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("name", "paper", "panel"), [("plain", "FFFFFF", "E9F1EE"), ("dark", "1B2B34", "22363F")])
def test_libreoffice_paints_the_deck_in_the_templates_colours(tmp_path, shared_store, program, name, paper, panel):
    from PIL import Image

    deck = build_on(tmp_path, shared_store, **TEMPLATES[name]).made[0].folder / "knee.pptx"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    office = program("soffice")
    subprocess.run(
        [office, "--headless", profile, "--convert-to", "png", "--outdir", str(tmp_path), str(deck)],
        check=True,
        timeout=180,
    )
    with Image.open(tmp_path / "knee.png") as image:
        pixels = image.convert("RGB")
        spots = [
            pixels.getpixel((round(x * pixels.width), round(y * pixels.height)))
            for x, y in ((0.02, 0.02), (0.98, 0.02))
        ]
    for spot, colour in zip(spots, (paper, panel), strict=True):
        wanted = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
        assert all(abs(a - b) <= 2 for a, b in zip(spot, wanted, strict=True)), (spot, colour)
