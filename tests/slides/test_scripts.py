"""A deck in each script: right faces, every letter there, lines within their boxes, doses in order."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

import narrate
from narrate.model import Deck, Role, Script, ThemeWish
from narrate.slides import lay_out, make_theme, paginate
from narrate.slides.words import Look, Setter
from narrate.store import Store
from narrate.typeset.faces import FACES, missing_letters
from narrate.typeset.lines import Setting, break_lines
from narrate.verifying import verify
from tests.fake_engine import FakeEngine
from tests.tables import each

FOLDER = Path(__file__).with_name("scripts")
FIGURES = Path(__file__).parents[2] / "script/vertebroplasty-kyphoplasty/figures"
FACE = {
    "ar": "Noto Sans Arabic", "el": "Noto Sans", "he": "Noto Sans Hebrew", "hi": "Noto Sans Devanagari",
    "ja": "Noto Sans JP", "ko": "Noto Sans KR", "ru": "Noto Sans", "th": "Noto Sans Thai", "vi": "Noto Sans",
    "zh-Hans": "Noto Sans SC", "zh-Hant": "Noto Sans TC",
}  # fmt: skip
OTHERS = {
    "am": "Noto Sans Ethiopic", "bn": "Noto Sans Bengali", "fa": "Noto Sans Arabic", "gu": "Noto Sans Gujarati",
    "hy": "Noto Sans Armenian", "ka": "Noto Sans Georgian", "km": "Noto Sans Khmer", "kn": "Noto Sans Kannada",
    "lo": "Noto Sans Lao", "ml": "Noto Sans Malayalam", "my": "Noto Sans Myanmar", "ne": "Noto Sans Devanagari",
    "pa": "Noto Sans Gurmukhi", "ps": "Noto Sans Arabic", "si": "Noto Sans Sinhala", "ta": "Noto Sans Tamil",
    "te": "Noto Sans Telugu", "ur": "Noto Sans Arabic",
}  # fmt: skip
FAMILIES = {
    "am": ("Ebrima", "Ebrima"), "bn": ("Arial", "Nirmala UI"), "fa": ("Arial", "Arial"), "hy": ("Segoe UI", "Segoe UI"),
    "ka": ("Segoe UI", "Segoe UI"), "km": ("Arial", "Leelawadee UI"), "lo": ("Arial", "Leelawadee UI"),
    "my": ("Arial", "Myanmar Text"), "si": ("Arial", "Nirmala UI"), "ta": ("Arial", "Nirmala UI"),
}  # fmt: skip
DECK_FAMILY = {
    "ar": "Arial", "he": "Arial", "hi": "Nirmala UI", "ja": "Yu Gothic", "ko": "Malgun Gothic", "ru": "Arial",
    "th": "Leelawadee UI", "zh-Hans": "Microsoft YaHei", "zh-Hant": "Microsoft JhengHei",
}  # fmt: skip
QUICK = ("ar", "hi", "ja")
CLOSING = "、。，．！？：；）」』】》〉ๆฯໆៗ។၊။።፣։۔،,.!?:;)"


def some_slow(languages: Iterable[str]) -> list[object]:
    return [one if one in QUICK else pytest.param(one, marks=pytest.mark.slow) for one in languages]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("scripts")
    for languages, topic in ((FACE, "bone"), (OTHERS, "others")):
        (base / "script" / topic).mkdir(parents=True)
        for name in ("vertebra.svg", "vertebra.json"):
            shutil.copy(FIGURES / name, base / "script" / topic)
        for language in languages:
            shutil.copy(FOLDER / f"{language}.md", base / "script" / topic)
    return base


@cache
def build(base: Path, languages: tuple[str, ...], to: tuple[str, ...]) -> None:
    paths = [base / f"script/bone/{language}.md" for language in languages]
    narrate.build(paths, base / "output", voice=FakeEngine(), store=base / "store", to=to, editions=["standard"])


@pytest.fixture
def built(base: Path, language: str) -> Path:
    """Where ``language`` is built; what the fast tests look at is built without the rest."""
    if language in QUICK:
        build(base, QUICK, ("pptx", "html", "vtt", "srt", "txt"))
        return base
    build(base, tuple(FACE), ("all",))
    return base


@pytest.fixture
def built_whole(base: Path) -> Path:
    build(base, tuple(FACE), ("all",))
    return base


@pytest.fixture(scope="module")
def built_others(base: Path) -> Path:
    narrate.build(
        [base / "script/others"],
        base / "output",
        voice=FakeEngine(),
        store=base / "store",
        to=["all"],
        editions=["standard"],
    )
    return base


@cache
def script_of(base: Path, language: str) -> Script:
    return narrate.read(base / f"script/{'bone' if language in FACE else 'others'}/{language}.md")


@cache
def laid_out(base: Path, language: str) -> Deck:
    script = script_of(base, language)
    theme = make_theme(script.theme)
    return lay_out(paginate(script, theme), theme)


def words(deck: Deck):
    for slide in deck.slides:
        boxes = [*slide.boxes, *(box for label in slide.labels for box in (label.words, label.card) if box)]
        yield from (box for box in boxes if box.paragraphs)


@each("language", [*FACE, *OTHERS])
def test_every_letter_has_a_face_and_every_line_its_room(base, language):
    deck = laid_out(base, language)
    face = FACES[deck.face]
    assert deck.face == {**FACE, **OTHERS}[language]
    assert any(slide.labels for slide in deck.slides)
    for box in words(deck):
        setting = Setting(face, box.size, box.bold)
        for paragraph in box.paragraphs:
            for line in paragraph.lines:
                assert not missing_letters(line, face)
                assert setting.width(line) <= box.width - box.bullet + 1.5, line
                assert line[0] not in CLOSING
        assert box.x >= -1
        assert box.x + box.width <= 1281
        assert box.y + box.height <= 720
        if len(box.paragraphs) > 1:
            gaps = [b.top - a.top - len(a.lines) * box.pitch for a, b in pairwise(box.paragraphs)]
            assert min(gaps) > 0, "paragraphs stand further apart than lines"


@pytest.mark.slow
@pytest.mark.parametrize("language", some_slow(FACE))
def test_everything_is_written_and_read_back(built_whole, language):
    folder = built_whole / "output/bone" / language
    assert len(list((folder / "slides").glob("*.png"))) == 4
    (verified,) = verify(folder, Store(built_whole / "store"))
    assert not [(one.format, one.check, one.faults) for one in verified.findings if not one.ok]


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHERS)
def test_every_other_script_is_written_and_read_back(built_others, language):
    folder = built_others / "output/others" / language
    (verified,) = verify(folder, Store(built_others / "store"))
    assert not [(one.format, one.check, one.faults) for one in verified.findings if not one.ok]


@pytest.mark.slow
def test_english_words_in_a_deck_of_another_language_are_marked(built_others):
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    with zipfile.ZipFile(built_others / "output/others/am/others.pptx") as deck:
        root = etree.fromstring(deck.read("ppt/slides/slide2.xml"))
    runs = [(run.find(f"{a}rPr").get("lang"), run.findtext(f"{a}t")) for run in root.iter(f"{a}r", f"{a}fld")]
    assert [text for language, text in runs if language == "en-US"] == ["2", " of 4"]
    assert {language for language, text in runs if text not in ("2", " of 4")} == {"am-ET"}


@each("language", [*FACE, *OTHERS])
def test_a_dose_and_a_range_stay_on_one_line(base, language):
    script = script_of(base, language)
    setter = Setter(FACES[{**FACE, **OTHERS}[language]])
    points = [point.text for segment in script.segments for point in segment.points if "24–48" in point.text]
    dose = re.search(r"5 (?:mL|мл)", points[0]).group()
    for size in range(28, 60, 3):
        setting = setter.setting(Look(size))
        least = max(map(setting.width, (dose, "24–48"))) + setting.width("後后時小")
        for width in range(int(setting.width(points[0]) / 3), 900, 37):
            if least > width:
                continue
            lines = break_lines(points[0], setting, width)
            assert any(dose in line for line in lines)
            assert any("24–48" in line for line in lines)


@each(("language", "families"), FAMILIES.items())
def test_families_of_latin_and_of_other_letters(base, language, families):
    deck = laid_out(base, language)
    assert (deck.deck_face, deck.deck_complex) == families


@pytest.mark.parametrize("language", some_slow(DECK_FAMILY))
def test_the_deck_names_families_of_peoples_machines(built, language):
    with zipfile.ZipFile(next((built / "output/bone" / language).glob("*.pptx"))) as deck:
        theme = deck.read("ppt/theme/theme1.xml").decode()
        slide = deck.read("ppt/slides/slide2.xml").decode()
    assert f'typeface="{DECK_FAMILY[language]}"' in theme
    assert '<a:latin typeface="Arial"/>' in theme
    assert (' altLang="en-US"' in slide) == (language != "ru")
    assert not re.search(r'lang="[a-z]+"', slide), "languages have regions"


@pytest.mark.parametrize("language", some_slow(["ar", "he"]))
def test_doses_are_isolated_where_they_are_shown_and_nowhere_else(built, language):
    folder = built / "output/bone" / language
    wanted = ("\u20665 mL\u2069", "\u206624–48\u2069")
    with zipfile.ZipFile(folder / "bone.pptx") as deck:
        parts = [deck.read(f"ppt/{name}/{name[:-1]}4.xml").decode() for name in ("slides",)]
        parts.append(deck.read("ppt/notesSlides/notesSlide4.xml").decode())
    parts += [
        (folder / name).read_text(encoding="utf-8") for name in ("index.html", "bone.vtt", "bone.srt", "bone.txt")
    ]
    for text in parts:
        assert all(one in text.replace("\n", " ") for one in wanted)
    said = (folder / "timeline.json").read_text(encoding="utf-8")
    assert not re.search("[\u2066-\u2069\u200f]", json.dumps(json.loads(said), ensure_ascii=False))


@pytest.mark.parametrize("language", some_slow(["ar", "he"]))
def test_slides_are_mirrored_and_figures_are_not(built, language):
    other = laid_out(built, "ru")
    deck = laid_out(built, language)
    for one, mirror in zip(other.slides, deck.slides, strict=True):
        left, right = (next(box for box in slide.boxes if box.role == "title") for slide in (one, mirror))
        assert right.x + right.width == pytest.approx(1280 - left.x)
        for box in mirror.boxes:
            if box.figure is not None:
                assert 0 <= box.window[0] < box.window[2] <= 1
    with zipfile.ZipFile(built / "output/bone" / language / "bone.pptx") as file:
        slides = [file.read(f"ppt/slides/slide{number}.xml").decode() for number in range(1, 5)]
    assert not any("flipH" in slide for slide in slides)
    assert all('rtl="1"' in slide and 'rtl="0"' not in slide for slide in slides)


@pytest.mark.slow
def test_the_arabic_sample_in_large_print_keeps_paragraphs_apart_and_labels_by_their_parts():
    theme = make_theme(ThemeWish("large"))
    deck = lay_out(paginate(narrate.read(FIGURES.parent / "ar.md"), theme), theme)
    body = next(box for box in deck.slides[-1].boxes if box.role is Role.BODY)
    assert all(b.top - a.top - len(a.lines) * body.pitch > 0 for a, b in pairwise(body.paragraphs))
    leaders = [label.leader for slide in deck.slides for label in slide.labels if label.words]
    assert len(leaders) > 9
    assert max(abs(leader[0][1] - leader[-1][1]) for leader in leaders) <= 360


def test_japanese_is_broken_by_phrase():
    setting = Setting(FACES["Noto Sans JP"], 50)
    text = "弱くなった骨は、かがんだり、せきをしたりするだけで折れることがあります。"
    ends = {"弱くなった", "骨は、", "かがんだり、", "せきを", "したり", "するだけで", "折れる", "ことが", "あります。"}
    for width in range(400, 1200, 41):
        lines = break_lines(text, setting, width)
        assert "".join(lines) == text
        assert all(any(line.endswith(end) for end in ends) for line in lines), lines
