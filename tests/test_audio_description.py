"""The described edition says everything that its slides show, once, in the language of the script."""

import re
from dataclasses import replace

import pytest

from narrate.audio_description import add_descriptions
from narrate.check.speaking import check_speaking
from narrate.errors import InputError
from narrate.languages import language_data
from narrate.model import Cue, Deck, Figure, Kind, Layout, Point, Purpose, Role, Script, Segment, Slide
from narrate.pipeline import examine
from narrate.script import find_sources
from narrate.slides import lay_out, paginate
from narrate.slides.said_words import SaidWords
from narrate.speech.pronouncing import say_script
from tests.conftest import SAMPLE
from tests.fixtures import FIGURE
from tests.languages.test_phrases import TAGS
from tests.slides.making import LIGHT, Maker, figure, script_of
from tests.slides.test_layout import every_kind
from tests.tables import each

ADDED = [purpose for purpose in Purpose if purpose is not Purpose.NARRATION]


def described(script: Script, minutes: int = 3) -> tuple[Script, Deck]:
    """The described ``script``, which is divided into slides, and its deck."""
    script = paginate(script, LIGHT)
    deck = lay_out(script, LIGHT, minutes * 60_000)
    return add_descriptions(script, deck, minutes * 60_000), deck


def said(segment: Segment, *purposes: Purpose) -> list[str]:
    return [one.text for one in segment.sentences if one.purpose in (purposes or ADDED)]


def is_heard(words: str, texts: list[str]) -> bool:
    """Whether one of ``texts`` has all of ``words``, which belong together."""
    wanted = re.findall(r"\w+", words.lower())
    for text in texts:
        there = re.findall(r"\w+", text.lower())
        if any(there[start : start + len(wanted)] == wanted for start in range(len(there))):
            return True
    return False


def shown_words(slide: Slide) -> list[str]:
    """The words of every box and label of ``slide``, but for numbers that only say which of several comes now."""
    boxes = [box for box in slide.boxes if box.role is not Role.COUNT and not (box.role is Role.NOTE and box.radius)]
    boxes += [label.words for label in slide.labels if label.words]
    return [" ".join(paragraph.lines) for box in boxes for paragraph in box.paragraphs]


def unheard(script: Script, slides: Deck, length: str) -> list[str]:
    """What the slides show and no sentence says. ``length`` is the line with the duration as it is shown."""
    everywhere = [sentence.text for segment in script.segments for sentence in segment.sentences]
    missing = []
    for slide, segment in zip(slides.slides, script.segments, strict=True):
        # A part's rail and the line above a text without a heading name headings of other slides.
        far = slide.layout is Layout.SECTION or segment.heading is None
        here = [sentence.text for sentence in segment.sentences]
        for words in shown_words(slide):
            plain = re.sub(r" \(\d+/\d+\)$", "", words)  # a slide that goes on repeats its heading
            texts = everywhere if far or plain != words else here
            if (
                plain != length
                and not is_heard(plain, texts)
                and not _is_said_otherwise(plain, slide, segment, script.language)
            ):
                missing.append(f"{segment.id}: {words}")
    return missing


def _is_said_otherwise(words: str, slide: Slide, segment: Segment, language: str) -> bool:
    """Whether ``words`` are a point or a label and the narration says them with other words between them."""
    labels = [" ".join(line.lines) for label in slide.labels if label.words for line in label.words.paragraphs]
    if words not in (*(point.text for point in segment.points), *labels):
        return False
    spoken = [one.text for one in segment.sentences if one.purpose is Purpose.NARRATION]
    return SaidWords(spoken, language, sure=True).say(words)


@pytest.fixture(scope="module")
def sample() -> dict[str, tuple[Script, Deck, Script]]:
    """Each language of the sample: described, its deck, and as it was."""
    found = {}
    for source in find_sources([SAMPLE])[0]:
        examined = examine(source, [], "espeak")
        deck = examined.slides.lasting(720_000).deck()
        found[examined.written.language] = (add_descriptions(examined.said, deck, 720_000), deck, examined.said)
    return found


@each("language", ["en", "es", "ar"])
def test_all_words_that_the_sample_shows_are_heard(sample, language):
    script, deck, _ = sample[language]
    length = {
        "en": "12 min · listen, watch or read",
        "es": "12 min · escuche, mire o lea",
        "ar": "12 د · استمع أو شاهد أو اقرأ",
    }
    assert length[language] in shown_words(deck.slides[0])
    title = " ".join(said(script.segments[0], Purpose.WORDS))
    assert "12" in title
    assert length[language].partition(" · ")[2] in title.lower()
    assert unheard(script, deck, length[language]) == []


def test_what_is_not_heard_is_found(sample):
    script, deck, _ = sample["en"]
    for purpose in (Purpose.HEADING, Purpose.FIGURE, Purpose.WORDS):
        segments = [
            replace(segment, sentences=tuple(one for one in segment.sentences if one.purpose is not purpose))
            for segment in script.segments
        ]
        assert unheard(replace(script, segments=tuple(segments)), deck, ""), purpose


@each("language", ["en", "es", "ar"])
def test_nothing_is_heard_twice_and_every_description_once(sample, language):
    script, _, _ = sample[language]
    for segment in script.segments:
        texts = [sentence.text.rstrip(".").lower() for sentence in segment.sentences]
        end = {"en": "end of picture", "es": "fin de la imagen", "ar": "انتهى وصف الصورة"}[language]
        assert texts.count(end) == len(segment.figures)
        assert len(set(texts)) == len(texts) - max(0, len(segment.figures) - 1)
    alts = [figure.alt for segment in script.segments for figure in segment.figures]
    added = " ".join(text for segment in script.segments for text in said(segment))
    assert [added.count(alt) for alt in alts] == [1] * len(alts)


@each("language", ["en", "es", "ar"])
def test_the_standard_edition_is_left_when_the_added_sentences_are_taken_away(sample, language):
    script, _, standard = sample[language]
    for before, segment in zip(standard.segments, script.segments, strict=True):
        narrated = [sentence for sentence in segment.sentences if sentence.purpose is Purpose.NARRATION]
        assert [replace(one, paragraph=0) for one in narrated] == [
            replace(one, paragraph=0) for one in before.sentences
        ]
        assert segment.shown_sentences == tuple(one for one in narrated if one.shown)
        assert all(not one.shown and one.place for one in segment.sentences if one.purpose in ADDED) or (
            segment.kind is Kind.CLOSING
        )
    ids = [sentence.id for segment in script.segments for sentence in segment.sentences]
    assert len(set(ids)) == len(ids)


def test_the_order_on_a_slide(tmp_path):
    script, _ = described(every_kind(tmp_path))
    order = list(Purpose)
    order = [Purpose.SLIDE_NUMBER, Purpose.HEADING, Purpose.NARRATION, *order[order.index(Purpose.FIGURE) :]]
    for segment in script.segments:
        ranks = [(order.index(one.purpose), one.about) for one in segment.sentences]
        assert ranks == sorted(ranks), segment.id
        numbers = [sentence.paragraph for sentence in segment.sentences]
        assert sorted(set(numbers)) == list(range(max(numbers) + 1))
        assert numbers == sorted(numbers)


def test_slides_of_every_kind(tmp_path):
    script, deck = described(every_kind(tmp_path))
    assert unheard(script, deck, "3 min · listen, watch or read") == []
    added = {segment.heading or segment.id: said(segment) for segment in script.segments}
    assert added["A guide to your spine"] == [
        "Slide 1 of 12.", "Sample library.", "What it is and does.", "Length in minutes: 3.", "Listen, watch or read.",
    ]  # fmt: skip
    assert added["Your spine"] == ["Slide 2 of 12.", "Part 1 of 2."]
    assert added["What it is"] == ["Slide 3 of 12.", "What it is."]
    assert added["one-sentence-without-a-heading"] == ["Slide 4 of 12."]
    assert added["The whole spine"] == [
        "Slide 7 of 12.", "The whole spine.", "Picture: A drawing, d.", "End of picture.",
    ]  # fmt: skip
    assert added["Two bones"][2:5] == ["Picture: Healthy.", "A drawing, a.", "End of picture."]
    assert added["Listen again"] == [
        "Slide 12 of 12.", "QR code: the address is written below.", "Point your phone camera here.",
        "Or ask us for a CD or large print.",
    ]  # fmt: skip


def one_slide(*sentences: str, figures: tuple[Figure, ...] = (), points: tuple[str, ...] = (), language: str = "en"):
    segment = Maker()(*sentences, heading="Rest", points=points, figures=figures)
    script, _ = described(script_of(segment, language=language))
    return script.segments[0]


def test_points_are_read_out_only_if_no_sentence_says_them():
    segment = one_slide(
        "Drink water.", "Rest your back for a day.", points=("Water", "Rest your back", "No driving for 24 hours")
    )
    (point,) = [sentence for sentence in segment.sentences if sentence.purpose is Purpose.POINT]
    assert (point.text, point.about) == ("No driving for 24 hours.", 2)


def test_a_point_is_read_out_if_its_negation_or_number_is_not_said():
    segment = one_slide(
        "You can drive home.", "Take 20 tablets.", "Rest your back for a day.",
        points=("Do not drive", "Take 2 tablets", "Rest your back"),
    )  # fmt: skip
    assert said(segment, Purpose.POINT) == ["Do not drive.", "Take 2 tablets."]
    segment = one_slide("No conduzca.", points=("Conduzca", "No conduzca"), language="es")
    assert said(segment, Purpose.POINT) == ["Conduzca."]


@each(
    ("language", "point", "wanted"),
    [
        ("en", "Wash your hands", "2: Wash your hands."),
        ("es", "Lávese las manos", "2: Lávese las manos."),
        ("de", "Hände waschen", "2: Hände waschen."),  # "2." would be read as "second"
        ("ar", "اغسل يديك", "2: اغسل يديك."),
        ("ja", "手を洗う", "2：手を洗う。"),
        ("zh-Hant", "洗手", "2：洗手。"),
    ],
)
def test_a_point_of_an_ordered_list_is_read_out_with_its_number(language, point, wanted):
    segment = replace(Maker()("X.", heading="Y"), points=(Point("X", number=1), Point(point, number=2)))
    added = add_descriptions(script_of(segment, language=language), None)
    assert said(added.segments[0], Purpose.POINT) == [wanted]
    (sentence,) = [one for one in added.segments[0].sentences if one.purpose is Purpose.POINT]
    assert sentence.about == 1


def test_figures_say_the_longer_description_and_decoration_says_nothing(tmp_path):
    short = figure(tmp_path, "a", (564, 376), "Before")
    longer = replace(short, description="A bone. Its front has sunk by 5 mm", name="After")
    decoration = replace(short, alt="", name="In between")
    segment = one_slide("Rest now.", figures=(short, longer, decoration))
    assert said(segment, Purpose.FIGURE) == [
        "Picture: Before.", "A drawing, a.", "End of picture.",
        "Picture: After.", "A bone.", "Its front has sunk by 5 mm.", "End of picture.",
        "In between.",
    ]  # fmt: skip
    assert said(one_slide("Rest in between.", figures=(decoration, short)), Purpose.FIGURE)[0] == "Picture: Before."
    assert said(one_slide("Rest now.", figures=(decoration,)), Purpose.FIGURE) == []  # its name is not shown


def test_a_name_that_is_the_description_is_said_once(tmp_path):
    pair = [
        replace(figure(tmp_path, name, (564, 376), alt), alt=alt) for name, alt in (("a", "Before"), ("b", "After"))
    ]
    segment = one_slide("Rest now.", figures=tuple(pair))
    assert said(segment, Purpose.FIGURE) == [
        "Picture: Before.",
        "End of picture.",
        "Picture: After.",
        "End of picture.",
    ]


def test_the_name_of_a_part_is_said_unless_the_narration_says_it(tmp_path):
    path = tmp_path / "spine.svg"
    path.write_text(FIGURE)
    drawing = Figure(path, "A spine", parts=("cervical", "thoracic", "lumbar"), size=(10, 10))
    segment = Maker()("Here is your neck.", "Look at your chest.", heading="Parts", figures=[drawing])
    first, second = segment.sentences
    cues = (Cue("cervical", "Neck", 3),), (Cue("thoracic", "Thoracic spine", 3),)
    sentences = (replace(first, cues=cues[0]), replace(second, cues=cues[1]))
    script, deck = described(script_of(replace(segment, sentences=sentences)))
    assert len(deck.slides[0].labels) == 2
    assert said(script.segments[0], Purpose.FIGURE) == [
        "Picture: A spine.", "Labels: Thoracic spine.", "End of picture.",
    ]  # fmt: skip


def test_a_slide_that_goes_on_repeats_neither_heading_nor_figure(tmp_path):
    points = [
        f"Take {name} with a large glass of water" for name in ("one", "two", "three", "four", "five", "six", "seven")
    ]
    sentences = [f"{point}." for point in points[:-1]]
    script, _ = described(script_of(Maker()(*sentences, heading="Pills", points=points, figures=[figure(tmp_path)])))
    assert len(script.segments) > 1
    assert [len(said(segment, Purpose.HEADING, Purpose.FIGURE)) for segment in script.segments] == [
        3, *[0] * (len(script.segments) - 1),
    ]  # fmt: skip
    assert [text for segment in script.segments for text in said(segment, Purpose.POINT)] == [f"{points[-1]}."]


def test_a_point_is_said_where_its_sentence_was_cut():
    long = " ".join(f"word{number}" for number in range(400))
    script, _ = described(script_of(Maker()(f"First {long} last.", heading="Long", points=("First last",))))
    assert len(script.segments) >= 1
    assert not [text for segment in script.segments for text in said(segment, Purpose.POINT)]


@each(
    ("language", "heading", "figure_said"),
    [
        ("ja", "安静。", "図：A drawing, a。"),
        ("zh-Hant", "安静。", "圖片：A drawing, a。"),
        ("hi", "安静।", "चित्र: A drawing, a।"),
        ("es", "安静.", "Imagen: A drawing, a."),
        ("ar", "安静.", "صورة: A drawing, a."),
    ],
)
def test_added_sentences_end_as_the_language_ends_them(tmp_path, language, heading, figure_said):
    script = script_of(Maker()("休息。", heading="安静", figures=[figure(tmp_path)]), language=language)
    segment = add_descriptions(script, None).segments[0]  # nothing is labelled, so no slide is needed
    assert said(segment, Purpose.HEADING) == [heading]
    assert said(segment, Purpose.FIGURE)[0] == figure_said


def test_a_question_keeps_its_mark():
    script = script_of(Maker()("You may.", heading="May I eat?"))
    assert said(add_descriptions(script, None).segments[0], Purpose.HEADING) == ["May I eat?"]


@each("language", TAGS)
def test_a_voice_knows_how_to_say_the_phrases(tmp_path, language):
    phrases = language_data(language).phrases
    make = Maker()
    script = script_of(
        make(heading=phrases["all_topics"], kind=Kind.TITLE),
        make(heading=phrases["parts"], kind=Kind.SECTION),
        make(
            phrases["closing_share"],
            heading=phrases["contents"],
            figures=[replace(figure(tmp_path), alt=phrases["cover"])],
        ),
        make(phrases["closing_title"], heading=phrases["closing_title"], kind=Kind.CLOSING),
        language=language,
    )
    added = add_descriptions(script, None, 720_000)
    assert len([text for segment in added.segments for text in said(segment)]) >= 13
    assert [str(problem) for problem in check_speaking(added, say_script(added, "espeak"), None)] == []


@each(("language", "name"), [("nl", "Dutch (nl)"), ("sw", "Swahili (sw)"), ("am", "Amharic (am)")])
def test_a_language_without_phrases(language, name):
    with pytest.raises(InputError) as raised:
        add_descriptions(script_of(Maker()("Rust.", heading="Rust"), language=language), None)
    (problem,) = raised.value.problems
    assert name in problem.message
    assert (problem.code, problem.place.file) == ("no-phrases", "script/test/en.md")


def test_another_voice_speaks_what_a_recording_lacks():
    script = script_of(Maker()("Rest now.", heading="Rest", points=("Never drive",)))
    segment = add_descriptions(script, None, voice="auto").segments[0]
    assert {sentence.voice for sentence in segment.sentences if sentence.purpose in ADDED} == {"auto"}
    assert {sentence.voice for sentence in segment.sentences if sentence.purpose not in ADDED} == {""}
