"""How small the words in a drawing are, whatever makes them small."""

import pytest

from narrate.drawings.words import smallest_words
from tests.drawings.making import clean, drawing
from tests.tables import each

SIZES = {
    "an attribute": ('<text font-size="10">Day 1</text><text font-size="8.5">Nausea</text>', (8.5, "Nausea")),
    "a style": ('<text style="font-size:9px">Tag 1</text><text font-size="20">Übelkeit</text>', (9, "Tag 1")),
    "a style sheet": ('<style>text{font-size:12pt} .s{font-size:6pt}</style><text>Día 1</text><text class="s">Náuseas</text>', (8, "Náuseas")),
    "a variable": ("<style>:root{--s:7px} text{font-size:var(--s)}</style><text>Jour 1</text>", (7, "Jour 1")),
    "a group": ('<g font-size="11"><text>第一天</text><text font-size="30">恶心</text></g>', (11, "第一天")),
    "a smaller group": ('<g transform="scale(.5)"><text font-size="30">اليوم الأول</text></g><text>x</text>', (15, "اليوم الأول")),
    "turned and smaller": ('<g transform="rotate(30) scale(.5 .5)"><text font-size="8" transform="translate(9 9)">Den 1</text></g>', (4, "Den 1")),
    "a span": ('<text font-size="30">Dose <tspan font-size="6">once</tspan> a day</text>', (6, "once")),
    "a use": ('<defs><text id="t" font-size="20">day</text></defs><use href="#t" transform="scale(.25)"/>', (5, "day")),
    "a nested drawing": ('<svg width="40" height="30" viewBox="0 0 400 300"><text font-size="20" y="99">день</text></svg>', (2, "день")),
    "no size": ("<text>Day 1</text>", (16, "Day 1")),
    "hidden words": ('<text font-size="1" display="none">a</text><g visibility="hidden"><text font-size="2">b</text></g><text font-size="9">c</text>', (9, "c")),
    "shown in what is hidden": ('<g visibility="hidden"><text font-size="2" visibility="visible">b</text></g>', (2, "b")),
    "words in a pattern": ('<pattern id="p" width="9" height="9"><text font-size="1">a</text></pattern><rect width="9" height="9" fill="url(#p)"/>', None),
    "empty words": ('<text font-size="1"> </text><rect width="9" height="9"/>', None),
    "no words": ('<rect width="9" height="9"/>', None),
}  # fmt: skip


@each("name", SIZES)
def test_the_smallest_words_are_found(name: str):
    inside, expected = SIZES[name]
    made, remarks = clean(drawing(inside))
    assert made is not None, remarks
    found = smallest_words(made.content)
    assert (found is None) == (expected is None)
    if found is not None:
        assert found[0] == pytest.approx(expected[0], abs=0.01)
        assert found[1] == expected[1]
