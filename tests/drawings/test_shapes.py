from lxml import etree

from narrate.drawings.shapes import path_data
from tests.drawings.making import cleaned, difference, drawing, painted
from tests.tables import each

SHAPES = [
    '<rect x="10.5" y="20" width="100" height="60"/>',
    '<rect x="10" y="20" width="100" height="60" rx="20"/>',
    '<rect x="10" y="20" width="100" height="60" ry="10"/>',
    '<rect x="10" y="20" width="100" height="60" rx="90" ry="15"/>',
    '<circle cx="120" cy="90" r="70"/>',
    '<ellipse cx="120" cy="90" rx="100" ry="30"/>',
    '<polygon points="10,10 200,40,90,200"/>',
    '<polyline points=" 10 10 200 40 90 200 "/>',
    '<path d="M10 10h80v30z"/>',
]


@each("shape", SHAPES)
def test_draws_the_same(shape: str):
    element = etree.fromstring(shape)
    data = path_data(element, element.tag)
    assert difference(painted(cleaned(shape)), painted(drawing(f'<path d="{data}"/>'))) < 0.001


@each(
    "shape",
    [
        "<rect/>", '<rect width="9"/>', '<rect width="-9" height="9"/>', '<circle/>', '<circle r="-1"/>', '<ellipse rx="3"/>',
        '<polygon points=""/>', "<polyline/>", "<path/>",
    ],
)  # fmt: skip
def test_what_has_no_size_draws_nothing(shape: str):
    element = etree.fromstring(shape)
    assert path_data(element, element.tag) == ""


def test_small_numbers_stay_exact():
    element = etree.fromstring('<circle cx="1e-7" cy="0" r="2e-7"/>')
    assert path_data(element, "circle").startswith("M-1e-07 0.0A2e-07 2e-07 ")
