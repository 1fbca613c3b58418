"""Every sentence must come back from a printed edition, whatever the code that writes it believes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import narrate
from narrate.exporters.pdf import PdfExporter
from narrate.exporters.pdf.format import Told, digest
from narrate.exporters.pdf.verifying.sentences import missing_from_notes, missing_sentence
from narrate.exporters.pdf.writing import blocks
from narrate.exporters.verifying.edition_record import load_record
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.planting import write_rich
from tests.tables import each
from tests.writing import write

NEGATION = re.compile(r"(?:\bnot |\bلا )")
_SAID = {
    "en": ["Do not eat for six hours.", "Take 5 mL of water at most.", "Tell us how you feel."],
    "es": ["No coma durante seis horas.", "Tome 5 mL de agua como máximo.", "Díganos cómo se siente."],
    "ja": ["6時間は食べないでください。", "水は5 mLまで飲めます。", "気分を教えてください。"],
    "ar": ["لا تأكل شيئًا لمدة ست ساعات.", "خذ 5 mL من الماء أولًا.", "أخبرنا فورًا كيف تشعر."],
    "he": ["אל תאכלו שש שעות.", "שתו 5 mL מים לכל היותר.", "אִמרו לנו מה אתם מרגישים."],
}
_MARKED = {"شيئًا": "اشً", "أولًا.": "لًاأولًا.", "فورًا": "اورًفورًا", "אִמרו": "אִאמרו"}


def _paragraphs(said: list[str]) -> list[str]:
    """What is read back: a heading, two sentences in a paragraph, a description, the rest."""
    drawn = [" ".join(_MARKED.get(word, word) for word in sentence.split()) for sentence in said]
    return ["A heading", f"{drawn[0]} {drawn[1]}", "A description", *drawn[2:]]


@each("language", list(_SAID))
def test_all_sentences_are_found(language):
    said = _SAID[language]
    if language == "ar":
        said = [said[0].replace("شيئًا", "أكلًا"), *said[1:]]
        assert missing_sentence([said[0], *_paragraphs(said)[3:], said[1]], [said[0], said[1]]) is None
    assert missing_sentence(_paragraphs(said), said) is None


@each("language", list(_SAID))
@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_sentence_that_is_dropped_or_changed_is_named(language, index):
    said = [sentence.replace("شيئًا", "أكلًا") for sentence in _SAID[language]]
    without = [sentence for number, sentence in enumerate(said) if number != index]
    assert missing_sentence([" ".join(without)], said) is not None
    words = said[index]
    for old, new in (("5", "50"), ("not ", ""), ("No ", ""), ("لا ", ""), ("אל ", ""), ("ない", "")):
        if old in words:
            changed = [*said[:index], words.replace(old, new), *said[index + 1 :]]
            assert missing_sentence(_paragraphs(changed), said) == said[0 if index < 2 else 2]


def test_order_counts_and_half_a_paragraph_does_not_count():
    said = _SAID["en"]
    assert missing_sentence([said[1], said[0], said[2]], said) == said[1]
    assert missing_sentence([f"{said[0]} And more.", said[1], said[2]], said) == said[0]


def test_a_description_that_is_a_sentence_leads_nowhere():
    said = _SAID["en"]
    assert missing_sentence([said[0], f"{said[0]} {said[1]}", said[2]], said) is None


def test_a_word_with_marks_must_have_its_letters():
    sentence = "خذ الدواء فورًا مع الماء."
    assert missing_sentence(["خذ الدواء اورًفورًا مع الماء."], [sentence]) is None
    for changed in ("خذ الدواء مع الماء.", "خذ الدواء غدًا مع الماء.", "لا خذ الدواء فورًا مع الماء."):
        assert missing_sentence([changed], [sentence]) == sentence


def test_notes_stand_at_the_end_and_what_a_slide_shows_is_no_note():
    said = _SAID["en"][:2]
    assert missing_from_notes(["A heading", *said, " ".join(said)], said) is None
    assert missing_from_notes(["A heading", *said, said[0]], said) is not None
    assert missing_from_notes(["A heading", *said, "Eat."], said) is not None
    assert missing_from_notes(["A heading"], said) == said[0]
    assert missing_from_notes(["A heading"], []) is None


def test_hebrew_with_marks_may_come_back_from_left_to_right():
    said = ["אל תאכלו שש שעות לפני הטיפול.", "אִמרו לאחות אם הכאב לא מתחזק."]
    assert missing_sentence([f"{said[0]} {said[1][::-1]}"], said) is None
    without = said[1].replace("לא ", "")
    for changed in (without, without[::-1], f"{said[1]} לא"):
        assert missing_sentence([f"{said[0]} {changed}"], said) is not None


@each(
    ("read", "said"),
    [
        ("প্রপ্রক্রিয়ায়ায়ার আগে ছয়য় ঘণ্টা কিছুছু খাবেন না।", "প্রক্রিয়ার আগে ছয় ঘণ্টা কিছু খাবেন না।"),
        ("ห้ามรับประทานอาหารเป็นเวลาหกชั่ชั่ชั่วโมง", "ห้ามรับประทานอาหารเป็นเวลาหกชั่วโมง"),
    ],
)
def test_syllables_that_come_back_twice_are_one(read, said):
    assert missing_sentence([read], [said]) is None
    assert digest([Told("P", read)], "th") == digest([Told("P", said)], "th")
    for word in said.replace("।", " ।").split() if " " in said else ["ห้าม"]:
        assert missing_sentence([read.replace(word, "", 1)], [said]) or word not in read
    assert digest([Told("P", f"{said}11")], "th") != digest([Told("P", f"{said}1")], "th")


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_rich(tmp_path_factory.mktemp("written") / "script")


def _without_the_last(sentences, language, make):
    return make(sentences[:-1] or sentences, language)


def _without_negations(sentences, language, make):
    block = make(sentences, language)
    return replace(block, pieces=tuple(replace(one, text=NEGATION.sub("", one.text)) for one in block.pieces))


@pytest.mark.parametrize("fault", [None, _without_the_last, _without_negations])
def test_what_the_writer_leaves_out_is_found(scripts, tmp_path, monkeypatch, fault):
    if fault:
        make = blocks._paragraph
        monkeypatch.setattr(blocks, "_paragraph", lambda sentences, language: fault(sentences, language, make))
    exporter = PdfExporter().with_options(["notes"])
    narrate.build(
        scripts, tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["pdf+notes"], editions=["standard"]
    )
    for language in ("en", "ar"):
        folder = tmp_path / "out/back" / language
        record = load_record(folder, load_manifest(folder), Store(tmp_path / "store"))
        found = [one.check for one in exporter.verify(record) if not one.ok]
        expected = [f"{name} has every sentence" for name in ("pdf", "large.pdf", "slides.pdf")]
        assert found == (expected if fault else [])


@pytest.mark.slow
@each(
    "language, first, second",
    [
        ("bn", "প্রক্রিয়ার আগে ছয় ঘণ্টা কিছু খাবেন না।", "ব্যথা বাড়লে ডাক্তারকে বলুন।"),
        ("th", "ห้ามรับประทานอาหารเป็นเวลาหกชั่วโมง", "แจ้งพยาบาลหากปวดมากขึ้น"),
        ("he", "אל תאכלו שש שעות לפני הטיפול.", "אִמרו לאחות אם הכאב מתחזק."),
        ("ja", "6時間は何も食べないでください。", "痛みが強くなったら看護師に伝えてください。"),
        ("zh", "六小时内不要进食。", "如果疼痛加重，请告诉护士。"),
        ("ko", "여섯 시간 동안 먹지 마세요.", "통증이 심해지면 간호사에게 말하세요."),
        ("hi", "प्रक्रिया से पहले छह घंटे कुछ न खाएं।", "दर्द बढ़े तो डॉक्टर को बताएं।"),
        ("fa", "شش ساعت پیش از عمل چیزی نخورید.", "حتماً به پرستار بگویید."),
        ("ar", "لَا تَأْكُلْ شَيْئًا قَبْلَ العملية.", "اتصل فورًا إذا شعرت بألم."),
    ],
)
def test_nothing_is_wrong_in_any_script(tmp_path, language, first, second):
    head = f"---\ntitle: {second}\nlang: {language}\ndate: 2026-03-01\n---\n\n"
    path = write(tmp_path / f"script/back/{language}.md", f"{head}## {second}\n\n{first}\n{second}\n")
    store = tmp_path / "store"
    narrate.build([path], tmp_path / "out", voice=FakeEngine(), store=store, to=["pdf+notes"], editions=["standard"])
    folder = tmp_path / "out/back" / language
    record = load_record(folder, load_manifest(folder), Store(store))
    found = [one.faults for one in PdfExporter().with_options(["notes"]).verify(record) if not one.ok]
    assert found == []
