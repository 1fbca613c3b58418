"""Descriptions of figures that tell nothing are found, and those that tell something are left alone."""

from dataclasses import replace
from pathlib import Path

from narrate.check.pictures import check_pictures
from narrate.check.risky import check_risky
from narrate.errors import Severity
from narrate.languages.picture_words import picture_words
from narrate.model import Figure, Script
from tests.languages.test_phrases import TAGS
from tests.slides.making import Maker, script_of
from tests.tables import each

NOTHING = [
    ("en", "Image"), ("en", "A photo"), ("en", "picture 3"), ("en", "Image of"), ("en", "The picture shows the"), ("en", "IMG_2041.jpg"),
    ("en", "DSC00012"), ("en", "step-4"), ("en", "Untitled"), ("es", "Imagen"), ("es", "Una fotografía"), ("es", "Foto de la"),
    ("es", "dibujo 2"), ("es", "rodilla.png"), ("ar", "صورة"), ("ar", "هذه الصورة توضح"), ("ar", "رسم"), ("ar", "صورة 4"),
    ("de", "Abbildung"), ("de", "Ein Bild von"), ("fr", "Une image"), ("fr", "photo de"), ("ja", "図"), ("zh", "照片"), ("ru", "Рисунок 1"),
    ("ko", "그림"), ("hi", "चित्र"), ("pl", "zdjęcie"), ("vi", "hình ảnh"), ("nl", "image"),
]  # fmt: skip
OPENINGS = [
    ("en", "Image of the hip", "Image of"), ("en", "A picture of a knee, bent", "A picture of"), ("en", "Photo of a brace", "Photo of"),
    ("en", "This image shows two tubes", "This image shows"), ("en", "Photograph of a hand", "Photograph of"),
    ("es", "Imagen de la cadera", "Imagen de"), ("es", "Una foto del corsé", "Una foto del"), ("es", "Imagen que muestra una mano", "Imagen que muestra"),
    ("es", "Fotografía de una rodilla", "Fotografía de"), ("es", "La imagen muestra dos tubos", "La imagen muestra"),
    ("ar", "صورة للركبة", "صورة ل"), ("ar", "صورة توضح أنبوبين", "صورة توضح"), ("ar", "تظهر الصورة عظمًا مكسورًا", "تظهر الصورة"),
    ("ar", "صورة لمفصل الورك", "صورة ل"), ("ar", "توضح الصورة دعامة", "توضح الصورة"),
    ("de", "Ein Bild von der Hüfte", "Ein Bild von"), ("fr", "Image d’un genou", "Image d’"), ("it", "Una foto della mano", "Una foto della"),
    ("ja", "膝の写真", "の写真"), ("zh", "膝盖的图片", "的图片"), ("hi", "घुटने का चित्र", "का चित्र"), ("ru", "Фотография колена", "Фотография"),
]  # fmt: skip
INNOCENT = [
    ("en", "X-ray of the hip"), ("en", "Side view of a spine, cut open"), ("en", "A hand holds a photograph of a family"),
    ("en", "Drawing of the heart: blood flows from left to right"), ("en", "Picture frames on a wall"), ("en", "Imaging room"),
    ("en", "MRI image of the knee"), ("en", "Spine"), ("en", "A figure of a person, from the front"),
    ("es", "Imagen de resonancia magnética de la rodilla"), ("es", "Foto de rayos X de la cadera"), ("es", "Vista de lado de una vértebra"),
    ("es", "Radiografía de la cadera"), ("es", "Una persona mira la imagen de su rodilla"), ("es", "Imágenes en la pared"),
    ("ar", "صورة شعاعية للركبة"), ("ar", "منظر جانبي للعمود الفقري"), ("ar", "طبيب ينظر إلى صورة للركبة"), ("ar", "صورة بالرنين المغناطيسي"),
    ("ar", "صور على الجدار"), ("de", "Röntgenbild der Hüfte"), ("de", "Bildschirm mit einem Herz"), ("fr", "Imagerie du genou"),
    ("pt", "Imagem de ressonância magnética do joelho"), ("pl", "Zdjęcie rentgenowskie biodra"), ("ja", "横から見た背骨"),
    ("zh", "图书馆里的护士"), ("ko", "무릎의 옆모습"), ("ru", "Вид колена сбоку"),
]  # fmt: skip


def figure_of(alt: str, name: str = "step-4", description: str = "") -> Figure:
    return Figure(Path(f"figures/{name}.svg"), alt, description=description)


def script_with(*figures: Figure, language: str = "en", heading: str = "Your knee") -> Script:
    return script_of(Maker()("Rest now.", heading=heading, figures=figures), language=language)


def codes(*figures: Figure, language: str = "en", heading: str = "Your knee") -> list[str]:
    return [problem.code for problem in check_pictures(script_with(*figures, language=language, heading=heading))]


@each(("language", "alt"), NOTHING)
def test_words_that_tell_nothing(language, alt):
    assert codes(figure_of(alt), language=language) == ["missing-alt"]
    assert "missing-alt" in codes(figure_of("A", description=alt), language=language)


@each(("language", "alt", "words"), OPENINGS)
def test_words_that_only_announce_a_picture(language, alt, words):
    (problem,) = check_pictures(script_with(figure_of(alt), language=language))
    assert (problem.code, problem.severity) == ("alt-opening", Severity.ADVICE)
    assert repr(words) in problem.message


@each(("language", "alt"), INNOCENT)
def test_a_real_description_is_left_alone(language, alt):
    assert codes(figure_of(alt), language=language) == []
    assert codes(figure_of("A", description=f"{alt}, {alt}, {alt}, {alt}"), language=language) == []


@each(
    ("language", "heading", "alt"),
    [
        ("en", "How bone gets weak", "How bone gets weak"), ("en", "Two small cuts", "two small cuts."), ("es", "Dos cortes pequeños", "Dos cortes pequeños"),
        ("es", "¿Qué es el reposo?", "Qué es el reposo"), ("ar", "شقان صغيران", "شقان صغيران."), ("de", "Das Knie", "das Knie"),
    ],
)  # fmt: skip
def test_the_heading_again(language, heading, alt):
    assert codes(figure_of(alt), language=language, heading=heading) == ["alt-repeats"]
    assert codes(figure_of(f"{alt} (2)"), language=language, heading=heading) == []


@each(
    ("language", "alt"),
    [
        ("en", "A bone, cut open"),
        ("en", "Two tubes"),
        ("es", "Una vértebra abierta"),
        ("es", "Dos tubos"),
        ("ar", "عظم مقطوع"),
    ],
)
def test_another_figures_description(language, alt):
    assert codes(figure_of(alt, "a"), figure_of(f"{alt}.", "b"), language=language) == ["alt-repeats"]
    assert codes(figure_of(alt, "a"), figure_of(alt, "a"), language=language) == []  # the same figure again


@each(
    ("language", "alt", "longer"),
    [
        ("en", "A bone, cut open", "Healthy bone"), ("en", "A bone", "A bone"), ("en", "Bone", "The healthy bone"), ("es", "Un hueso abierto", "Hueso sano"),
        ("es", "Un hueso", "El hueso sano"), ("ar", "عظم مقطوع يُرى من الجانب", "عظم سليم"), ("ja", "横から見た背骨", "背骨"),
    ],
)  # fmt: skip
def test_a_longer_description_that_is_a_name(language, alt, longer):
    assert codes(figure_of(alt, description=longer), language=language) == ["alt-not-longer"]
    assert codes(figure_of(alt, description=f"{alt}, {alt}, {longer}"), language=language) == []


def test_a_longer_description_needs_a_short_one():
    assert codes(figure_of("", description="A bone seen from the side, with a hard shell")) == ["missing-alt"]


@each(
    ("language", "text"),
    [
        ("en", "A cup with 5.0 mg"), ("en", "A syringe with 10U"), ("en", "A pill of 100 µg"), ("es", "Un vaso con 5,0 mg"), ("ar", "كوب فيه .5 mg"),
    ],
)  # fmt: skip
def test_doses_in_descriptions_are_written_safely(language, text):
    for one in (figure_of(text), figure_of("A", description=text)):
        found = list(check_risky(script_with(replace(one), language=language)))
        assert [problem.code for problem in found] == ["risky-form"]


def test_every_language_with_phrases_has_words():
    assert [tag for tag in TAGS if picture_words(tag) is None] == []
    assert picture_words("nl") is None
    for words in map(picture_words, TAGS):
        assert words.kinds
        assert words.openings
        for text in (*words.kinds, *words.openings, *words.endings, *words.articles):
            assert text == text.casefold(), text
