"""The page says who speaks: a computer voice, a person who recorded the script, or both."""

import dataclasses
import re
import sys
import types
from pathlib import Path

import pytest

import narrate
from narrate.exporters.speakers import who_speaks
from narrate.languages import language_data
from narrate.manifest import NAME, load_manifest
from narrate.model import Timing
from narrate.speech import ENGINES, Narrator
from narrate.speech.facts import EngineFacts, Quality
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.languages.test_phrases import TAGS
from tests.planting import faults, in_text, sign
from tests.tables import each
from tests.writing import write

SENTENCES = {
    "ar": ("زيارتك", "لا تأكل قبل العملية.", "خذ حبة واحدة."),
    "de": ("Ihr Besuch", "Essen Sie vorher nichts.", "Nehmen Sie eine Tablette."),
    "en": ("Your visit", "Do not eat before it.", "Take one tablet."),
    "es": ("Su visita", "No coma nada antes.", "Tome una tableta."),
    "hi": ("आपकी मुलाक़ात", "पहले कुछ न खाएं।", "एक गोली लें।"),
    "ja": ("来院の前に", "何も食べません。", "薬を一錠飲みます。"),
}
SAID = {"ar": "شخص", "de": "Menschen", "en": "person", "es": "persona", "hi": "व्यक्ति", "ja": "人"}
PHRASES = ("made_by_voice", "made_by_person", "made_by_both")


class FakeNarrator(FakeEngine):
    """Hums, and says that it is a person who recorded the script."""

    name = "anna"
    files: tuple[Path, ...] = ()

    def listen(self, script, voice, jobs):
        return ()

    def take(self, sentence) -> str:
        return sentence.text


def build(base: Path, languages, engine, aside: str = "") -> dict[str, Path]:
    """Build a script in each language. ``aside`` is a direction before its last sentence."""
    for language in languages:
        title, one, two = SENTENCES[language]
        text = f"---\ntitle: {title}\nlang: {language}\n---\n\n# {title}\n\n## {title} 1\n\n{one}\n\n{aside}{two}\n"
        write(base / f"script/visit/{language}.md", text)
    write(base / "script/narrate.yaml", "voices:\n  ben: hums\n")
    scripts = [base / f"script/visit/{language}.md" for language in languages]
    report = narrate.build(
        scripts, base / "output", voice=engine, store=base / "store", to=["html"], editions=["standard"]
    )
    return {made.manifest.language: made.folder for made in report.made}


def says(folder: Path) -> str:
    """Which phrase the page has."""
    page = (folder / "index.html").read_text(encoding="utf-8")
    phrases = language_data(folder.name).phrases
    (found,) = [name for name in PHRASES if f">{phrases[name]}</p>" in page]
    return found


@pytest.fixture
def hums(monkeypatch):
    """An engine of the program that hums, as a second voice beside the narrator's."""
    module = types.ModuleType("hums_facts")
    module.FACTS = EngineFacts(
        name="hums", engine="hums_facts:Hums", quality=Quality.DRAFT, timing=Timing.EXACT, licence="none", how="none"
    )
    module.Hums = type("Hums", (FakeEngine,), {"name": "hums"})
    monkeypatch.setitem(sys.modules, "hums_facts", module)
    monkeypatch.setitem(ENGINES, "hums", "hums_facts")


def test_a_recorded_page_says_that_a_person_recorded_it(tmp_path):
    assert isinstance(FakeNarrator(), Narrator)
    for language, folder in build(tmp_path, ["en", "hi", "ja"], FakeNarrator()).items():
        assert says(folder) == "made_by_person"
        assert SAID[language] in language_data(language).phrases["made_by_person"]
        manifest = load_manifest(folder)
        assert manifest.recorded == sum(manifest.timing.values()) > 2
        assert not faults(folder, Store(tmp_path / "store"))


def test_a_computer_voice_is_called_one(tmp_path):
    for folder in build(tmp_path, ["hi"], FakeEngine()).values():
        assert says(folder) == "made_by_voice"
        assert load_manifest(folder).recorded == 0


def test_a_page_with_both_says_so(tmp_path, hums):
    for folder in build(tmp_path, ["ar", "en"], FakeNarrator(), "(voice: ben)\n\n").values():
        assert says(folder) == "made_by_both"
        manifest = load_manifest(folder)
        assert 0 < manifest.recorded < sum(manifest.timing.values())
        assert not faults(folder, Store(tmp_path / "store"))


def test_a_page_that_names_the_wrong_speaker_is_found(tmp_path):
    for language, folder in build(tmp_path, ["ar", "de", "es"], FakeNarrator()).items():
        phrases = language_data(language).phrases
        right, wrong = phrases["made_by_person"], phrases["made_by_voice"]
        before = (folder / "index.html").read_bytes()
        in_text("index.html", re.escape(right), wrong)(folder)
        sign(folder)
        (fault,) = faults(folder, Store(tmp_path / "store"))["html markup"]
        assert wrong in fault
        assert right in fault
        # the manifest says so too
        manifest = dataclasses.replace(load_manifest(folder), recorded=0)
        (folder / NAME).write_text(manifest.to_json())
        (fault,) = faults(folder, Store(tmp_path / "store"))["timeline agrees with the manifest"]
        assert re.match(r"a person recorded \d sentences, and the manifest says 0; build", fault)
        (folder / "index.html").write_bytes(before)


@each("language", TAGS)
def test_each_language_has_the_three_sentences(language):
    data = language_data(language)
    assert data.phrases_language == language
    phrases = [data.phrases[name] for name in PHRASES]
    assert len(set(phrases)) == 3
    assert {phrase[-1] for phrase in phrases} == {phrases[0][-1]}
    assert data.phrases.keys() == language_data("en").phrases.keys()


@each("recorded, total, name", [(0, 5, PHRASES[0]), (5, 5, PHRASES[1]), (1, 5, PHRASES[2]), (4, 5, PHRASES[2])])
def test_one_sentence_is_enough_to_be_both(recorded, total, name):
    assert who_speaks(recorded, total) == name
