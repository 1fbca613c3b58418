"""The list of all pages: topics named in its own language, each language's own direction."""

from lxml import html

from narrate.catalogue import Page, _render

ARABIC = Page("bone", "العظم", "ar", "bone/ar/index.html", "")
ENGLISH = Page("bone", "The bone", "en", "bone/en/index.html", "")


def test_a_topic_is_called_what_its_page_in_the_catalogues_language_is_called():
    page = html.fromstring(_render([ARABIC, ENGLISH], "1"))
    (heading,) = page.iter("h2")
    assert (heading.text, heading.get("lang"), heading.get("dir")) == ("The bone", "en", "ltr")
    assert [link.get("lang") for link in page.iter("a")] == ["ar", "en"]
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")


def test_a_catalogue_of_one_language_is_in_it_and_in_its_direction():
    page = html.fromstring(_render([ARABIC], "1"))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.findtext(".//h1") == "كل المواضيع"
