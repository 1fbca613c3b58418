from dataclasses import replace

import pytest

from narrate.model import Cue, Segment, State
from narrate.slides.point_times import content_words, first_sentences, matched, point_states, sentence_states, with_cues
from tests.slides.making import Maker


def states(sentences, points, language="en"):
    segment = Maker()(*sentences, heading="H", points=points)
    return by_number(segment, point_states(segment, language))


def by_number(segment: Segment, found: tuple[State, ...]) -> tuple[tuple[int, int, int | None], ...]:
    """States with the number of their sentence: (sentence, token, current)."""
    ids = [sentence.id for sentence in segment.sentences]
    return tuple((ids.index(one.sentence), one.token, one.current) for one in found)


def spoken_only(segment: Segment, *numbers: int) -> Segment:
    """``segment`` where the sentences of these numbers are not shown."""
    return replace(
        segment, sentences=tuple(replace(one, shown=n not in numbers) for n, one in enumerate(segment.sentences))
    )


def test_a_point_is_current_from_the_sentence_that_says_it():
    found = states(
        ["You will need three things.", "Take your medicine with water.", "Rest for the whole day.", "Then call us."],
        ["Medicine with water", "Rest all day", "Call"],
    )
    assert found == ((0, 0, None), (1, 0, 0), (2, 0, 1), (3, 0, 2))


def test_without_a_lead_the_first_point_is_there_from_the_start():
    assert states(["Rest.", "Drink water."], ["Rest", "Water"]) == ((0, 0, 0), (1, 0, 1))


def test_points_of_one_sentence_come_with_their_words():
    found = states(["You may feel pain, a fever, or numb legs."], ["Pain", "Fever", "Numb legs"])
    assert found == ((0, 0, 0), (0, 5, 1), (0, 7, 2))


def test_endings_differ():
    assert states(["We start.", "They were breathing quietly."], ["Breathe quietly"])[1] == (1, 0, 0)
    assert matched(["bones", "break"], ["a", "bone", "that", "breaks"]) == ["bones", "break"]
    assert matched(["b", "a"], ["a", "b"]) == ["b"]
    assert matched(["art"], ["artery"]) == []


def test_a_point_that_nobody_says_is_never_current():
    assert states(["We start.", "Rest well."], ["Unsaid matters here", "Rest"]) == ((0, 0, None), (1, 0, 1))
    assert states(["We start."], ["Unsaid matters"]) == ((0, 0, None),)


def test_later_points_are_not_current_earlier():
    segment = Maker()("Rest well.", "Drink water.", "Rest again.", heading="H", points=["Water", "Rest"])
    assert first_sentences(segment, "en") == [1, 2]


def test_spanish_and_scripts_without_spaces():
    assert states(["Empecemos.", "Tome la medicina con agua."], ["Medicina con agua"], "es")[1] == (1, 0, 0)
    assert content_words("The of a", "en") == ["the", "of", "a"]
    assert states(["开始。", "饭后服药。"], ["服药"], "zh")[1] == (1, 0, 0)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_sentences_are_current_one_by_one(count):
    segment = Maker()(*[f"Sentence {n}." for n in range(count)])
    assert by_number(segment, sentence_states(segment)) == tuple((n, 0, n) for n in range(count))


def test_states_stand_in_the_order_of_time():
    found = states(
        ["Fever, chills and fever again.", "More on chills.", "Chills and fever."],
        ["Fever", "Chills", "Fever again", "Chills"],
    )
    times = [(sentence, token) for sentence, token, _ in found]
    assert times == sorted(times)
    assert len(set(times)) == len(times)


def test_nothing_is_current_while_what_is_not_shown_is_spoken():
    segment = spoken_only(Maker()("Rest.", "The drawing shows a bed.", "It is made.", "Drink water."), 1, 2)
    assert by_number(segment, sentence_states(segment)) == ((0, 0, 0), (1, 0, None), (3, 0, 1))
    segment = spoken_only(Maker()("The drawing shows a bed.", "Rest.", "Drink water.", "A glass is full."), 0, 3)
    assert by_number(segment, sentence_states(segment)) == ((0, 0, None), (1, 0, 0), (2, 0, 1), (3, 0, None))


def test_what_is_not_shown_makes_no_point_current():
    segment = Maker()(
        "We start.", "Fever and chills are drawn.", "You may have a fever.", heading="H", points=["Fever"]
    )
    assert by_number(segment, point_states(segment, "en")) == ((0, 0, None), (1, 0, 0))
    assert by_number(segment, point_states(spoken_only(segment, 1), "en")) == ((0, 0, None), (2, 0, 0))


def test_a_part_is_lit_no_longer_than_its_sentence():
    segment = Maker()("This is the neck.", "A line points to it.", "Rest.", heading="H")
    first = replace(segment.sentences[0], cues=(Cue("cervical", "Neck", 3),))
    segment = spoken_only(replace(segment, sentences=(first, *segment.sentences[1:])), 1)
    found = with_cues(sentence_states(segment), segment, ["cervical"])
    assert by_number(segment, found) == ((0, 0, 0), (0, 3, 0), (1, 0, None), (2, 0, 1))
    assert [one.lit for one in found] == [None, 0, None, None]
