"""A deck on a template holds nothing of the template that is not seen, whatever was left in it and wherever."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

import narrate
from narrate.drawings.template_pictures import read_template
from narrate.errors import InputError, Place
from narrate.exporters.pptx.verifying.references import check_references
from narrate.exporters.pptx.writing.template_import import template_design
from narrate.sources.templates import template_warnings
from narrate.store import Store
from narrate.verifying import verify
from tests.exporters.pptx.changed_decks import audit
from tests.exporters.pptx.making_templates import CONTENT, MASTER, change_parts, make_template, with_shape
from tests.exporters.pptx.private_templates import Planted, found_in, make_private_template, picture, with_links
from tests.fake_engine import FakeEngine
from tests.tables import each
from tests.writing import write

PLACE = Place("narrate.yaml", 1, 19)
SCRIPT = """---
title: Your new knee
lang: en
publisher: Riverside Clinic
---
## What you need

- A firm bed
- A towel

You need a firm bed. And you need a towel.

## Rest

Then rest, with your leg raised. Call us if your leg swells.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory, shared_store) -> tuple[Planted, Path, narrate.Report]:
    folder = tmp_path_factory.mktemp("private")
    write(folder / "script/narrate.yaml", "theme: {template: hospital.pptx}\n")
    planted = make_private_template(folder / "script/hospital.pptx")
    write(folder / "script/knee/en.md", SCRIPT)
    report = narrate.build([folder / "script"], folder / "out", voice=FakeEngine(), store=shared_store, to=["pptx"])
    return planted, folder, report


def test_nothing_private_of_a_template_is_in_the_deck(built):
    planted, folder, report = built
    assert len(planted) >= 100
    deck = report.made[0].folder / "knee.pptx"
    for place, word in planted.items():
        assert list(found_in(folder / "script/hospital.pptx", word)), f"{place} is not planted"
        assert list(found_in(deck, word)) == [], place


@pytest.mark.slow
def test_the_deck_is_valid(built):
    assert audit(built[2].made[0].folder / "knee.pptx") == []


def test_the_deck_passes_verify(built, shared_store):
    _, folder, report = built
    assert check_references(report.made[0].folder / "knee.pptx") == []
    (verified,) = verify(folder / "out", Store(shared_store))
    assert [finding for finding in verified.findings if not finding.ok] == []


def test_what_is_seen_stays(built):
    _, _, report = built
    with zipfile.ZipFile(report.made[0].folder / "knee.pptx") as deck:
        master = etree.fromstring(deck.read("ppt/slideMasters/slideMaster1.xml"))
        pictures = [name for name in deck.namelist() if name.startswith("ppt/media/template")]
        assert [name.rpartition(".")[2] for name in pictures] == ["png", "png", "jpg", "png", "png", "png", "svg"]
        colours = [
            Image.open(io.BytesIO(deck.read(name))).convert("RGB").getpixel((60, 30))
            for name in pictures
            if not name.endswith(".svg")
        ]
    wanted = ["00695C", "00695C", "B23A0E", "5E4AE3", "F2C14E", "3D5A80"]
    for colour, hexadecimal in zip(colours, wanted, strict=True):
        assert all(abs(a - b) <= 3 for a, b in zip(colour, bytes.fromhex(hexadecimal), strict=True)), hexadecimal
    assert "Riverside" in "".join(master.itertext())
    assert len(list(master.iter("{*}pic"))) == 8
    assert len(list(master.iter("{*}custGeom"))) == 1


def test_names_say_only_what_something_is(built):
    _, _, report = built
    names = set()
    with zipfile.ZipFile(report.made[0].folder / "knee.pptx") as deck:
        for part in deck.namelist():
            if re.fullmatch(r"ppt/(slideMasters|slideLayouts|theme)/[^/]+\.xml", part):
                names |= set(re.findall(r'(?<![:\w])name="([^"]*)"', deck.read(part).decode()))
    plain = {re.sub(r"\s?\d+$", "", name) for name in names} - {"", "g", "adj"}
    assert plain <= {
        "Template", "Narrate", "Narrate notes", "Title", "Text", "Picture", "Shape", "Line", "Slide number", "Date", "Footer",
        "Title Slide", "Section Header", "Title and Content", "Two Content", "Title Only", "Comparison",
    }  # fmt: skip


def with_picture(path: Path, ending: str, content: bytes, part: str = MASTER, extension: str = "") -> Path:
    """A template whose master or layout shows a picture."""
    make_template(path)
    rels = "/_rels/".join(part.rsplit("/", 1)) + ".rels"
    changes = {
        part: with_shape(picture(90, "rId90", 600, extension)),
        rels: with_links([("rId90", "image", f"../media/logo{ending}")]),
    }
    return change_parts(path, changes, {f"ppt/media/logo{ending}": content})


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 4), "teal").save(buffer, "PNG")
    return buffer.getvalue()


REFUSED = {
    ".emf": (b"\x01\x00\x00\x00l\x00\x00\x00", "is an EMF drawing, which may hold more than it shows"),
    ".wmf": (b"\xd7\xcd\xc6\x9a", "is a WMF drawing, which may hold more than it shows"),
    ".wdp": (b"II\xbc\x01", "is a picture of the kind HD Photo, which may hold more than it shows"),
    ".png": (b"\x89PNG\r\n\x1a\nno more", "is not a complete picture"),
    ".jpg": (b"<html>", "is not a complete picture"),
    ".svg": (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><foreignObject/></svg>", "contains <foreignObject>"),
    ".xyz": (b"unknown", "is not a complete picture"),
}  # fmt: skip


@each("ending", REFUSED)
def test_a_picture_that_cannot_be_cleaned_is_named_with_its_place(tmp_path, ending):
    content, message = REFUSED[ending]
    path = with_picture(tmp_path / "t.pptx", ending, content)
    with pytest.raises(InputError, match="its picture 'logo") as error:
        read_template(path, PLACE)
    (problem,) = error.value.problems
    assert f"its picture 'logo{ending}' on the slide master {message}" in problem.message
    assert problem.hint == "save it as PNG and insert it anew"


def test_a_layout_that_is_not_used_may_show_any_picture(tmp_path):
    path = with_picture(tmp_path / "t.pptx", ".emf", b"\x01\x00\x00\x00", "ppt/slideLayouts/slideLayout9.xml")
    assert read_template(path, PLACE).parts


DRAWINGS = {
    "a script": "<script>var by = 'Dr Meier'</script>",
    "HTML": "<foreignObject width='9' height='9'><p xmlns='http://www.w3.org/1999/xhtml'>Dr Meier</p></foreignObject>",
    "a shadow": "<filter id='f'><feDropShadow/></filter><rect width='2' height='2' filter='url(#f)'/>",
    "a picture elsewhere": "<image width='2' height='2' href='https://example.org/meier.png'/>",
    "an animation": "<rect width='2' height='2'><animate attributeName='x' to='3' dur='1s'/></rect>",
}


@each("name", DRAWINGS)
def test_the_bitmap_is_shown_instead_of_a_drawing_that_would_lose_something(tmp_path, name):
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{DRAWINGS[name]}<rect width='3' height='3'/></svg>"
    )
    extension = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="rId91"'
        ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"/></a:ext></a:extLst>'
    )
    path = with_picture(tmp_path / "t.pptx", ".png", png(), extension=extension)
    rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    change_parts(
        path, {rels: with_links([("rId91", "image", "../media/logo.svg")])}, {"ppt/media/logo.svg": drawing.encode()}
    )
    template = read_template(path, PLACE)
    assert b"svgBlip" not in template.master.content
    assert [part.type for part in template.parts if part.type] == ["image/png"]
    (warning,) = template_warnings(template, path, PLACE)
    assert "its picture 'logo.svg' on the slide master" in warning.message
    assert "; the bitmap beside it is shown" in warning.message


def test_a_clean_drawing_stays_sharp(tmp_path):
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>Dr Meier</title><rect id='meier' width='3' height='3'/></svg>"
    extension = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="rId91"'
        ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"/></a:ext></a:extLst>'
    )
    path = with_picture(tmp_path / "t.pptx", ".png", png(), extension=extension)
    rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    change_parts(path, {rels: with_links([("rId91", "image", "../media/logo.svg")])}, {"ppt/media/logo.svg": drawing})
    template = read_template(path, PLACE)
    assert b"svgBlip" in template.master.content
    assert sorted(part.type for part in template.parts if part.type) == ["image/png", "image/svg+xml"]
    assert not any(b"eier" in part.content for part in template.parts)
    assert list(template_warnings(template, path, PLACE)) == []


def test_a_moving_picture_is_told(tmp_path):
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (8, 4), colour) for colour in ("teal", "red")]
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    path = with_picture(tmp_path / "t.pptx", ".gif", buffer.getvalue())
    (warning,) = template_warnings(read_template(path, PLACE), path, PLACE)
    assert "its picture 'logo.gif' on the slide master is animated: only its first picture is shown" in warning.message


def test_more_pictures_than_any_template_has_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("narrate.sources.template_pictures.MOST_PICTURES", 0)
    with pytest.raises(InputError, match="it shows more than 0 pictures"):
        read_template(with_picture(tmp_path / "t.pptx", ".png", png()), PLACE)


def test_a_deck_gets_the_parts_of_the_layouts_that_it_uses_only(tmp_path):
    path = with_picture(tmp_path / "t.pptx", ".png", png(), "ppt/slideLayouts/slideLayout9.xml")
    assert not any("media" in part for part in template_design(read_template(path, PLACE)).parts)
    path = with_picture(tmp_path / "u.pptx", ".png", png(), CONTENT)
    assert [part for part in template_design(read_template(path, PLACE)).parts if "media" in part] == [
        "ppt/media/template1.png"
    ]


def test_what_is_cropped_away_from_a_picture_is_not_in_the_deck(tmp_path):
    """The picture is shown twice, each time another half of it; then once with a margin instead of a crop."""
    image = Image.new("RGB", (40, 20), "red")
    image.paste("teal", (0, 0, 20, 20))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")

    def cropped(id_: int, sides: str) -> str:
        return picture(id_, "rId90", 600).replace("<a:stretch>", f"<a:srcRect {sides}/><a:stretch>")

    rels = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    changes = {
        MASTER: with_shape(cropped(90, 'r="50000"'), cropped(91, 'l="50000"')),
        rels: with_links([("rId90", "image", "../media/logo.png")]),
    }
    path = change_parts(make_template(tmp_path / "t.pptx"), changes, {"ppt/media/logo.png": buffer.getvalue()})
    template = read_template(path, PLACE)
    pictures = [Image.open(io.BytesIO(part.content)) for part in template.parts if part.type]
    assert [one.size for one in pictures] == [(20, 20), (20, 20)]
    assert sorted(one.getpixel((5, 5)) for one in pictures) == [(0, 128, 128), (255, 0, 0)]
    assert b"srcRect" not in template.master.content
    change_parts(path, {MASTER: lambda content: content.replace(b'r="50000"', b'r="-50000"')})
    template = read_template(path, PLACE)
    assert b'<a:srcRect r="-50000"/>' in template.master.content
    assert sorted(Image.open(io.BytesIO(part.content)).size for part in template.parts if part.type) == [
        (20, 20),
        (40, 20),
    ]
