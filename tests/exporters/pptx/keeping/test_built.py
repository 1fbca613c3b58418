"""A deck of somebody else, built: what changes, what stays, and what verify finds."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

import narrate
from narrate.batch.events import Finished
from narrate.errors import InputError
from narrate.exporters.pptx import PptxExporter
from narrate.exporters.verifying.edition_record import load_record
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.exporters.pptx.changed_decks import audit
from tests.exporters.pptx.decks_of_others import HIDDEN, SLIDES, TWO_CLICKS, P, with_parts, write_deck
from tests.fake_engine import FakeEngine
from tests.planting import sign

OWN = re.compile(r"ppt/media/narrate-sound(\d+\.(mp3|vtt)|\.png)")


def build(base: Path, deck: Path, output: str = "output", **options) -> Path:
    """Build ``deck`` with its slides kept, and return the folder of the edition."""
    settings = {"to": ["pptx", "html", "txt"], "editions": ["standard"], "jobs": 1, "store": base / "store", **options}
    narrate.build(deck, base / output, voice=FakeEngine(), language="en", keep_slides=True, **settings)
    return base / output / deck.stem / "en"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    base = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NARRATE_SOFFICE", "/nowhere")  # no pictures: they are tested elsewhere
        build(base, write_deck(base / "knee.pptx"))
    return base


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch):
    monkeypatch.setenv("NARRATE_SOFFICE", "/nowhere")


def parts(deck: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(deck) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_only_what_must_change_changes(made):
    before, after = parts(made / "knee.pptx"), parts(made / "output/knee/en/knee.pptx")
    changed = {name for name in before if after.get(name) != before[name]}
    voiced = [number for number in range(1, len(SLIDES) + 1) if number != HIDDEN]
    slides = {f"ppt/slides/slide{number}.xml" for number in voiced}
    relations = {f"ppt/slides/_rels/slide{number}.xml.rels" for number in voiced}
    assert changed - relations == slides | {"[Content_Types].xml"}
    assert relations - changed == {f"ppt/slides/_rels/slide{number}.xml.rels" for number in (1, 4)}  # they are silent
    added = after.keys() - before.keys()
    assert all(map(OWN.fullmatch, added))
    assert len(added) == 3 * 2 + 1  # three slides have notes
    assert list(after)[: len(before)] == list(before)


def test_the_given_file_is_not_written_to(made):
    again = made / "again.pptx"
    write_deck(again)
    assert parts(again).keys() == parts(made / "knee.pptx").keys()


def test_the_format_is_as_sound_as_it_was(made):
    assert audit(made / "output/knee/en/knee.pptx") == audit(made / "knee.pptx")


def test_built_twice_it_is_the_same(made, tmp_path):
    deck = shutil.copy(made / "knee.pptx", tmp_path / "knee.pptx")
    folder = build(tmp_path, Path(deck), store=made / "store")
    assert (folder / "knee.pptx").read_bytes() == (made / "output/knee/en/knee.pptx").read_bytes()


def test_built_from_its_own_result_it_is_the_same(made, tmp_path):
    deck = shutil.copy(made / "output/knee/en/knee.pptx", tmp_path / "knee.pptx")
    folder = build(tmp_path, Path(deck))
    assert (folder / "knee.pptx").read_bytes() == Path(deck).read_bytes()


def test_one_note_changed_changes_one_slide(made, tmp_path):
    deck = shutil.copy(made / "knee.pptx", tmp_path / "knee.pptx")
    shutil.copytree(made / "store", tmp_path / "store")
    note = next(name for name, content in parts(Path(deck)).items() if b"Walk a little every day." in content)
    with_parts(Path(deck), Path(deck), {note: (b"a little every day", b"twice every day")})
    engine = FakeEngine()
    narrate.build(deck, tmp_path / "output", to=["pptx"], editions=["standard"], voice=engine, store=tmp_path / "store",
                  language="en", keep_slides=True, jobs=1)  # fmt: skip
    before, after = parts(made / "output/knee/en/knee.pptx"), parts(tmp_path / "output/knee/en/knee.pptx")
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed <= {note, "ppt/slides/slide6.xml", "ppt/media/narrate-sound6.mp3", "ppt/media/narrate-sound6.vtt"}
    assert "ppt/media/narrate-sound6.mp3" in changed


def test_clicks_come_at_their_words(made):
    timeline = json.loads((made / "output/knee/en/timeline.json").read_text())
    segment = timeline["segments"][1]
    words = [word for sentence in segment["sentences"] for word in sentence["words"]]
    you = next(start for word, start, _ in words if word == "You")
    end = segment["sentences"][-1]["end_ms"]
    assert segment["clicks_ms"] == [you, end]
    slide = parts(made / "output/knee/en/knee.pptx")["ppt/slides/slide2.xml"].decode()
    for at in (you, end):
        assert f'nodeType="withEffect"><p:stCondLst><p:cond delay="{at - segment["start_ms"]}"/>' in slide
    assert "clickEffect" not in slide


def test_a_slide_without_notes_is_silent_and_says_its_title_elsewhere(made):
    folder = made / "output/knee/en"
    slide = parts(folder / "knee.pptx")["ppt/slides/slide4.xml"].decode()
    assert "isNarration" not in slide
    assert 'advTm="5800"' in slide
    assert "Where to call" in (folder / "knee.txt").read_text()


def test_the_hidden_slide_is_neither_changed_nor_spoken(made):
    folder = made / "output/knee/en"
    before, after = parts(made / "knee.pptx"), parts(folder / "knee.pptx")
    assert after["ppt/slides/slide5.xml"] == before["ppt/slides/slide5.xml"]
    assert "Nobody hears this" not in (folder / "knee.txt").read_text()


def test_what_stands_on_slides_is_in_the_text(made):
    text = (made / "output/knee/en/knee.txt").read_text()
    for words in ("A red box that stands for the knee joint", "Ward 4: 555 0147", "Drink water until 6 o'clock"):
        assert words in text


def check(folder: Path, store: Path) -> dict[str, tuple[str, ...]]:
    record = load_record(folder, load_manifest(folder), Store(store))
    return {one.check: one.faults for one in PptxExporter().verify(record) if not one.ok}


def test_what_was_written_has_no_fault(made):
    assert not check(made / "output/knee/en", made / "store")


SLIDE2, SLIDE3, RELATIONS3 = "ppt/slides/slide2.xml", "ppt/slides/slide3.xml", "ppt/slides/_rels/slide3.xml.rels"
FAULTS = {
    "sound of another slide": ({RELATIONS3: (b"narrate-sound3.mp3", b"narrate-sound2.mp3")}, "sounds"),
    "captions of another slide": ({RELATIONS3: (b"narrate-sound3.vtt", b"narrate-sound2.vtt")}, "captions inside"),
    "a word of the captions": ({"ppt/media/narrate-sound3.vtt": (b"worn", b"torn")}, "captions inside"),
    "a shape moved": ({SLIDE3: (b'<a:off x="5486400"', b'<a:off x="5486401"')}, "parts of the deck"),
    "a word on a slide": ({SLIDE3: (b"The knee", b"The hip")}, "parts of the deck"),
    "an effect lost": ({SLIDE2: (b'<p:strVal val="visible"/>', b'<p:strVal val="hidden"/>')}, "animations"),
    "an effect on another paragraph": ({SLIDE2: (b'st="1" end="1"', b'st="0" end="0"')}, "animations"),
    "a click of its own again": ({SLIDE2: (b'delay="indefinite"/><p:cond evt="onBegin" delay="0">', b'delay="indefinite"/><p:cond evt="onNext" delay="0">')}, "animations"),
    "the sound is hidden": ({SLIDE3: (b'name="Narration"', b'name="Narration" hidden="1"')}, "show"),
    "the sound is not called": ({SLIDE3: (b"playFrom(0.0)", b"pause")}, "show"),
    "the sound is no narration": ({SLIDE3: (b'<p:audio isNarration="1"', b'<p:audio isNarration="0"')}, "show"),
    "an advance too early": ({SLIDE3: (b'advTm="', b'advTm="1')}, "advance"),
    "a silent slide that stays": ({"ppt/slides/slide4.xml": (b'advTm="5800"', b'advTm="9800"')}, "advance"),
    "a part changed": ({"ppt/theme/theme1.xml": (b"Office", b"Orifice")}, "parts of the deck"),
    "a note changed": ({"ppt/notesSlides/notesSlide1.xml": (b"500", b"50")}, "parts of the deck"),
    "the hidden slide changed": ({"ppt/slides/slide5.xml": (b"For doctors", b"For nurses")}, "parts of the deck"),
    "the memory lost": ({SLIDE2: (b' was="', b' was="eJw')}, "parts of the deck"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_planted_fault_is_found(made, tmp_path, fault):
    changes, wanted = FAULTS[fault]
    folder = tmp_path / "knee/en"
    shutil.copytree(made / "output/knee/en", folder)
    with_parts(folder / "knee.pptx", folder / "knee.pptx", changes)
    sign(folder, "pptx")
    try:
        found = check(folder, made / "store")
    except ValueError:
        assert fault == "the memory lost"
        return
    assert wanted in found, found


def test_a_part_that_was_added_is_found(made, tmp_path):
    folder = tmp_path / "knee/en"
    shutil.copytree(made / "output/knee/en", folder)
    with zipfile.ZipFile(folder / "knee.pptx", "a") as deck:
        deck.writestr("ppt/media/more.bin", b"more")
    assert "ppt/media/more.bin was not in the deck" in check(folder, made / "store")["parts of the deck"][0]


def test_a_slide_moved_to_another_place_is_found(made, tmp_path):
    folder = tmp_path / "knee/en"
    shutil.copytree(made / "output/knee/en", folder)
    name = "ppt/presentation.xml"
    content = parts(folder / "knee.pptx")[name]
    first, second = re.findall(rb"<p:sldId [^>]*>", content)[1:3]
    with_parts(folder / "knee.pptx", folder / "knee.pptx", {name: (first + second, second + first)})
    found = check(folder, made / "store")
    assert {"parts of the deck", "sounds"} <= found.keys()


def test_verify_builds_it_again(made):
    verified = narrate.verify(made / "output", made / "store", script=made / "knee.pptx")
    assert not [fault for one in verified for finding in one.findings for fault in finding.faults]


def test_the_bytes_of_what_stays_are_copied_as_they_are_packed(made):
    def packed(deck):
        with zipfile.ZipFile(deck) as package, deck.open("rb") as file:
            found = {}
            for entry in package.infolist():
                file.seek(entry.header_offset + 30)
                found[entry.filename] = hashlib.sha256(file.read(entry.compress_size)).hexdigest(), entry.date_time
            return found

    before, after = packed(made / "knee.pptx"), packed(made / "output/knee/en/knee.pptx")
    same = [name for name in before if after[name] == before[name]]
    assert "ppt/slideMasters/slideMaster1.xml" in same
    assert len(same) > len(before) / 2


def warned(base, deck) -> list[str]:
    outcomes = []

    def on_event(event):
        if isinstance(event, Finished):
            outcomes.append(event.outcome)

    narrate.build(deck, base / "output", to=["pptx"], editions=["standard"], voice=FakeEngine(), store=base / "store",
                  language="en", keep_slides=True, jobs=1, progress=on_event)  # fmt: skip
    return [(one.place.line, one.code) for outcome in outcomes for one in outcome.problems]


def test_clicks_without_marks_are_named_and_so_are_marks_without_clicks(tmp_path):
    slides = [(*one[:2], one[2].replace("[click] You", "You"), one[3]) for one in SLIDES]
    slides[5] = (*slides[5][:2], "[click] Walk a little every day.", "")
    found = warned(tmp_path, write_deck(tmp_path / "knee.pptx", slides))
    assert [one for one in found if "kept-slide" in one] == [(2, "kept-slide"), (6, "kept-slide")]
    assert (0, "no-pictures") in found


def test_an_animation_in_two_alternatives_is_timed_in_both(tmp_path):
    around = '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    choice = '<mc:Choice xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" Requires="p14">'
    both = f"{around}{choice}{TWO_CLICKS}</mc:Choice><mc:Fallback>{TWO_CLICKS}</mc:Fallback></mc:AlternateContent>"
    slides = [(*one[:3], both if one[3] else "") for one in SLIDES]
    folder = build(tmp_path, write_deck(tmp_path / "knee.pptx", slides))
    slide = parts(folder / "knee.pptx")["ppt/slides/slide2.xml"].decode()
    assert slide.count('nodeType="withEffect"') == 4
    assert slide.count("playFrom(0.0)") == 2
    assert "clickEffect" not in slide
    assert not check(folder, tmp_path / "store")
    again = tmp_path / "again"
    again.mkdir()
    copy = shutil.copy(folder / "knee.pptx", again / "knee.pptx")
    assert (build(again, Path(copy)) / "knee.pptx").read_bytes() == Path(copy).read_bytes()


def test_a_silent_slide_keeps_an_animation_without_effects(tmp_path):
    root = '<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"/>'
    empty = f"<p:timing {P}><p:tnLst><p:par>{root}</p:par></p:tnLst></p:timing>"
    slides = [(*one[:3], empty if number in (3, 5) else one[3]) for number, one in enumerate(SLIDES)]
    deck = write_deck(tmp_path / "knee.pptx", slides)
    folder = build(tmp_path, deck)
    assert root.encode() in parts(folder / "knee.pptx")["ppt/slides/slide4.xml"]
    assert audit(folder / "knee.pptx") == audit(deck)
    assert not check(folder, tmp_path / "store")


def test_sound_outside_the_deck_is_named(tmp_path):
    deck = write_deck(tmp_path / "knee.pptx")
    audio = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/audio"
    outside = (
        f'<Relationship Id="rId99" Type="{audio}" Target="file:///C:/a.wav" TargetMode="External"/></Relationships>'
    )
    with_parts(deck, deck, {"ppt/slides/_rels/slide3.xml.rels": (b"</Relationships>", outside.encode())})
    assert (3, "kept-slide") in warned(tmp_path, deck)


def test_a_film_needs_pictures(made, tmp_path):
    deck = Path(shutil.copy(made / "knee.pptx", tmp_path / "knee.pptx"))
    with pytest.raises(InputError, match="a film shows the slides, and there are no pictures"):
        build(tmp_path, deck, to=["mp4"])
