"""Whatever the text: no word lost or moved, no line wider than its room, no dose in two."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from narrate.typeset.clusters import clusters
from narrate.typeset.faces import FACES
from narrate.typeset.lines import Setting, break_lines, has_broken_word
from tests.examples import often
from tests.tables import each

ATKINSON, NOTO = FACES["Atkinson Hyperlegible"], FACES["Noto Sans"]
DOSES = (
    "5 mL",
    "24–48 hours",
    "2.5 mg",
    "10 %",
    "1,000 mg",
    "10 minutos",
    "3 × 5 mL",
    "24 – 48 hours",
    "< 5 mg",
    "0.5 mg/kg",
)
WORDS = st.sampled_from(
    ["a", "I", "the", "bone", "procedure", "vertebroplasty", "Wirbelsäulenverkrümmung", "позвоночник", "σπονδυλική", "العمود",
     "AVAT", "To", "Yo.", "—", "health.example/spine", "🙂", "👩‍⚕️", "e\u0301te\u0301", "脊椎压缩性骨折", "骨が折れる。", "กระดูกสันหลัง",
     "ឆ្អឹងដែលខ្សោយ", "ກະດູກທີ່ອ່ອນແອ", "အားနည်းသောအရိုးသည်", "দুর্বল", "অস্টিওপোরোসিস"]
)  # fmt: skip
TEXTS = st.lists(WORDS | st.sampled_from(DOSES) | st.text(min_size=1, max_size=12), max_size=40).map(" ".join)
SIZES, WIDTHS = st.sampled_from([28, 34, 46, 52, 84]), st.integers(200, 1152)
QUICK = settings(max_examples=60, deadline=None)


def letters(text: str) -> str:
    return "".join(text.split())


@QUICK
@example("⺀000\U000400000 5 mL", 34, 200, False, ATKINSON)  # cut before the space that holds a unit
@given(TEXTS, SIZES, WIDTHS, st.booleans(), st.sampled_from([ATKINSON, NOTO, FACES["Noto Sans Khmer"]]))
def test_nothing_is_lost_and_no_line_is_too_wide(text, size, width, bold, face):
    assume(width >= 3 * size)  # a letter joined of three is never broken, and may be as wide as that
    setting = Setting(face, size, bold)
    lines = break_lines(text, setting, width)
    assert letters("".join(lines)) == letters(text)
    assert all(line and line == line.strip(" \n\t") for line in lines)
    for line in lines:
        assert setting.width(line) <= width + 1.5, line  # kerning at spaces moves a line by less than that


test_nothing_is_lost_and_no_line_is_too_wide_often = often(test_nothing_is_lost_and_no_line_is_too_wide, 200)


@QUICK
@given(
    st.lists(st.sampled_from(["bone", "is", "procedure", "vertebroplasty", "To", "a"]), min_size=1, max_size=40),
    SIZES,
    WIDTHS,
)
def test_words_stay_whole_and_lines_are_as_few_and_as_even_as_can_be(words, size, width):
    setting = Setting(ATKINSON, size)
    assume(not has_broken_word(" ".join(words), setting, width))
    lines = break_lines(" ".join(words), setting, width)
    assert " ".join(lines).split() == words
    space = setting.width(" ")

    def fewest(room: float) -> int:
        count, used = 1, -space
        for word in words:
            used += space + setting.width(word)
            if used > room:
                count, used = count + 1, setting.width(word)
        return count

    assert len(lines) == fewest(width + 1e-6)
    longest = max(map(setting.width, lines))
    assert (
        fewest(longest - (width / 64) - 2) > len(lines) or max(map(setting.width, words)) > longest - (width / 64) - 2
    )


test_words_stay_whole_and_lines_are_as_few_and_as_even_as_can_be_often = often(
    test_words_stay_whole_and_lines_are_as_few_and_as_even_as_can_be, 200
)


@QUICK
@given(TEXTS, st.sampled_from(DOSES), TEXTS, SIZES, st.integers(420, 1152))
def test_a_dose_stays_on_its_line(before, dose, after, size, width):
    setting = Setting(ATKINSON, size)
    assume(not re.search(r"[\d<>=≤≥±~≈+×–-]\S?\s*$", before))  # a number before it is another dose
    lines = break_lines(f"{before} take {dose} daily {after}", setting, width)
    assume(setting.width(f"take {dose} daily") <= width)
    assert any(dose in line for line in lines)


test_a_dose_stays_on_its_line_often = often(test_a_dose_stays_on_its_line, 200)


@each("dose", DOSES)
def test_each_dose_at_every_width(dose):
    setting = Setting(ATKINSON, 34)
    text = f"You may take {dose} of this medicine every day until it gets better."
    for width in range(260, 1100, 7):
        assert any(dose in line for line in break_lines(text, setting, width)), width


def test_a_space_that_is_not_to_be_broken_is_kept():
    setting = Setting(ATKINSON, 34)
    for width in range(160, 900, 11):
        lines = break_lines("Please call Dr.\u00a0Lee at room 5\u00a0A or 30\u202f000 now", setting, width)
        assert any("Dr.\u00a0Lee" in line for line in lines)
        assert any("30\u202f000" in line for line in lines)
    assert "".join(break_lines("a\u00a0" * 60, setting, 300)).count("a") == 60


def test_lines_are_evened():
    lines = break_lines("The lumbar spine is in your lower back", Setting(ATKINSON, 34), 560)
    widths = [Setting(ATKINSON, 34).width(line) for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.7 * max(widths)


def test_a_long_word_is_cut_where_it_must_be():
    setting = Setting(ATKINSON, 52)
    word = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2
    assert has_broken_word(word, setting, 1060)
    lines = break_lines(f"This is {word} here", setting, 1060)
    assert letters("".join(lines)) == f"Thisis{word}here"
    assert len(lines) <= 4
    assert all(setting.width(line) <= 1060 for line in lines)
    assert break_lines("e\u0301" * 200, setting, 400)[1].startswith("e")


def test_a_compound_is_cut_at_its_joints():
    setting = Setting(ATKINSON, 52)
    lines = break_lines("https://health.example/spine-and-bones/kyphoplasty-step-by-step", setting, 700)
    assert all(re.search(r"[-/.:]$", line) for line in lines[:-1]), lines


@pytest.mark.parametrize(
    "text",
    ["椎体后凸成形术可以帮助骨折的脊椎。" * 6, "骨粗しょう症になると、背骨の中の骨が薄くなり、すき間が増えます。" * 3],
)
def test_text_without_spaces_is_broken_between_letters_and_evened(text):
    setting = Setting(NOTO, 46)
    lines = break_lines(text, setting, 1060)
    assert "".join(lines) == text
    widths = [setting.width(line) for line in lines]
    assert min(widths) > 0.75 * max(widths)
    assert not any(line[0] in "、。，！？）」" for line in lines)
    assert not has_broken_word(text, setting, 1060)


def test_a_dose_among_ideographs_stays_whole():
    setting = Setting(NOTO, 46)
    for width in range(300, 1000, 13):
        assert any("500mg" in line for line in break_lines("每天两次服用500mg的药物，饭后服用比较好。", setting, width))


def test_very_long_text_costs_its_length():
    setting = Setting(ATKINSON, 34)
    lines = break_lines("x" * 50_000, setting, 1060)
    assert "".join(lines) == "x" * 50_000
    assert break_lines("", setting, 100) == ()
    assert break_lines(" \n ", setting, 100) == ()


SPACELESS = {
    "Noto Sans Khmer": "ឆ្អឹងដែលខ្សោយអាចបាក់នៅពេលអ្នកឱនក្អកឬលើករបស់ធ្ងន់។",
    "Noto Sans Lao": "ກະດູກທີ່ອ່ອນແອອາດຫັກໄດ້ເມື່ອທ່ານກົ້ມໄອຫຼືຍົກຂອງໜັກ.",
    "Noto Sans Myanmar": "အားနည်းသောအရိုးသည်ကုန်းလျှင်သို့မဟုတ်ချောင်းဆိုးလျှင်ကျိုးနိုင်သည်။",
}


@pytest.mark.parametrize("family", SPACELESS)
def test_text_without_spaces_is_broken_between_words_of_a_dictionary(family):
    from icu4py.breakers import LineBreaker

    text, setting = SPACELESS[family], Setting(FACES[family], 50)
    ends = {end for _, end in LineBreaker(text, "en").segments()}
    for width in range(300, 1200, 41):
        lines = break_lines(text, setting, width)
        assert "".join(lines) == text
        at = 0
        for line in lines:
            at += len(line)
            assert at in ends, line


@each("family", [*SPACELESS, "Noto Sans Bengali", "Noto Sans Devanagari", "Noto Sans Thai"])
def test_no_syllable_is_parted_even_in_a_word_longer_than_a_line(family):
    words = {
        "Noto Sans Bengali": "অস্টিওপোরোসিসেরক্ষতি" * 3,
        "Noto Sans Devanagari": "ऑस्टियोपोरोसिसक्षति" * 3,
        "Noto Sans Thai": "กำกะน้ำ" * 9,
    }
    word = words.get(family, SPACELESS.get(family, ""))
    whole = {"្អ", "ខ្ស", "្រ", "ទີ່", "င်", "স্ট", "ক্ষ", "स्ट", "क्ष", "น้ำ", "กำ", "กะ"}
    parts = clusters(word)
    assert "".join(parts) == word
    for unit in whole:
        assert sum(part.count(unit) for part in parts) == word.count(unit), unit
    setting = Setting(FACES[family], 50)
    for width in range(90, 400, 37):
        at, ends, found = 0, [], []
        for part in parts:
            at += len(part)
            ends.append(at)
        at = 0
        for line in break_lines(word, setting, width):
            at += len(line)
            found.append(at)
        assert set(found) <= set(ends)
