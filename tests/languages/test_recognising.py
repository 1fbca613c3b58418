"""Held-out paragraphs in 45 languages, and what is no running text."""

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.languages.recognising import Recogniser
from tests.tables import each

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "ru", "pl", "vi", "hi", "ar", "fa", "fil", "ht", "zh", "ja", "ko")
UNKNOWN = ("chk", "quc")  # which CLD3 does not know
CLOSE = [
    frozenset(names.split())
    for names in ("es gl", "pt gl", "id ms", "da nb", "hr bs sr", "af nl", "zh zh-Hant")
]  # fmt: skip


def _read() -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """The paragraphs by language, and (language, text) that is right and easily taken for another language."""
    found: dict[str, list[str]] = defaultdict(list)
    tag = ""
    for line in Path(__file__).with_name("paragraphs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            tag = line[2:]
        else:
            found[tag].append(line)
    listed = found.pop("right")
    return dict(found), [(one.partition("|")[0], one.partition("|")[2]) for one in listed]


TEXTS, RIGHT = _read()


def test_no_alarm_on_what_is_right():
    texts = [(tag, text) for tag, paragraphs in TEXTS.items() for text in paragraphs] + RIGHT
    assert len(texts) > 240
    assert not [(tag, text) for tag, text in texts if Recogniser(tag).other_language(text)]


def test_each_language_is_found_in_every_other():
    missed, asked = [], 0
    for own in TEXTS:
        recogniser = Recogniser(own)
        for other, paragraphs in TEXTS.items():
            if own in UNKNOWN or other == own or any({own, other} <= group for group in CLOSE):
                continue
            if own not in LANGUAGES and other not in ("en", "es", "ar"):
                continue  # enough of the rest
            asked += len(paragraphs)
            missed += [(own, other) for text in paragraphs if not recogniser.other_language(text)]
    assert len(missed) * 50 < asked
    assert not [pair for pair in missed if pair[0] in LANGUAGES and pair[1] in LANGUAGES]


@each(
    ("own", "text", "found"),
    [
        ("en", "手术之前请不要吃东西，也不要喝水。", "zh"),
        ("es", "اشرب كوبًا من الماء قبل الفحص ولا تأكل شيئًا بعد منتصف الليل", "ar"),
        ("chk", "Выпейте стакан воды перед обследованием и ничего не ешьте после полуночи", "ru"),
        ("en", "བརྟག་དཔྱད་མ་བྱས་གོང་ཆུ་དཀར་ཡོལ་གང་འཐུང་རོགས།", "Tibt"),
        ("quc", "ခွဲစိတ်မှုမတိုင်မီ ဘာမှ မစားပါနှင့်။ ရေလည်း မသောက်ပါနှင့်။", "my"),
        ("ja", "手术前请不要吃东西，也不要喝水，有问题请告诉我们的护士。", "zh"),
        ("zh", "手術の前には何も食べないでください。水も飲まないでください。", "ja"),
        ("ko", "手術の前には何も食べないでください。水も飲まないでください。", "ja"),
        ("zh-Hant", "手术之前请不要吃东西，问题要对护士说，我们会帮您开药。", "zh-Hans"),
        ("zh-CN", "手術之前請不要吃東西，問題要對護士說，我們會幫您開藥。", "zh-Hant"),
        ("ru", "Пийте воду за дві години до обстеження, але нічого не їжте після опівночі, навіть фрукти.", "uk"),
        ("ar", "Koj yuav tsum tsis txhob noj mov thiab tsis txhob haus dej tom qab ib tag hmo ua ntej phais", "hmn"),
    ],
)  # fmt: skip
def test_the_language_is_named(own: str, text: str, found: str):
    assert Recogniser(own).other_language(text) == found


@pytest.mark.parametrize("tag", ["en", "zh", "ar", "qqq", "sr-Latn", "el"])
@given(text=st.text(max_size=200))
def test_any_text_is_told_or_left(tag: str, text: str):
    Recogniser(tag).other_language(text)
