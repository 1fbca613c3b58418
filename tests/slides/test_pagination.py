"""Whatever the segments: nothing is lost, nothing is moved, everything fits, every part speaks."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from narrate.errors import InputError
from narrate.model import Cue, Kind, ThemeWish
from narrate.script.sentences import tokenise
from narrate.slides import lay_out, make_theme, paginate
from narrate.slides.pagination import cut_sentence
from tests.examples import often
from tests.slides.making import LIGHT, Maker, check_deck, figure, script_of

THEMES = [make_theme(ThemeWish(), name) for name in ("light", "large")]
WORD = st.sampled_from(
    ["bone", "the", "a", "procedure", "vertebroplasty,", "5 mL", "kyphoplasty;", "24–48 hours", "doctor", "and", "Wirbelsäulenoperationen",
     "позвоночник", "العمود", "骨折", "≥", "cement:"]
)  # fmt: skip
SENTENCE = st.lists(WORD, min_size=1, max_size=70).map(lambda words: " ".join(words) + ".")
HEADING = st.none() | st.lists(WORD, min_size=1, max_size=12).map(" ".join)
POINTS = st.lists(st.lists(WORD, min_size=1, max_size=12).map(" ".join), max_size=8)
SEGMENT = st.tuples(st.lists(SENTENCE, min_size=1, max_size=9), HEADING, POINTS, st.booleans())
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def spoken(script):
    return [token.text for segment in script.segments for one in segment.sentences for token in one.tokens]


def points(script):
    return [point.text for segment in script.segments for point in segment.points]


def check_parts(before, after):
    assert spoken(after) == spoken(before)
    assert points(after) == points(before)
    assert [c.label for s in after.segments for one in s.sentences for c in one.cues] == [
        c.label for s in before.segments for one in s.sentences for c in one.cues
    ]
    ids = [segment.id for segment in after.segments]
    assert len(set(ids)) == len(ids)
    sentences = [one.id for segment in after.segments for one in segment.sentences]
    assert len(set(sentences)) == len(sentences)
    assert all(segment.sentences for segment in after.segments)
    for segment in after.segments:
        for one in segment.sentences:
            assert [(t.text, t.start) for t in one.tokens] == [(t.text, t.start) for t in tokenise(one.text)]
    pauses = [one.pause_after_ms for segment in after.segments for one in segment.sentences if one.pause_after_ms]
    assert pauses == [one.pause_after_ms for s in before.segments for one in s.sentences if one.pause_after_ms]


@QUICK
@given(st.lists(SEGMENT, min_size=1, max_size=5), st.sampled_from(THEMES))
def test_random_segments(tmp_path, wanted, theme):
    make = Maker()
    drawing = figure(tmp_path)
    segments = [
        make(*sentences, heading=heading, points=some, figures=[drawing] if pictured else [])
        for sentences, heading, some, pictured in wanted
    ]
    script = script_of(*segments)
    try:
        paginated = paginate(script, theme)
    except InputError as error:
        told = error.problems
    else:
        told = ()
        check_parts(script, paginated)
        check_deck(lay_out(paginated, theme))
    assert all(problem.code == "too-full" and problem.hint for problem in told)


test_random_segments_often = often(test_random_segments, 40)


@QUICK
@given(st.lists(SENTENCE, min_size=1, max_size=40), st.none() | st.just("What happens"), st.sampled_from(THEMES))
def test_text_always_fits(sentences, heading, theme):
    """With a short heading or none, no text is refused."""
    script = script_of(Maker()(*sentences, heading=heading))
    paginated = paginate(script, theme)
    check_parts(script, paginated)
    deck = lay_out(paginated, theme)
    check_deck(deck)
    if heading is None:
        shown = [
            p for slide in deck.slides for box in slide.boxes if box.role in ("title", "body") for p in box.paragraphs
        ]
        assert "".join("".join(line.split()) for one in shown for line in one.lines).startswith(
            "".join(sentences[0].split())[:8]
        )


test_text_always_fits_often = often(test_text_always_fits, 40)


def test_a_sentence_of_300_words_is_cut_into_parts_with_ids_of_their_own():
    words = [f"word{n}" + ("," if n % 9 == 8 else "") for n in range(300)]
    script = script_of(Maker()(" ".join(words) + ".", heading="All at once"))
    paginated = paginate(script, LIGHT)
    check_parts(script, paginated)
    assert len(paginated.segments) >= 6
    check_deck(lay_out(paginated, LIGHT))
    ends = [segment.sentences[-1].text[-1] for segment in paginated.segments]
    assert set(ends) <= {",", "."}  # at the end of a clause


@pytest.mark.parametrize("heading", [None, "A heading"])
def test_short_sentences_stay_together(heading):
    script = script_of(Maker()("Rest well.", "Drink water.", "Call us.", heading=heading))
    assert len(paginate(script, LIGHT).segments) == 1


def test_parts_are_even():
    texts = [f"This is sentence number {n} about your care team and your back." for n in range(8)]
    counts = [len(s.sentences) for s in paginate(script_of(Maker()(*texts, heading="Care")), LIGHT).segments]
    assert sum(counts) == 8
    assert max(counts) - min(counts) <= 1


def test_twelve_points_become_four_slides_that_say_what_they_show():
    things = [
        "fever",
        "chills",
        "redness",
        "swelling",
        "numbness",
        "weakness",
        "bleeding",
        "cough",
        "rash",
        "pain",
        "thirst",
        "fatigue",
    ]
    make = Maker()
    script = script_of(
        make(*[f"Tell us about {one}." for one in things], heading="Call us", points=[f"New {one}" for one in things])
    )
    paginated = paginate(script, LIGHT)
    check_parts(script, paginated)
    assert len(paginated.segments) == 3  # four short points a slide
    for segment in paginated.segments:
        for point in segment.points:
            assert any(point.text.split()[1] in one.text for one in segment.sentences)
    assert [segment.id for segment in paginated.segments] == ["call-us", "call-us.2", "call-us.3"]


def test_points_take_words_from_one_sentence():
    make = Maker()
    script = script_of(make("Tell us about pain, fever, chills, numbness, weakness and thirst.", heading="Call", points=["Pain", "Fever", "Chills", "Numbness", "Weakness", "Thirst"]))  # fmt: skip
    paginated = paginate(script, LIGHT)
    check_parts(script, paginated)
    assert len(paginated.segments) == 2


def test_points_with_nothing_to_say_are_refused():
    script = script_of(Maker()("Yes.", heading="Call", points=[f"Point {n}" for n in range(9)]))
    with pytest.raises(InputError, match="too many for what is said"):
        paginate(script, LIGHT)


def test_ids_of_parts_are_not_taken_twice():
    make = Maker()
    long = [f"This is sentence number {n} about your care team and about your back." for n in range(6)]
    one, two = make(*long, heading="Care"), make("Short.", heading="Other")
    script = script_of(one, replace(two, id="care.2"))
    ids = [segment.id for segment in paginate(script, LIGHT).segments]
    assert len(set(ids)) == len(ids)
    assert "care.2" in ids


def test_a_dose_is_not_cut_and_marks_stay_with_their_words():
    text = "Take 5 mL of this medicine every day " * 20 + "please."
    segment = Maker()(text, heading="Dose")
    sentence = segment.sentences[0]
    cues = tuple(Cue("part", f"l{n}", n) for n in range(0, len(sentence.tokens), 7))
    script = script_of(replace(segment, sentences=(replace(sentence, cues=cues, pause_after_ms=700),)))
    paginated = paginate(script, LIGHT)
    check_parts(script, paginated)
    said = {f"l{n}": sentence.tokens[n].text for n in range(0, len(sentence.tokens), 7)}
    for part in paginated.segments:
        for one in part.sentences:
            assert not one.text.endswith("5")
            for cue in one.cues:
                assert one.tokens[cue.token].text == said[cue.label]
    first, second = cut_sentence(sentence)
    assert f"{first.text} {second.text}" == sentence.text


@pytest.mark.parametrize(
    ("segment", "why"),
    [
        (lambda make: make(heading="wide " * 150, kind=Kind.TITLE), "title slide"),
        (lambda make: make(heading="wide " * 200, kind=Kind.SECTION), "section's slide"),
        (lambda make: make("Hello.", heading="wide " * 300), "heading leaves no room"),
        (lambda make: make("Say " + "a" * 3000 + " to them.", heading="Words"), "the word 'aaa"),
        (lambda make: make("Hello there.", heading="Points", points=["many words " * 120]), "too long for a slide"),
    ],
)  # fmt: skip
def test_what_no_cutting_makes_fit_is_refused(segment, why):
    with pytest.raises(InputError, match=why):
        paginate(script_of(segment(Maker())), LIGHT)


def test_it_changes_nothing_twice():
    texts = [f"This is sentence number {n} about your care team and your back." for n in range(8)]
    once = paginate(script_of(Maker()(*texts, heading="Care")), LIGHT)
    assert [s.sentences for s in paginate(once, LIGHT).segments] == [s.sentences for s in once.segments]


@pytest.mark.slow
@pytest.mark.clock
def test_long_scripts_cost_their_length():
    import time

    make = Maker()
    segments = [
        make(*[f"Step {n} has sentence {m} about the back and the care team." for m in range(7)], heading=f"Step {n}")
        for n in range(200)
    ]
    script = script_of(*segments)
    start = time.process_time()
    paginated = paginate(script, LIGHT)
    lay_out(paginated, LIGHT)
    assert len(paginated.segments) >= 400
    assert time.process_time() - start < 10


@QUICK
@given(st.lists(SENTENCE, min_size=1, max_size=9), st.lists(st.booleans(), min_size=9, max_size=9), HEADING)
def test_what_is_spoken_only_changes_no_slide(sentences, shown, heading):
    assume(any(shown[: len(sentences)]))
    segment = Maker()(*sentences, heading=heading)
    marked = tuple(replace(one, shown=flag) for one, flag in zip(segment.sentences, shown, strict=False))
    script = script_of(replace(segment, sentences=marked))
    alone = script_of(replace(segment, sentences=script.segments[0].shown_sentences))
    try:
        wanted = paginate(alone, LIGHT)
    except InputError:
        assume(False)
    found = paginate(script, LIGHT)
    assert spoken(found) == spoken(script)
    assert [(one.id, one.shown_sentences) for one in found.segments] == [
        (one.id, one.sentences) for one in wanted.segments
    ]
    assert spoken(paginate(found, LIGHT)) == spoken(script)
    for one, other in zip(lay_out(found, LIGHT).slides, lay_out(wanted, LIGHT).slides, strict=True):
        assert (one.title, one.boxes, one.marks) == (other.title, other.boxes, other.marks)


test_what_is_spoken_only_changes_no_slide_often = often(test_what_is_spoken_only_changes_no_slide, 40)


@pytest.mark.parametrize(
    "texts",
    [
        ("Rest.", "The picture shows a bed.", "Drink water."),
        ("Descanse.", "El dibujo muestra una cama.", "Beba agua."),
        ("استرح.", "تظهر الصورة سريرا.", "اشرب الماء."),
        ("休息。", "图中有一张床。", "多喝水。"),
        ("Reposez-vous.", "Le dessin montre un lit.", "Buvez de l'eau."),
    ],
)
def test_what_is_spoken_only_stays_behind_what_it_follows(texts):
    segment = Maker()(texts[1], *[texts[0], texts[1], texts[2]] * 2, heading=None)
    marked = tuple(replace(one, shown=one.text != texts[1]) for one in segment.sentences)
    found = paginate(script_of(replace(segment, sentences=marked)), make_theme(ThemeWish(), "large"))
    assert len(found.segments) == 2
    assert found.segments[0].sentences[0].text == texts[1]
    for part in found.segments:
        assert part.sentences[-1].text in texts[1:]
        assert part.sentences[0].text in texts[:2]
