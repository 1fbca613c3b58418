"""The outline of a part encloses what the part shows: compared with what typst paints of it."""

import math

import pytest

from narrate.drawings.cleaning import clean_svg
from narrate.drawings.outlines import outline_of
from narrate.drawings.picture_problems import Remarks
from tests.conftest import SAMPLE
from tests.drawings.making import area_of, clean, cleaned, difference, drawing, painted
from tests.tables import each

RECT = '<rect x="100" y="60" width="120" height="80"/>'
# each draws a part, its fill without a line, so that what is painted is what its outline encloses
PARTS = {
    "a rectangle": f'<g id="part">{RECT}</g>',
    "itself a shape": '<rect id="part" x="100" y="60" width="120" height="80"/>',
    "round corners": '<rect id="part" x="100" y="60" width="120" height="80" rx="30"/>',
    "a circle": '<circle id="part" cx="200" cy="150" r="90"/>',
    "an ellipse": '<ellipse id="part" cx="200" cy="150" rx="150" ry="40"/>',
    "a polygon": '<polygon id="part" points="50,50 300,80 200,280"/>',
    "a polyline": '<polyline id="part" points="50,50 300,80 200,280 60 200"/>',
    "curves and arcs": '<path id="part" d="M50 150C50 20 200 20 200 150S350 280 350 150A100 60 20 0 1 250 60Q200 280 50 150Z"/>',
    "relative": '<path id="part" d="m50 50h100v60q20 40 -30 40t-60 10z"/>',
    "two that overlap": f'<g id="part">{RECT}<circle cx="210" cy="100" r="60"/></g>',
    "two apart": f'<g id="part">{RECT}<circle cx="330" cy="240" r="30"/></g>',
    "turned": f'<g id="part" transform="rotate(30 160 100)">{RECT}</g>',
    "in groups that are moved": f'<g transform="translate(40 30)"><g transform="scale(.5 1.5)"><g id="part">{RECT}</g></g></g>',
    "mirrored and skewed": f'<g transform="matrix(-1 .3 .2 1 330 0)"><g id="part">{RECT}</g></g>',
    "with a hole": '<path id="part" fill-rule="evenodd" d="M50 50h200v200h-200zM100 100h100v100h-100z"/>',
    "with a hole by direction": '<path id="part" d="M50 50h200v200h-200zM100 100v100h100v-100z"/>',
    "no hole": '<path id="part" d="M50 50h200v200h-200zM100 100h100v100h-100z"/>',
    "evenodd from above": '<g fill-rule="evenodd"><path id="part" d="M50 50h200v200h-200zM100 100h100v100h-100z"/></g>',
    "used": f'<defs><g id="d">{RECT}</g></defs><g id="part"><use href="#d" x="-50"/><use href="#d" y="120"/></g>',
    "a symbol": f'<symbol id="s" viewBox="100 60 120 80"><g>{RECT}</g></symbol><use id="part" href="#s" x="30" y="30" width="300" height="200"/>',
    "a nested drawing": f'<svg id="part" x="20" y="20" width="100" height="60" viewBox="0 0 400 300">{RECT}</svg>',
    "clipped": f'<clipPath id="c"><circle cx="110" cy="70" r="60"/></clipPath><g id="part" clip-path="url(#c)">{RECT}</g>',
    "clipped above": f'<clipPath id="c"><circle cx="110" cy="70" r="60"/></clipPath><g clip-path="url(#c)" transform="translate(20 9)"><g id="part">{RECT}</g></g>',
    "clipped within": f'<clipPath id="c" transform="rotate(9)"><path d="M0 0h160v300z"/></clipPath><g id="part">{RECT}<circle clip-path="url(#c)" cx="200" cy="180" r="90"/></g>',
    "clipped by its box": f'<clipPath id="c" clipPathUnits="objectBoundingBox"><circle cx=".5" cy=".5" r=".5"/></clipPath><g id="part" clip-path="url(#c)">{RECT}</g>',
    "partly hidden": f'<g id="part">{RECT}<g display="none"><circle r="200"/></g><circle visibility="hidden" r="200"/><circle opacity="0" r="200"/><circle style="display:none" r="200"/><circle fill="none" r="200"/></g>',
    "shown within hidden": f'<g visibility="hidden"><g id="part"><circle r="90"/><g visibility="visible">{RECT}</g></g></g>',
    "hidden by a style sheet": f'<style>.h{{display:none}} .v{{visibility:hidden}}</style><g id="part">{RECT}<circle class="h" r="200"/><circle class="v" r="200"/></g>',
    "a line": '<line id="part" x1="50" y1="50" x2="300" y2="200" stroke="#000" stroke-width="14" stroke-linecap="round"/>',
    "lines alone": '<g id="part" fill="none" stroke="#000" stroke-width="20" stroke-linecap="round" stroke-linejoin="round"><path d="M50 50L200 200 350 60"/></g>',
    "a ring": '<circle id="part" cx="200" cy="150" r="90" fill="none" stroke="#000" stroke-width="30"/>',
    "a line that is stretched": '<g transform="scale(3 .7)"><path id="part" fill="none" stroke="#000" stroke-width="20" stroke-linecap="round" d="M20 80L100 300"/></g>',
    "tiny": '<circle id="part" cx="200" cy="150" r="1.5"/>',
    "a picture": '<image id="part" x="50" y="60" width="100" height="80" preserveAspectRatio="none" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="/>',
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", PARTS)
def test_encloses_what_is_painted(name: str):
    svg = cleaned(PARTS[name])
    outline = outline_of(svg, "part")
    assert outline is not None
    there = painted(svg, 1200, 900)[..., 3]
    traced = painted(drawing(f'<path d="{outline.path}" fill="#000" fill-rule="evenodd"/>'), 1200, 900)[..., 3]
    assert there.any()
    assert abs(there - traced).sum() / 255 < max(0.01 * there.sum() / 255, 12 if name == "tiny" else 60)
    rows, columns = there.any(axis=1).nonzero()[0], there.any(axis=0).nonzero()[0]
    shown = (columns[0] / 3, rows[0] / 3, (columns[-1] + 1) / 3, (rows[-1] + 1) / 3)
    assert outline.bounds == pytest.approx(shown, abs=1)


@pytest.mark.parametrize("view", ["0 0 4 3", "-.02 -.01 .04 .03", "-200000 0 400000 300000", "1000 1000 400 300"])
def test_at_any_scale(view: str):
    left, top, width, height = map(float, view.split())
    made = clean(
        drawing(f'<circle id="part" cx="{left + width / 2}" cy="{top + height / 2}" r="{height / 4}"/>', view)
    )[0]
    outline = outline_of(made.content, "part")
    share = area_of(outline.path, made.width, made.height, 400 / made.width) / (made.width * made.height)
    assert share == pytest.approx(math.pi / 16 * 3 / 4, rel=0.01)
    assert outline.middle == pytest.approx((made.width / 2, made.height / 2))


@each(
    "inside",
    [
        '<g id="part"/>',
        '<g id="part" display="none"><rect width="99" height="99"/></g>',
        '<g display="none"><g id="part"><rect width="99" height="99"/></g></g>',
        '<g opacity="0"><rect id="part" width="99" height="99"/></g>',
        '<g visibility="hidden"><rect id="part" width="99" height="99"/></g>',
        '<rect id="part" width="0" height="99" fill="none"/>',
        '<rect id="part" fill="none" width="99" height="99"/>',
        '<rect id="part" transform="scale(0)" width="99" height="99"/>',
        '<clipPath id="part"><rect width="99" height="99"/></clipPath>',
        '<clipPath id="c"><rect width="9" height="9"/></clipPath><rect id="part" clip-path="url(#c)" x="50" width="99" height="99"/>',
        '<defs><pattern id="p" width="9" height="9"><rect id="part" width="9" height="9"/></pattern></defs>',
        '<line id="part" x1="0" x2="9" y1="0" y2="9"/>',
        "",
    ],
)
def test_what_shows_nothing_has_none(inside: str):
    assert outline_of(cleaned(inside), "part") is None


def test_only_the_contour_counts_where_there_is_one():
    svg = cleaned(
        f'<g id="part"><circle r="150"/><g><path data-contour="true" fill="none" d="M50 50h60v60h-60z"/></g>{RECT}</g>'
    )
    assert outline_of(svg, "part").bounds == pytest.approx((50, 50, 110, 110))


def test_a_part_of_thousands_of_shapes_is_traced_soon_by_their_boxes():
    dots = "".join(f'<circle cx="{n % 100 * 4 + 2}" cy="{n // 100 * 9 + 2}" r="1.8"/>' for n in range(3_000))
    svg = clean(drawing(f'<g id="part">{dots}</g>'))[0].content
    outline = outline_of(svg, "part")
    assert outline.bounds == pytest.approx((0.2, 0.2, 399.8, 264.8), abs=0.5)
    assert len(outline.path) < 100  # a box and no dot


@pytest.mark.slow
def test_the_parts_of_the_sample_are_all_seen():
    count = 0
    for path in sorted(SAMPLE.glob("*/figures/*.svg")):
        remarks = Remarks()
        made = clean_svg(path.read_bytes(), remarks)
        assert not remarks.all()
        assert difference(painted(path.read_bytes(), 688, 720), painted(made.content, 688, 720)) < 0.001
        for part in made.parts:
            outline = outline_of(made.content, part)
            assert outline is not None, (path.name, part)
            count += 1
    assert count > 300
