"""Colours as PowerPoint shows them: the values that Office writes beside its own palette."""

from lxml import etree

from narrate.sources.drawing_colours import background, colour_of, fills, mixed, read_scheme, seen_through
from tests.tables import each

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
SCHEME = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31"}


def fill(inner: str) -> etree._Element:
    return etree.fromstring(f"<a:solidFill {A}>{inner}</a:solidFill>")


@each(
    ("colour", "expected"),
    [
        ('<a:srgbClr val="0b5cad"/>', "0B5CAD"),
        ('<a:schemeClr val="tx1"/>', "000000"),
        ('<a:schemeClr val="bg2"/>', "E7E6E6"),
        ('<a:sysClr val="windowText" lastClr="000000"/>', "000000"),
        ('<a:prstClr val="white"/>', "FFFFFF"),
        # "Darker 25 %", "Lighter 40 %" and "Lighter 80 %" of the Office theme, as its colour picker names them
        ('<a:schemeClr val="accent1"><a:lumMod val="75000"/></a:schemeClr>', "2F5597"),
        ('<a:schemeClr val="accent1"><a:lumMod val="60000"/><a:lumOff val="40000"/></a:schemeClr>', "8FAADC"),
        ('<a:schemeClr val="accent2"><a:lumMod val="20000"/><a:lumOff val="80000"/></a:schemeClr>', "FBE5D6"),
        ('<a:schemeClr val="bg1"><a:lumMod val="95000"/></a:schemeClr>', "F2F2F2"),
        ('<a:schemeClr val="accent1"><a:alpha val="50000"/></a:schemeClr>', ""),
        ('<a:schemeClr val="phClr"/>', "123456"),
        ('<a:schemeClr val="nobody"/>', ""),
        ("", ""),
    ],
)
def test_a_colour(colour, expected):
    seen = seen_through(SCHEME, {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"})
    found = colour_of(fill(colour), seen, "123456")
    assert len(found) == len(expected)
    assert all(abs(int(a, 16) - int(b, 16)) <= 1 for a, b in zip(pairs(found), pairs(expected), strict=True)), found


def pairs(colour: str) -> list[str]:
    return [colour[at : at + 2] for at in range(0, len(colour), 2)]


def test_fills():
    def found(inner: str) -> list[str] | None:
        return fills(etree.fromstring(f"<p:spPr {A} {P}>{inner}</p:spPr>"), SCHEME)

    assert found("<a:noFill/>") == []
    assert found("") is None
    assert found("<a:blipFill/>") == [""]
    stops = '<a:gs pos="0"><a:srgbClr val="112233"/></a:gs><a:gs pos="1"><a:srgbClr val="445566"/></a:gs>'
    assert found(f"<a:gradFill><a:gsLst>{stops}</a:gsLst></a:gradFill>") == ["112233", "445566"]


def test_the_background_is_that_of_the_first_that_has_one():
    theme = etree.fromstring(
        f'<a:theme {A}><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:lt1><a:srgbClr val="fafafa"/></a:lt1></a:clrScheme><a:fmtScheme name="x"><a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/>'
        "</a:solidFill><a:gradFill/></a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
    assert read_scheme(theme) == {"dk1": "000000", "lt1": "FAFAFA"}

    def root(inner: str) -> etree._Element:
        return etree.fromstring(f"<p:sld {A} {P}><p:cSld>{inner}</p:cSld></p:sld>")

    plain = root('<p:bg><p:bgPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></p:bgPr></p:bg>')
    styled = root('<p:bg><p:bgRef idx="1001"><a:schemeClr val="lt1"/></p:bgRef></p:bg>')
    shaded = root('<p:bg><p:bgRef idx="1002"><a:schemeClr val="lt1"/></p:bgRef></p:bg>')
    seen = seen_through({**SCHEME, **read_scheme(theme)}, {"bg1": "lt1"})
    assert background([root(""), plain, styled], seen, theme) == ["4472C4"]
    assert background([root(""), styled], seen, theme) == ["FAFAFA"]
    assert background([shaded], seen, theme) == [""]
    assert background([root("")], seen, theme) == ["FAFAFA"]


def test_mixed():
    assert mixed("FFFFFF", "000000", 0.0) == "FFFFFF"
    assert mixed("FFFFFF", "000000", 0.5) == "808080"
