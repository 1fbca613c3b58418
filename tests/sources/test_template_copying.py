"""The copy of a part holds only elements, attributes and values that are known to draw something."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from narrate.drawings.template_pictures import read_template
from narrate.errors import InputError, Place
from narrate.sources.packages import PackageFault
from narrate.sources.template_copying import clean_copy, with_fallbacks
from tests.exporters.pptx.making_templates import MASTER, make_template, shape, sub
from tests.exporters.pptx.private_templates import words
from tests.tables import each

PLACE = Place("narrate.yaml", 1, 19)
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
SHEET = (
    f'<p:sldLayout {_NAMESPACES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    f"{shape('Band', 0, 0, 100, 100, 'accent1')}{words('Riverside')}</p:spTree></p:cSld></p:sldLayout>"
)
PRIVATE = "ZqMeierPrivat"


@settings(max_examples=150, deadline=None)
@given(
    where=st.integers(0, 40),
    what=st.sampled_from(["attribute", "a:x", "p:x", "mc:x", "tail", "text", "a:extLst", "p:extLst", "a:hlinkClick", "name"]),
)  # fmt: skip
def test_what_is_not_known_to_draw_is_never_copied(where, what):
    root = etree.fromstring(SHEET)
    elements = [element for element in root.iter(etree.Element) if element.tag.rpartition("}")[2] != "t"]
    element = elements[where % len(elements)]
    if what == "attribute":
        element.set(PRIVATE, PRIVATE)
        element.set(f"{{http://example.org/{PRIVATE}}}by", PRIVATE)
    elif what == "tail":
        element.tail = PRIVATE
    elif what == "text":
        element.text = PRIVATE
    elif what == "name":
        element.set("matchingName", PRIVATE)
    else:
        prefix, _, local = what.partition(":")
        etree.SubElement(element, f"{{{root.nsmap[prefix]}}}{local}", {"by": PRIVATE}).text = PRIVATE
    made = etree.tostring(clean_copy("part", "the layout", root, {})).decode()
    assert PRIVATE not in made
    assert "Riverside" in made


VALUES = ["", "x", "1e9", "NaN", "Dr Meier", "12345678901234567890", "\u0663", "1 2"]


@settings(max_examples=100, deadline=None)
@given(value=st.sampled_from(VALUES), where=st.integers(0, 60))
def test_a_value_of_another_kind_is_left_out_or_refused(value, where):
    root = etree.fromstring(SHEET)
    places = [
        (element, name)
        for element in root.iter(etree.Element)
        for name in element.keys()  # noqa: SIM118
        if name in ("id", "x", "y", "cx", "cy", "lang", "txBox", "wrap", "prst", "val")
    ]
    element, name = places[where % len(places)]
    element.set(name, value)
    try:
        made = clean_copy("part", "the layout", root, {})
    except PackageFault as fault:
        said = str(fault)
    else:
        said = ""
    if said:
        assert "its part part has" in said
        return
    values = [found.get(name) for found in made.iter(element.tag)]
    assert value not in values or re.fullmatch(r"\w{1,40}", value)


def test_the_form_for_old_programs_is_taken():
    choice = (
        f"<p:spTree {_NAMESPACES}><mc:AlternateContent><mc:Choice Requires='v'><p:new/></mc:Choice><mc:Fallback><p:one/><p:two/></mc:Fallback>"
        "</mc:AlternateContent><p:three/><mc:AlternateContent><mc:Choice Requires='v'><p:new/></mc:Choice></mc:AlternateContent></p:spTree>"
    )
    names = [element.tag.rpartition("}")[2] for element in with_fallbacks(etree.fromstring(choice))]
    assert names == ["one", "two", "three"]


LACKING = ["p:spPr", "p:nvPr", "p:cNvSpPr", "a:bodyPr", "p:grpSpPr"]


@each("name", LACKING)
def test_a_part_that_would_make_an_invalid_deck_is_refused(tmp_path, name):
    prefix, _, local = name.partition(":")
    pattern = rf"<{prefix}:{local}(\s[^>]*)?/>|<{prefix}:{local}[\s>].*?</{prefix}:{local}>"
    path = make_template(tmp_path / "t.pptx", changes={MASTER: sub(pattern, "", 1)})
    with pytest.raises(InputError, match=f"has no {local} in"):
        read_template(path, PLACE)
