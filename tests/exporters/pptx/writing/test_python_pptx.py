"""The installed python-pptx has the private names that are used, and only one module uses them."""

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
OURS = {"self", "cls", "etree"}  # the types of lxml have names with an underscore


@pytest.fixture
def presentation():
    return Presentation()


def test_a_package_has_relationships_that_lead_to_the_presentation(presentation):
    relationships = python_pptx.package_relationships(presentation.part.package)
    assert isinstance(relationships, python_pptx.Relationships)
    assert presentation.part in [relationship.target_part for relationship in relationships.values()]
    assert b"officeDocument" in relationships.xml


def test_reading_the_target_of_a_relationship_caches_nothing(presentation):
    relationship = presentation.part.rels["rId1"]
    before = dict(vars(relationship))
    target = python_pptx.target_of(relationship)
    assert vars(relationship) == before
    assert target is relationship.target_part


def test_a_relationship_can_be_replaced(presentation):
    relationships = presentation.part.rels
    other = relationships["rId2"]
    python_pptx.put_relationship(relationships, "rId1", other)
    assert relationships["rId1"] is other


def test_relationships_can_be_made_for_a_part_of_another_class(presentation):
    relationships = python_pptx.Relationships("/ppt/notesSlides")
    key = relationships.get_or_add("http://example.org/kind", presentation.part)
    assert key == "rId1"
    assert b'Target="../presentation.xml"' in relationships.xml


def test_content_types_are_given_by_ending_where_it_decides_them():
    names = {"/ppt/media/image1.png": "image/png", "/ppt/media/track1.vtt": "text/vtt"}
    parts = [Part(PackURI(name), kind, None, b"") for name, kind in names.items()]
    by_ending, by_part = python_pptx.content_types_by_ending_and_part(parts)
    assert by_ending["png"] == "image/png"
    assert by_part == {"/ppt/media/track1.vtt": "text/vtt"}


def test_dates_can_be_removed_from_core_properties(presentation):
    element = python_pptx.properties_element(presentation.core_properties)
    dated = element.findall("{http://purl.org/dc/terms/}modified")
    assert dated
    element.remove(dated[0])
    assert presentation.core_properties.modified is None


def private_names(source: str) -> Iterator[str]:
    """The private names of others in ``source``: imported from python-pptx, or attributes of another object."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "pptx":
            yield from (alias.name for alias in node.names if alias.name.startswith("_"))
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.endswith("__"):
            ours = isinstance(node.value, ast.Name) and node.value.id in OURS
            yield from () if ours else (node.attr,)


@each("path", sorted((SOURCES / "exporters/pptx").rglob("*.py")), ids=lambda path: path.stem)
def test_private_names_stand_in_one_module(path):
    assert bool(list(private_names(path.read_text()))) == (path == OWNER)


def test_only_the_package_for_writing_imports_python_pptx():
    importing = [
        path for path in SOURCES.rglob("*.py") if re.search(r"^\s*(from|import) pptx\b", path.read_text(), re.MULTILINE)
    ]
    assert {path.parent for path in importing} == {OWNER.parent}


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
def test_private_names_finds_private_names_and_nothing_else(source, names):
    assert list(private_names(source)) == names
