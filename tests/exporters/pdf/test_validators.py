"""Other people's checkers find nothing in the printed editions of the sample, and other programs read its words."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

import narrate
from tests.conftest import SAMPLE
from tests.fake_engine import FakeEngine
from tests.validators import pdf_faults

pytestmark = pytest.mark.slow

TOPIC = "vertebroplasty-kyphoplasty"
LANGUAGES = ("en", "es", "ar")
FILES = (".pdf", ".large.pdf", ".slides.pdf")
NARRATION = re.compile(r'"text": "([^"\\\\]{40,})"')


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a folder for each language of the sample."""
    base = tmp_path_factory.mktemp("sample")
    narrate.build(SAMPLE, base / "output", voice=FakeEngine(letter_ms=1), store=base / "store", to=["pdf"])
    return base / "output" / TOPIC


@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_checker_finds_an_error(printed, tmp_path, language, ending):
    assert pdf_faults(printed / language / f"{TOPIC}{ending}", tmp_path) == []


def test_the_checkers_find_a_figure_without_description(printed, tmp_path):
    writer = PdfWriter(clone_from=printed / "en" / f"{TOPIC}.pdf")
    for number in range(1, len(writer._objects)):
        element = writer._objects[number]
        if hasattr(element, "get") and element.get("/S") == "/Figure" and "/Alt" in element:
            del element[NameObject("/Alt")]
    writer.write(tmp_path / "changed.pdf")
    assert {fault.partition(":")[0] for fault in pdf_faults(tmp_path / "changed.pdf", tmp_path)} == {
        "page-validation",
        "outloud",
        "pdfua",
    }


@pytest.mark.parametrize("ending", [".pdf", ".large.pdf"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_two_programs_extract_the_narration_in_order(printed, program, language, ending):
    path = printed / language / f"{TOPIC}{ending}"
    document = (printed / language / "timeline.json").read_text(encoding="utf-8")
    sentences = [_bare(sentence) for sentence in NARRATION.findall(document)]
    assert len(sentences) > 40
    poppler = subprocess.run(
        [program("pdftotext"), "-enc", "UTF-8", path, "-"], check=True, capture_output=True, text=True
    ).stdout
    for text in (poppler, "".join(page.extract_text() for page in PdfReader(path).pages)):
        bare, at = _bare(text), 0
        for sentence in sentences:
            found = bare.find(sentence, at)
            lines = found if found >= 0 else _over_a_page(bare, sentence, at)
            assert lines >= 0, sentence
            at = lines


def _over_a_page(text: str, sentence: str, at: int) -> int:
    """Return where ``sentence`` begins, if the foot of a page stands within it; -1 if it is not there."""
    for cut in range(1, len(sentence)):
        begin = text.find(sentence[:cut], at)
        if begin < 0:
            return -1
        end = text.find(sentence[cut:], begin + cut)
        if 0 <= end < begin + cut + 200:
            return begin
    return -1


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
