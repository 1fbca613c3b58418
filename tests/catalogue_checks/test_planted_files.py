"""Faults in the files of the catalogue: whatever is added, lost, hidden or altered is found."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.catalogue import write_catalogue
from narrate.catalogue.contents import MOST_IN_FULL, MOST_WITHOUT_LETTERS
from narrate.catalogue_checks import check_catalogue
from narrate.manifest import NAME as MANIFEST
from tests.catalogue.editions import FILES, TITLES, content_of, put
from tests.tables import each, few_quick
from tests.writing import write

LISTS = {
    "one in English": [("heart", "en")],
    "one in Arabic": [("heart", "ar")],
    "one without phrases": [("heart", "am")],
    "a topic in many languages": [("heart", language) for language in TITLES],
    "several topics": [("heart", "ar"), ("heart", "en"), ("hip", "es"), ("knee", "ja"), ("اليد", "ar")],
    "a list to search": [(f"heart-{number}", "en") for number in range(8)],
    "letters": [(f"heart-{number}", "hi") for number in range(MOST_WITHOUT_LETTERS + 1)],
    "a very long list": [(f"heart-{number}", "zh-Hant") for number in range(MOST_IN_FULL + 1)],
}


def faults(output: Path, check: str = "") -> list[str]:
    """What is wrong with the catalogue in ``output``. The files of its editions are not there."""
    return [fault for one in check_catalogue(output) for fault in one.faults if check in ("", one.check)]


def make(output: Path, editions: list[tuple[str, str]], *, picture: bool) -> dict[str, str]:
    for number, (topic, language) in enumerate(editions):
        letter = "अ" if number % 2 and len(editions) > MOST_WITHOUT_LETTERS else ""
        site = "https://clinic.example/a?b&c" if picture and number == 0 else ""
        put(output, topic, language, letter + TITLES[language], picture=picture, described=number % 2 == 0, site=site)
    write_catalogue(output)
    return content_of(output)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory) -> dict[str, tuple[Path, dict[str, str]]]:
    made = {}
    for number, (name, editions) in enumerate(LISTS.items()):
        output = tmp_path_factory.mktemp("list")
        made[name] = output, make(output, editions, picture=number % 2 == 0)
    return made


def test_what_narrate_writes_is_found_sound(outputs):
    assert {name: faults(output) for name, (output, _) in outputs.items()} == {name: [] for name in LISTS}


def test_an_empty_list_is_found_sound(tmp_path):
    write_catalogue(tmp_path)
    assert faults(tmp_path) == []


FAULTS = {
    "a script": ("</main>", "</main><script>alert(1)</script>"),
    "a handler": ("<body>", '<body onload="alert(1)">'),
    "no policy": ("<meta http-equiv.*\n", ""),
    "another policy": ("default-src 'none'", "default-src *"),
    "scripts allowed": ("base-uri 'none'", "script-src 'unsafe-inline'; base-uri 'none'"),
    "a refresh": ("<title>", '<meta http-equiv="refresh" content="0;url=https://example.org"><title>'),
    "a base": ("<head>", '<head><base href="https://example.org/">'),
    "a false heading": (r"<h1([^>]*)>[^<]*", r"<h1\1>Take 50 mg"),
    "a second heading": ("</h1>", "</h1><h1>Take 50 mg</h1>"),
    "a false title": (r"<title>[^<]*", "<title>Take 50 mg"),
    "text in main": ("</main>", "<p>Take 50 mg</p></main>"),
    "text after main": ("</main>", "</main>Take 50 mg"),
    "text in a link": ("</a>", " 50 mg</a>"),
    "text beside a link": ("</a></", "</a> 50 mg</"),
    "text after the end": ("</html>\n", "</html>\nTake 50 mg"),
    "a comment": ("<main>", "<main><!-- Take 50 mg -->"),
    "a picture of the web": ("</main>", '<img src="https://example.org/x.png" alt=""></main>'),
    "another language": (r'<html lang="[^"]*"', '<html lang="fr"'),
    "another direction": (r'(<html lang="[^"]*" dir=)"[^"]*"', r'\1"auto"'),
    "a link elsewhere": (r'href="[^"]*"', 'href="https://example.org"'),
    "a link too many": ("</ul>", '<li><a href="https://example.org">50 mg</a></li></ul>'),
    "a link in a new window": ("<a ", '<a target="x" '),
    "all hidden from screen readers": ("<main>", '<main aria-hidden="true">'),
    "a style that hides": ("</style>", "a { display: none; }\n</style>"),
    "a style of its own": ("<h1", '<h1 style="display:none"'),
    "no style": (r"(?s)<style>.*</style>\n", ""),
    "no doctype": (r"<!DOCTYPE html>\n", ""),
    "cut off": ("</body>\n</html>\n", ""),
}  # fmt: skip
SEVERAL, SEARCHED, LETTERED, LONG = "a topic in many languages", "a list to search", "letters", "a very long list"
OF_PAGES = {
    "a language gone": (SEVERAL, "index.html", r"<li>.*ar\.html.*\n", ""),
    "a language twice": (SEVERAL, "index.html", r"(<li>.*ar\.html.*\n)", r"\1\1"),
    "another name of a language": (SEVERAL, "index.html", "العربية", "English"),
    "a link to another language": (SEVERAL, "index.html", r"languages/ar\.html", "languages/en.html"),
    "another number of topics": (SEVERAL, "index.html", "All topics: 1", "All topics: 2"),
    "another language behind a link": (SEVERAL, "index.html", r'hreflang="ar"', 'hreflang="fr"'),
    "a list in another language": (SEVERAL, "languages/ar.html", r'lang="ar" dir="rtl"', 'lang="en" dir="ltr"'),
    "a false topic": (SEVERAL, "languages/es.html", "Su corazón</a>", "Tome 50 mg</a>"),
    "a topic hidden": (SEVERAL, "languages/es.html", "<li>", "<li hidden>"),
    "a topic gone": (SEARCHED, "index.html", r"(?s)<li>\n<[hi].*?</details>\n</li>\n", ""),
    "a topic twice": (SEARCHED, "index.html", r"(?s)(<li>\n<[hi].*?</details>\n</li>\n)", r"\1\1"),
    "a link to another topic": (SEARCHED, "index.html", "heart-2/en/index", "heart-3/en/index"),
    "a wrong length": (SEARCHED, "index.html", "<p>6 min", "<p>7 min"),
    "a wrong length with the pictures described": (SEARCHED, "index.html", "described, 7 min", "described, 6 min"),
    "no described edition": (SEARCHED, "index.html", r"<p>.*\?edition=described.*\n", ""),
    "a wrong size": (SEARCHED, "index.html", r"MP3\), 6 MB", "MP3), 1 MB"),
    "a file gone": (SEARCHED, "index.html", r"<li>.*\.txt.*\n", ""),
    "a file of another topic": (SEARCHED, "index.html", r"heart-2/en/heart-2\.mp3", "heart-3/en/heart-3.mp3"),
    "a changed script": (SEARCHED, "index.html", "words.every", "words.some"),
    "no script": (SEARCHED, "index.html", r"(?s)<script>.*</script>\n", ""),
    "another script by its hash": (SEARCHED, "index.html", r"script-src 'sha256-[^']*", "script-src 'sha256-aaaa"),
    "no search": (SEARCHED, "index.html", r'(?s)<div role="search".*?</div>\n', ""),
    "no letters": (LETTERED, "index.html", r"(?s)<nav.*?</nav>\n", ""),
    "a letter that leads elsewhere": (LETTERED, "index.html", "#letter-2", "#letter-1"),
    "another letter": (LETTERED, "index.html", '"letter-2">.', '"letter-2">x'),
    "a picture in a very long list": (LONG, "index.html", "</a></h3>", '<img src="x.png" alt=""></a></h3>'),
    "no way to the files": (LONG, "index.html", r'<p>.*href="heart-7/index\.html.*\n', ""),
    "another title on a topic's page": (SEVERAL, "heart/index.html", "Your heart &amp; you</h1>", "A heart</h1>"),
    "a language missing on a topic's page": (SEVERAL, "heart/index.html", r'(?s)<section id="es".*?</section>\n', ""),
    "a topic's page that leads to another language": (SEVERAL, "heart/index.html", 'href="es/', 'href="en/'),
    "another script on a topic's page": (SEVERAL, "heart/index.html", "address.hash = place", "address.host = 'x'"),
    "a shown link to a list that is not there": (SEVERAL, "heart/index.html", " data-catalogue hidden", ""),
    "another title for the player": (SEVERAL, "heart/languages.json", "Su corazón", "Tome 50 mg"),
    "another page for the player": (SEVERAL, "heart/languages.json", "es/index.html", "en/index.html"),
    "a language the player lacks": (SEVERAL, "heart/languages.json", r'\{"language": "es".*\n', ""),
    "rubbish for the player": (SEVERAL, "heart/languages.json", r"(?s).*", "[]"),
}  # fmt: skip


def planted(output: Path, name: str, content: str) -> list[str]:
    """What is found when the file ``name`` has ``content``. Afterwards it is as before."""
    before = (output / name).read_bytes()
    (output / name).write_text(content, encoding="utf-8", newline="")
    try:
        return faults(output)
    finally:
        (output / name).write_bytes(before)


@pytest.mark.parametrize("fault", few_quick(FAULTS))
def test_a_fault_planted_in_any_page_is_found(outputs, fault):
    for kind in list(LISTS)[:6]:
        output, files = outputs[kind]
        for name in [name for name in files if name.endswith(".html")][:4]:
            content = re.sub(*FAULTS[fault], files[name], count=1)
            assert content != files[name], (kind, name)
            found = planted(output, name, content)
            assert found
            assert all("\n" not in line for line in found)


@pytest.mark.parametrize("fault", few_quick(OF_PAGES))
def test_a_planted_fault_is_found(outputs, fault):
    kind, name, pattern, by = OF_PAGES[fault]
    output, files = outputs[kind]
    content = re.sub(pattern, by, files[name], count=1)
    assert content != files[name]
    assert planted(output, name, content)


def test_a_picture_of_another_slide_is_found(outputs):
    output, files = outputs["several topics"]
    content = files["languages/ar.html"]
    assert planted(output, "languages/ar.html", content.replace("slides/01-x", "slides/02-y", 1))
    assert planted(output, "languages/ar.html", re.sub("<img[^>]*>", "", content, count=1))


def test_topics_that_are_exchanged_are_found(outputs):
    output, files = outputs[SEARCHED]
    first, second, *_ = re.findall(r"(?s)<li>\n<[hi].*?</details>\n</li>\n", files["index.html"])
    assert planted(output, "index.html", files["index.html"].replace(first + second, second + first))


def test_a_page_for_another_is_found(outputs):
    output, files = outputs[SEVERAL]
    assert planted(output, "languages/es.html", files["languages/en.html"])
    assert planted(output, "heart/index.html", files["index.html"])


@each("content", ["", " ", "<", "words", "<p>", "<!DOCTYPE html>", "<html></html>", "<!-- x -->", "<main>" * 500])
def test_what_is_no_page_is_a_fault(outputs, content):
    for output, files in list(outputs.values())[:5]:
        assert all(planted(output, name, content) for name in list(files)[:4])


@given(st.data())
def test_no_change_of_characters_goes_unseen(outputs, data):
    output, files = data.draw(
        st.sampled_from([outputs[name] for name in ("one in Arabic", "several topics", SEARCHED)])
    )
    name = data.draw(st.sampled_from(sorted(files)))
    start = data.draw(st.integers(0, len(files[name]) - 1))
    end = start + data.draw(st.integers(0, 8))
    content = files[name][:start] + data.draw(st.text(max_size=5)) + files[name][end:]
    assert bool(planted(output, name, content)) == (content != files[name])


LOST_AND_FOUND: dict[str, tuple[Callable[[Path], object], str]] = {
    "no first page": (lambda output: (output / "index.html").unlink(), "pages"),
    "no list": (lambda output: (output / "languages/ar.html").unlink(), "pages"),
    "no page of a topic": (lambda output: (output / "hip/index.html").unlink(), "pages"),
    "nothing for the player": (lambda output: (output / "hip/languages.json").unlink(), "pages"),
    "a list of a language that is gone": (lambda output: shutil.rmtree(output / "hip"), "pages"),
    "a page of a topic that is gone": (lambda output: shutil.rmtree(output / "hip/es"), "other pages"),
    "a list too many": (lambda output: shutil.copy(output / "index.html", output / "languages/fr.html"), "other pages"),
    "a page too many": (lambda output: write(output / "other/index.html", "Take 50 mg"), "other pages"),
    "a link for a page": (
        lambda output: (
            (output / "hip/index.html").rename(output / "x"),
            (output / "hip/index.html").symlink_to("../x"),
        ),
        "pages",
    ),
    "a folder for a page": (
        lambda output: ((output / "hip/index.html").unlink(), (output / "hip/index.html").mkdir()),
        "pages",
    ),
    "a manifest gone": (lambda output: (output / "hip/es" / MANIFEST).unlink(), "other pages"),
}


@pytest.mark.parametrize("fault", few_quick(LOST_AND_FOUND))
def test_files_that_are_lost_or_too_many_are_found(tmp_path, fault):
    make(tmp_path, LISTS["several topics"], picture=True)
    assert faults(tmp_path) == []
    spoil, check = LOST_AND_FOUND[fault]
    spoil(tmp_path)
    assert faults(tmp_path, check)


SOUND, WORDS = (name.format("heart") for name, _, _ in FILES)
IN_MANIFESTS: dict[str, tuple[str, str]] = {
    "a label of another file": ('"sound_file"', '"text_file"'),
    "a label of somebody's own": ('"sound_file"', '"Take 50 mg"'),
    "a file gone": (r'\[\s*"heart\.mp3",\s*"sound_file",\s*\d+\s*\],', ""),
    "a file that is none to keep": (r'\[\s*"heart\.mp3",\s*"sound_file"', '["index.html", "x", 1], ["heart.mp3", "sound_file"'),
    "a file of nobody": (r'\[\s*"heart\.mp3",\s*"sound_file"', '["other.mp3", "x", 1], ["heart.mp3", "sound_file"'),
}  # fmt: skip


@pytest.mark.parametrize("fault", few_quick(IN_MANIFESTS))
def test_wrong_words_about_files_to_keep_in_a_manifest_are_found(tmp_path, fault):
    put(tmp_path, "heart", "es")
    manifest = tmp_path / "heart/es" / MANIFEST
    before = manifest.read_text()
    manifest.write_text(re.sub(*IN_MANIFESTS[fault], before, count=1))
    assert manifest.read_text() != before
    write_catalogue(tmp_path)
    assert faults(tmp_path, "files to keep")


@each("size", [0, 5_799_999, 5_800_001])
def test_another_size_of_a_file_is_found(tmp_path, size):
    put(tmp_path, "heart", "ar")
    write_catalogue(tmp_path)
    with (tmp_path / "heart/ar" / SOUND).open("wb") as file:
        file.truncate(5_800_000)
    assert faults(tmp_path) == []
    with (tmp_path / "heart/ar" / SOUND).open("wb") as file:
        file.truncate(size)
    assert faults(tmp_path, "files to keep") == [
        f"heart/ar: heart.mp3 has {size} bytes, not 5800000; build the edition again"
    ]


def test_a_list_of_very_many_topics_is_read_back(tmp_path, monkeypatch):
    for module in ("catalogue.pages", "catalogue_checks.writing_again"):
        monkeypatch.setattr(f"narrate.{module}.MOST_IN_FULL", 40)
        monkeypatch.setattr(f"narrate.{module}.MOST_WITH_EDITIONS", 50)
    for number in range(51):
        put(tmp_path, f"heart-{number}", "am", f"{chr(0x1210 + number % 30)} {number}")
    write_catalogue(tmp_path)
    assert faults(tmp_path) == []
    content = (tmp_path / "index.html").read_text(encoding="utf-8")
    for pattern in ("#am", "heart-7/", ' lang="en" dir="ltr">6'):
        assert pattern in content
        assert planted(tmp_path, "index.html", content.replace(pattern, "x", 1))
