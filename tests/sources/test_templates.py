"""Templates that serve, that lack something, and that mean harm."""

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Emu

from narrate.check import check
from narrate.drawings.template_pictures import read_template
from narrate.errors import InputError, Place
from narrate.model import Layout
from narrate.sources.templates import template_warnings as warnings_of
from tests.exporters.pptx.making_templates import (
    CONTENT,
    MASTER,
    THEME,
    change_parts,
    dark,
    hidden_object,
    make_template,
    shape,
    sub,
    untyped,
    with_shape,
)
from tests.memory import peak_of
from tests.tables import each, few_quick
from tests.writing import write

PLACE = Place("narrate.yaml", 1, 19)
BACKGROUND = "<p:bg><p:bgPr>{}<a:effectLst/></p:bgPr></p:bg>"
PLAIN = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
GRADIENT = (
    '<a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="bg1"/></a:gs><a:gs pos="100000"><a:schemeClr val="accent1"/></a:gs>'
    '</a:gsLst><a:lin ang="0"/></a:gradFill>'
)


def refused(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read_template(path, PLACE)
    (problem,) = error.value.problems
    assert (problem.place, problem.code) == (PLACE, "template")
    assert problem.hint
    assert "\n" not in str(problem)
    assert len(str(problem)) < 300
    return str(problem)


def test_each_kind_of_slide_has_its_layout(tmp_path):
    template = read_template(make_template(tmp_path / "t.pptx"), PLACE)
    assert {kind: layout.name for kind, layout in template.layouts.items()} == {
        Layout.TITLE: "Title Slide",
        Layout.SECTION: "Section Header",
        Layout.TEXT: "Title and Content",
        Layout.POINTS: "Title and Content",
        Layout.SPLIT: "Two Content",
        Layout.FIGURE: "Title Only",
        Layout.PAIR: "Comparison",
        Layout.SERIES: "Title Only",
        Layout.TABLE: "Title Only",
        Layout.CLOSING: "Two Content",
    }
    title, text = template.layouts[Layout.TITLE], template.layouts[Layout.TEXT]
    assert (title.title, title.bodies) == ('type="ctrTitle"', ('type="subTitle" idx="1"',))
    assert (text.title, text.bodies, text.count) == (
        'type="title"',
        ('idx="1"',),
        'type="sldNum" sz="quarter" idx="12"',
    )
    assert (template.heading_face, template.face) == ("Arial", "Arial")
    assert template.colours["accent2"] == "B23A0E"


def test_names_serve_where_layouts_have_no_type(tmp_path):
    changes = {
        f"ppt/slideLayouts/slideLayout{number}.xml": sub(r' type="[a-zA-Z]+" preserve="1"', ' preserve="1"', 1)
        for number in range(1, 12)
    }
    changes[CONTENT] = lambda content: sub("Title and Content", "Título y objetos")(
        sub(r' type="obj" preserve="1"', ' preserve="1"', 1)(content)
    )
    template = read_template(make_template(tmp_path / "t.pptx", changes=changes), PLACE)
    assert [template.layouts[kind].kind for kind in (Layout.TITLE, Layout.TEXT, Layout.FIGURE)] == [
        "title",
        "obj",
        "titleOnly",
    ]
    names = [template.layouts[kind].name for kind in (Layout.TITLE, Layout.SECTION, Layout.TEXT, Layout.FIGURE)]
    assert names == ["Title Slide", "Section Header", "Título y objetos", "Title Only"]


def test_what_few_layouts_there_are_serve_all_kinds(tmp_path):
    template = read_template(make_template(tmp_path / "t.pptx", keep=(1,)), PLACE)
    assert {layout.name for layout in template.layouts.values()} == {"Title and Content"}
    assert set(template.layouts) == set(Layout) - {Layout.KEPT}


def test_a_dark_master_names_its_colours_through_its_map(tmp_path):
    template = read_template(make_template(tmp_path / "t.pptx", changes={MASTER: dark}), PLACE)
    assert (template.colours["tx1"], template.colours["bg1"]) == ("FFFFFF", "1B2B34")
    assert template.layouts[Layout.TEXT].ground == "1B2B34"


def test_a_potx_is_read_and_a_smaller_one_grows(tmp_path):
    path = make_template(tmp_path / "t.potx", size=(9_144_000, 5_143_500))
    change_parts(path, {"[Content_Types].xml": sub("presentationml.presentation.main", "presentationml.template.main")})
    template = read_template(path, PLACE)
    master = next(part for part in template.parts if part.name == MASTER).content.decode()
    assert 'sz="5867"' in master  # 44 pt on a slide of ten inches
    assert '<a:off x="609600"' in master


LACKING = {
    "no title": ({"keep": (6,)}, {}, "none of its 1 layouts has a title"),
    "no body": ({"keep": (5, 6)}, {}, "no layout with a title has a placeholder for text"),
    "only upright words": ({"keep": (10,)}, {}, "none of its 1 layouts has a title"),
    "4:3": ({"size": (9_144_000, 6_858_000)}, {}, "its slides are 10 × 7.5 inches, but must be 16:9"),
    "no master": ({}, {"ppt/presentation.xml": sub("<p:sldMasterIdLst>.*?</p:sldMasterIdLst>", "")}, "no slide master"),
    "a chart": (
        {},
        {CONTENT: with_shape(
            '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="50" name="Chart"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
            '<p:xfrm><a:off x="0" y="0"/><a:ext cx="999999" cy="999999"/></p:xfrm><a:graphic><a:graphicData uri="u">'
            '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId9"/></a:graphicData></a:graphic></p:graphicFrame>'
        )},
        "the layout 'Title and Content' contains an object that is not a picture",
    ),
}  # fmt: skip


@each("name", LACKING)
def test_what_a_template_lacks_is_said(tmp_path, name):
    options, changes, message = LACKING[name]
    path = make_template(tmp_path / "t.pptx", **options)
    if changes:
        change_parts(path, changes)
    assert message in refused(path)


def rubbish(path: Path) -> None:
    path.write_bytes(b"This is no presentation.")


def old(path: Path) -> None:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))


def empty_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w"):
        pass


def word_file(path: Path) -> None:
    import docx

    docx.Document().save(path)


def many_parts(path: Path) -> None:
    change_parts(path, {}, {f"ppt/media/x{number}": b"" for number in range(6000)})


def bomb(path: Path) -> None:
    change_parts(path, {}, {f"ppt/media/x{number}.bin": bytes(40_000_000) for number in range(8)})


def lying_bomb(path: Path) -> None:
    """A part that says it is small, and holds 60 MB."""
    with zipfile.ZipFile(path) as source:
        real = source.getinfo(MASTER).file_size
    change_parts(path, {MASTER: lambda content: content + b" " * 60_000_000})
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", real + 60_000_000), struct.pack("<L", real)))


def huge_xml(path: Path) -> None:
    change_parts(path, {THEME: lambda content: content + b" " * 9_000_000})


def entities(path: Path) -> None:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    change_parts(path, {THEME: sub(r"(<a:theme )", rf'<!DOCTYPE t [<!ENTITY a0 "x">{lines}]>\1', 1)})


def foreign_file(path: Path) -> None:
    change_parts(path, {THEME: sub(r"(<a:theme )", r'<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/hostname">]>\1', 1)})


def no_xml(path: Path) -> None:
    change_parts(path, {MASTER: lambda content: content[:-40]})


def gone(path: Path) -> None:
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist() if name != THEME}
    with zipfile.ZipFile(path, "w") as out:
        for name, content in parts.items():
            out.writestr(name, content)


def macros(path: Path) -> None:
    change_parts(path, {}, {"ppt/vbaProject.bin": b"\x00"})


def macro_type(path: Path) -> None:
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    other = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    change_parts(path, {"[Content_Types].xml": lambda content: content.replace(main.encode(), other.encode())})


def linked_picture(path: Path) -> None:
    relation = (
        '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
        ' Target="https://example.org/watch.png" TargetMode="External"/></Relationships>'
    )
    change_parts(path, {"ppt/slideMasters/_rels/slideMaster1.xml.rels": sub("</Relationships>", relation)})


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-300])


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        offset = source.getinfo(MASTER).header_offset
    content[offset + 200 : offset + 240] = bytes(40)
    path.write_bytes(content)


HOSTILE = {
    rubbish: "not a .pptx file",
    old: "made before PowerPoint 2007, or is protected by a password",
    empty_zip: "there is no presentation in it",
    word_file: "not a PowerPoint presentation",
    many_parts: "more than 5000 parts, or more than 300 MB",
    bomb: "more than 5000 parts, or more than 300 MB",
    huge_xml: "theme1.xml is larger than 8 MB",
    entities: "declares a document type",
    foreign_file: "declares a document type",
    no_xml: "slideMaster1.xml is not XML",
    gone: "theme1.xml is missing",
    macros: "it holds macros",
    macro_type: "it holds macros",
    linked_picture: "refers to 'https://example.org/watch.png', outside the file",
    truncated: "not a .pptx file",
    damaged: "cannot be read",
}


@pytest.mark.parametrize("plant", HOSTILE, ids=lambda plant: plant.__name__)
def test_what_is_broken_or_hostile_is_refused_with_a_line(tmp_path, plant):
    path = make_template(tmp_path / "t.pptx")
    plant(path)
    assert HOSTILE[plant] in refused(path)


def test_links_of_sample_slides_stay_behind(tmp_path):
    deck = Presentation(str(make_template(tmp_path / "t.pptx")))
    box = deck.slides[0].shapes.add_textbox(Emu(0), Emu(0), Emu(900_000), Emu(900_000))
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "our site", "https://example.org"
    deck.save(str(tmp_path / "t.pptx"))
    assert read_template(tmp_path / "t.pptx", PLACE).parts


def test_what_moves_or_leads_elsewhere_on_a_master_is_left_behind(tmp_path):
    timing = "<p:timing><p:tnLst/></p:timing>"
    tags = '<p:custDataLst><p:tags r:id="rId99"/></p:custDataLst>'
    changes = {
        CONTENT: lambda content: sub("</p:spTree>", f"</p:spTree>{tags}")(
            sub("</p:sldLayout>", f"{timing}</p:sldLayout>")(content)
        )
    }
    template = read_template(make_template(tmp_path / "t.pptx", changes=changes), PLACE)
    content = next(part for part in template.parts if part.name == CONTENT).content
    assert b"timing" not in content
    assert b"custDataLst" not in content


WARNED = {
    "a gradient": ({CONTENT: sub(r"(<p:cSld [^>]*>)", rf"\g<1>{BACKGROUND.format(GRADIENT)}")}, "is a picture, a pattern or a gradient"),
    "a coloured title": (
        {"ppt/slideLayouts/slideLayout1.xml": sub(r"(<p:cSld [^>]*>)", rf'\g<1>{BACKGROUND.format(PLAIN)}')},
        "the background of 'Title Slide' is not that of 'Title and Content'",
    ),
    "a band": ({MASTER: with_shape(shape("Band", 0, 0, 1280, 90, "accent1"))}, "'Band' (0, 0 to 1280, 90 px) stands where words may stand"),
}  # fmt: skip


@pytest.mark.parametrize("name", few_quick(WARNED))
def test_what_a_deck_does_not_take_over_is_said_once(tmp_path, name):
    changes, message = WARNED[name]
    path = make_template(tmp_path / "t.pptx", changes=changes)
    found = list(warnings_of(read_template(path, PLACE), path, PLACE))
    assert len(found) == 1
    assert message in found[0].message
    assert (found[0].severity, found[0].place) == ("warning", PLACE)


def test_decoration_in_the_margins_is_no_matter(tmp_path):
    changes = {
        MASTER: with_shape(shape("Foot", 0, 700, 1280, 20, "accent1"), shape("Logo", 1180, 8, 90, 36, "accent2", 91))
    }
    path = make_template(tmp_path / "t.pptx", changes=changes)
    assert list(warnings_of(read_template(path, PLACE), path, PLACE)) == []


def script(tmp_path: Path, look: str) -> Path:
    write(tmp_path / "script/narrate.yaml", look)
    return write(tmp_path / "script/knee/en.md", "---\ntitle: Your knee\n---\n## Rest\n\nRest, with your leg raised.\n")


def test_check_names_the_line_of_the_template(tmp_path):
    path = script(tmp_path, "organisation: Clinic\ntheme:\n  template: t.pptx\n")
    make_template(tmp_path / "script/t.pptx", keep=(6,))
    (problem,) = [one for one in check([path]) if one.severity == "error"]
    assert (Path(problem.place.file).name, problem.place.line, problem.place.column) == ("narrate.yaml", 3, 13)
    assert "t.pptx: none of its 1 layouts has a title" in problem.message
    assert "Title and Content" in problem.hint


def test_a_template_in_the_script_folder_is_no_stray_script(tmp_path):
    script(tmp_path, "theme: {template: hospital.pptx}\n")
    make_template(tmp_path / "script/hospital.pptx")
    make_template(tmp_path / "script/other.pptx")
    stray = [Path(one.place.file).name for one in check([tmp_path / "script"]) if one.code == "not-a-script"]
    assert stray == ["other.pptx"]


def test_a_template_and_a_theme_of_other_colours_contradict(tmp_path):
    path = script(tmp_path, "theme: {name: dark, template: t.pptx}\n")
    make_template(tmp_path / "script/t.pptx")
    (problem,) = [one for one in check([path]) if one.severity == "error"]
    assert "cannot be 'dark'" in problem.message
    script(tmp_path, "theme: {name: large, template: t.pptx}\n")
    assert [one for one in check([path]) if one.severity == "error"] == []


def test_no_entity_is_resolved_and_nothing_is_unpacked(tmp_path):
    """The part of 60 MB packs into little, and refusing it takes no memory to speak of."""
    path = make_template(tmp_path / "t.pptx")
    lying_bomb(path)
    assert path.stat().st_size < 2_000_000
    said: list[str] = []
    assert peak_of(lambda: said.append(refused(path))) < 30_000_000
    assert "cannot be read" in said[0]


OLE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
HIDDEN = {
    "hidden": hidden_object(),
    "hidden, in words": hidden_object('hidden="true"', (0, 0, 900_000, 900_000)),
    "of one pixel": hidden_object(""),
    "of no size": hidden_object("", (3_000_000, 3_000_000, 0, 0)),
    "to the right of the slide": hidden_object("", (12_192_000, 0, 900_000, 900_000)),
    "above the slide": hidden_object("", (0, -900_000, 900_000, 900_000)),
    "to the left of the slide": hidden_object("", (-2_000_000, 100, 900_000, 900_000)),
    "for old and new programs": hidden_object(
        "", inside=f'<mc:AlternateContent {OLE}><mc:Choice Requires="v"><p:oleObj spid="_x0000_s1026" r:id="rId77"><p:embed/></p:oleObj></mc:Choice>'
        '<mc:Fallback><p:oleObj r:id="rId77"><p:embed/></p:oleObj></mc:Fallback></mc:AlternateContent>'
    ),
    "in a choice": f'<mc:AlternateContent {OLE}><mc:Choice Requires="v">{hidden_object()}</mc:Choice><mc:Fallback>{hidden_object()}</mc:Fallback></mc:AlternateContent>',
    "in a group": '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="78" name="Group"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>' + hidden_object() + "</p:grpSp>",
    "a hidden group": '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="78" name="Group" hidden="1"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    + hidden_object("", (0, 0, 900_000, 900_000)) + "</p:grpSp>",
    "a chart": hidden_object(inside='<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId77"/>'),
    "a picture": '<p:pic><p:nvPicPr><p:cNvPr id="79" name="Data" hidden="1"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:link="rId77"/></p:blipFill><p:spPr/></p:pic>',
    "a shape with tags": '<p:sp><p:nvSpPr><p:cNvPr id="79" name="Note" hidden="1"/><p:cNvSpPr/><p:nvPr><p:custDataLst><p:tags r:id="rId77"/></p:custDataLst></p:nvPr></p:nvSpPr><p:spPr/></p:sp>',
}  # fmt: skip


@each("where", [MASTER, CONTENT])
@each("name", HIDDEN)
def test_what_nobody_sees_is_left_behind(tmp_path, name, where):
    template = read_template(make_template(tmp_path / "t.pptx", changes={where: with_shape(HIDDEN[name])}), PLACE)
    content = next(part for part in template.parts if part.name == where).content
    for word in (b"rId77", b"oleObj", b"Object 1", b"AlternateContent"):
        assert word not in content
    assert b'type="title"' in content


def test_controls_of_other_programs_are_left_behind(tmp_path):
    controls = r'\g<0><p:controls><p:control name="Flash" r:id="rId77" imgW="9" imgH="9"/></p:controls>'
    template = read_template(make_template(tmp_path / "t.pptx", changes={MASTER: sub("</p:spTree>", controls)}), PLACE)
    assert b"control" not in template.master.content


@pytest.mark.parametrize(
    "place", [(0, 0, 900_000, 900_000), (12_000_000, 0, 900_000, 900_000), (0, 0, 12_192_000, 1_587)]
)
def test_an_object_that_is_seen_is_told(tmp_path, place):
    path = make_template(tmp_path / "t.pptx", changes={CONTENT: with_shape(hidden_object("", place))})
    assert "'Title and Content' contains an object that is not a picture" in refused(path)


def test_a_placeholder_that_is_hidden_stays(tmp_path):
    change = sub(r'(<p:cNvPr id="2" name="Title 1")/>', r'\1 hidden="1"/>')
    template = read_template(make_template(tmp_path / "t.pptx", changes={CONTENT: change}), PLACE)
    assert template.layouts[Layout.TEXT].title == 'type="title"'


def test_links_on_a_master_are_left_behind(tmp_path):
    link = '<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id="rId77"/>'
    relation = (
        '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
        ' Target="https://example.org/clinic" TargetMode="External"/></Relationships>'
    )
    logo = shape("Logo", 1180, 8, 90, 36, "accent2").replace('name="Logo"/>', f'name="Logo">{link}</p:cNvPr>')
    changes = {
        MASTER: with_shape(logo),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": sub("</Relationships>", relation),
    }
    template = read_template(make_template(tmp_path / "t.pptx", changes=changes), PLACE)
    assert b"Logo" in template.master.content
    assert b"hlinkClick" not in template.master.content
    assert all("example.org" not in one.target for one in template.master.relations)


@each("name", ["House {}", "Klinik {}", "Clinique {}", "病院 {}", "مستشفى {}", ""])
def test_layouts_without_a_type_are_chosen_by_their_placeholders(tmp_path, name):
    template = read_template(make_template(tmp_path / "t.pptx", changes=untyped(name)), PLACE)
    numbers = {
        kind: int(layout.part.removesuffix(".xml").rpartition("Layout")[2]) for kind, layout in template.layouts.items()
    }
    assert numbers == {
        Layout.TITLE: 1, Layout.SECTION: 6, Layout.TEXT: 2, Layout.POINTS: 2, Layout.SPLIT: 4, Layout.FIGURE: 6,
        Layout.PAIR: 5, Layout.SERIES: 6, Layout.TABLE: 6, Layout.CLOSING: 4,
    }  # fmt: skip


@each(
    ("name", "number"),
    [("Kapitel", 3), ("Chapter", 3), ("Separador de capítulo", 3), ("Chapitre", 3), ("Trennfolie", 3), ("Sezione", 3)],
)
def test_a_section_without_a_type_is_known_by_its_name(tmp_path, name, number):
    changes = untyped()
    part = f"ppt/slideLayouts/slideLayout{number}.xml"
    without_type = changes[part]
    changes[part] = lambda content: without_type(content).replace(f"House {number}".encode(), name.encode())
    template = read_template(make_template(tmp_path / "t.pptx", changes=changes), PLACE)
    assert template.layouts[Layout.SECTION].name == name


@pytest.mark.parametrize("keep", [(1, 9), (1, 10), (8, 1, 9)])
def test_upright_words_and_pictures_are_nobodys_first_choice(tmp_path, keep):
    """Layouts for Japanese columns, and those for a picture with a caption."""
    changes = {name: change for name, change in untyped().items() if int(name[28:-4]) - 1 in keep}
    path = make_template(tmp_path / "t.pptx", keep=tuple(sorted(keep)))
    known = zipfile.ZipFile(path).namelist()
    change_parts(path, {name: change for name, change in changes.items() if name in known})
    template = read_template(path, PLACE)
    assert "Vertical" not in template.master.content.decode()
    assert {template.layouts[kind].bodies for kind in (Layout.TEXT, Layout.POINTS)} == {('idx="1"',)}


def test_a_named_template_is_no_stray_script_wherever_it_lies_and_whatever_is_wrong_with_it(tmp_path):
    write(tmp_path / "script/narrate.yaml", "theme: {template: knee/house style.pptx}\n")
    write(tmp_path / "script/knee/en.md", "---\ntitle: Your knee\n---\n## Rest\n\nRest, with your leg raised.\n")
    path = tmp_path / "script/knee/house style.pptx"
    for plant in (lambda _: None, rubbish, old, empty_zip, macros, no_xml):
        make_template(path)
        plant(path)
        for asked in (tmp_path / "script", tmp_path / "script/knee"):
            found = {one.code for one in check([asked])}
            assert "not-a-script" not in found
    write(tmp_path / "script/narrate.yaml", "theme: {template: other.pptx}\n")
    assert "not-a-script" in {one.code for one in check([tmp_path / "script"])}
    for settings in ("theme: dark\n", "theme: [\n", "theme: {template: [a]}\n", "[]\n", "theme: {template: }\n"):
        write(tmp_path / "script/narrate.yaml", settings)
        assert "not-a-script" in {one.code for one in check([tmp_path / "script"])}


def crowded(path: Path, boxes: list[str]) -> Path:
    return change_parts(make_template(path), {MASTER: with_shape(*boxes)})


def test_shapes_are_limited_in_number(tmp_path, monkeypatch: pytest.MonkeyPatch):
    boxes = [shape(f"Box {number}", 40 + number, 60, 20, 20, "accent1") for number in range(30)]
    path = crowded(tmp_path / "t.pptx", boxes)
    assert read_template(path, PLACE)
    monkeypatch.setattr("narrate.sources.templates._MOST_SHAPES", 30)
    assert "slideMaster1.xml has 35 shapes, more than 30" in refused(crowded(tmp_path / "u.pptx", boxes))
    monkeypatch.setattr("narrate.sources.templates._MOST_SHAPES", 40)
    monkeypatch.setattr("narrate.sources.templates._MOST_IN_ALL", 60)
    assert "its slide master and layouts have" in refused(crowded(tmp_path / "v.pptx", boxes))


def test_a_template_of_many_shapes_is_read_in_little_time(tmp_path):
    boxes = [shape(f"Box {number}", 40 + number, 60, 20, 20, "accent1") for number in range(1500)]
    path = crowded(tmp_path / "t.pptx", boxes)
    started = time.process_time()
    read_template(path, PLACE)
    assert time.process_time() - started < 2.5
