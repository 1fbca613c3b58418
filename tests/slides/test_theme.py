import re
from dataclasses import replace

import pytest

import narrate
from narrate.errors import InputError, Place, UsageError
from narrate.model import ThemeWish
from narrate.slides import make_theme, paginate
from narrate.slides.theme import THEMES, contrast
from tests.fake_engine import FakeEngine
from tests.slides.making import LIGHT, Maker, figure, script_of
from tests.tables import each
from tests.writing import write

READ = [("ink", "paper"), ("ink", "panel"), ("ink", "tint"), ("dim", "paper"), ("dim", "panel"), ("accent", "paper"), ("bar_ink", "bar"), ("bar_dim", "bar")]  # fmt: skip


@each(
    ("one", "other", "ratio"),
    [("000000", "FFFFFF", 21), ("777777", "FFFFFF", 4.48), ("12304A", "FFFFFF", 13.6), ("526575", "FFFFFF", 6.0), ("A8430F", "FFFFFF", 6.0), ("FF0000", "FFFFFF", 4.0)],
)  # fmt: skip
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.06)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_can_be_read(name):
    theme = make_theme(ThemeWish(), name)
    for front, back in READ:
        assert contrast(theme.colours[front], theme.colours[back]) >= 4.5, (front, back)
    assert contrast(theme.colours["ink"], theme.colours["paper"]) >= 7
    for back in ("paper", "panel"):
        assert contrast(theme.colours["mark"], theme.colours[back]) >= 3
    assert theme.large == (name == "large")


def test_own_colours_are_taken():
    theme = make_theme(ThemeWish("dark", (("accent", "FFFFFF"),)))
    assert theme.colours["accent"] == "FFFFFF"
    assert theme.colours["paper"] == "0E1C28"


@each("token", ["ink", "dim", "accent", "mark", "bar_dim", "paper"])
def test_own_colours_that_cannot_be_read_are_refused_at_their_place(token):
    place = Place("narrate.yaml", 7, 11)
    grey = "9AA5AF" if token != "bar_dim" else "3A4A5A"
    with pytest.raises(InputError) as caught:
        make_theme(ThemeWish("", ((token, grey),), places=((token, place),)))
    problem = caught.value.problems[0]
    assert problem.place == place
    assert problem.code == "contrast"
    assert f"#{grey}" in problem.message
    assert problem.hint
    assert float(re.search(r" is ([\d.]+), and must", problem.message).group(1)) < 4.5


def test_what_is_just_enough_and_just_too_little():
    assert make_theme(ThemeWish("", (("dim", "676767"),))).colours["dim"] == "676767"  # 5.7 and 4.8
    with pytest.raises(InputError, match=r"must be 4\.5 or more"):
        make_theme(ThemeWish("", (("dim", "6F6F6F"),)))  # 5.0 on paper and 4.3 on panel


def test_an_unknown_theme():
    with pytest.raises(InputError, match=r"no theme 'drak'.*did you mean 'dark'"):
        make_theme(ThemeWish("drak"))
    with pytest.raises(UsageError, match="no theme 'neon' for --theme: the themes are light, "):
        make_theme(ThemeWish("dark"), "neon")
    assert make_theme(ThemeWish("dark"), "large").name == "large"


def test_a_build_names_the_line_of_a_bad_colour(tmp_path):
    write(tmp_path / "s/narrate.yaml", "organisation: A\ntheme:\n  name: light\n  colours:\n    ink: '#AABBCC'\n")
    write(tmp_path / "s/heart/en.md", "---\ntitle: A\n---\n## One\n\nText.\n")
    with pytest.raises(InputError) as caught:
        narrate.build([tmp_path / "s"], tmp_path / "o", voice=FakeEngine(), store=tmp_path / "st")
    line = str(caught.value.problems[0])
    assert "narrate.yaml:5:10: error contrast: the contrast of ink #AABBCC on paper #FFFFFF is 2.0" in line
    assert not (tmp_path / "o/heart").exists()


def test_figures_have_variants_by_theme(tmp_path):
    one = replace(figure(tmp_path, "spine"), variants=(("dark", tmp_path / "spine.dark.svg"),))
    script = script_of(Maker()("Your spine.", heading="Spine", figures=[one]))
    dark = paginate(script, make_theme(ThemeWish(), "dark"))
    assert dark.segments[0].figures[0].path.name == "spine.dark.svg"
    assert paginate(script, LIGHT).segments[0].figures[0].path.name == "spine.svg"
