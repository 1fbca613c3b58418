"""Slides that open a part: one size for all, a numeral that is a drawing and off the words, none in high contrast."""

from narrate.languages import is_right_to_left
from narrate.model import Kind, Role, ThemeWish
from narrate.slides import lay_out, make_theme
from tests.slides.making import LIGHT, Maker, check_deck, script_of
from tests.tables import each


def deck_of(*headings, theme=LIGHT, language="en"):
    make = Maker()
    segments = [one for n, heading in enumerate(headings) for one in (
        make(heading=heading, kind=Kind.SECTION), make(f"Sentence {n}.", heading=f"Slide {n}"))]  # fmt: skip
    deck = lay_out(script_of(*segments, language=language), theme)
    return deck, [slide for slide in deck.slides if slide.layout == "section"]


def box_of(slide, role):
    return next(box for box in slide.boxes if box.role is role)


def test_the_longest_heading_decides_the_size_of_all():
    _, short = deck_of("Your spine", "Going home")
    deck, mixed = deck_of("Your spine", "What to do before, during and after your procedure, and whom to call")
    check_deck(deck)
    assert {box_of(slide, Role.TITLE).size for slide in short} == {84}
    assert len({box_of(slide, Role.TITLE).size for slide in mixed}) == 1
    assert box_of(mixed[0], Role.TITLE).size < 84


@each("language", ["en", "ar"])
@each("theme", ["light", "dark", "large"])
def test_a_numeral_stands_off_the_words_at_the_end_side(theme, language):
    wide = "Unbreakable words " * 4
    deck, slides = deck_of(*[f"{wide}{n}" for n in range(11)], theme=make_theme(ThemeWish(), theme), language=language)
    for number, slide in enumerate(slides, 1):
        numeral = box_of(slide, Role.NUMERAL)
        assert numeral.digits == str(number)
        assert not numeral.paragraphs
        words = [box for box in slide.boxes if box.paragraphs and box.y < numeral.y + numeral.height]
        for box in [*words, box_of(slide, Role.SOUND)]:
            apart = (
                box.x + box.width <= numeral.x or numeral.x + numeral.width <= box.x or box.y + box.height <= numeral.y
            )
            assert apart, (box, numeral)
        at_left = numeral.x < 640
        assert at_left == is_right_to_left(language)
    if language == "en":
        check_deck(deck)


def test_in_high_contrast_nothing_is_pale():
    _, slides = deck_of("Your spine", "Going home", theme=make_theme(ThemeWish(), "contrast"))
    assert not [box for slide in slides for box in slide.boxes if box.role is Role.NUMERAL]
