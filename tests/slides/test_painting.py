"""Pictures: painted once, the same bytes twice, no dearer for being many, with codes that a camera reads."""

import time
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from narrate.errors import InputError
from narrate.model import Role, ThemeWish
from narrate.slides import Painter, lay_out, make_theme, paginate
from narrate.store import Store
from tests.slides.making import LIGHT, Maker, figure, script_of
from tests.slides.test_layout import every_kind


def painted(script, store, theme=LIGHT, wanted=None):
    """The pictures of every slide at rest, or those wanted, and how many had to be painted."""
    deck = lay_out(paginate(script, theme), theme)
    count = []
    painter = Painter(deck, script.language, store, lambda: count.append(1))
    return painter.paint(wanted or [(n, None) for n in range(len(deck.slides))]), len(count)


def pixels(picture, width=1920):
    with Image.open(picture.path) as image:
        assert image.size == (1920, 1080)
        size = (width, width * 9 // 16)
        small = image.convert("RGB") if width == 1920 else image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    return np.asarray(small)


def ten(changed=-1, count=10):
    make = Maker()
    return script_of(*[make(f"Sentence {n}{'!' if n == changed else '.'}", heading=f"Slide {n}") for n in range(count)])


def test_a_second_run_paints_nothing_and_a_change_paints_one(store):
    first, count = painted(ten(), store)
    assert count == 10
    again, count = painted(ten(), store)
    assert count == 0
    assert again == first
    changed, count = painted(ten(changed=4), store)
    assert count == 1
    assert [a == b for a, b in zip(first, changed, strict=True)].count(False) == 1


def test_the_same_bytes_twice_in_any_company(tmp_path, store):
    one, _ = painted(every_kind(tmp_path), store)
    other, _ = painted(every_kind(tmp_path), Store(tmp_path / "other"))
    assert [p.path.read_bytes() for p in one] == [p.path.read_bytes() for p in other]
    alone, _ = painted(every_kind(tmp_path), Store(tmp_path / "third"), wanted=[(6, None)])
    assert alone[0].path.read_bytes() == one[6].path.read_bytes()
    assert pixels(one[0]).shape == (1080, 1920, 3)


@pytest.mark.slow
def test_a_state_is_the_rest_with_its_mark(tmp_path, store):
    script = every_kind(tmp_path)
    deck = lay_out(paginate(script, LIGHT), LIGHT)
    painter = Painter(deck, "en", store)
    for number, slide in enumerate(deck.slides):
        rest, *states = map(pixels, painter.paint([(number, None), *[(number, s) for s in range(len(slide.states))]]))
        for state, picture in zip(slide.states, states, strict=True):
            changed = (rest != picture).reshape(1080, -1)
            rows, columns = (np.flatnonzero(changed.any(axis=axis)) for axis in (1, 0))
            if state.current is None:
                assert not len(rows)
                continue
            top, low = rows[[0, -1]] / 1.5
            left, right = columns[[0, -1]] // 3 / 1.5
            boxes = list(slide.marks[state.current].boxes)
            boxes += [box for box in slide.boxes if slide.dims and box.role in (Role.TITLE, Role.BODY)]
            assert left >= min(box.x for box in boxes) - 1
            assert top >= min(box.y for box in boxes) - 1
            assert right <= max(box.x + box.width for box in boxes) + 1
            assert low <= max(box.y + box.height for box in boxes) + 12


def test_a_changed_figure_is_painted_again(tmp_path, store):
    one = figure(tmp_path)
    script = script_of(Maker()("See.", heading="H", figures=[one]))
    painted(script, store)
    one.path.write_text(one.path.read_text().replace("A9C6D6", "A8430F"))
    pictures, count = painted(script, store)
    assert count == 1
    assert (pixels(pictures[0])[540, 1300] == (0xA8, 0x43, 0x0F)).all()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["light", "dark", "contrast", "large"])
@pytest.mark.parametrize("width", [1280, 480])
def test_the_code_is_read_back_from_the_picture(tmp_path, store, name, width):
    import zxingcpp

    theme = make_theme(ThemeWish(), name)
    (picture,), _ = painted(every_kind(tmp_path), store, theme, wanted=[(11, None)])
    (code,) = zxingcpp.read_barcodes(pixels(picture, width))
    assert code.text == "https://health.example/spine"


def test_a_long_address_is_read_back_too(tmp_path, store):
    import zxingcpp

    address = "https://health.example/patients/education/spine/vertebroplasty-and-kyphoplasty?language=en"
    script = replace(every_kind(tmp_path), address=address)
    (picture,), _ = painted(script, store, wanted=[(11, None)])
    for width in (1280, 480):
        assert [code.text for code in zxingcpp.read_barcodes(pixels(picture, width))] == [address], width


def test_a_figure_that_has_become_unreadable_is_named(tmp_path, store):
    one = figure(tmp_path)
    one.path.write_text("<svg")
    with pytest.raises(InputError, match="not well-formed"):
        painted(script_of(Maker()("See.", heading="H", figures=[one])), store)


@pytest.mark.slow
@pytest.mark.clock
def test_a_hundred_slides_cost_what_ten_do_each(tmp_path):
    painted(ten(), Store(tmp_path / "warm"))
    costs = {}
    for count in (25, 100):
        start = time.process_time()
        _, made = painted(ten(count=count), Store(tmp_path / str(count)))
        costs[count] = (time.process_time() - start) / count
        assert made == count
    print(f"seconds a slide: {costs}")
    assert costs[100] < 1.5 * costs[25]
    assert costs[100] < 0.5
