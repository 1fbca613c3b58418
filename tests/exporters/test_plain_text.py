"""The plain text: what the page shows under each heading, in its order, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import narrate
from narrate.exporters import txt
from narrate.exporters.document import DocumentItem, DocumentList, DocumentSlide
from narrate.manifest import NAME, load_manifest
from narrate.store import Store
from narrate.typeset.bidi import without_controls
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.planting import faults, in_text, sign
from tests.tables import each
from tests.writing import write

SCRIPT = """---
title: {title}
lang: {language}
---

## {one}

![{alt}](spine.svg "{longer}")

- {point}
- {dose}
- {same}

{same} {other}

## {two}

![{alt} 1](spine.svg "{left} | {longer}")

![{alt} 2](other.svg "{right}")

- {point}
- {dose}

{other} {same}

## {three}

3. {point}
4. {dose}

{other}
"""
WORDS = {
    "en": {
        "title": "Your back", "one": "How you sit", "two": "Two pictures", "three": "At home",
        "alt": "A spine seen from the side", "longer": "The spine bends to the front at the neck.", "left": "Sound",
        "right": "Broken", "point": "Sit up straight", "dose": "5 mL of syrup", "same": "Breathe slowly.",
        "other": "A nurse is with you.",
    },
    "es": {
        "title": "Su espalda", "one": "Cómo se sienta", "two": "Dos imágenes", "three": "En casa",
        "alt": "Una columna vista de lado", "longer": "La columna se dobla hacia delante en el cuello.", "left": "Sana",
        "right": "Rota", "point": "Siéntese derecho", "dose": "5 mL de jarabe", "same": "Respire despacio.",
        "other": "Una enfermera está con usted.",
    },
    "ar": {
        "title": "ظهرك", "one": "كيف تجلس", "two": "صورتان", "three": "في البيت", "alt": "عمود فقري من الجانب",
        "longer": "ينحني العمود الفقري إلى الأمام عند الرقبة.", "left": "سليم", "right": "مكسور", "point": "اجلس مستقيمًا",
        "dose": "5 mL من الشراب", "same": "تنفس ببطء.", "other": "الممرضة معك.",
    },
    "ja": {
        "title": "背中", "one": "座り方", "two": "二つの図", "three": "ご自宅で", "alt": "横から見た背骨",
        "longer": "背骨は首のところで前に曲がります。", "left": "健康", "right": "骨折", "point": "背筋を伸ばす",
        "dose": "シロップ 5 mL", "same": "ゆっくり息をします。", "other": "看護師がそばにいます。",
    },
    "am": {
        "title": "ጀርባዎ", "one": "እንዴት እንደሚቀመጡ", "two": "ሁለት ሥዕሎች", "three": "በቤት", "alt": "ከጎን የታየ አከርካሪ",
        "longer": "አከርካሪው በአንገት ላይ ወደ ፊት ይታጠፋል።", "left": "ጤናማ", "right": "የተሰበረ", "point": "ቀጥ ብለው ይቀመጡ",
        "dose": "5 mL ሽሮፕ", "same": "በቀስታ ይተንፍሱ።", "other": "ነርስ ከእርስዎ ጋር ናት።",
    },
}  # fmt: skip
PICTURE = {"en": "Picture: {}", "es": "Imagen: {}", "ar": "صورة: {}", "ja": "図：{}", "am": "[{}]"}
LONGER = {"en": "Description of the picture: ", "es": "Descripción de la imagen: ", "ar": "وصف الصورة: ", "ja": "図の説明：", "am": ""}  # fmt: skip


@dataclass(frozen=True)
class Texts:
    base: Path

    @property
    def store(self) -> Store:
        return Store(self.base / "store")

    def folder(self, language: str) -> Path:
        return self.base / "output/back" / language

    def text(self, language: str) -> str:
        return (self.folder(language) / "back.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def texts(tmp_path_factory) -> Texts:
    base = tmp_path_factory.mktemp("texts")
    write(base / "script/back/spine.svg", FIGURE)
    write(base / "script/back/other.svg", FIGURE.replace("4", "5"))
    paths = [
        write(base / f"script/back/{language}.md", SCRIPT.format(**words, language=language))
        for language, words in WORDS.items()
    ]
    narrate.build(paths, base / "output", voice=FakeEngine(), store=base / "store", to=["txt"], editions=["standard"])
    return Texts(base)


@each("language", WORDS)
def test_it_holds_what_the_page_shows_in_its_order(texts, language):
    words = WORDS[language]
    between = "" if language == "ja" else " "
    colon = "：" if language == "ja" else ": "
    picture, longer, alt, dose = PICTURE[language].format, LONGER[language], words["alt"], words["dose"]
    assert without_controls(texts.text(language)).split("\n") == [
        words["title"], "",
        words["one"], "",
        picture(alt),
        f"{longer}{words['longer']}",
        f"• {words['point']}",
        f"• {dose}", "",  # a sentence says the last point
        f"{words['same']}{between}{words['other']}", "",
        words["two"], "",
        picture(f"{words['left']}{colon}{alt} 1"),
        picture(f"{words['right']}{colon}{alt} 2"),
        f"{longer}{words['left']}{colon}{words['longer']}",
        f"• {words['left']}{colon}{words['point']}",
        f"• {words['right']}{colon}{dose}", "",
        f"{words['other']}{between}{words['same']}", "",
        words["three"], "",
        f"3. {words['point']}",
        f"4. {dose}", "",
        words["other"], "",
    ]  # fmt: skip


@each("language", WORDS)
def test_it_can_be_read_back(texts, language):
    assert faults(texts.folder(language), texts.store) == {}
    keys = [key for key in load_manifest(texts.folder(language)).described if key.startswith("txt ")]
    assert len(keys) == 3


def test_no_dose_gets_a_minus_and_none_turns_among_arabic_letters(texts):
    assert "\u200f• \u20665 mL\u2069 من الشراب\n" in texts.text("ar")
    assert not any("- 5" in texts.text(language) for language in WORDS)


WHOLE = r"(?s)How you sit\n\n(Picture.*?syrup)\n\n(Breathe slowly. A nurse is with you.)"
PLANTED = {
    "a picture altered": ("en", in_text("back.txt", "the side", "the front"), "txt pictures and points"),
    "a picture lost": ("en", in_text("back.txt", "Picture: Sound.*\n", ""), "txt pictures and points"),
    "a longer description lost": ("en", in_text("back.txt", "Description of.*\n", ""), "txt pictures and points"),
    "another dose": ("en", in_text("back.txt", "• 5 mL", "• 50 mL"), "txt pictures and points"),
    "another dose in Spanish": ("es", in_text("back.txt", "• 5 mL", "• 15 mL"), "txt pictures and points"),
    "another dose in Arabic": ("ar", in_text("back.txt", "5 mL", "25 mL"), "txt pictures and points"),
    "another dose in Japanese": ("ja", in_text("back.txt", "5 mL", "9 mL"), "txt pictures and points"),
    "another dose in Amharic": ("am", in_text("back.txt", "5 mL", "8 mL"), "txt pictures and points"),
    "another number of a point": ("en", in_text("back.txt", "3. Sit", "1. Sit"), "txt pictures and points"),
    "points exchanged": ("es", in_text("back.txt", r"(• Sié.*)\n(• 5.*)", r"\2\n\1"), "txt pictures and points"),
    "points of another slide": ("en", in_text("back.txt", "3. Sit up straight\n4. 5", "• Sit up straight\n• 5"), "txt pictures and points"),
    "all of it lost": ("ar", in_text("back.txt", r"(?s)كيف تجلس\n\n.*?\n\n", "كيف تجلس\n\n"), "txt pictures and points"),
    "after what is said": ("en", in_text("back.txt", WHOLE, r"How you sit\n\n\2\n\n\1"), "txt pictures and points"),
    "before the heading": ("en", in_text("back.txt", WHOLE, r"\1\n\nHow you sit\n\n\2"), "txt pictures and points"),
    "twice": ("en", in_text("back.txt", WHOLE, r"How you sit\n\n\1\n\n\1\n\n\2"), "txt headings"),
    "a point that nobody wrote": ("es", in_text("back.txt", "(En casa)", r"\1\n\n• No respire"), "txt headings"),
    "a sentence that is only in a point": ("en", in_text("back.txt", "• 5 mL of syrup\n\nBreathe slowly. ", "• 5 mL of syrup\n• Breathe slowly.\n\n"), "txt pictures and points"),
    "a sentence lost": ("ja", in_text("back.txt", "看護師がそばにいます。", ""), "txt sentences"),
    "joined with what is said": ("es", in_text("back.txt", "jarabe\n\n", "jarabe\n"), "txt pictures and points"),
    "a dose that turns": ("ar", in_text("back.txt", "\u20665 mL\u2069", "5 mL"), "txt right to left"),
}  # fmt: skip


@each("fault", PLANTED)
def test_a_fault_is_found(texts, fault):
    language, plant, check = PLANTED[fault]
    folder = texts.folder(language)
    before, manifest = (folder / "back.txt").read_bytes(), (folder / NAME).read_bytes()
    try:
        plant(folder)
        sign(folder)
        assert check in faults(folder, texts.store, "txt")
    finally:
        (folder / "back.txt").write_bytes(before)
        (folder / NAME).write_bytes(manifest)


@given(
    st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=6),
    st.one_of(st.none(), st.integers(0, 99)),
    st.sampled_from(["en", "ar", "ja"]),
)
def test_every_point_has_a_line_of_its_own(points, first, language):
    items = tuple(DocumentItem(point) for point in points)
    slide = DocumentSlide("a", 1, "A", "", 0, 1, (), (DocumentList(items, first),), ())
    lines = list(txt._points(slide, (), language))
    assert [line.split(" ", 1)[1] for line in lines] == [" ".join(point.split()) for point in points]
    assert not any("\n" in line for line in lines)
