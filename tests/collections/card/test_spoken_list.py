"""The spoken list of a card: which voice says it, and what it says if something is missing."""

import shutil
from pathlib import Path

import pytest

from narrate import languages
from narrate.audio.mp3_codec import decode
from narrate.collections.card.contents import Card, CardTopic
from narrate.collections.card.spoken_list import list_pieces, speak_list
from narrate.collections.collection import Means
from narrate.errors import OutsideError
from narrate.languages import foreign_phrases
from narrate.speech import engines, voice_choice
from narrate.store import Store
from tests.collections.card.conftest import build, findings, scripts
from tests.fake_engine import FakeEngine
from tests.tables import each

pytestmark = pytest.mark.slow  # builds whole editions

TOPICS = ("A new knee", "Take 5 mL")


def card(language: str = "en", *voices: str) -> Card:
    named = voices or ("fake:hum",)
    topics = (
        CardTopic(title, title, "standard", (), "", named[number % len(named)]) for number, title in enumerate(TOPICS)
    )
    return Card(language, tuple(topics))


class Service(FakeEngine):
    name = "service"
    sends_to = "somebody"


class Person(FakeEngine):
    name = "person"

    def listen(self, script, voice, jobs):
        return ()

    def take(self, sentence):
        return ""

    files = ()


class Best(FakeEngine):
    name = "best"


@pytest.fixture(autouse=True)
def _engines(monkeypatch):
    usual = engines.open_engine
    ours = {one.name: one for one in (Service, Person, FakeEngine)}
    monkeypatch.setattr(engines, "open_engine", lambda name: ours[name]() if name in ours else usual(name))
    monkeypatch.setattr(voice_choice, "best_voice", lambda tag: (Best(), Best().voice(tag)) if tag == "en" else None)


WORDS = {
    "en": ["Topics on this card: 2.", "Topic 1:", "A new knee", "Topic 2:", "Take 5 mL"],
    "es": ["Temas en esta tarjeta: 2.", "Tema 1:", "A new knee", "Tema 2:", "Take 5 mL"],
    "fr-CA": ["Sujets sur cette carte : 2.", "Sujet 1 :", "A new knee", "Sujet 2 :", "Take 5 mL"],
    "ja": ["このカードのテーマの数：2。", "テーマ1：", "A new knee", "テーマ2：", "Take 5 mL"],
    "sw": ["A new knee", "Take 5 mL"],
}


@each("language, words", WORDS.items())
def test_the_list_says_in_its_language_what_is_there(language, words, tmp_path):
    assert [piece.text for piece in list_pieces(card(language))] == words
    assert (len(words) == 2) == bool(foreign_phrases(language))
    spoken = speak_list(card(language), Means(Store(tmp_path)))
    assert [text for text, _ in spoken.pieces] == words
    assert len(decode(spoken.track.read_bytes())) > 44100


@each("language", [path.stem for path in Path(languages.__file__).parent.glob("??.py")] + ["fil", "zh-Hant"])
def test_the_phrases_of_every_language_end_with_the_title(language):
    """The title is a sound of its own, so nothing but a full stop may follow it."""
    phrases = languages.language_data(language).phrases
    before, _, after = phrases["card_topic"].partition("{title}")
    assert "{number}" in before
    assert not any(letter.isalnum() for letter in after)
    assert phrases["card_contents"].count("{count}") == 1


VOICES = [
    (("fake:hum",), "", "fake:hum"),
    (("fake:deep", "fake:hum"), "", "fake:deep"),
    (("person:anna", "fake:hum"), "", "fake:hum"),
    (("person:anna",), "", "best:hum"),
    (("service:x",), "", "best:hum"),
    (("service:x", "fake:hum"), "", "fake:hum"),
    (("unknown:x",), "", "best:hum"),
    (("service:x",), "fake:low", "fake:low"),
    (("service:x",), Best(), "best:hum"),
    (("fake:hum",), Person(), "fake:hum"),
]


@each("voices, wanted, voice", VOICES)
def test_a_voice_on_this_machine_says_it_if_there_is_one(voices, wanted, voice, tmp_path):
    assert speak_list(card("en", *voices), Means(Store(tmp_path), wanted)).voice == voice


def test_a_service_says_it_only_if_no_other_voice_can_and_never_offline(tmp_path):
    assert speak_list(card("fil", "service:x"), Means(Store(tmp_path))).voice == "service:x"
    with pytest.raises(OutsideError, match="no voice on this machine speaks 'fil', so the list"):
        speak_list(card("fil", "service:x"), Means(Store(tmp_path), offline=True))


def test_without_the_store_the_titles_are_spoken_anew(tmp_path):
    output, engine = tmp_path / "output", FakeEngine()
    folder = scripts(tmp_path / "script")
    build(folder, output, to=("mp3",), language="en")
    shutil.rmtree(tmp_path / "store")
    build(folder, output, to=("mp3", "card"), language="en", engine=engine, editions=("standard",))
    shutil.rmtree(output / "card")
    shutil.rmtree(tmp_path / "store")
    from narrate.collections.card import COLLECTION

    COLLECTION.write(output, Means(Store(tmp_path / "store"), engine))
    assert engine.spoken[-5:] == [
        "Topics on this card: 2.", "Topic 1:", "Your heart: what does a test show?", "Topic 2:", "A new knee",
    ]  # fmt: skip
    assert findings(Path(output), tmp_path / "store") == {}
