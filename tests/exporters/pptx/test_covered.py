"""Words that would stand on what a template draws: another layout is chosen, or it is an error if there is none."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from narrate.check import check
from narrate.errors import Problem
from tests.exporters.pptx.making_templates import (
    CONTENT,
    MASTER,
    Change,
    change_parts,
    make_template,
    shape,
    sub,
    with_shape,
)
from tests.tables import each
from tests.writing import write

TITLE, SECTION, TWO = (f"ppt/slideLayouts/slideLayout{number}.xml" for number in (1, 3, 4))
SCRIPTS = {
    "en": ("Your knee class", "What you bring", "- Your walking shoes\n\nYou bring your walking shoes.", "You learn two exercises."),
    "es": ("Su clase de rodilla", "Qué traer", "- Sus zapatos\n\nUsted trae sus zapatos.", "Usted aprende dos ejercicios."),
    "de": ("Ihr Kniekurs", "Was Sie mitbringen", "- Ihre Schuhe\n\nSie bringen Ihre Schuhe mit.", "Sie lernen zwei Übungen."),
    "ar": ("درس الركبة", "ماذا تحضر", "- حذاء المشي\n\nتحضر حذاء المشي.", "تتعلم تمرينين."),
    "ja": ("ひざの教室", "持ち物", "- 歩きやすい靴\n\n歩きやすい靴を持ってきます。", "運動を二つ習います。"),
}  # fmt: skip


def problems_of_words(folder: Path, language: str = "en", **template: object) -> list[Problem]:
    """The problems with words that would stand on something that the template ``clinic.pptx`` draws."""
    title, heading, points, sentence = SCRIPTS[language]
    write(folder / "narrate.yaml", "theme: {template: clinic.pptx}\n")
    if template:
        make_template(folder / "clinic.pptx", **template)  # type: ignore[arg-type]
    write(
        folder / f"knee/{language}.md",
        f"---\ntitle: {title}\n---\n## {heading}\n\n{points}\n\n## {title}\n\n{sentence}\n",
    )
    problems = [item for item in check([folder]) if item.code == "template" and "would stand on" in item.message]
    assert all("\n" not in str(problem) and problem.hint and problem.place.line == 1 for problem in problems)
    return problems


def band(top: int, height: int, fill: str = "tx1", left: int = 0, width: int = 1280) -> Change:
    return with_shape(shape("Band", left, top, width, height, fill))


@pytest.mark.parametrize("language", SCRIPTS)
def test_another_layout_is_chosen_where_a_band_would_hide_words(tmp_path, language):
    (problem,) = problems_of_words(tmp_path, language, changes={TITLE: band(0, 720)})
    assert problem.severity == "warning"
    assert "on the layout 'Title Slide'" in problem.message
    assert "made on 'Title Only'" in problem.hint


REPLACED = {
    "a dark half": ({TITLE: band(0, 720, left=0, width=600)}, "en", "'Title Only'"),
    "a dark half, from right to left": ({TITLE: band(0, 720, left=680, width=600)}, "ar", "'Title Only'"),
    "points on a band": ({CONTENT: band(100, 500)}, "de", ""),
    "an accent": ({TITLE: band(100, 400, "accent2")}, "es", "'Title Only'"),
    "a gradient": (
        {TITLE: lambda content: sub(r'(name="Band".*?)<a:solidFill>.*?</a:solidFill>',
            r'\1<a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="bg1"/></a:gs><a:gs pos="100000"><a:schemeClr val="tx1"/></a:gs></a:gsLst></a:gradFill>', 1
        )(band(0, 720)(content))}, "en", "'Title Only'"),
    "a pattern": (
        {TITLE: lambda content: sub(r'(name="Band".*?)<a:solidFill>.*?</a:solidFill>', r'\1<a:pattFill prst="pct50"/>', 1)(band(0, 720)(content))},
        "ja", "'Title Only'"),
}  # fmt: skip


@each("name", REPLACED)
def test_a_layout_without_decoration_replaces_one_with_decoration(tmp_path, name):
    changes, language, other = REPLACED[name]
    problems = problems_of_words(tmp_path, language, changes=changes)
    assert problems
    assert all(problem.severity == "warning" and other in problem.hint for problem in problems)


COVERED = {
    "a band on the master": ({"changes": {MASTER: band(0, 720)}}, "en"),
    "a dark foot": ({"changes": {MASTER: band(640, 80)}}, "es"),
    "a band at the top": ({"changes": {MASTER: band(40, 120, "accent1")}}, "de"),
    "the only layout": ({"changes": {CONTENT: band(0, 720)}, "keep": (1,)}, "ja"),
    "one of two": ({"changes": {CONTENT: band(0, 720, "tx2")}, "keep": (1, 5)}, "ar"),
}  # fmt: skip


@pytest.mark.parametrize("name", COVERED)
def test_words_that_no_layout_can_show_are_reported_as_one_error(tmp_path, name):
    template, language = COVERED[name]
    problems = problems_of_words(tmp_path, language, **template)
    (error,) = [problem for problem in problems if problem.severity == "error"]
    assert "'Band', #" in error.message
    assert "contrast of" in error.message


LEGIBLE = {
    "no decoration": {},
    "a pale band": {MASTER: band(0, 720, "bg2")},
    "a pale band on the title": {TITLE: band(100, 500, "bg2")},
    "a dark foot below all words": {MASTER: band(700, 20)},
    "a dark edge": {MASTER: band(0, 720, width=40)},
    "a dark half that the panel covers": {TITLE: band(0, 720, left=600, width=680)},
    "a sign in the corner": {MASTER: band(20, 80, left=1150, width=100)},
    "a band on a layout that is not used": {SECTION: band(0, 720), TWO: band(0, 720)},
    "a frame": {MASTER: sub(
        r"(</p:grpSpPr>|<p:grpSpPr/>)",
        r'\g<1><p:sp><p:nvSpPr><p:cNvPr id="90" name="Frame"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        r'<a:ext cx="12192000" cy="6858000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr></p:sp>', 1)},
}  # fmt: skip


ONLY_LEFT_TO_RIGHT = ("a sign in the corner", "a dark half that the panel covers", "a dark edge")


@each(
    ("name", "language"),
    [(name, "en") for name in LEGIBLE] + [(name, "ar") for name in LEGIBLE if name not in ONLY_LEFT_TO_RIGHT],
)
def test_legible_words_give_no_problem(tmp_path, name, language):
    assert problems_of_words(tmp_path, language, changes=LEGIBLE[name]) == []


def with_picture(path: Path, image: Image.Image, left: int, top: int, width: int, height: int) -> None:
    """Put a picture on the title layout of the template in ``path``; its frame is in px."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    relation = (
        '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
        ' Target="../media/logo.png"/></Relationships>'
    )
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="90" name="Picture"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="rId77"/>'
        f'<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{left * 9525}" y="{top * 9525}"/>'
        f'<a:ext cx="{width * 9525}" cy="{height * 9525}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    rels = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
    change_parts(
        path,
        {TITLE: with_shape(picture), rels: sub("</Relationships>", relation)},
        {"ppt/media/logo.png": buffer.getvalue()},
    )
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
    if 'Extension="png"' not in types:
        change_parts(
            path,
            {"[Content_Types].xml": sub("(<Types[^>]*>)", r'\1<Default Extension="png" ContentType="image/png"/>')},
        )


def problems_with_picture(folder: Path, image: Image.Image, *frame: int) -> list[Problem]:
    make_template(folder / "clinic.pptx")
    with_picture(folder / "clinic.pptx", image, *frame)
    return problems_of_words(folder)


def test_a_layout_with_a_dark_photograph_is_replaced_and_one_with_a_pale_photograph_stays(tmp_path):
    dark = Image.new("RGB", (128, 72), "#203040")
    (problem,) = problems_with_picture(tmp_path, dark, 0, 0, 1280, 720)
    assert "'Picture', #203040, with a contrast of" in problem.message
    assert problem.severity == "warning"
    assert problems_with_picture(tmp_path, Image.new("RGB", (128, 72), "#F4F7F9"), 0, 0, 1280, 720) == []
    assert problems_with_picture(tmp_path, dark, 600, 0, 680, 720) == []


def test_only_the_part_of_a_picture_that_shows_something_counts(tmp_path):
    image = Image.new("RGBA", (1280, 720), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((1100, 20, 1260, 80), "#203040")
    assert problems_with_picture(tmp_path, image, 0, 0, 1280, 720) == []
    ImageDraw.Draw(image).rectangle((0, 0, 600, 720), "#203040")
    assert len(problems_with_picture(tmp_path, image, 0, 0, 1280, 720)) == 1


INHERITED = {
    "titles struck through": ({MASTER: sub("(<p:titleStyle>.*?<a:defRPr )", r'\1strike="sngStrike" ', 1)}, "struck through"),
    "words struck through twice": ({MASTER: sub("(<p:bodyStyle>.*?<a:defRPr )", r'\1strike="dblStrike" ', 1)}, "struck through"),
    "words struck on one layout": (
        {CONTENT: sub("<a:lstStyle/>", '<a:lstStyle><a:lvl1pPr><a:defRPr strike="sngStrike"/></a:lvl1pPr></a:lstStyle>')},
        "the layout 'Title and Content'",
    ),
    "raised words": ({CONTENT: sub("<a:lstStyle/>", '<a:lstStyle><a:lvl1pPr><a:defRPr baseline="30000"/></a:lvl1pPr></a:lstStyle>')}, "raised or lowered"),
    "columns": ({CONTENT: sub("<a:bodyPr", '<a:bodyPr numCol="2"')}, "in columns"),
    "bent words": ({CONTENT: sub("<a:bodyPr/>", '<a:bodyPr><a:prstTxWarp prst="textArchUp"/></a:bodyPr>')}, "bent"),
}  # fmt: skip


@pytest.mark.parametrize("name", INHERITED)
def test_a_template_that_would_change_the_look_of_words_is_an_error(tmp_path, name):
    changes, message = INHERITED[name]
    problems_of_words(tmp_path, changes=changes)
    problems = [problem for problem in check([tmp_path]) if message in problem.message]
    assert problems
    assert all(problem.severity == "error" and problem.code == "template" for problem in problems)
