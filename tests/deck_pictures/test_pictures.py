"""Pictures of slides: from a folder, or painted by LibreOffice (a program that stands for it, and once the real one)."""

from __future__ import annotations

import http.server
import os
import shutil
import stat
import threading
import time

import pytest
from PIL import Image
from pypdf import PdfWriter

from narrate.deck_pictures import libreoffice, pictures_of
from narrate.errors import OutsideError
from narrate.store import Store
from tests.exporters.pptx.decks_of_others import with_parts, write_deck
from tests.tables import each

SLIDES = (
    ("One", ("Text",), "Take 5 mL.", ""),
    ("Two", ("Text",), "Rest.", ""),
    ("Three", ("Text",), "Do not drive.", ""),
)
PRINTS = """#!/bin/sh
if [ "$1" = --version ]; then echo "LibreOffice 7.4.7.2 40(Build:2)"; exit; fi
echo "$@" >> {log}
while [ $# -gt 1 ]; do if [ "$1" = --outdir ]; then cp {pdf} "$2/deck.pdf"; fi; shift; done
"""


@pytest.fixture
def deck(tmp_path):
    return write_deck(tmp_path / "talk.pptx", SLIDES, hidden=0)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A program that prints three pages, and the file that has a line for each time it printed."""
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(960, 720)
    writer.write(tmp_path / "three.pdf")
    log = tmp_path / "log"
    log.write_text("")
    return program(tmp_path, monkeypatch, PRINTS.format(log=log, pdf=tmp_path / "three.pdf")), log


def program(folder, monkeypatch, text):
    path = folder / "soffice"
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("NARRATE_SOFFICE", str(path))
    libreoffice.version_of.cache_clear()
    return path


def picture(path):
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (64, 36), (10, 20, 30)).save(path)


NAMES = [
    ("talk/Slide1.PNG", "talk/Slide2.PNG", "talk/Slide10.PNG"),
    ("talk/Folie01.jpg", "talk/Folie02.jpg", "talk/Folie10.jpg"),
    ("slides/01.png", "slides/02.png", "slides/10.png"),
    ("slides/Diapositiva1.JPEG", "slides/Diapositiva2.JPEG", "slides/Diapositiva10.JPEG"),
]


@each("names", NAMES)
def test_a_folder_of_pictures_is_taken_by_its_numbers(tmp_path, names):
    for name in names:
        picture(tmp_path / name)
    found = pictures_of(write_deck(tmp_path / "talk.pptx", SLIDES, hidden=0), Store(tmp_path / "store"), [1, 2, 10])
    assert found.made_with == ""
    assert {number: path.name for number, path in found.pictures.items()} == {
        number: name.split("/")[1] for number, name in zip((1, 2, 10), names, strict=True)
    }


def test_a_folder_that_lacks_a_slide_is_named_and_not_used(deck, store, office, tmp_path):
    picture(tmp_path / "talk/Slide1.PNG")
    found = pictures_of(deck, store, [1, 2, 3])
    assert [one.code for one in found.problems] == ["no-pictures"]
    assert "slide 2, 3" in found.problems[0].message
    assert found.made_with == "LibreOffice 7.4.7.2"


def test_pictures_are_painted_once(deck, store, office):
    _, log = office
    found = pictures_of(deck, store, [1, 3])
    assert sorted(found.pictures) == [1, 3]
    with Image.open(found.pictures[3]) as image:
        assert image.size == (1920, 1440)
    first = found.pictures[1].read_bytes()
    assert pictures_of(deck, store, [1, 3]).pictures[1].read_bytes() == first
    assert len(log.read_text().splitlines()) == 1


def test_a_changed_note_paints_nothing_again_and_a_changed_slide_does(deck, store, office):
    _, log = office
    pictures_of(deck, store, [1])
    with_parts(deck, deck, {"ppt/notesSlides/notesSlide1.xml": (b"5 mL", b"6 mL")})
    pictures_of(deck, store, [1])
    assert len(log.read_text().splitlines()) == 1
    with_parts(deck, deck, {"ppt/slides/slide1.xml": (b"Text", b"Word")})
    pictures_of(deck, store, [1])
    assert len(log.read_text().splitlines()) == 2


def test_the_deck_is_printed_from_a_copy_with_a_profile_of_its_own(deck, store, office):
    _, log = office
    pictures_of(deck, store, [1])
    words = log.read_text()
    assert "-env:UserInstallation=file:///" in words
    assert "ExportHiddenSlides" in words
    assert str(deck) not in words


def test_without_pictures_a_warning_says_what_to_do(deck, store, monkeypatch):
    monkeypatch.setenv("NARRATE_SOFFICE", "/nowhere/soffice")
    found = pictures_of(deck, store, [1, 2, 3])
    assert found.pictures == {}
    assert [one.code for one in found.problems] == ["no-pictures"]
    assert "install LibreOffice" in found.problems[0].hint


FAILS = [
    ('#!/bin/sh\nif [ "$1" = --version ]; then echo "LibreOffice 7.4"; fi; echo "Error: source file could not be loaded"\n', "could not print the slides"),
    ("#!/bin/sh\necho something else\n", "does not say which version"),
    ("#!/nowhere/sh\n", "cannot be started"),
    ('#!/bin/sh\nif [ "$1" = --version ]; then echo "LibreOffice 7.4"; exit; fi\nwhile [ $# -gt 1 ]; do if [ "$1" = --outdir ]; then echo x > "$2/deck.pdf"; fi; shift; done\n', "cannot be read"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FAILS, ids=[wanted for _, wanted in FAILS])
def test_a_program_that_fails_is_told_in_one_line(deck, store, tmp_path, monkeypatch, text, wanted):
    program(tmp_path, monkeypatch, text)
    with pytest.raises(OutsideError, match=wanted) as caught:
        pictures_of(deck, store, [1])
    assert "\n" not in str(caught.value)


def test_too_few_pages_are_told(deck, store, office):
    with pytest.raises(OutsideError, match="printed 3 slides, and there are 4"):
        pictures_of(deck, store, [1, 4])


def test_a_program_that_hangs_is_ended_with_its_children(deck, store, tmp_path, monkeypatch):
    text = '#!/bin/sh\nif [ "$1" = --version ]; then echo "LibreOffice 7.4"; exit; fi\nsleep 600 & echo $! > {}\nwait\n'
    program(tmp_path, monkeypatch, text.format(tmp_path / "child"))
    monkeypatch.setattr(libreoffice, "_START_S", 1.0)
    monkeypatch.setattr(libreoffice, "_SLIDE_S", 0.0)
    with pytest.raises(OutsideError, match="has not finished"):
        pictures_of(deck, store, [1])
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        if not _is_alive(child):
            break
        time.sleep(0.1)
    assert not _is_alive(child)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat") as state:  # noqa: PTH123
        return state.read().split()[2] != "Z"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_paints_hidden_slides_and_asks_nobody(tmp_path, store, monkeypatch):
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.delenv("NARRATE_SOFFICE", raising=False)
    deck = write_deck(tmp_path / "talk.pptx", SLIDES, hidden=2)
    address = f"http://127.0.0.1:{server.server_port}/picture.png"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    outside = f'<Relationship Id="rId77" Type="{kind}" Target="{address}" TargetMode="External"/></Relationships>'
    linked = (
        '<p:pic><p:nvPicPr><p:cNvPr id="77" name="Linked"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
        '<a:blip r:link="rId77"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    with_parts(
        deck,
        deck,
        {
            "ppt/slides/_rels/slide1.xml.rels": (b"</Relationships>", outside.encode()),
            "ppt/slides/slide1.xml": (b"</p:spTree>", linked.encode() + b"</p:spTree>"),
        },
    )
    found = pictures_of(deck, store, [1, 2, 3])
    server.shutdown()
    server.server_close()
    assert len(found.pictures) == 3
    assert asked == []
    with Image.open(found.pictures[2]) as image:
        assert image.size == (1920, 1080)
        assert len(image.getcolors(100_000) or []) > 1  # the hidden slide has words
