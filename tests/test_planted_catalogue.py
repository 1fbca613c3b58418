"""Faults in the list of all editions: whatever is added, lost, hidden or altered is found."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.catalogue import NAME, write_catalogue
from narrate.catalogue_checks import check_catalogue
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import Manifest
from tests.tables import each
from tests.writing import write

TITLES = {
    "en": "Your heart & you",
    "es": "Su corazón",
    "ar": "قلبك خطوة بخطوة",
    "hi": "आपका दिल",
    "ja": "心臓の話",
    "am": "ልብዎ",
    "zh-Hant": "您的心臟",
}
LISTS = {
    "one in English": [("heart", "en")],
    "one in Arabic": [("heart", "ar")],
    "one without phrases": [("heart", "am")],
    "a topic in many languages": [("heart", language) for language in TITLES],
    "several topics": [("heart", "ar"), ("heart", "en"), ("hip", "es"), ("knee", "ja"), ("اليد", "ar")],
}


def put(output: Path, topic: str, language: str, *, picture: bool = True, edition: str = "standard") -> None:
    """Write the manifest of an edition into ``output``."""
    names = ["index.html", *(["slides/01-x.png", "slides/02-y.png"] if picture else [])]
    manifest = Manifest(
        topic=topic, title=TITLES[language], language=language, edition=edition, voice="fake:hum", slides=1,
        duration_ms=1280, made_from="", inputs={}, files=dict.fromkeys(names, "0" * 64), clips={}, tracks=(),
        pictures=(), formats=("html",),
    )  # fmt: skip
    folder = output / topic / language
    write((folder if edition == "standard" else folder / edition) / MANIFEST, manifest.to_json())


@dataclass(frozen=True)
class Catalogue:
    output: Path
    content: str

    def faults(self, content: str) -> list[str]:
        """Return what is wrong with ``content`` in the place of the catalogue."""
        (self.output / NAME).write_text(content, encoding="utf-8", newline="")
        return [fault for finding in check_catalogue(self.output) for fault in finding.faults]


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory) -> list[Catalogue]:
    made = []
    for number, editions in enumerate(LISTS.values()):
        output = tmp_path_factory.mktemp("list")
        for topic, language in editions:
            put(output, topic, language, picture=number % 2 == 0)
        put(output, *editions[0], edition="described")
        made.append(Catalogue(output, write_catalogue(output).read_text(encoding="utf-8")))
    return made


FAULTS = {
    "a script": ("</main>", "</main><script>alert(1)</script>"),
    "a handler": ("<body>", '<body onload="alert(1)">'),
    "no policy": ("<meta http-equiv.*\n", ""),
    "another policy": ("default-src 'none'", "default-src *"),
    "a refresh": ("<title>", '<meta http-equiv="refresh" content="0;url=https://example.org"><title>'),
    "a base": ("<head>", '<head><base href="https://example.org/">'),
    "a false heading": (r"<h1>[^<]*", "<h1>Take 50 mg"),
    "a second heading": ("</h1>", "</h1><h1>Take 50 mg</h1>"),
    "a false title": (r"<title>[^<]*", "<title>Take 50 mg"),
    "a false topic": (r'(<h2 class="plain"[^>]*>)[^<]*', r"\g<1>Take 50 mg"),
    "a topic gone": (r"<h2.*\n", ""),
    "text in main": ("</main>", "<p>Take 50 mg</p></main>"),
    "text after main": ("</main>", "</main>Take 50 mg"),
    "text in a link": ("</bdi>", " 50 mg</bdi>"),
    "text beside a link": ("</a></li>", "</a> 50 mg</li>"),
    "text after the end": ("</html>\n", "</html>\nTake 50 mg"),
    "a comment": ("<main>", "<main><!-- Take 50 mg -->"),
    "a picture of the web": ("</main>", '<img src="https://example.org/x.png" alt=""></main>'),
    "a text for a picture": ("<bdi>", '<bdi title="Take 50 mg">'),
    "another language": (r'<html lang="[^"]*"', '<html lang="fr"'),
    "another direction": (r'(<html lang="[^"]*" dir=)"[^"]*"', r'\1"auto"'),
    "another language of a topic": (r'(<h2 class="plain" lang=)"[^"]*"', r'\1"fr"'),
    "another language of a page": (r'(index.html" lang=)"[^"]*"', r'\1"fr"'),
    "another language behind a link": (r'hreflang="[^"]*"', 'hreflang="fr"'),
    "a link elsewhere": (r'href="[^"]*"', 'href="https://example.org"'),
    "a link too many": ("</ul>", '<li><a href="https://example.org">50 mg</a></li></ul>'),
    "a link twice": (r"(<li>.*\n)", r"\1\1"),
    "a link gone": (r"<li>.*\n", ""),
    "a link to a described edition": (r"/index.html", "/described/index.html"),
    "a link in a new window": ("<a ", '<a target="x" '),
    "a page hidden": ("<li>", "<li hidden>"),
    "all hidden from screen readers": ("<main>", '<main aria-hidden="true">'),
    "a style that hides": ("</style>", "a { display: none; }\n</style>"),
    "a style that adds": ("</style>", 'h1::after { content: "50 mg"; }\n</style>'),
    "a style of its own": ("<h1>", '<h1 style="display:none">'),
    "no style": (r"(?s)<style>.*</style>\n", ""),
    "another digest": (r'content="narrate [0-9a-f]+', 'content="narrate 0'),
    "no doctype": (r"<!DOCTYPE html>\n", ""),
    "cut off": ("</body>\n</html>\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(catalogues, fault):
    for catalogue in catalogues:
        content = re.sub(*FAULTS[fault], catalogue.content, count=1)
        assert content != catalogue.content
        faults = catalogue.faults(content)
        assert faults
        assert all("\n" not in line for line in faults)


def test_a_picture_of_another_slide_is_found(catalogues):
    planted = [c for c in catalogues if "<img" in c.content]
    assert len(planted) == 3
    for catalogue in planted:
        assert catalogue.faults(catalogue.content.replace("slides/01-x", "slides/02-y", 1))
        assert catalogue.faults(re.sub("<img[^>]*>", "", catalogue.content, count=1))


def test_pages_that_are_exchanged_are_found(catalogues):
    catalogue = catalogues[3]
    first, second, *_ = re.findall(r"<li>.*\n", catalogue.content)
    assert catalogue.faults(catalogue.content.replace(first + second, second + first))


def test_what_narrate_writes_is_found_sound(catalogues):
    assert [catalogue.faults(catalogue.content) for catalogue in catalogues] == [[]] * len(catalogues)


def test_an_empty_list_is_found_sound(tmp_path):
    assert Catalogue(tmp_path, "").faults(write_catalogue(tmp_path).read_text()) == []


@each("content", ["", " ", "<", "words", "<p>", "<!DOCTYPE html>", "<html></html>", "<!-- x -->", "<main>" * 500])
def test_what_is_no_list_is_a_fault(catalogues, content):
    assert all(catalogue.faults(content) for catalogue in catalogues)


@given(st.data())
def test_no_change_of_characters_goes_unseen(catalogues, data):
    catalogue = data.draw(st.sampled_from(catalogues))
    start = data.draw(st.integers(0, len(catalogue.content) - 1))
    end = start + data.draw(st.integers(0, 8))
    content = catalogue.content[:start] + data.draw(st.text(max_size=5)) + catalogue.content[end:]
    assert bool(catalogue.faults(content)) == (content != catalogue.content)


@each("content", ["", "Take 50 mg", "<script>alert(1)</script>"])
def test_a_build_mends_a_list_that_somebody_changed(tmp_path, content):
    put(tmp_path, "heart", "en")
    written = write_catalogue(tmp_path).read_text()
    (tmp_path / NAME).write_text(written.replace("</main>", f"{content}</main>", 1) if content else "")
    assert write_catalogue(tmp_path).read_text() == written


def test_a_build_with_nothing_to_do_leaves_the_list_alone(tmp_path):
    put(tmp_path, "heart", "en")
    path = write_catalogue(tmp_path)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    for anew in (False, True):
        write_catalogue(tmp_path, anew=anew)
        assert (path.stat().st_mtime_ns, path.stat().st_ino) == before
