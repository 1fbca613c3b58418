import pytest

from narrate.model import State
from narrate.slides.points import content_words, first_sentences, matched, point_states, sentence_states
from tests.slides.making import Maker


def states(sentences, points, language="en"):
    return point_states(Maker()(*sentences, heading="H", points=points), language)


def test_a_point_is_current_from_the_sentence_that_says_it():
    found = states(
        ["You will need three things.", "Take your medicine with water.", "Rest for the whole day.", "Then call us."],
        ["Medicine with water", "Rest all day", "Call"],
    )
    assert found == (State(0, 0, None), State(1, 0, 0), State(2, 0, 1), State(3, 0, 2))


def test_without_a_lead_the_first_point_is_there_from_the_start():
    assert states(["Rest.", "Drink water."], ["Rest", "Water"]) == (State(0, 0, 0), State(1, 0, 1))


def test_points_of_one_sentence_come_with_their_words():
    found = states(["You may feel pain, a fever, or numb legs."], ["Pain", "Fever", "Numb legs"])
    assert found == (State(0, 0, 0), State(0, 5, 1), State(0, 7, 2))


def test_endings_differ():
    assert states(["We start.", "They were breathing quietly."], ["Breathe quietly"])[1] == State(1, 0, 0)
    assert matched(["bones", "break"], ["a", "bone", "that", "breaks"]) == ["bones", "break"]
    assert matched(["b", "a"], ["a", "b"]) == ["b"]
    assert matched(["art"], ["artery"]) == []


def test_a_point_that_nobody_says_is_never_current():
    assert states(["We start.", "Rest well."], ["Unsaid matters here", "Rest"]) == (State(0, 0, None), State(1, 0, 1))
    assert states(["We start."], ["Unsaid matters"]) == (State(0, 0, None),)


def test_later_points_are_not_current_earlier():
    segment = Maker()("Rest well.", "Drink water.", "Rest again.", heading="H", points=["Water", "Rest"])
    assert first_sentences(segment, "en") == [1, 2]


def test_spanish_and_scripts_without_spaces():
    assert states(["Empecemos.", "Tome la medicina con agua."], ["Medicina con agua"], "es")[1] == State(1, 0, 0)
    assert content_words("The of a", "en") == ["the", "of", "a"]
    assert states(["开始。", "饭后服药。"], ["服药"], "zh")[1] == State(1, 0, 0)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_sentences_are_current_one_by_one(count):
    segment = Maker()(*[f"Sentence {n}." for n in range(count)])
    assert sentence_states(segment) == tuple(State(n, 0, n) for n in range(count))


def test_states_stand_in_the_order_of_time():
    found = states(
        ["Fever, chills and fever again.", "More on chills.", "Chills and fever."],
        ["Fever", "Chills", "Fever again", "Chills"],
    )
    times = [(one.sentence, one.token) for one in found]
    assert times == sorted(times)
    assert len(set(times)) == len(times)
