"""The colours of the page and of the catalogue: words 4.5, edges and marks 3, in every theme."""

import re

import pytest

from narrate.exporters.html.assets import style
from narrate.typeset.contrast import contrast

WORDS = [
    ("ink", "paper"), ("ink", "panel"), ("ink", "tint"), ("dim", "paper"), ("dim", "panel"), ("accent", "paper"),
    ("accent", "panel"), ("on-accent", "accent"), ("mark", "tint"), ("on-bar", "bar"),
]  # fmt: skip
EDGES = [("edge", "paper"), ("mark", "paper"), ("mark", "tint"), ("accent", "paper"), ("ink", "paper")]
THEMES = re.findall(r"(?<=\n)([^\n{}]*:root[^{]*)\{ (--paper: [^}]*)\}", style())


def test_there_are_five_sets_of_colours():
    assert len(THEMES) == 5  # light; dark and contrast, each as the device asks and as a person chooses
    assert len({colours for _, colours in THEMES}) == 3


@pytest.mark.parametrize("number", range(5))
def test_words_and_edges_have_contrast(number):
    given = dict(re.findall(r"--([\w-]+): #([0-9a-f]+);", THEMES[number][1]))
    colours = {"on-bar": "fff"} | given
    wide = {name: value if len(value) == 6 else "".join(2 * one for one in value) for name, value in colours.items()}
    for pairs, least in ((WORDS, 4.5), (EDGES, 3)):
        for front, back in pairs:
            assert contrast(wide[front], wide[back]) >= least, (THEMES[number][0], front, back)
