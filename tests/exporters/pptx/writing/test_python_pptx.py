"""python-pptx, as it is installed, has the private names that a deck is written with; one module alone uses them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

import narrate
from narrate.exporters.pptx.writing import python_pptx
from tests.tables import each

SOURCES = Path(narrate.__file__).parent
OWNER = Path(python_pptx.__file__)
OURS = {"self", "cls", "etree"}  # lxml names its own types so


@pytest.fixture
def presentation():
    return Presentation()


def test_a_package_has_relationships_that_lead_to_the_presentation(presentation):
    relationships = python_pptx.package_relationships(presentation.part.package)
    assert isinstance(relationships, python_pptx.Relationships)
    assert presentation.part in [relationship.target_part for relationship in relationships.values()]
    assert b"officeDocument" in relationships.xml


def test_a_relationship_leads_to_its_target_and_does_not_remember_that_it_was_asked(presentation):
    relationship = presentation.part.rels["rId1"]
    before = dict(vars(relationship))
    target = python_pptx.target_of(relationship)
    assert vars(relationship) == before
    assert target is relationship.target_part


def test_a_relationship_can_stand_in_anothers_place(presentation):
    relationships = presentation.part.rels
    other = relationships["rId2"]
    python_pptx.put_relationship(relationships, "rId1", other)
    assert relationships["rId1"] is other


def test_relationships_are_made_for_a_part_that_is_not_python_pptxs_own(presentation):
    relationships = python_pptx.Relationships("/ppt/notesSlides")
    key = relationships.get_or_add("http://example.org/kind", presentation.part)
    assert key == "rId1"
    assert b'Target="../presentation.xml"' in relationships.xml


def test_content_types_go_by_ending_where_that_tells_them():
    names = {"/ppt/media/image1.png": "image/png", "/ppt/media/track1.vtt": "text/vtt"}
    parts = [Part(PackURI(name), kind, None, b"") for name, kind in names.items()]
    by_ending, by_part = python_pptx.content_types_by_ending_and_part(parts)
    assert by_ending["png"] == "image/png"
    assert by_part == {"/ppt/media/track1.vtt": "text/vtt"}


def test_dates_can_be_taken_from_core_properties(presentation):
    element = python_pptx.properties_element(presentation.core_properties)
    dated = element.findall("{http://purl.org/dc/terms/}modified")
    assert dated
    element.remove(dated[0])
    assert presentation.core_properties.modified is None


def private_names(source: str) -> Iterator[str]:
    """The private names in ``source`` that belong to somebody else, imported from python-pptx or looked up in an object."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "pptx":
            yield from (alias.name for alias in node.names if alias.name.startswith("_"))
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.endswith("__"):
            ours = isinstance(node.value, ast.Name) and node.value.id in OURS
            yield from () if ours else (node.attr,)


@each("path", sorted((SOURCES / "exporters/pptx").rglob("*.py")), ids=lambda path: path.stem)
def test_private_names_stand_in_one_module(path):
    assert bool(list(private_names(path.read_text()))) == (path == OWNER)


def test_only_the_room_for_writing_knows_python_pptx():
    knowing = [
        path for path in SOURCES.rglob("*.py") if re.search(r"^\s*(from|import) pptx\b", path.read_text(), re.MULTILINE)
    ]
    assert {path.parent for path in knowing} == {OWNER.parent}


@each(
    ("source", "names"),
    [
        ("from pptx.opc.package import _Relationships", ["_Relationships"]),
        ("tree = slide.shapes._spTree", ["_spTree"]),
        ("relations = part.rels._rels", ["_rels"]),
        ("def f(part):\n    from pptx.opc.serialized import PackageWriter, _ContentTypesItem", ["_ContentTypesItem"]),
        ("title = shapes.title._element.addnext(picture)", ["_element"]),
        ("class A:\n    def f(self):\n        return self._kept", []),
        ("kind = type(part).__name__", []),
    ],
)
def test_the_judge_sees_private_names_and_nothing_else(source, names):
    assert list(private_names(source)) == names
