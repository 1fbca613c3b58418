"""The catalogue in Chromium: searched, used with the keyboard, read by axe, and opened with hostile titles."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from narrate.catalogue import write_catalogue
from narrate.catalogue.contents import MOST_WITHOUT_LETTERS, SEARCHED
from tests.catalogue.editions import content_of, put
from tests.catalogue.test_pages import HOSTILE
from tests.chromium import SPACING, browsers_largest
from tests.writing import write

pytestmark = pytest.mark.slow
MORE = {
    "en": ["Your heart", "Heart valves", "The knee and you", "Hip repair", "A café for the café-au-lait spots", "Back"],
    "es": ["Su corazón", "Las válvulas del CORAZÓN", "La rodilla", "El riñón", "La cadera", "La espalda"],
    "ar": ["القلب", "صمامات القلب", "إصابة الركبة", "الورك", "الظَّهْر", "الكلية"],
    "ja": ["心臓の話", "ひざの手術", "リハビリ", "カテーテル", "股関節", "背中"],
    "vi": ["Đường máu của bạn", "Trái tim", "Đầu gối", "Hông", "Lưng", "Thận"],
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six topics in five languages, with pages that lead nowhere."""
    folder = tmp_path_factory.mktemp("catalogue")
    for language, titles in MORE.items():
        for number, title in enumerate(titles):
            put(folder, f"topic-{number}", language, title, described=number % 2 == 0, picture=False)
            write(folder / f"topic-{number}/{language}/index.html", f"<title>{title}</title>")
    write_catalogue(folder)
    return folder


@pytest.fixture(scope="module")
def site(output: Path) -> Iterator[str]:
    """The address of the output on a server."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def shown(page: Any) -> list[str]:
    return [item.inner_text() for item in page.locator(".topics > li .plain").all() if item.is_visible()]


SEARCHES = [
    ("en", "heart", ["Heart valves", "Your heart"]),
    ("en", "HEART your", ["Your heart"]),
    ("en", "cafe", ["A café for the café-au-lait spots"]),
    ("en", "spleen", []),
    ("es", "corazon", ["Las válvulas del CORAZÓN", "Su corazón"]),
    ("es", "rinon", ["El riñón"]),
    ("ar", "اصابة", ["إصابة الركبة"]),
    ("ar", "الظهر", ["الظَّهْر"]),
    ("ar", "القـلب صمامات", ["صمامات القلب"]),
    ("ja", "ﾘﾊﾋﾞﾘ", ["リハビリ"]),
    ("ja", "手術", ["ひざの手術"]),
    ("vi", "duong", ["Đường máu của bạn"]),
    ("vi", "dau goi", ["Đầu gối"]),
]


def test_a_search_finds_titles_whatever_their_case_and_accents(output, visit):
    for language in MORE:
        page = visit(f"file://{output}/languages/{language}.html")
        whole, status = shown(page), page.locator("[role=status]")
        assert (len(whole), status.inner_text().count("6")) == (6, 1)
        for _, typed, titles in [search for search in SEARCHES if search[0] == language]:
            page.locator("#search").fill(typed)
            assert shown(page) == titles, typed
            found = status.inner_text()
            assert str(len(titles)) in found if titles else found == status.get_attribute("data-none")
        page.locator("#search").fill(" ")
        assert shown(page) == whole


def test_all_is_done_with_the_keyboard(output, visit):
    page = visit(f"file://{output}/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/languages/en.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Other languages"
    page.keyboard.press("Tab")
    page.keyboard.type("valves")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Heart valves"
    outline = (
        "(({ outlineWidth, outlineStyle }) => outlineWidth + outlineStyle)(getComputedStyle(document.activeElement))"
    )
    assert page.evaluate(outline) == "4pxsolid"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Sound (MP3), 6 MB"
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/topic-1/en/index.html")
    page.go_back()
    assert page.locator("#search").input_value() == "valves"  # what was typed is there, and so is what was found
    assert shown(page) == ["Heart valves"]


def test_letters_lead_to_their_titles_and_go_with_a_search(tmp_path, visit):
    for number in range(MOST_WITHOUT_LETTERS + 1):
        put(tmp_path, f"topic-{number}", "en", f"{'Heart' if number % 2 else 'Back'} {number}")
    page = visit(f"file://{write_catalogue(tmp_path)}")
    page.get_by_role("link", name="H", exact=True).click()
    assert page.locator("#letter-2").bounding_box()["y"] < 100
    page.locator("#search").fill("heart 1")
    assert [heading.inner_text() for heading in page.locator("h2").all() if heading.is_visible()] == ["H"]
    assert shown(page) == [f"Heart {number}" for number in (1, 11, 13, 15, 17, 19, 21, 31)]


def test_without_script_the_list_is_whole_and_there_is_no_box(output, visit):
    page = visit(f"file://{output}/languages/es.html", java_script_enabled=False)
    assert len(shown(page)) == 6
    assert not page.locator("#search").is_visible()
    assert visit(f"file://{output}/topic-0/index.html", java_script_enabled=False).locator("h2 a").count() == len(MORE)


def test_the_page_of_a_topic_hands_on_the_place(output, site, visit):
    page = visit(f"file://{output}/topic-0/index.html?at=3.2&edition=described#s-1")
    links = page.locator("main a:not([download])").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 2 * len(MORE)
    assert all(link.endswith("#s-1") and "at=3.2" in link and link.count("edition=described") == 1 for link in links)
    assert all(link.startswith(f"file://{output}/topic-0/") for link in links)
    own = visit(f"file://{output}/topic-0/index.html#es").locator("h2 a").nth(1).get_attribute("href")
    assert own.endswith("/es/index.html")
    hostile = visit(
        f"{site}/topic-0/index.html?javascript:alert(1)&edition=%22%3E%3Cscript%3Ealert(1)%3C/script%3E#javascript:alert(1)"
    )
    for link in hostile.locator("a").evaluate_all("links => links.map(link => link.href)"):
        assert link.startswith(f"{site}/")


def test_the_way_to_all_topics_is_shown_on_the_web_only(output, site, visit, tmp_path):
    sent = shutil.copytree(output / "topic-0", tmp_path / "topic-0")
    up = "[data-catalogue]"
    assert not visit(f"file://{sent}/index.html").locator(up).is_visible()
    page = visit(f"{site}/topic-0/index.html")
    page.locator(up).click()
    page.wait_for_url(f"{site}/index.html")
    assert page.locator("h1").inner_text() == "Choose a language"


STATES: dict[str, dict[str, Any]] = {
    "wide": {},
    "dark": {"color_scheme": "dark"},
    "narrow": {"width": 320, "height": 640},
    "forced colours": {"forced_colors": "active"},
    "high contrast": {"contrast": "more"},
    "zoom of 400 %": {"width": 320, "height": 256, "device_scale_factor": 4},
    "browser's words of 200 %": {},
    "browser's words of 200 %, narrow": {"width": 320},
    "text spacing": {},
    "text spacing, narrow": {"width": 320},
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(output, visit, state):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for name in (
        "index.html",
        "topic-0/index.html",
        *(f"languages/{language}.html" for language in ("en", "ar", "ja")),
    ):
        page = visit(f"file://{output}/{name}", **STATES[state])
        if "200 %" in state:
            browsers_largest(page)
        if "spacing" in state:
            page.evaluate(SPACING)
        if name.startswith("languages"):
            page.locator("#search").fill("の" if name.endswith("ja.html") else "a" if "en" in name else "ا")
            page.locator("summary").first.click()
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        small = """[...document.querySelectorAll("a, summary, input")].filter((one) => one.getClientRects().length)
            .filter((one) => one.getBoundingClientRect().height < 48).map((one) => one.outerHTML)"""
        assert page.evaluate(small) == [], name


def test_no_title_runs(tmp_path, visit):
    for number, title in enumerate(HOSTILE * (SEARCHED // len(HOSTILE) + 1)):
        for language in ("en", "ar"):
            put(tmp_path, f"t{number}", language, title, described=True)
    write_catalogue(tmp_path)
    asked: list[str] = []
    for name in content_of(tmp_path):
        if name.endswith(".html"):
            page = visit(f"file://{tmp_path}/{name}")
            page.on("request", lambda request: asked.append(request.url))
            if page.locator("#search").count():
                page.locator("#search").fill("<img src=x onerror=alert(1)>")
            page.wait_for_timeout(20)
            assert page.evaluate("document.querySelectorAll('script').length") <= 1
    assert [one for one in asked if not one.startswith("file://")] == []
