"""What lies elsewhere on a slide, or is seen at another time, is found by the checksums of the slide model."""

import dataclasses
import zipfile

import pytest
from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.drawing import read_drawing
from narrate.exporters.pptx.verifying.places import Places
from narrate.exporters.pptx.verifying.reading_deck import read_slides
from narrate.exporters.pptx.verifying.slide_checks import SlideChecks
from narrate.exporters.verifying.edition_record import RecordSegment, load_record
from narrate.manifest import load_manifest
from narrate.store import Store

SPINE, PAIR, DO, BRING = 3, 4, 6, 7
"""The numbers of some slides of ``tests.planting.ENGLISH``."""
CENTIMETRE = 360_000


@pytest.fixture(scope="module")
def record(rich):
    folder = rich.output / "back/en"
    return load_record(folder, load_manifest(folder), Store(rich.store))


@pytest.fixture
def deck(record):
    with zipfile.ZipFile(record.folder / f"{record.name}.pptx") as opened:
        yield opened


def copy_of(deck, number):
    parts = list(read_slides(deck))[number - 1]
    return dataclasses.replace(parts, slide=etree.fromstring(etree.tostring(parts.slide)))


def shapes(slide, name):
    return [one.getparent().getparent() for one in slide.iter(f"{P}cNvPr") if one.get("name") == name]


def found(deck, record, number, parts):
    return dict(SlideChecks(deck, record.manifest).faults(parts, read_drawing(parts), number))


def effects(slide):
    return [node for node in slide.iter(f"{P}cTn") if node.get("presetClass") in ("entr", "exit", "emph")]


def delay(node):
    return node.find(f"{P}stCondLst/{P}cond")


def swap(one, other, name):
    assert one.get(name) != other.get(name)
    ours, theirs = one.get(name), other.get(name)
    one.set(name, theirs)
    other.set(name, ours)


def starts(segment: RecordSegment):
    return sorted(start - segment.start_ms for sentence in segment.sentences for _, start, _ in sentence.words)


def test_nothing_is_found_where_nothing_was_moved(deck, record):
    for number, parts in enumerate(read_slides(deck), 1):
        assert found(deck, record, number, parts) == {}


@pytest.mark.parametrize(
    ("number", "name"),
    [(SPINE, "Dot"), (SPINE, "Leader"), (SPINE, "Label"), (SPINE, "Figure"), (SPINE, "Card"), (PAIR, "Figure"),
     (BRING, "Now"), (DO, "Title"), (SPINE, "Lit")],
)  # fmt: skip
def test_a_shape_that_was_moved_is_found(deck, record, number, name):
    count = len([one for one in shapes(copy_of(deck, number).slide, name) if one.find(f"{P}spPr/{A}xfrm") is not None])
    assert count
    for index in range(count):
        parts = copy_of(deck, number)
        moved = [one for one in shapes(parts.slide, name) if one.find(f"{P}spPr/{A}xfrm") is not None][index]
        place = moved.find(f"{P}spPr/{A}xfrm/{A}off")
        place.set("y", str(int(place.get("y")) - CENTIMETRE))
        assert "pictures" in found(deck, record, number, parts), index


@pytest.mark.parametrize(
    ("axis", "by"), [("x", CENTIMETRE), ("x", -CENTIMETRE), ("y", 9525), ("x", 9525), ("y", -9525)]
)
def test_a_bend_of_a_leader_that_was_moved_is_found(deck, record, axis, by):
    parts = copy_of(deck, SPINE)
    point = next(parts.slide.iter(f"{A}pt"))
    point.set(axis, str(int(point.get(axis)) + by))
    assert "pictures" in found(deck, record, SPINE, parts)


def test_places_of_two_pictures_exchanged_are_found(deck, record):
    parts = copy_of(deck, PAIR)
    one, other = (shape.find(f"{P}spPr/{A}xfrm") for shape in shapes(parts.slide, "Figure"))
    for inside in ("off", "ext"):
        for key in ("x", "y") if inside == "off" else ("cx", "cy"):
            ours, theirs = one.find(f"{A}{inside}"), other.find(f"{A}{inside}")
            before = ours.get(key)
            ours.set(key, theirs.get(key))
            theirs.set(key, before)
    assert "pictures" in found(deck, record, PAIR, parts)


@pytest.mark.parametrize(("number", "name"), [(SPINE, "Lit"), (PAIR, "Figure")])
def test_pictures_exchanged_are_found(deck, record, number, name):
    parts = copy_of(deck, number)
    one, other = (shape.find(f"{P}blipFill") for shape in shapes(parts.slide, name) if shape.tag == f"{P}pic")
    ours, theirs = one.getparent(), other.getparent()
    ours.replace(one, etree.fromstring(etree.tostring(other)))
    theirs.replace(other, one)
    assert "pictures" in found(deck, record, number, parts)


@pytest.mark.parametrize("number", [SPINE, PAIR, DO, BRING])
def test_effects_of_two_shapes_exchanged_are_found(deck, record, number):
    times: dict[str, list[str]] = {}
    slide = copy_of(deck, number).slide
    names = {properties.get("id"): properties.get("name") for properties in slide.iter(f"{P}cNvPr")}
    for node in effects(slide):
        times.setdefault(node.find(f".//{P}spTgt").get("spid"), []).append(delay(node).get("delay"))
    ids = [id_ for id_ in times if names[id_] == "Now"]
    others = [id_ for id_ in ids if times[id_] != times[ids[0]]]
    assert others
    for other in others:
        parts = copy_of(deck, number)
        turned = {ids[0]: other, other: ids[0]}
        for target in parts.slide.iter(f"{P}spTgt"):
            target.set("spid", turned.get(target.get("spid"), target.get("spid")))
        assert "show" in found(deck, record, number, parts), other


@pytest.mark.parametrize("number", [SPINE, PAIR, DO, BRING])
def test_changes_at_the_start_of_another_word_are_found(deck, record, number):
    slide = copy_of(deck, number).slide
    words = starts(record.segments[number - 1])
    times = sorted({int(delay(node).get("delay")) for node in effects(slide)} - {0})
    assert times
    for time in times:
        for step in (1, -1):
            later = [word for word in words if (word > time if step == 1 else word < time)]
            if not later:
                continue
            parts = copy_of(deck, number)
            for node in effects(parts.slide):
                if delay(node).get("delay") == str(time):
                    delay(node).set("delay", str(later[0] if step == 1 else later[-1]))
            assert "show" in found(deck, record, number, parts), (time, step)


def test_an_edition_without_checksums_is_told(deck, record):
    (found_there,) = Places(deck).faults(copy_of(deck, SPINE), "")
    assert "build the edition again" in found_there[1]
