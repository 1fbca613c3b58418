"""The plain text of the described edition: each slide's number, then its heading once, then what is said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import narrate
from narrate.editions import DESCRIBED, EDITIONS
from narrate.exporters.verifying.edition_record import read_timeline
from narrate.manifest import NAME
from narrate.store import Store
from narrate.typeset.bidi import without_controls
from tests.fake_engine import FakeEngine
from tests.planting import faults, in_text, sign
from tests.tables import each
from tests.test_described_builds import WORDS, write_script
from tests.writing import write

TXT = "heart.described.txt"


@dataclass(frozen=True)
class Described:
    base: Path

    @property
    def store(self) -> Store:
        return Store(self.base / "store")

    def folder(self, language: str) -> Path:
        return self.base / "output/heart" / language / DESCRIBED


@pytest.fixture(scope="module")
def described(tmp_path_factory) -> Described:
    base = tmp_path_factory.mktemp("described")
    paths = [write_script(base / "script", language) for language in WORDS]
    options = {"voice": FakeEngine(), "store": base / "store", "to": ["txt"]}
    narrate.build(paths, base / "output", editions=[DESCRIBED], **options)
    return Described(base)


def blocks(folder: Path) -> list[str]:
    text = (folder / TXT).read_text(encoding="utf-8")
    return [without_controls(block) for block in text.rstrip("\n").split("\n\n")]


@each("language", WORDS)
def test_the_text_has_each_heading_once(described, language):
    title, heading = WORDS[language][:2]
    folder = described.folder(language)
    found = blocks(folder)
    said = [sentence.text for segment in read_timeline(folder).segments for sentence in segment.sentences]
    assert " ".join(found) == " ".join(map(without_controls, said))
    assert found[1] == title
    at = [block.rstrip(".؟?") for block in found].index(heading)
    assert found[at - 1] == found[0].replace("1", "2")
    assert sum(heading in block for block in found) == 1


TEXTS = {
    "a heading twice": (in_text(TXT, r"(How you sit\.)", r"How you sit\n\n\1"), "txt headings"),
    "a heading before the number": (in_text(TXT, r"(Slide 2 of)", r"How you sit\n\n\1"), "txt headings"),
    "a heading lost": (in_text(TXT, r"How you sit\.\n\n", ""), "txt sentences"),
    "a heading without its full stop": (in_text(TXT, r"How you sit\.", "How you sit"), "txt sentences"),
    "a number lost": (in_text(TXT, r"Slide 2 of 2\.\n\n", ""), "txt sentences"),
    "another number": (in_text(TXT, "Slide 2 of", "Slide 3 of"), "txt sentences"),
    "a number and a heading in one line": (in_text(TXT, r"\.\n\nHow you", ". How you"), "txt paragraphs"),
    "a heading and narration in one line": (in_text(TXT, r"sit\.\n\n", "sit. "), "txt paragraphs"),
    "a dose that nobody says": (in_text(TXT, r"(How you sit\.)", r"\1\n\n50 mg"), "txt headings"),
}


@each("fault", TEXTS)
def test_a_fault_in_the_text_is_found(described, fault):
    plant, check = TEXTS[fault]
    folder = described.folder("en")
    before, manifest = (folder / TXT).read_bytes(), (folder / NAME).read_bytes()
    try:
        plant(folder)
        sign(folder)
        assert check in faults(folder, described.store, "txt")
    finally:
        (folder / TXT).write_bytes(before)
        (folder / NAME).write_bytes(manifest)


def test_a_slide_that_goes_on_shows_its_number_alone(tmp_path):
    text = "\n\n".join(
        f"Sentence {number} says how slowly you breathe before your nurse comes." for number in range(14)
    )
    path = write(tmp_path / "script/heart/en.md", f"---\ntitle: Rest\nlang: en\n---\n\n## How you sit\n\n{text}\n")
    options = {"voice": FakeEngine(), "store": tmp_path / "store"}
    made = narrate.build([path], tmp_path / "out", to=["txt"], editions=EDITIONS, **options).made
    found = blocks(made[1].folder)
    numbers = [at for at, block in enumerate(found) if block.startswith("Slide ")]
    assert len(numbers) == made[1].manifest.slides > 2
    assert found[numbers[1] + 1] == "How you sit."
    assert found[numbers[2] + 1].startswith("Sentence ")
    assert sum("How you sit" in block for block in found) == 1
    assert all(one.ok for one in narrate.verify(tmp_path / "out", tmp_path / "store", quick=True))
