"""A drawing looks the same when it is cleaned, and holds nothing that does more than draw."""

import base64
import io
import re
import time

import pytest
from lxml import etree
from PIL import Image

from narrate.drawings.cleaning import LONGEST, MOST_BYTES
from tests.drawings.making import clean, cleaned, difference, drawing, painted
from tests.tables import each

RECT = '<rect id="a" x="40" y="40" width="200" height="120" fill="#205080"/>'

SAME = {
    "shapes": RECT + '<circle cx="300" cy="200" r="60" stroke="red" stroke-width="8"/><path d="M10 290L200 200 60 210Z"/>',
    "inherited paint": '<g fill="none" stroke="#333" stroke-width="12"><path d="M20 20L380 280"/><g fill="red"><circle cx="90" cy="200" r="50"/></g></g>',
    "transformed groups": '<g transform="translate(100,50) rotate(20) scale(.5 1.2)"><g transform="skewX(10)">' + RECT + "</g></g>",
    "style attributes": '<rect style="fill:#c03020;stroke:blue;stroke-width:6px;opacity:.5" width="200" height="200"/>',
    "a style sheet": "<style>.a{fill:#c03020} g > rect {stroke:blue;stroke-width:9} #b{fill:lime !important}</style>"
    '<g><rect class="a" width="150" height="150"/><rect id="b" style="fill:red" x="200" width="90" height="90"/></g>',
    "a style sheet in CDATA": "<style><![CDATA[ rect { fill: #c03020 } ]]></style><rect width='150' height='150' fill='blue'/>",
    "use": '<defs><g id="d"><rect width="60" height="60"/></g></defs><use xlink:href="#d" x="30" y="40" fill="red"/>'
    '<use href="#d" transform="translate(200 100) rotate(30)" x="10"/>',
    "use of what is seen": '<g id="d" fill="#205080"><circle cx="60" cy="60" r="40"/></g><use href="#d" x="200" y="100"/>',
    "use of use": '<defs><rect id="d" width="40" height="40"/><g id="e"><use href="#d"/><use href="#d" x="60"/></g></defs><use href="#e" y="100"/>',
    "a symbol": '<symbol id="s" viewBox="0 0 10 10"><circle cx="5" cy="5" r="7" fill="red"/></symbol><use href="#s" x="50" y="20" width="200" height="100"/>',
    "a nested drawing": '<svg x="50" y="50" width="200" height="100" viewBox="0 0 10 10" preserveAspectRatio="xMinYMax slice"><circle cx="5" cy="5" r="5" fill="red"/></svg>',
    "gradients": '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="100%" style="stop-color:blue"/></linearGradient>'
    '<radialGradient id="h" xlink:href="#g" cx="30%"/></defs><rect width="200" height="300" fill="url(#g)"/><rect x="200" width="200" height="300" fill="url(\'#h\')"/>',
    "a pattern": '<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><circle cx="8" cy="8" r="6"/></pattern><rect width="300" height="200" fill="url(#p)"/>',
    "a clip": '<clipPath id="c"><circle cx="150" cy="120" r="80"/></clipPath><g clip-path="url(#c)">' + RECT + "</g>",
    "a clip of use": '<defs><circle id="k" r="80"/></defs><clipPath id="c"><use href="#k" x="150" y="120"/></clipPath><g clip-path="url(#c)">' + RECT + "</g>",
    "a mask": '<mask id="m"><rect width="400" height="300" fill="#fff"/><circle cx="150" cy="120" r="50" fill="#000"/></mask><g mask="url(#m)">' + RECT + "</g>",
    "a marker": '<marker id="m" markerWidth="8" markerHeight="8" refX="4" refY="4" orient="auto"><path d="M0 0L8 4 0 8Z" fill="red"/></marker><path d="M20 20L200 200" stroke="#000" stroke-width="6" marker-end="url(#m)"/>',
    "a switch": '<switch><g systemLanguage="xx"><rect width="400" height="300"/></g>' + RECT + "<circle r='300'/></switch>",
    "lengths with units": '<rect x="1cm" y="10mm" width="50%" height="1in" fill="red"/><circle cx="50%" cy="50%" r="10%"/>',
    "hidden things": '<g display="none">' + RECT + '</g><rect visibility="hidden" width="99" height="99"/><g opacity="0"><circle r="200"/></g>',
}  # fmt: skip


@each("name", SAME)
def test_looks_the_same(name: str):
    inside = SAME[name]
    made, remarks = clean(drawing(inside))
    assert made is not None, remarks
    assert name == "a switch" or not remarks
    assert difference(painted(drawing(inside)), painted(made.content)) < 0.002
    if name != "hidden things":
        assert painted(made.content)[..., 3].any()


@pytest.mark.parametrize(
    "view", ["-200 -150 400 300", "1000 2000 4000 3000", "0 0 4 3", "0 0 200000 150000", "-.2 -.1 .4 .3"]
)
def test_begins_at_nothing_and_has_a_size_one_can_reckon_with(view: str):
    left, top, width, height = map(float, view.split())
    inside = f'<circle cx="{left + width / 4}" cy="{top + height / 3}" r="{width / 8}" fill="red"/>'
    made, remarks = clean(drawing(inside, view))
    assert made is not None, remarks
    root = etree.fromstring(made.content)
    assert [float(side) for side in root.get("viewBox").split()] == pytest.approx(
        [0, 0, width * made.scale, height * made.scale]
    )
    assert float(root.get("width")) == LONGEST
    assert 100 <= width * made.scale <= 4000
    assert difference(painted(drawing(inside, view)), painted(made.content)) < 0.002
    centre = ((left + width / 4 - made.left) * made.scale, (top + height / 3 - made.top) * made.scale)
    alpha = painted(made.content)[..., 3]
    assert alpha[round(centre[1] / (height * made.scale) * 300), round(centre[0] / (width * made.scale) * 400)] == 255


def test_a_size_in_millimetres_will_do():
    content = b'<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm"><rect width="9" height="9"/></svg>'
    made, remarks = clean(content)
    assert made is not None
    assert not remarks
    assert (made.width, made.height) == pytest.approx((377.95, 188.98), abs=0.01)


def test_is_the_same_when_it_is_cleaned_again():
    for inside in SAME.values():
        once = clean(drawing(inside))[0]
        assert once is not None
        twice = clean(once.content)[0]
        assert twice is not None
        assert difference(painted(once.content), painted(twice.content)) == 0
        assert twice.parts == once.parts


LEFT_OUT = {
    "script": '<script>alert(1)</script>',
    "script of another file": '<script href="https://example.org/a.js"/>',
    "event": '<rect onclick="alert(1)" width="9" height="9"/>',
    "event in capitals": '<rect ONLOAD="alert(1)" width="9" height="9"/>',
    "link": '<a href="https://example.org/"><rect width="9" height="9"/></a>',
    "script in a link": '<a xlink:href="javascript:alert(1)"><rect width="9" height="9"/></a>',
    "animation": '<rect width="9" height="9"><animate attributeName="x" to="9"/></rect>',
    "set": '<set attributeName="href" to="javascript:alert(1)"/>',
    "animation by style": "<style>@keyframes a{from{fill:red}} rect{animation:a 1s}</style><rect width='9' height='9'/>",
    "filter": '<filter id="f"><feImage href="https://example.org/a.png"/></filter><rect filter="url(#f)" width="9" height="9"/>',
    "filter by style": '<rect style="filter:blur(3px)" width="9" height="9"/>',
    "font": "<style>@font-face{font-family:x;src:url(https://example.org/a.woff)}</style>",
    "style for a wide screen": "<style>@media (min-width:99px){rect{fill:url(https://example.org)}}</style>",
    "an escape": r'<rect clip-path="u\72l(https://example.org/a)" width="9" height="9"/>',
    "a function": '<rect clip-path="image-set(&quot;https://example.org/a&quot; 1x)" width="9" height="9"/>',
    "an unknown element": '<hatch id="x"/>',
    "the use of nothing": '<use href="#gone"/>',
}  # fmt: skip


@each("name", LEFT_OUT)
def test_is_left_out_with_a_warning_and_its_line(name: str):
    made, remarks = clean(drawing("\n\n" + LEFT_OUT[name] + RECT))
    assert made is not None, remarks
    assert {remark.severity for remark in remarks} == {"warning"}
    assert {remark.code for remark in remarks} == {"figure-cleaned"}
    assert all("(line 3" in remark.message and remark.hint for remark in remarks), remarks
    for word in (b"script", b"example.org", b"alert", b"animat", b"font", b"filter", b"onload", b"style", b"hatch"):
        assert word not in made.content.lower()
    assert b'id="a"' in made.content


SILENT = [
    "<!-- a comment -->",
    "<title>Wirbel</title><desc>Words</desc><metadata><a:b xmlns:a='urn:a'>Somebody</a:b></metadata>",
    "<s:namedview xmlns:s='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' s:path='/home/somebody'/>",
    "<?mso-application x?>",
    '<rect width="9" height="9" data-name="Ebene 1" class="x" role="img" aria-label="x" xmlns:i="urn:i" i:label="Somebody"/>',
    '<switch><foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/"/><g><rect width="9" height="9"/></g></switch>',
]  # fmt: skip


@each("inside", SILENT)
def test_notes_of_drawing_programs_go_without_a_word(inside: str):
    made, remarks = clean(drawing(inside + RECT))
    assert made is not None
    assert not remarks
    for word in (b"Somebody", b"somebody", b"Wirbel", b"Ebene", b"<!--", b"<?", b"class", b"urn:"):
        assert word not in made.content


PNG = base64.b64encode(b"\x89PNG broken").decode()
REFUSED = {
    "no XML": ("<svg", "figure-unreadable", "well-formed"),
    "no SVG": ("<html/>", "figure-unreadable", "not SVG"),
    "no namespace": ('<svg viewBox="0 0 9 9"/>', "figure-unreadable", "not SVG"),
    "an entity of no one": (drawing("<g>&nbsp;</g>"), "figure-unreadable", "well-formed"),
    "DOCTYPE": (b'\n<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + drawing(""), "figure-unreadable", "(line 2)"),
    "laughs": (b'<!DOCTYPE s [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>' + drawing("&b;"), "figure-unreadable", "DOCTYPE"),
    "UTF-16": (drawing("").decode().encode("utf-16"), "figure-unreadable", "UTF-8"),
    "UTF-7": (b'<?xml version="1.0" encoding="utf-7"?>+ADw-svg/+AD4-', "figure-unreadable", "UTF-8"),
    "style sheet of another file": (b'<?xml-stylesheet href="a.css"?>' + drawing(""), "figure-unreadable", "xml-stylesheet"),
    "import": (drawing("\n<style>@import url(a.css);</style>"), "figure-unreadable", "(line 2)"),
    "foreignObject": (drawing("\n\n<foreignObject/>"), "figure-unreadable", "(line 3)"),
    "HTML": (drawing('<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://example.org"/>'), "figure-unreadable", "iframe"),
    "picture of the web": (drawing('<image href="https://example.org/a.png"/>'), "figure-unreadable", "example.org"),
    "picture of a file": (drawing('<image xlink:href="secret.png"/>'), "figure-unreadable", "secret.png"),
    "picture of a path": (drawing('<image href="file:///etc/passwd"/>'), "figure-unreadable", "file:"),
    "drawing in a drawing": (drawing('<image href="data:image/svg+xml;base64,AAAA"/>'), "figure-unreadable", "data:image/svg"),
    "broken picture": (drawing(f'<image href="data:image/png;base64,{PNG}"/>'), "figure-unreadable", "PNG"),
    "use of a file": (drawing('<use href="other.svg#a"/>'), "figure-unreadable", "another file"),
    "colour of a file": (drawing('<rect fill="url(other.svg#a)"/>'), "figure-unreadable", "other.svg"),
    "colour of the web": (drawing('<rect style="fill: url( \'https://example.org/a\' )"/>'), "figure-unreadable", "example.org"),
    "two colours": (drawing('<rect fill="url(#a) url(//example.org)"/>'), "figure-unreadable", "example.org"),
    "colour with an escape": (drawing(r'<rect fill="u\72l(https://example.org/a)"/>'), "figure-unreadable", "not a colour"),
    "colour of a function": (drawing('<rect fill="image-set(&quot;https://example.org/a&quot; 1x)"/>'), "figure-unreadable", "not a colour"),
    "gradient of a file": (drawing('<linearGradient href="other.svg#a"/>'), "figure-unreadable", "other.svg"),
    "use of itself": (drawing('<g id="x"><use href="#x"/></g>'), "figure-unreadable", "inside itself"),
    "use in a circle": (drawing('<defs><g id="x"><use href="#y"/></g><g id="y"><use href="#x"/></g></defs><use href="#x"/>'), "figure-unreadable", "inside itself"),
    "pattern of itself": (drawing('<pattern id="p" width="9" height="9"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="99" height="99" fill="url(#p)"/>'), "figure-unreadable", "refers to itself"),
    "gradient of itself": (drawing('<linearGradient id="p" href="#q"/><linearGradient id="q" href="#p"/>'), "figure-unreadable", "refers to itself"),
    "two of one id": (drawing('<g id="x"/>\n<g id="x"/>'), "figure-ids", "lines 1 and 2"),
    "no size": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "figure-size", "no size"),
    "percent": (b'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"/>', "figure-size", "no size"),
    "zero": (drawing("", "0 0 0 9"), "figure-size", "make a box"),
    "negative": (drawing("", "0 0 -9 9"), "figure-size", "make a box"),
    "NaN": (drawing("", "0 0 NaN 9"), "figure-size", "make a box"),
    "infinite": (drawing("", "0 0 1e999 9"), "figure-size", "make a box"),
    "huge": (drawing("", "0 0 1e9 1e9"), "figure-size", "make a box"),
    "a thread": (drawing("", "0 0 4000 1"), "figure-size", "too small"),
    "endless digits in a sheet": (
        drawing(f"<style>a{{width:{'9' * 4400}}}</style>"), "figure-size", "more than 1000 digits"
    ),
    "endless digits in a style": (drawing(f'<path style="width:{"9" * 4400}"/>'), "figure-size", "more than 1000 digits"),
    "endless digits in a colour": (
        drawing(f'<path fill="rgb({"9" * 4400},0,0)"/>'), "figure-size", "more than 1000 digits"
    ),
    "endless digits after a stop": (
        drawing(f'<path style="width:.{"9" * 4400}"/>'), "figure-size", "more than 1000 digits"
    ),
    "endless digits of a variable": (
        drawing(f'<path style="--a:{"9" * 4400};fill:var(--a)"/>'), "figure-size", "more than 1000 digits"
    ),
    "tiny": (drawing("", "0 0 .0001 .0001"), "figure-size", "too small"),
    "a thread within": (drawing('<svg width="200" height="100" viewBox="0 0 10 1e5" preserveAspectRatio="xMinYMax slice"/>'), "figure-size", "too small"),
    "path of words": (drawing('<path d="M0 0 javascript"/>'), "figure-unreadable", "cannot be read"),
    "path to infinity": (drawing('<path d="M0 0L1e99 0"/>'), "figure-unreadable", "over"),
    "no length": (drawing('<rect width="NaN" height="9"/>'), "figure-unreadable", "not a length"),
    "no points": (drawing('<polygon points="1,2 x,y"/>'), "figure-unreadable", "points"),
    "no transformation": (drawing('<g transform="scale(1e300)"/>'), "figure-unreadable", "not a valid transformation"),
    "too deep": (drawing("<g>" * 100 + "</g>" * 100), "figure-size", "deep"),
    "far too deep": (drawing("<g>" * 9000 + "</g>" * 9000), "figure-unreadable", "well-formed"),
    "too many": (drawing("<g/>" * 30_000), "figure-size", "elements"),
    "too long a path": (drawing(f'<path d="M0 0{"l1 1" * 300_000}"/>'), "figure-size", "path data"),
    "too large": (b" " * (MOST_BYTES + 1), "figure-size", "MB"),
    "laughs by use": (drawing("<defs><g id='a0'><rect width='9' height='9'/></g>" + "".join(f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 12)) + "</defs><use href='#a11'/>"), "figure-size", "repeats"),
    "laughs by pattern": (drawing("<pattern id='a0' width='9' height='9'><rect width='9' height='9'/></pattern>" + "".join(f"<pattern id='a{n}' width='9' height='9'>" + f"<rect width='9' height='9' fill='url(#a{n - 1})'/>" * 10 + "</pattern>" for n in range(1, 12)) + "<rect width='99' height='99' fill='url(#a11)'/>"), "figure-size", "patterns"),
    "a tangled style": (drawing("<style>* * * * * * * * *{fill:red}</style>"), "figure-unreadable", "complicated"),
    "a style with functions": (drawing("<style>:is(:is(:is(g)))){fill:red}</style>"), "figure-unreadable", "complicated"),
    "many rules": (drawing("<style>" + "g{fill:red}" * 5000 + "</style>"), "figure-size", "rules"),
    "long styles": (drawing("<style>" + "/* */" * 50_000 + "</style>"), "figure-size", "letters"),
}  # fmt: skip


@each("name", REFUSED)
def test_is_refused_soon_and_says_why(name: str):
    content, code, words = REFUSED[name]
    started = time.monotonic()
    made, remarks = clean(content)
    assert time.monotonic() - started < 5
    assert made is None
    assert remarks[0].severity == "error"
    assert (code, True) in {(remark.code, words in remark.message) for remark in remarks}, remarks
    assert all("\n" not in remark.message and len(remark.message) < 250 for remark in remarks)


def test_every_fault_is_told_at_once():
    _, remarks = clean(drawing('<image href="a.png"/>\n<foreignObject/>\n<script/>\n<use href="b.svg#c"/>'))
    assert [remark.severity for remark in remarks] == ["error"] * 3 + ["warning"]


def test_the_same_fault_many_times_is_said_once():
    _, remarks = clean(drawing('<rect onclick="a()"/>\n' * 50))
    assert len(remarks) == 1
    assert "(line 1 and 49 more)" in remarks[0].message


def test_words_stay_and_are_warned_of():
    made, remarks = clean(drawing('<text x="10" y="50" font-size="40">Wirbel <tspan dy="9">körper</tspan></text>'))
    assert made is not None
    assert {remark.code for remark in remarks} == {"figure-text"}
    assert "Wirbel" in "".join(etree.fromstring(made.content).itertext())


def test_a_picture_within_is_written_anew():
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Somebody's hip"
    Image.new("RGB", (3000, 200), "red").save(buffer, "JPEG", exif=exif)
    inside = (
        f'<image width="300" height="20" href="data:image/jpeg;base64,{base64.b64encode(buffer.getvalue()).decode()}"/>'
    )
    made = cleaned(inside)
    data = base64.b64decode(re.search(rb"base64,([^\"]+)", made).group(1))
    assert b"Somebody" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert image.width == 1920
    assert painted(made)[10, 100].tolist() == pytest.approx([254, 0, 0, 255], abs=3)


def test_parts_are_ids_in_the_order_of_the_drawing_and_none_of_ours():
    made, _ = clean(
        drawing('<g id="b"/><g id="a"><rect id="c" width="9" height="9"/></g><svg id="d" width="9" height="9"/>')
    )
    assert made is not None
    assert made.parts == ("b", "a", "c", "d")


def test_a_part_that_is_only_used_is_where_it_is_used_first():
    made = cleaned(
        '<defs><g id="d"><rect width="60" height="60"/></g></defs><use href="#d" x="30"/><use href="#d" x="200"/>'
    )
    root = etree.fromstring(made)
    assert [one.get("id") for one in root.iter() if one.get("id")] == ["d"]
    assert root.xpath("//*[@id='d']")[0].getparent().get("transform") == "translate(30 0)"
