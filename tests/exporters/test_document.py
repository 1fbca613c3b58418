"""The document view: every part once and in order, with its heading's level, lists, figures, sentences and their times."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from narrate.errors import InputError
from narrate.exporters.document import Direction, Document, DocumentItem, direction_of, picture_text
from narrate.exporters.document_making import document_of
from narrate.model import Cue, Kind, PackedWords, Point, Purpose, Script, Sound, Timeline, Timing, Utterance, Voice
from narrate.slides import lay_out, paginate
from narrate.timeline import build_timeline
from tests.fixtures import FIGURE
from tests.slides.making import LIGHT, Maker, figure, script_of
from tests.slides.test_layout import every_kind
from tests.tables import each
from tests.writing import write

QUICK = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def timeline_of(script: Script) -> Timeline:
    """Every word of ``script`` takes 200 ms."""
    spoken = []
    for segment in script.segments:
        for sentence in segment.sentences:
            count = len(sentence.tokens)
            words = PackedWords((n, n * 200, n * 200 + 200) for n in range(count))
            sound = Sound(sentence.id, 16_000, count * 3200)
            spoken.append(Utterance(sentence, sound, words, Timing.EXACT, count * 200))
    return build_timeline(script, spoken, Voice("fake", "hum", script.language))


def viewed(script: Script) -> tuple[Document, Timeline]:
    script = paginate(script, LIGHT)
    timeline = timeline_of(script)
    return document_of(timeline, lay_out(script, LIGHT)), timeline


def test_parts_stand_in_order_under_headings_of_their_level(tmp_path):
    document, timeline = viewed(every_kind(tmp_path))
    assert (document.title, document.subtitle, document.publisher) == (
        "A guide to your spine",
        "What it is and does",
        "Sample library",
    )
    assert document.duration_ms == timeline.duration_ms
    assert [(part.level, part.heading, part.kind) for part in document.parts[:5]] == [
        (1, "A guide to your spine", Kind.TITLE),
        (2, "Your spine", Kind.SECTION),
        (3, "What it is", Kind.NARRATION),
        (2, "", Kind.NARRATION),
        (2, "At home", Kind.NARRATION),
    ]
    assert document.parts[-1].kind is Kind.CLOSING


def test_slides_that_go_on_are_one_part():
    make = Maker()
    long = make(*[f"Sentence {n} tells you to rest." for n in range(7)], heading="At home")
    document, timeline = viewed(script_of(long, make("Call us.", heading="Call"), make("Rest.", heading="At home")))
    first, second, third = document.parts
    assert [slide.id for slide in first.slides] == ["at-home", "at-home.2", "at-home.3"]
    assert [slide.number for slide in first.slides] == [1, 2, 3]
    assert [slide.track for slide in first.slides] == [
        "tracks/01-at-home.mp3",
        "tracks/02-at-home.2.mp3",
        "tracks/03-at-home.3.mp3",
    ]
    assert [(s.start_ms, s.end_ms) for s in first.slides] == [(t.start_ms, t.end_ms) for t in timeline.tracks[:3]]
    assert [slide.title for slide in (*first.slides, *third.slides)] == [f"At home ({n}/4)" for n in range(1, 5)]
    assert [part.heading for part in (first, second, third)] == ["At home", "Call", "At home"]


def test_lists_keep_their_numbers():
    points = [("Wash", 9), ("Open", 10), ("Rest", None), ("Walk", None), ("Press", 1), ("Close", 3)]
    segment = Maker()("Wash. Open. Rest. Walk. Press. Close.", heading="Steps", points=["x"])
    segment = replace(segment, points=tuple(Point(text, None, number) for text, number in points))
    timeline = timeline_of(script_of(segment))
    document = document_of(timeline, lay_out(timeline.script, LIGHT))
    found = [(one.first, [item.text for item in one.items]) for one in document.parts[0].slides[0].lists]
    assert found == [(9, ["Wash", "Open"]), (None, ["Rest", "Walk"]), (1, ["Press"]), (3, ["Close"])]


def test_figures_have_names_labels_and_texts(tmp_path):
    make = Maker()
    pair = [figure(tmp_path, "a", (564, 376), "Healthy"), figure(tmp_path, "b", (564, 376), "Broken")]
    spine = replace(
        figure(tmp_path, "spine", (10, 10)), path=write(tmp_path / "s.svg", FIGURE), parts=("cervical", "lumbar")
    )
    lit = make("This is your neck.", heading="Parts", points=["Neck"], figures=[spine])
    lit = replace(lit, sentences=(replace(lit.sentences[0], cues=(Cue("cervical", "neck", 3),)),))
    bones = make("Hard bone and soft bone.", heading="Bones", points=["Hard", "Soft"], figures=pair)
    bare = make("Look.", heading="Bare", figures=[replace(figure(tmp_path, "d"), alt="")])
    document, _ = viewed(script_of(lit, bones, bare))
    one, two, three = (part.slides[0] for part in document.parts)
    (neck,) = one.figures
    assert (neck.labels, neck.alt, neck.description) == (("Neck",), "A drawing, spine. Labels: Neck.", "")
    assert [(f.name, f.alt, f.path.name) for f in two.figures] == [
        ("Healthy", "A drawing, a", "a.svg"),
        ("Broken", "A drawing, b", "b.svg"),
    ]
    assert two.lists[0].items == (DocumentItem("Hard", "Healthy"), DocumentItem("Soft", "Broken"))
    assert one.lists[0].items == (DocumentItem("Neck"),)
    assert three.figures[0].alt == ""


def test_sentences_that_describe_belong_to_what_they_describe(tmp_path):
    segment = Maker()(
        *(
            "Slide 1 of 1.",
            "Bones.",
            "Rest well.",
            "Picture: two bones.",
            "End of picture.",
            "Hard bone.",
            "A leaflet.",
        ),
        heading="Bones",
        points=["Rest", "Hard bone"],
        figures=[figure(tmp_path, "a", (564, 376))],
    )
    purposes = [
        (Purpose.SLIDE_NUMBER, -1),
        (Purpose.HEADING, -1),
        (Purpose.NARRATION, -1),
        (Purpose.FIGURE, 0),
        (Purpose.FIGURE, 0),
        (Purpose.POINT, 1),
        (Purpose.WORDS, -1),
    ]
    sentences = tuple(
        replace(sentence, purpose=purpose, about=about, shown=purpose is Purpose.NARRATION)
        for sentence, (purpose, about) in zip(segment.sentences, purposes, strict=True)
    )
    timeline = timeline_of(script_of(replace(segment, sentences=sentences)))
    slide = document_of(timeline, lay_out(timeline.script, LIGHT)).parts[0].slides[0]
    assert [sentence.text for sentence in slide.number_sentences] == ["Slide 1 of 1."]
    assert [sentence.text for sentence in slide.heading_sentences] == ["Bones."]
    assert [paragraph.text for paragraph in slide.paragraphs] == ["Rest well."]
    assert [sentence.text for sentence in slide.figures[0].sentences] == ["Picture: two bones.", "End of picture."]
    assert [[s.text for s in item.sentences] for item in slide.lists[0].items] == [[], ["Hard bone."]]
    assert [sentence.text for sentence in slide.words_sentences] == ["A leaflet."]
    assert [sentence.id for sentence in slide.sentences] == [sentence.id for sentence in sentences]
    assert [word for word, _, _ in slide.heading_sentences[0].words] == ["Bones."]


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ([], ""),
        ([("Healthy", "A hard bone")], "A hard bone"),
        ([("Healthy", "A hard bone"), ("Broken", "A soft bone.")], "Healthy: A hard bone. Broken: A soft bone."),
        ([("سليم", "عظم صلب"), ("", "هل ينكسر؟")], "سليم: عظم صلب. هل ينكسر؟"),
        ([("健康", "硬骨。"), ("骨折", "")], "健康: 硬骨。 骨折."),
    ],
)
def test_a_picture_of_several_figures_is_told_in_sentences(figures, text):
    assert picture_text(figures) == text


@each(
    ("tag", "direction"),
    [("en", "ltr"), ("es-MX", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("ks-Deva", "ltr"), ("az-Arab", "rtl")],
)
def test_direction(tag, direction):
    assert direction_of(tag) == direction


def test_each_sentence_has_its_own_language_and_times():
    segment = Maker()("Rest well.", "Descanse bien.", "استرح جيدا.", heading="At home")
    own = zip(segment.sentences, ("", "es", "ar"), strict=True)
    document, timeline = viewed(script_of(replace(segment, sentences=tuple(replace(s, language=t) for s, t in own))))
    sentences = [one for p in document.parts[0].slides[0].paragraphs for one in p.sentences]
    assert [(one.language, one.direction) for one in sentences] == [
        ("en", Direction.LEFT_TO_RIGHT),
        ("es", Direction.LEFT_TO_RIGHT),
        ("ar", Direction.RIGHT_TO_LEFT),
    ]
    assert [(one.start_ms, one.end_ms) for one in sentences] == [
        (clip.start_ms, clip.end_ms) for clip in timeline.tracks[0].clips
    ]


@pytest.mark.parametrize(
    ("language", "texts", "text"),
    [
        ("en", ("Rest.", "A bed is drawn.", "Drink."), "Rest. Drink."),
        ("es", ("Descanse.", "Se ve una cama.", "Beba."), "Descanse. Beba."),
        ("ar", ("استرح.", "يظهر سرير.", "اشرب."), "استرح. اشرب."),
        ("zh", ("休息。", "图中有床。", "喝水。"), "休息。喝水。"),
        (
            "ja",
            ("休んでください。", "ベッドの絵です。", "水を飲んでください。"),
            "休んでください。水を飲んでください。",
        ),
    ],
)
def test_a_paragraphs_text_is_what_is_shown(language, texts, text):
    segment = Maker()(*texts, texts[1], heading=texts[0])
    *first, last = (replace(one, shown=one.text != texts[1]) for one in segment.sentences)
    script = script_of(replace(segment, sentences=(*first, replace(last, paragraph=1))), language=language)
    timeline = timeline_of(script)
    one, other = document_of(timeline, lay_out(script, LIGHT)).parts[0].slides[0].paragraphs
    assert one.text == text
    assert [sentence.text for sentence in one.sentences] == list(texts)
    assert other.text == ""
    assert not other.sentences[0].shown


SEGMENT = st.tuples(
    st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=8),
    st.sampled_from([None, "At home", "After the test"]),
    st.integers(0, 7),
    st.sampled_from([None, "Part"]),
)


@QUICK
@given(st.lists(SEGMENT, min_size=1, max_size=4))
def test_nothing_is_lost_and_every_slide_stands_once(wanted):
    make, segments = Maker(), []
    for sentences, heading, count, section in wanted:
        texts = [f"{'rest ' * words}well." for words, _ in sentences]
        points = ["rest well"] * min(count, len(texts)) if heading else []
        segment = make("Rest.", *texts, heading=heading, points=points, section=section)
        marks = [True, *(shown for _, shown in sentences)]
        marked = tuple(replace(one, shown=shown) for one, shown in zip(segment.sentences, marks, strict=True))
        segments.append(replace(segment, sentences=marked))
    try:
        document, timeline = viewed(script_of(*segments))
    except InputError as error:
        if any(problem.code != "too-full" for problem in error.problems):
            raise
        reject()
    slides = [slide for part in document.parts for slide in part.slides]
    assert [slide.id for slide in slides] == [track.segment.id for track in timeline.tracks]
    assert [slide.number for slide in slides] == list(range(1, len(slides) + 1))
    assert [part.id for part in document.parts] == [segment.id for segment in segments]
    for slide, track in zip(slides, timeline.tracks, strict=True):
        said = [one for paragraph in slide.paragraphs for one in paragraph.sentences]
        assert [(s.id, s.start_ms) for s in said] == [(c.utterance.sentence.id, c.start_ms) for c in track.clips]
        assert [item.text for one in slide.lists for item in one.items] == [p.text for p in track.segment.points]
        assert Path(slide.track).parent == Path("tracks")
