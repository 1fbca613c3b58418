"""The words that editions show of their own: whole in every language that has any, in its own letters."""

from pathlib import Path
from string import Formatter

import narrate
from narrate import languages
from narrate.languages import comma, foreign_phrases, is_tag, iso639_2, language_data, normal_tag, office_tag, own_name
from narrate.languages.scripts import script_of_letter, script_of_tag
from narrate.model import Deck
from narrate.slides import lay_out, make_theme, paginate
from narrate.typeset.faces import face_for, missing_letters
from tests.tables import each

ENGLISH = language_data("en").phrases
TAGS = sorted(
    path.stem.replace("zh_hant", "zh-Hant")
    for path in Path(languages.__file__).parent.glob("*.py")
    if path.stem
    not in (
        "__init__",
        "calling",
        "encodings",
        "names",
        "negations",
        "numerals",
        "link_words",
        "picture_words",
        "table_words",
        "recognising",
        "scripts",
    )
)
PARTS = {"Jpan": {"Hani", "Kana"}, "Hans": {"Hani"}, "Hant": {"Hani"}, "Kore": {"Hang"}}
SAME = {
    "Text", "Parts", "Son", "Labels", "slash", "underscore", "Teksto", "Braille (BRF)", "{minutes} min {seconds} s",
    "{minutes} min", "{size} MB", "{size} kB", "Normal", "Pause", "Position", "Player", "Play",
}  # fmt: skip
UNITS = {"{size} MB", "{size} kB", "{size} KB"}  # the same in many languages, whatever their letters


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_languages_most_asked_for_have_phrases():
    wanted = [
        "ar",
        "de",
        "en",
        "es",
        "fa",
        "fil",
        "fr",
        "hi",
        "ht",
        "it",
        "ja",
        "ko",
        "pl",
        "pt",
        "ru",
        "vi",
        "zh",
        "zh-Hant",
    ]
    assert wanted == TAGS


@each("tag", TAGS)
def test_phrases_are_whole_and_in_the_letters_of_their_language(tag):
    data = language_data(tag)
    assert list(data.phrases) == list(ENGLISH)
    assert not foreign_phrases(tag)
    assert data.phrases_language == tag
    script = script_of_tag(tag)
    for name, text in data.phrases.items():
        assert fields(text) == fields(ENGLISH[name]), name
        scripts = {script_of_letter(letter) for letter in text}
        assert text in UNITS or scripts & PARTS.get(script, {script}), (name, text)
        assert tag == "en" or text != ENGLISH[name] or text in SAME, name
    assert data.phrases["slide_of"].index("{number}") < data.phrases["slide_of"].index("{total}"), (
        "decks count it there"
    )
    assert not missing_letters("".join(data.phrases.values()), face_for(data.phrases.values(), tag))
    assert (len(data.alpha3), len(data.region)) == (3, 2)
    assert data.autonym
    assert data.autonym[0] == data.autonym[0].upper()


@each(
    ("tag", "phrases", "foreign"),
    [
        ("zh", "zh", ""), ("zh-CN", "zh", ""), ("zh-TW", "zh-Hant", ""), ("zh-HK", "zh-Hant", ""), ("zh-Hant-HK", "zh-Hant", ""),
        ("zh-Hans", "zh", ""), ("tl", "fil", ""), ("fil-PH", "fil", ""), ("pt-PT", "pt", ""), ("am", "en", "en"), ("nl", "en", "en"),
    ],
)  # fmt: skip
def test_which_phrases_a_tag_has(tag, phrases, foreign):
    assert language_data(tag).phrases_language == phrases
    assert foreign_phrases(tag) == foreign


def test_tags_keep_their_meaning():
    assert [office_tag(tag) for tag in ("zh", "zh-Hant", "zh-HK", "ht", "fil", "fa")] == [
        "zh-CN", "zh-TW", "zh-HK", "ht-HT", "fil-PH", "fa-IR",
    ]  # fmt: skip
    assert [iso639_2(tag) for tag in ("zh-Hant", "ht", "fil", "ko")] == ["zho", "hat", "fil", "kor"]
    assert own_name("ht") == "Kreyòl ayisyen"
    assert not is_tag("scripts"), "a module beside the languages is none"
    assert is_tag("fil")
    assert normal_tag("fil") == "fil"
    assert [comma(tag) for tag in ("en", "ar", "ja", "am")] == [", ", "، ", "、", "፣ "]


def languages_of_boxes(folder: Path, tag: str, text: str) -> tuple[Deck, dict[str, str]]:
    path = folder / f"{tag}.md"
    path.write_text(f"---\ntitle: {text}\nlang: {tag}\n---\n\n# {text}\n\n## {text}\n\n{text}\n", encoding="utf-8")
    script = narrate.read(path)
    theme = make_theme(script.theme)
    deck = lay_out(paginate(script, theme), theme)
    return deck, {
        " ".join(paragraph.lines): box.language
        for slide in deck.slides for box in slide.boxes for paragraph in box.paragraphs
    }  # fmt: skip


def test_english_words_in_a_deck_of_another_language_are_marked(tmp_path):
    _, found = languages_of_boxes(tmp_path, "am", "አጥንት ለምን ይሰበራል")
    assert {text: language for text, language in found.items() if language} == {
        "1 min · listen, watch or read": "en", "Part 1 of 1": "en", "3 of 3": "en",
    }  # fmt: skip
    assert found["አጥንት ለምን ይሰበራል"] == ""


def test_words_of_the_decks_own_language_are_not(tmp_path):
    _, found = languages_of_boxes(tmp_path, "de", "Warum Knochen brechen")
    assert not any(found.values())
    assert "Teil 1 von 1" in found
