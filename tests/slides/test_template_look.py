"""Our tokens in a template's colours: what can be read is taken, what cannot is named."""

import pytest

from narrate.errors import InputError, Place
from narrate.model import ThemeWish
from narrate.slides import make_theme
from narrate.slides.theme import CONTRAST, LIGHT
from narrate.typeset.contrast import contrast
from tests.exporters.pptx.making_templates import COLOURS, MASTER, dark, make_template, shape, with_shape

PLACES = (("template", Place("narrate.yaml", 2, 13)), ("mark", Place("narrate.yaml", 3, 10)))
SECTION = "ppt/slideLayouts/slideLayout3.xml"


def wish(path, **own: str) -> ThemeWish:
    return ThemeWish(template=path, colours=tuple(own.items()), places=PLACES)


def problems(path, **own: str) -> list[str]:
    with pytest.raises(InputError) as error:
        make_theme(wish(path, **own))
    assert {problem.code for problem in error.value.problems} == {"contrast"}
    return [str(problem) for problem in error.value.problems]


def test_tokens_are_the_templates_colours(tmp_path):
    theme = make_theme(wish(make_template(tmp_path / "t.pptx")))
    c = theme.colours
    assert (c["ink"], c["paper"], c["dim"], c["panel"]) == ("1B2B34", "FFFFFF", "3C5564", "E9F1EE")
    assert (c["accent"], c["mark"], c["bar"], c["bar_ink"]) == ("00695C", "B23A0E", "FFFFFF", "1B2B34")
    assert set(c) == set(LIGHT)
    assert (theme.name, theme.face, theme.stretch) == ("light", "Arial", 1.0)


def test_accents_that_are_too_pale_are_passed_over(tmp_path):
    pale = {**COLOURS, "accent1": "F2C14E", "accent2": "8AD0C0", "accent3": "00695C"}
    colours = make_theme(wish(make_template(tmp_path / "t.pptx", colours=pale))).colours
    assert (colours["accent"], colours["mark"]) == ("00695C", "5E4AE3")


def test_a_dark_template_takes_dark_figures(tmp_path):
    bright = {**COLOURS, "accent1": "7FD1C2", "accent2": "FFB870", "dk2": "22363F", "lt2": "C9D8D3"}
    theme = make_theme(wish(make_template(tmp_path / "t.pptx", colours=bright, changes={MASTER: dark})))
    assert (theme.colours["paper"], theme.colours["ink"], theme.name) == ("1B2B34", "FFFFFF", "dark")


def test_a_section_has_the_ground_of_its_layout(tmp_path):
    ground = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    changes = {SECTION: lambda content: content.replace(b"<p:spTree>", ground.encode() + b"<p:spTree>", 1)}
    colours = make_theme(wish(make_template(tmp_path / "t.pptx", changes=changes))).colours
    assert (colours["bar"], colours["bar_ink"]) == ("00695C", "FFFFFF")
    assert contrast(colours["bar_dim"], colours["bar"]) >= 4.5
    assert contrast(colours["bar_line"], colours["bar"]) >= 3


def test_no_suitable_accent_is_named_with_its_ratio(tmp_path):
    pale = {**COLOURS, **{name: "F2C14E" for name in COLOURS if name.startswith(("acc", "hl"))}}
    path = make_template(tmp_path / "t.pptx", colours=pale)
    found = problems(path)
    assert len(found) == 2
    assert found[0].startswith(
        "narrate.yaml:2:13: error contrast: t.pptx: has no suitable colour for accent: the best, accent1 #F2C14E, has a"
    )
    assert 'colours: {accent: "#RRGGBB"}' in found[0]
    assert "no suitable colour for mark" in found[1]
    theme = make_theme(wish(path, accent="00695C", mark="B23A0E"))
    assert theme.colours["mark"] == "B23A0E"


def test_words_that_cannot_be_read_are_named(tmp_path):
    found = problems(make_template(tmp_path / "t.pptx", colours={**COLOURS, "dk1": "C0C0C0"}))
    assert "no suitable colour for ink: the best, tx1 #C0C0C0" in found[0]


def test_own_colours_beside_a_template_are_held_to_contrast_too(tmp_path):
    (found, *_) = problems(make_template(tmp_path / "t.pptx"), mark="EEEEEE")
    assert found.startswith("narrate.yaml:3:10: error contrast: the contrast of mark #EEEEEE on paper #FFFFFF")


def test_a_theme_on_the_command_line_goes_before_a_template_unless_it_is_of_sizes(tmp_path):
    path = make_template(tmp_path / "t.pptx")
    assert make_theme(wish(path), "contrast").colours == CONTRAST
    assert make_theme(wish(path), "contrast").template is None
    large = make_theme(wish(path), "large")
    assert (large.large, large.template, large.colours["ink"]) == (True, path, "1B2B34")


@pytest.mark.parametrize(
    ("fonts", "stretch"), [(("Arial", "Verdana"), 1.22), (("Calibri", "Arial"), 1.0), (("Nobody", "Arial"), 1.16)]
)
def test_wide_letters_get_room(tmp_path, fonts, stretch):
    theme = make_theme(wish(make_template(tmp_path / "t.pptx", fonts=fonts)))
    assert (theme.face, theme.stretch) == (fonts[1], stretch)


def test_a_shape_behind_changes_no_token(tmp_path):
    path = make_template(tmp_path / "t.pptx", changes={MASTER: with_shape(shape("Band", 0, 0, 1280, 90, "accent1"))})
    assert make_theme(wish(path)).colours["paper"] == "FFFFFF"
