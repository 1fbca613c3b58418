"""The pages of the catalogue: languages named in themselves, topics by title, each with its lengths and files."""

import re
from pathlib import Path

import pytest
from lxml import html

from narrate.catalogue import write_catalogue
from narrate.catalogue.contents import MOST_IN_FULL, MOST_WITHOUT_LETTERS, SEARCHED
from tests.catalogue.editions import content_of, put
from tests.tables import each


def page(output: Path, name: str = "index.html") -> html.HtmlElement:
    write_catalogue(output)
    return html.fromstring((output / name).read_text(encoding="utf-8"))


def links(element: html.HtmlElement) -> list[tuple[str, str]]:
    return [(link.get("href"), link.text_content()) for link in element.iter("a")]


def test_languages_are_named_in_themselves_and_chosen_first(tmp_path):
    for language in ("en", "ar", "ja"):
        put(tmp_path, "heart", language)
    put(tmp_path, "knee", "ar", "الركبة")
    first = page(tmp_path)
    assert links(first) == [
        ("languages/en.html", "English All topics: 1"),
        ("languages/ar.html", "العربية كل المواضيع: 2"),
        ("languages/ja.html", "日本語 すべてのテーマ：1"),
    ]
    assert [(link.get("lang"), link.get("hreflang"), link.get("dir")) for link in first.iter("a")] == [
        ("en", "en", "ltr"), ("ar", "ar", "rtl"), ("ja", "ja", "ltr"),
    ]  # fmt: skip
    assert (first.get("lang"), first.findtext(".//h1")) == ("en", "Choose a language")


def test_a_catalogue_of_one_language_is_its_list(tmp_path):
    put(tmp_path, "bone", "ar")
    found = page(tmp_path)
    assert (found.get("lang"), found.get("dir"), found.findtext(".//h1")) == ("ar", "rtl", "كل المواضيع")
    assert links(found)[0] == ("bone/ar/index.html", "قلبك خطوة بخطوة")
    assert not (tmp_path / "languages").exists()
    assert not [link for link, _ in links(found) if link.startswith("..")]


def test_an_entry_has_both_lengths_and_all_files_with_their_sizes(tmp_path):
    put(tmp_path, "heart", "en", described=True, duration_ms=329_999)
    put(tmp_path, "heart", "es", duration_ms=330_000)
    found = page(tmp_path, "languages/en.html")
    assert found.findtext(".//li/p") == "5 min"
    assert links(found)[1:] == [
        ("../heart/en/index.html", "Your heart & you"),
        ("../heart/en/index.html?edition=described", "With the pictures described, 6 min"),
        ("../heart/en/heart.mp3", "Sound (MP3), 6 MB"),
        ("../heart/en/heart.txt", "Text, 3 kB"),
        ("../heart/en/described/heart.described.mp3", "Sound (MP3), with the pictures described, 6 MB"),
        ("../heart/en/described/heart.described.txt", "Text, with the pictures described, 3 kB"),
    ]
    assert [image.get("src") for image in found.iter("img")] == ["../heart/en/slides/01-x.png"]
    spanish = page(tmp_path, "languages/es.html")
    assert spanish.findtext(".//li/p") == "6 min"
    assert not [link for link, _ in links(spanish) if "described" in link]


def test_words_in_another_language_than_the_topic_say_so(tmp_path):
    put(tmp_path, "heart", "am", described=True)
    put(tmp_path, "heart", "es-MX", "Su corazón", described=True)
    amharic, mexican = page(tmp_path, "languages/am.html"), page(tmp_path, "languages/es-MX.html")
    assert amharic.get("lang") == "am"
    foreign = [*amharic.iter("h1"), *amharic.iterfind(".//li/p"), *amharic.iter("details")]
    assert len(foreign) == 4
    assert {(one.get("lang"), one.get("dir")) for one in foreign} == {("en", "ltr")}
    assert [one.get("lang") for one in amharic.iter("h2")] == [None]
    assert mexican.get("lang") == "es-MX"
    assert not list(mexican.iterfind(".//body//*[@lang]"))


@pytest.mark.parametrize("count", [SEARCHED, SEARCHED + 1, MOST_WITHOUT_LETTERS, MOST_WITHOUT_LETTERS + 1])
def test_only_long_lists_have_a_search_and_letters(tmp_path, count):
    for number in range(count):
        put(tmp_path, f"topic-{number}", "en", f"{'Heart' if number % 2 else 'Back'} {number}")
    found = page(tmp_path)
    titles = [one.text_content() for one in found.iterfind(".//li/*[@class='plain']")]
    evens, odds = range(0, count, 2), range(1, count, 2)
    assert titles == [*(f"Back {number}" for number in evens), *(f"Heart {number}" for number in odds)]
    assert bool(found.xpath("//*[@role='search']")) == bool(found.xpath("//script")) == (count > SEARCHED)
    letters = [(link.get("href"), link.text) for link in found.iterfind(".//nav//a")]
    if count > MOST_WITHOUT_LETTERS:
        assert letters == [("#letter-1", "B"), ("#letter-2", "H")]
        assert [(one.get("id"), one.text) for one in found.iter("h2")] == [("letter-1", "B"), ("letter-2", "H")]
    else:
        assert (letters, [one.get("id") for one in found.iter("h2")]) == ([], [None] * count)


def test_characters_are_no_letters_to_jump_to(tmp_path):
    for number in range(MOST_WITHOUT_LETTERS + 1):
        put(tmp_path, f"topic-{number}", "ja", f"{chr(0x4E00 + number)}の話")
    assert page(tmp_path).find(".//nav") is None


def test_a_very_long_list_leaves_pictures_and_files_to_the_pages_of_the_topics(tmp_path):
    for number in range(MOST_IN_FULL + 1):
        put(tmp_path, f"topic-{number:03}", "en", f"Heart {number}", described=True)
        put(tmp_path, f"topic-{number:03}", "es", f"Corazón {number}")
    found = page(tmp_path, "languages/en.html")
    assert (found.find(".//img"), found.find(".//details")) == (None, None)
    assert ("../topic-007/index.html", "Files to keep") in links(found)
    assert (tmp_path / "languages/en.html").stat().st_size < 300_000
    assert [one.get("href") for one in page(tmp_path, "topic-007/index.html").iterfind(".//details//a")][:2] == [
        "en/topic-007.mp3",
        "en/topic-007.txt",
    ]


def test_a_list_of_very_many_topics_leads_to_their_pages(tmp_path, monkeypatch):
    monkeypatch.setattr("narrate.catalogue.pages.MOST_IN_FULL", 10)
    monkeypatch.setattr("narrate.catalogue.pages.MOST_WITH_EDITIONS", 20)
    for number in range(21):
        put(tmp_path, f"topic-{number:03}", "hi", f"आपका दिल {number}")
    put(tmp_path, "topic-007", "es")
    found = page(tmp_path, "languages/hi.html")
    assert links(found)[1 + 7] == ("../topic-007/index.html#hi", "आपका दिल 7")
    assert found.find(".//li/span").text_content() == "6 मिनट"
    assert page(tmp_path, "topic-007/index.html").xpath("//section[@id='hi']")
    entries = html.tostring(found.find(".//section"), encoding="utf-8")
    assert len(entries) / 21 < 300_000 / 2_000


def test_the_page_of_a_topic_names_it_in_each_language(tmp_path):
    for language in ("en", "es", "ar"):
        put(tmp_path, "heart", language, described=language == "es")
    found = page(tmp_path, "heart/index.html")
    assert (found.get("lang"), found.findtext(".//h1")) == ("en", "Your heart & you")
    sections = [(one.get("id"), one.get("lang"), one.get("dir"), links(one)[0]) for one in found.iter("section")]
    assert sections == [
        ("en", "en", "ltr", ("en/index.html", "English Your heart & you")),
        ("es", "es", "ltr", ("es/index.html", "Español Su corazón")),
        ("ar", "ar", "rtl", ("ar/index.html", "العربية قلبك خطوة بخطوة")),
    ]
    assert ("es/index.html?edition=described", "Con las imágenes descritas, 7 min") in links(found)
    assert found.find(".//img") is None
    up = found.find(".//a[@data-catalogue]")
    assert (up.get("href"), up.get("hidden")) == ("../index.html", "")  # a folder that is sent has no dead link


def test_a_topic_that_is_published_leads_to_the_catalogue_there(tmp_path):
    for language, site in (("en", "https://clinic.example/guides/"), ("es", "https://clinic.example/guides/")):
        put(tmp_path, "heart", language, site=site)
        put(tmp_path, "knee", language, "The knee", site=site if language == "en" else "")
    first, second = page(tmp_path, "heart/index.html"), page(tmp_path, "knee/index.html")
    assert links(first)[0] == ("https://clinic.example/guides/index.html", "All topics")
    assert next(first.iter("a")).get("hidden") is None
    assert (links(second)[0][0], next(second.iter("a")).get("hidden")) == ("../index.html", "")


def test_the_page_of_a_topic_is_in_the_language_that_all_editions_share(tmp_path):
    put(tmp_path, "heart", "ar")
    found = page(tmp_path, "heart/index.html")
    assert (found.get("lang"), found.get("dir"), found.findtext(".//h1")) == ("ar", "rtl", "قلبك خطوة بخطوة")


def test_the_player_learns_the_languages_of_a_topic(tmp_path):
    for language in ("en", "ar"):
        put(tmp_path, "heart", language)
    put(tmp_path, "knee", "es", 'Su "rodilla" \\ \u2028\n\t')
    write_catalogue(tmp_path)
    files = content_of(tmp_path)
    assert files["heart/languages.json"] == (
        '[\n{"language": "en", "name": "English", "title": "Your heart & you", "page": "en/index.html", "direction": "ltr"},\n'
        '{"language": "ar", "name": "العربية", "title": "قلبك خطوة بخطوة", "page": "ar/index.html", "direction": "rtl"}\n]\n'
    )
    assert '"title": "Su \\"rodilla\\" \\\\ \u2028\\n\\t"' in files["knee/languages.json"]


@each(
    ("bytes_", "words"),
    [
        (1, "1 kB"), (1_499, "1 kB"), (1_500, "2 kB"), (999_499, "999 kB"), (999_500, "1 MB"), (1_499_999, "1 MB"),
        (1_500_000, "2 MB"), (1_200_000_000, "1200 MB"),
    ],
)  # fmt: skip
def test_sizes_are_whole_numbers(monkeypatch, tmp_path, bytes_, words):
    monkeypatch.setattr("tests.catalogue.editions.FILES", (("{}.mp3", "sound_file", bytes_),))
    put(tmp_path, "heart", "en")
    assert links(page(tmp_path))[-1] == ("heart/en/heart.mp3", f"Sound (MP3), {words}")


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</title></style></script><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "' onmouseover='alert(1)",
    "<!--",
)


@each("title", HOSTILE)
def test_no_title_becomes_markup(tmp_path, title):
    for number in range(SEARCHED + 1):
        put(tmp_path, f"topic {number}", "en", f"{title} {number}")
    put(tmp_path, "topic 1", "es", title)
    write_catalogue(tmp_path)
    for name, content in content_of(tmp_path).items():
        if name.endswith(".html"):
            found = html.fromstring(content)
            assert not [one for one in found.iter() for key in one.attrib if key.startswith("on")]
            assert len(list(found.iter("script"))) == (0 if name in ("index.html", "languages/es.html") else 1)
            assert all(re.match(r"[\w./#%-]*(\?edition=described)?$", link) for link, _ in links(found))
            assert found.findtext(".//title") or title
    assert title in page(tmp_path, "topic 1/index.html").findtext(".//h1")
