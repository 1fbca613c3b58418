"""Colours that CSS names, computes or inherits are seen as a browser shows them, and none comes out black."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from narrate.drawings.colours import plain_colour
from tests.drawings.making import clean, cleaned, difference, drawing, painted
from tests.tables import each

BOX = '<rect x="40" y="40" width="300" height="200" {}/>'


def colour_at(inside: str, x: int = 190, y: int = 140) -> list[int]:
    """Red, green, blue and alpha in the middle of a clean drawing."""
    return painted(cleaned(inside))[y, x].tolist()


OAK, SKY = [201, 166, 107, 255], [14, 110, 184, 255]
VARIABLES = {
    "of the root": "<style>:root{--bone:#c9a66b}</style>" + BOX.format('fill="var(--bone)"'),
    "of the element svg": "<style>svg{--bone:#c9a66b}</style>" + BOX.format('style="fill:var(--bone)"'),
    "of a class": "<style>.b{--bone:#c9a66b} rect{fill:var(--bone)}</style>" + BOX.format('class="b"'),
    "of a style attribute": f'<g style="--bone: #c9a66b ;">{BOX.format("fill=" + chr(34) + " var( --bone ) " + chr(34))}</g>',
    "nearer wins": '<style>:root{--bone:red} g{--bone:#c9a66b}</style><g>' + BOX.format('fill="var(--bone)"') + "</g>",
    "the more exact rule wins": "<style>#a{--bone:#c9a66b} rect{--bone:red}</style>" + BOX.format('id="a" fill="var(--bone)"'),
    "an important one wins": "<style>rect{--bone:#c9a66b !important}</style>" + BOX.format('style="--bone:red" fill="var(--bone)"'),
    "of another": "<style>:root{--oak:#c9a66b;--bone:var(--oak)}</style>" + BOX.format('fill="var(--bone)"'),
    "a part of a colour": "<style>:root{--r:201;--rest:166,107}</style>" + BOX.format('fill="rgb(var(--r), var(--rest))"'),
    "a fallback": BOX.format('fill="var(--bone, #c9a66b)"'),
    "a fallback of a fallback": BOX.format('fill="var(--x, var(--y, var(--z,#c9a66b)))"'),
    "a fallback with commas": BOX.format('fill="var(--bone, rgb(201, 166, 107))"'),
    "a circle and a fallback": "<style>:root{--a:var(--b);--b:var(--a)}</style>" + BOX.format('fill="var(--a, #c9a66b)"'),
    "a circle of fallbacks": "<style>:root{--a:var(--b,red);--b:var(--a,blue)}</style>" + BOX.format('fill="var(--a, #c9a66b)"'),
    "a value taken away": "<style>:root{--bone:red} rect{--bone:initial}</style>" + BOX.format('fill="var(--bone, #c9a66b)"'),
    "capitals are others": "<style>:root{--bone:#c9a66b;--Bone:red}</style>" + BOX.format('fill="VAR(--bone)"'),
    "letters of German": "<style>:root{--fußknochen:#c9a66b}</style>" + BOX.format('fill="var(--fußknochen)"'),
    "letters of Japanese": "<style>:root{--骨:#c9a66b}</style>" + BOX.format('fill="var(--骨)"'),
    "letters of Arabic": "<style>:root{--عظم:#c9a66b}</style>" + BOX.format('fill="var(--عظم)"'),
    "registered": '<style>@property --bone{syntax:"&lt;color>";inherits:true;initial-value:#c9a66b}</style>' + BOX.format('fill="var(--bone)"'),
    "of what uses it": '<defs><g id="d">' + BOX.format('fill="var(--bone, red)"') + '</g></defs><use href="#d" style="--bone:#c9a66b"/>',
    "of a symbol": '<symbol id="s" style="--bone:#c9a66b" overflow="visible">' + BOX.format('fill="var(--bone)"') + '</symbol><use href="#s"/>',
    "a paint server": '<style>:root{--p:url(#g)}</style><linearGradient id="g"><stop stop-color="#c9a66b"/></linearGradient>' + BOX.format('fill="var(--p)"'),
    "a stop": '<style>:root{--bone:#c9a66b}</style><linearGradient id="g"><stop stop-color="var(--bone)"/></linearGradient>' + BOX.format('fill="url(#g)"'),
    "currentColor": "<style>:root{--bone:#c9a66b} svg{color:var(--bone)}</style><g>" + BOX.format('fill="currentColor"') + "</g>",
    "currentColor of what uses it": '<defs><g id="d">' + BOX.format('fill="currentcolor"') + '</g></defs><use href="#d" color="#c9a66b"/>',
    "currentColor, nearer": '<g color="red" fill="currentColor"><g color="#c9a66b">' + BOX.format("") + "</g></g>",
    "for light slides": "<style>:root{--bone:red} @media (prefers-color-scheme:light){:root{--bone:#c9a66b}}</style>" + BOX.format('fill="var(--bone)"'),
    "not for dark slides": "<style>:root{--bone:#c9a66b} @media (prefers-color-scheme: dark){:root{--bone:red}}</style>" + BOX.format('fill="var(--bone)"'),
    "not for dark screens": "<style>rect{fill:#c9a66b} @media screen and (prefers-color-scheme:dark){rect{fill:red}}</style>" + BOX.format(""),
    "a sheet for dark slides": '<style>rect{fill:#c9a66b}</style><style media="(prefers-color-scheme: dark)">rect{fill:red}</style>' + BOX.format(""),
    "a sheet for light slides": '<style media="(prefers-color-scheme:light)">rect{fill:#c9a66b}</style>' + BOX.format(""),
}  # fmt: skip


@each("name", VARIABLES)
def test_a_variable_has_its_value(name: str):
    assert colour_at(VARIABLES[name]) == OAK


def test_widths_transforms_and_words_have_variables_too():
    named = (
        "<style>:root{--w:12px;--far:120px;--half:.5;--wide:200}</style>"
        '<path d="M10 20H390" stroke="#205080" style="stroke-width:var(--w);transform:translate(0, var(--far))"/>'
        '<rect width="var(--wide)" height="50" opacity="var(--half)"/>'
    )
    plain = (
        '<path d="M10 20H390" stroke="#205080" stroke-width="12" transform="translate(0 120)"/>'
        '<rect width="200" height="50" opacity=".5"/>'
    )
    assert difference(painted(cleaned(named)), painted(cleaned(plain))) == 0


def test_what_is_used_twice_has_the_colour_of_each_use():
    inside = (
        '<defs><rect id="d" width="90" height="90" fill="var(--c)"/></defs>'
        '<use href="#d" style="--c:#c9a66b"/><use href="#d" x="200" style="--c:#0e6eb8"/>'
    )
    assert colour_at(inside, 40, 40) == OAK
    assert colour_at(inside, 240, 40) == SKY


# as Chromium shows them; lab and oklab after CSS Color 4's own examples
COMPUTED = {
    "hsl(206 86% 39%)": (14, 110, 185), "hsl(206, 86%, 39%)": (14, 110, 185), "hsl(206deg 86% 39% / 1)": (14, 110, 185),
    "hsl(0.5turn 50% 50%)": (64, 191, 191), "hsl(-120 100% 25%)": (0, 0, 128), "hsla(120,100%,25%,100%)": (0, 128, 0),
    "hwb(194 0% 0%)": (0, 195, 255), "hwb(0 60% 60%)": (128, 128, 128), "hwb(90 10% 10%)": (128, 230, 26),
    "hwb(0.25turn 40% 0%)": (179, 255, 102), "hwb(none 20% 20%)": (204, 51, 51),
    "rgb(201 166 107)": (201, 166, 107), "rgb(201 166 107 / 1)": (201, 166, 107), "RGB(100%, 0%, 50%)": (255, 0, 128),
    "rgba(201,166,107,1)": (201, 166, 107), "rgb(300 -20 0)": (255, 0, 0),
    "lab(29.2345% 39.3825 20.0664)": (125, 35, 41), "lab(52.2345% 40.1645 59.9971)": (198, 93, 6),
    "lab(0% 0 0)": (0, 0, 0), "lab(100 0 0)": (255, 255, 255), "lab(67.5345 -8.6911 -41.6019)": (98, 172, 239),
    "lch(52.2345% 72.2 56.2)": (198, 93, 6), "lch(60.2345 59.2 95.2)": (157, 147, 24), "lch(0 0 0)": (0, 0, 0),
    "lch(29.2345% 44.2 27)": (125, 35, 41), "lch(100% 0 none)": (255, 255, 255),
    "oklab(40.101% 0.1147 0.0453)": (125, 35, 41), "oklab(59.686% 0.1009 0.1192)": (198, 93, 6), "oklab(0% 0 0)": (0, 0, 0),
    "oklab(100% 0 0)": (255, 255, 255), "oklab(.65125 -0.0320 -0.1274)": (86, 145, 222),
    "oklch(40.101% 0.12332 21.555)": (125, 35, 41), "oklch(59.686% 0.15619 49.7694)": (198, 93, 6),
    "oklch(0.628 0.2577 29.23)": (255, 0, 0), "oklch(86.644% 0.2948 142.4953)": (0, 255, 0), "oklch(45.2% .3132 264.05)": (0, 0, 255),
    "color(srgb 1 .5 0)": (255, 128, 0), "color(srgb-linear 1 0.2140411 0)": (255, 127, 0), "color(display-p3 0.5 0.5 0.5)": (128, 128, 128),
    "color(xyz 0.9505 1 1.089)": (255, 255, 255), "color(xyz-d50 0.9643 1 0.8251)": (255, 255, 255),
    "light-dark(#c9a66b, #121212)": (201, 166, 107), "light-dark( rgb(1, 2, 3) , var-of-dark)": (1, 2, 3),
    "light-dark(white, black)": (255, 255, 255), "light-dark(hsl(206 86% 39%), red)": (14, 110, 185),
    "light-dark(light-dark(#010203, red), red)": (1, 2, 3), "#cd853f icc-color(acmecmyk, 0.11, 0.48, 0.83, 0.00)": (205, 133, 63),
    "CanvasText": (0, 0, 0), "canvas": (255, 255, 255),
}  # fmt: skip


@each("value", COMPUTED)
def test_a_colour_is_computed(value: str):
    found = plain_colour("fill", value)
    assert found is not None
    seen = tuple(int(found[at : at + 2], 16) for at in (1, 3, 5)) if found.startswith("#") else found
    assert seen == pytest.approx(COMPUTED[value], abs=1)


@each(
    "value",
    ["none", "#fff", "#C9A66B", "red", "rebeccapurple", "url(#g)", "url(#g) none", "inherit", "context-fill", "Navy"],
)
def test_what_every_program_knows_stays_as_it_is(value: str):
    assert plain_colour("fill", value) == value


@pytest.mark.parametrize("key", ["fill", "stroke", "color", "stop-color"])
def test_words_for_no_value_stand_for_what_they_mean(key: str):
    black = "none" if key == "stroke" else "#000000"
    assert plain_colour(key, "initial") == black
    assert plain_colour(key, "unset") == ("#000000" if key == "stop-color" else "")
    assert plain_colour(key, "") == ""


SEEN_THROUGH = {
    "rgb(201 166 107 / 50%)": 128, "rgba(201, 166, 107, .25)": 64, "#c9a66b80": 128, "hsl(38 47% 60% / .75)": 191,
    "oklch(74.7% .0885 80.5 / 20%)": 51, "hwb(38 42% 21% / 0.5)": 128, "rgb(78.8% 65.1% 42% / .5)": 128,
}  # fmt: skip


@each("value", SEEN_THROUGH)
@each("where", ["fill", "stroke"])
def test_what_is_seen_through_is_an_opacity(value: str, where: str):
    rest = 'stroke-width="180"' + (' fill="none"' if where == "stroke" else "")
    for inside in (
        BOX.format(f'{rest} {where}="{value}"'),
        f'<g {where}="{value}" {rest}>{BOX.format("")}</g>',
        f'<g color="{value}" {rest}><g {where}="currentColor">{BOX.format("")}</g></g>',
    ):
        content = cleaned(inside)
        assert b"rgba" not in content
        assert b"urrent" not in content
        red, green, blue, alpha = painted(content)[60 if where == "stroke" else 140, 190]
        assert alpha == pytest.approx(SEEN_THROUGH[value], abs=2)
        assert [red, green, blue] == pytest.approx(OAK[:3], abs=4)


def test_opacities_that_are_inherited_stay_as_they_were():
    """A child that is not seen through, in a group that is; and one that changes only how much."""
    inside = (
        '<g fill="rgba(200, 0, 0, .5)" fill-opacity=".5">'
        '<rect width="90" height="90"/><rect x="100" width="90" height="90" fill="#00c800"/>'
        '<rect x="200" width="90" height="90" fill-opacity="1"/></g><rect x="300" width="90" height="90"/>'
    )
    content = cleaned(inside)
    alphas = [int(painted(content)[45, x][3]) for x in (45, 145, 245, 345)]
    assert alphas == pytest.approx([64, 128, 128, 255], abs=2)
    assert difference(painted(drawing(inside)), painted(content)) == 0


def test_a_stop_is_seen_through():
    inside = '<linearGradient id="g"><stop stop-color="rgb(201 166 107 / 50%)" stop-opacity=".5"/></linearGradient>'
    assert colour_at(inside + BOX.format('fill="url(#g)"'))[3] == pytest.approx(64, abs=2)


LOST = {
    "not defined": (BOX.format('fill="var(--bone)"'), "--bone"),
    "not defined here": ("<style>g{--bone:red}</style><g/>" + BOX.format('fill="var(--bone)"'), "--bone"),
    "defined by itself": ("<style>:root{--a:var(--a)}</style>" + BOX.format('fill="var(--a)"'), "--a"),
    "a circle of three": ("<style>:root{--a:var(--b);--b:var(--c);--c:var(--a, red)}</style>" + BOX.format('fill="var(--b)"'), "--b"),
    "defined by nothing": ("<style>:root{--a:var(--b)}</style>" + BOX.format('stroke="var(--a)"'), "--a"),
    "an empty value": ("<style>:root{--a: ;}</style>" + BOX.format('fill="var(--a)"'), "--a"),
    "an empty fallback": (BOX.format('fill="var(--a,)"'), "--a"),
    "no name": (BOX.format('fill="var(bone)"'), "var"),
    "only for dark slides": ("<style>@media (prefers-color-scheme:dark){:root{--a:red}}</style>" + BOX.format('fill="var(--a)"'), "--a"),
    "a value of no colour": ("<style>:root{--bone:12px}</style>" + BOX.format('fill="var(--bone)"'), "not a colour"),
    "a width": (BOX.format('stroke="red" stroke-width="var(--w)"'), "--w"),
    "a colour of the text": (BOX.format('color="var(--ink)" fill="currentColor"'), "--ink"),
    "a stop": ('<linearGradient id="g"><stop stop-color="var(--bone)"/></linearGradient>' + BOX.format('fill="url(#g)"'), "--bone"),
    "a face": ('<text style="font-family:var(--face)">a</text>', "--face"),
    "a transformation": ('<g transform="rotate(var(--turn))"/>', "--turn"),
    "of another one of two uses": ('<defs><rect id="d" fill="var(--c)"/></defs><use href="#d" style="--c:red"/><use href="#d"/>', "--c"),
    "the environment": (BOX.format('fill="env(--bone)"'), "env("),
    "an attribute": (BOX.format('fill="attr(data-bone)"'), "attr("),
    "a sum": (BOX.format('stroke="red" style="stroke-width:calc(2px + 1px)"'), "calc("),
    "the greater": (BOX.format('fill-opacity="max(.2, .4)"'), "max("),
    "a sum of variables": ("<style>:root{--w:3}</style>" + BOX.format('style="stroke-width:calc(var(--w) * 2)"'), "calc("),
    "a mixture": (BOX.format('fill="color-mix(in srgb, red 20%, white)"'), "color-mix"),
    "a mixture in a variable": ("<style>:root{--a:color-mix(in oklab, red, blue)}</style>" + BOX.format('fill="var(--a)"'), "color-mix"),
    "a colour of a colour": (BOX.format('fill="rgb(from red r g b / 50%)"'), "rgb(from"),
    "a colour of print": (BOX.format('fill="device-cmyk(0 81% 81% 30%)"'), "device-cmyk"),
    "a colour of a profile": (BOX.format('fill="color(--swopc 0 70% 20% 0%)"'), "color(--swopc"),
    "a wide gamut": (BOX.format('stroke="color(rec2020 1 0 0)"'), "rec2020"),
    "three and a half": (BOX.format('fill="rgb(1 2)"'), "rgb(1 2)"),
    "no arguments": (BOX.format('fill="color()"'), "color()"),
    "no word": (BOX.format('fill="blau"'), "blau"),
    "no digits": (BOX.format('fill="#12345"'), "#12345"),
    "no sign": (BOX.format('fill="c9a66b"'), "c9a66b"),
    "what a program forgot": (BOX.format('style="fill:undefined"'), "undefined"),
}  # fmt: skip


@each("name", LOST)
def test_what_has_no_value_is_an_error_and_no_black_box(name: str):
    inside, words = LOST[name]
    made, remarks = clean(drawing("\n\n" + inside))
    assert made is None
    (error,) = [one for one in remarks if one.severity == "error"]
    assert error.code == "figure-unreadable"
    assert words in error.message
    assert "(line 3)" in error.message
    assert error.hint
    assert "\n" not in error.message
    assert len(error.message) < 250


def test_a_colour_said_before_stands_for_one_that_nobody_can_show():
    inside = BOX.format('fill="#c9a66b" style="fill:color-mix(in srgb, red, blue)"')
    made, remarks = clean(drawing(inside))
    assert made is not None
    assert [(one.severity, one.code) for one in remarks] == [("warning", "figure-cleaned")]
    assert painted(made.content)[140, 190].tolist() == OAK
    made, _ = clean(drawing("<style>rect{fill:#c9a66b;fill:color-mix(in srgb, red, blue)}</style>" + BOX.format("")))
    assert made is not None
    assert painted(made.content)[140, 190].tolist() == OAK


NESTED = "var(--a," * 300 + "red" + ")" * 300
HOSTILE = {
    "laughs": ":root{" + "".join(f"--a{n}:{f'var(--a{n - 1})' * 10};" for n in range(1, 12)) + "--a0:red}",
    "a chain": ":root{" + "".join(f"--a{n}:var(--a{n + 1});" for n in range(1, 2000)) + "--a2000:red}",
    "one for each": "*{" + "".join(f"--a{n}:{n};" for n in range(400)) + "}",
    "fallbacks in fallbacks": ":root{--a11:" + NESTED + "}",
    "parentheses": ":root{--a11:" + "(" * 400 + "}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_variables_that_grow_are_refused(name: str):
    inside = f"<style>{HOSTILE[name]}</style>" + '<g fill="var(--a11)"/>' * 200
    made, remarks = clean(drawing(inside))
    assert made is None
    assert remarks[0].severity == "error"
    assert all(len(one.message) < 250 for one in remarks)


@given(st.text(max_size=40) | st.text("rgbhslwoklcvar()#,./ %-0123456789einfdt", max_size=40))
def test_any_value_is_a_plain_colour_or_none(value: str):
    found = plain_colour("fill", value)
    assert found is None or plain_colour("fill", found) == found


@given(*(st.integers(0, 255) for _ in range(3)))
def test_red_green_and_blue_come_through_every_space(red: int, green: int, blue: int):
    wanted = f"#{red:02x}{green:02x}{blue:02x}"
    share = " ".join(f"{one / 255:.6f}" for one in (red, green, blue))
    for value in (f"rgb({red} {green} {blue})", f"color(srgb {share})", f"light-dark({wanted}, red)"):
        assert plain_colour("fill", value) in (wanted, value)


def test_cleaned_again_nothing_changes():
    for inside in (*VARIABLES.values(), *(BOX.format(f'fill="{value}"') for value in SEEN_THROUGH)):
        once = cleaned(inside)
        again = clean(once)[0]
        assert again is not None
        assert np.array_equal(painted(once), painted(again.content))
        assert etree.fromstring(once).find(".//{*}style") is None
