"""The languages of a topic: what differs is found, and a right translation earns no word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.check import check
from narrate.check.quantities import NUMBER, quantities
from narrate.check.translations import compare_languages
from narrate.errors import Problem, Severity
from narrate.model import Script
from narrate.script.finding_scripts import Source
from narrate.script.reading import examine_source
from tests.tables import each

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect id="bone" width="4" height="4"/><rect id="disc" x="5" width="4" height="4"/></svg>'
_FILE = Path(__file__).with_name("pairs.txt").read_text(encoding="utf-8")
GROUPS = [[tuple(line.split(": ", 1)) for line in group.splitlines()] for group in _FILE.split("\n\n")]


def read(folder: Path, tag: str, body: str, header: str = "") -> Script:
    for name in ("spine.svg", "leg.svg"):
        (folder / name).write_text(DRAWING, encoding="utf-8")
    path = folder / f"{tag}.md"
    path.write_text(f"---\ntitle: T\n{header}---\n{body}\n", encoding="utf-8")
    script, problems = examine_source(Source(path, "topic", tag, folder))
    assert script is not None, problems
    return script


def slide(folder: Path, tag: str, text: str, header: str = "") -> Script:
    return read(folder, tag, f"## H\n\n{text}", header)


def differences(*scripts: Script) -> list[Problem]:
    return list(compare_languages(scripts))


def test_right_translations_earn_no_word(tmp_path: Path):
    scripts = [[slide(tmp_path, tag, text) for tag, text in group] for group in GROUPS]
    pairs = [(group[number % 2], one) for group in scripts for number, one in enumerate(group[2:])]
    assert len(pairs) > 150
    assert [str(one) for pair in pairs for one in differences(*pair)] == []


# The words of a text of pairs.txt, in the language named, and what a slip makes of them.
SLIPS = [
    ("es", "dos tabletas", "tres tabletas"), ("es", "500 mg", "50 mg"), ("es", "500 mg", "500 mcg"), ("es", "8 de la noche", "9 de la noche"),
    ("es", "8 de la mañana", "8 de la tarde"), ("es", "diez días", "dos días"), ("es", "diez días", "diez semanas"), ("es", "durante diez días", "siempre"),
    ("fr", "2 comprimés", "4 comprimés"), ("fr", "à 20 h", "à 22 h"), ("fr", "dix jours", "six jours"), ("fr", "500 mg", "5000 mg"),
    ("de", "zwei Tabletten", "fünf Tabletten"), ("de", "zehn Tage", "zehn Wochen"), ("de", "20 Uhr", "21 Uhr"), ("de", "zu 500 mg ", ""),
    ("it", "due compresse", "sette compresse"), ("it", "10 giorni", "10 mesi"), ("it", "500 mg", "500 g"),
    ("pt", "dois comprimidos", "três comprimidos"), ("pt", "dez dias", "doze dias"), ("pt", "500 mg", "5.000 mg"),
    ("ru", "две таблетки", "три таблетки"), ("ru", "500 мг", "500 мкг"), ("ru", "десяти дней", "пяти дней"),
    ("pl", "dwie tabletki", "trzy tabletki"), ("pl", "dziesięć dni", "sześć dni"), ("pl", "500 mg", "500 ml"),
    ("vi", "hai viên", "bốn viên"), ("vi", "500 mg", "50 mg"), ("vi", "mười ngày", "mười hai ngày"),
    ("ar", "حبتين", "ثلاث حبات"), ("ar", "٥٠٠ ملغ", "٥٠ ملغ"), ("ar", "عشرة أيام", "خمسة أيام"), ("ar", "٨ مساءً", "٩ مساءً"),
    ("fa", "دو قرص", "چهار قرص"), ("fa", "۵۰۰", "۵۰۰۰"), ("fa", "ده روز", "پنج روز"),
    ("hi", "दो गोलियाँ", "तीन गोलियाँ"), ("hi", "500 मि.ग्रा.", "50 मि.ग्रा."), ("hi", "दस दिन", "आठ दिन"),
    ("fil", "dalawang tabletang", "tatlong tabletang"), ("fil", "500 mg", "250 mg"), ("fil", "sampung araw", "limang araw"),
    ("ht", "de grenn", "twa grenn"), ("ht", "500 mg", "100 mg"), ("ht", "dis jou", "douz jou"),
    ("zh", "两片", "三片"), ("zh", "500毫克", "500微克"), ("zh", "十天", "十周"), ("zh", "晚上8点", "晚上9点"),
    ("zh-Hant", "兩片", "四片"), ("zh-Hant", "500毫克", "5000毫克"), ("zh-Hant", "十天", "七天"),
    ("ja", "2錠", "3錠"), ("ja", "500ミリグラム", "50ミリグラム"), ("ja", "10日間", "10週間"), ("ja", "夜8時", "夜7時"),
    ("ko", "두 알", "세 알"), ("ko", "500 mg", "500 mcg"), ("ko", "열흘", "사흘"),
    ("es", "las 6 horas", "las 8 horas"), ("es", "hasta 2 horas", "hasta 3 horas"), ("fr", "six heures", "dix heures"), ("de", "sechs Stunden", "sechs Tage"),
    ("ar", "ست ساعات", "ثلاث ساعات"), ("ar", "ساعتين", "أربع ساعات"), ("zh", "六小时", "八小时"), ("hi", "छह घंटे", "चार घंटे"), ("fil", "anim na oras", "walong oras"),
    ("es", "217-555-0100", "217-555-0111"), ("fr", "+1 217 555 0100", "+1 217 555 0010"), ("de", "(217) 555-0100", "(271) 555-0100"),
    ("ar", "٢١٧-٥٥٥-٠١٠٠", "٢١٧-٥٥٥-٠١٠١"), ("zh", "217-555-0100", "217-555-100"), ("ko", "217-555-0100", "217-555-0200"), ("vi", "217-555-0100", "chúng tôi"),
    ("es", "38,5 °C", "39,5 °C"), ("ru", "38,5 °C", "35,8 °C"), ("ar", "٣٨٫٥", "٣٨"), ("hi", "38.5", "83.5"), ("pl", "38,5 °C", "101 °C"),
    ("es", "spine@example.org", "spine@example.com"), ("de", "spine@example.org", "spina@example.org"), ("zh", "spine@example.org", "spin@example.org"),
    ("es", "10 libras", "10 kilos"), ("fr", "4,5 kg", "10 kg"), ("de", "4,5 kg", "45 kg"), ("ja", "4.5キロ", "45キロ"), ("it", "30 minuti", "40 minuti"),
    ("ar", "أول أسبوعين", "أول أربعة أسابيع"), ("pt", "20 a 30 minutos", "20 a 30 horas"), ("zh", "三十分钟", "四十分钟"), ("ht", "2 semèn", "6 semèn"),
    ("es", "0,5 mL", "5 mL"), ("de", "0,5 ml", "0,05 ml"), ("es", "1.000 mL", "100 mL"), ("fr", "1 000 mL", "10 000 mL"), ("fa", "۰٫۵", "۵"), ("ko", "0.5 mL", "0.5 L"),
    ("es", "quince días", "tres días"), ("fr", "14 h 30", "15 h 30"), ("de", "14.30 Uhr", "14.45 Uhr"), ("es", "de 2026", "de 2027"), ("zh", "两周后", "三周后"),
    ("de", "4. März", "5. März"), ("ja", "3月4日", "3月14日"), ("vi", "2:30 chiều", "3:30 chiều"),
    ("es", "dos veces al día", "tres veces al día"), ("de", "zweimal", "dreimal"), ("fr", "2 fois", "4 fois"), ("ru", "дважды", "трижды"),
    ("es", "example.org/asthma/es", "example.org/astma/es"), ("ar", "example.org/asthma", "example.net/asthma"), ("pt", "example.org/asthma", "example.org"),
    ("es", "otro 10 por ciento", "otro 100 por ciento"),
    ("es", "25 %", "52 %"), ("fr", "vingt-cinq pour cent", "quinze pour cent"), ("de", "achtundvierzig Stunden", "achtzehn Stunden"), ("zh", "百分之二十五", "百分之五"),
    ("es", "30 grados", "13 grados"), ("fr", "trente degrés", "treize degrés"), ("ru", "5 мм", "5 см"), ("vi", "5 mm", "15 mm"),
    ("es", "140/90", "140/80"), ("de", "140/90", "150/90"), ("ru", "2,5 мг", "25 мг"), ("pl", "2,5 mg", "2,5 g"), ("de", "2,5 mg", "2,5 ml"),
    ("es", "250 mcg", "250 mg"), ("fr", "250 microgrammes", "25 microgrammes"), ("de", "zweihundertfünfzig", "fünfhundert"), ("ar", "250 ميكروغرامًا", "250 ملغ"),
    ("fa", "۲۵۰ میکروگرم", "۲۵ میکروگرم"), ("ko", "250 마이크로그램", "250 밀리그램"),
]  # fmt: skip


def test_slips_of_a_translation_are_found(tmp_path: Path):
    assert len(SLIPS) > 130
    english = {group[0][1]: slide(tmp_path, *group[0]) for group in GROUPS}
    missed = []
    for tag, right, wrong in SLIPS:
        group = next(
            group
            for group in GROUPS
            if group[0][0] == "en" and any(one == tag and right in text for one, text in group)
        )
        text = next(text for one, text in group if one == tag and right in text)
        if not differences(english[group[0][1]], slide(tmp_path, tag, text.replace(right, wrong, 1))):
            missed.append((tag, right, wrong))
    assert missed == []


EN = """# One

## Bones

![A spine](spine.svg)

- Bone
- Disc

The [bone](#bone) is hard. The [disc](#disc) is soft.

## Rest

Rest for 10 minutes.

# Two

## Walk

![A leg](leg.svg)

Walk to the door.

## Call

Call us.
"""
ES = """# Uno

## Huesos

![Una columna](spine.svg)

- Hueso
- Disco

El [hueso](#bone) es duro. El [disco](#disc) es blando.

## Descanso

Descanse diez minutos.

# Dos

## Caminar

![Una pierna](leg.svg)

Camine hasta la puerta.

## Llamar

Llámenos.
"""


@each(
    ("old", "new", "said"),
    [
        ("## Descanso\n\nDescanse diez minutos.\n", "", ["the slide 'Rest' at en.md:15 is missing here"]),
        ("## Llamar\n\nLlámenos.\n", "", ["the slide 'Call' at en.md:27 is missing here"]),
        ("## Llamar", "## Más\n\nBeba mucha agua.\n\n## Llamar", ["the slide 'Más' is missing in en.md"]),
        ("# Dos\n", "", ["the section 'Two' at en.md:19 is missing here"]),
        ("![Una pierna](leg.svg)\n", "", ["the figure 'leg.svg'"]),
        ("(leg.svg)", "(spine.svg)", ["the figure 'leg.svg'", "the figure 'spine.svg'"]),
        ("- Disco\n", "", ["1 point on this slide, and 2 at en.md:6"]),
        ("[disco](#disc)", "disco", ["the cue for the part 'disc'"]),
        ("## Huesos", "## Hueso y más\n\nLea esto.\n\n## Huesos", ["the slide 'Hueso y más'"]),
        ("diez minutos", "un rato", ["'10 minutes' at en.md:17 is not said on this slide"]),
    ],
)  # fmt: skip
def test_what_one_language_lacks_is_named(old: str, new: str, said: list[str], tmp_path: Path):
    assert not differences(read(tmp_path, "en", EN), read(tmp_path, "es", ES))
    assert old in ES
    found = differences(read(tmp_path, "en", EN), read(tmp_path, "es", ES.replace(old, new)))
    assert len(found) == len(said)
    for problem, start in zip(found, said, strict=True):
        assert problem.message.startswith(start)
        assert problem.place.file.endswith("es.md")
        assert problem.place.line


@pytest.mark.parametrize("meant", ["555-0100", "555 0199", "[555-0100, 911]"])
def test_a_difference_that_is_meant_is_none(meant: str, tmp_path: Path):
    english = slide(tmp_path, "en", "Call 555-0100.")
    spanish = slide(tmp_path, "es", "Llame al 555 0199.")
    assert differences(english, spanish)
    both = [slide(tmp_path, "en", "Call 555-0100.", f"differs: {meant}\n"), spanish]
    left = [one.message for one in differences(*both)]
    assert all(meant.strip("[]")[:8] not in one for one in left)
    spanish = slide(tmp_path, "es", "Llame al 555 0199.", "differs: ['555-0100', '555 0199']\n")
    assert not differences(english, spanish)


def test_a_slide_and_a_figure_may_be_meant(tmp_path: Path):
    for lacking, name in (("## Llamar\n\nLlámenos.\n", "Call"), ("![Una pierna](leg.svg)\n", "leg.svg")):
        spanish = read(tmp_path, "es", ES.replace(lacking, ""), f"differs: {name}\n")
        assert not differences(read(tmp_path, "en", EN), spanish)


def test_check_compares_the_topics_of_a_folder(tmp_path: Path):
    for topic in ("hip", "knee"):
        (tmp_path / topic).mkdir()
        slide(tmp_path / topic, "en", "You take 5 mg in the morning.")
        slide(tmp_path / topic, "es", f"Usted toma {5 if topic == 'hip' else 50} mg por la mañana.")
    (problem,) = [one for one in check([tmp_path]) if one.code == "languages-differ"]
    assert problem.severity == "error"
    assert problem.message == "'50 mg' here, and '5 mg' at en.md:6"
    assert problem.place.file.endswith("es.md")


def test_transcripts_are_compared_as_a_whole(tmp_path: Path):
    (tmp_path / "en.txt").write_text("Take 5 mg in the morning.\n\nCall us at 555-0100.\n", encoding="utf-8")
    (tmp_path / "es.txt").write_text("Tome 5 mg por la mañana. Llame al 555-0110.\n", encoding="utf-8")
    (problem,) = [one for one in check([tmp_path]) if one.code == "languages-differ"]
    assert "555-0110" in problem.message


@each(
    ("tag", "text", "value", "unit"),
    [
        ("ko", "하나 알", 1, "pill"), ("ko", "다섯 알을 드십시오.", 5, "pill"), ("ko", "여섯 시간", 6, "hour"), ("ko", "일곱 방울", 7, "drop"),
        ("ko", "여덟 번", 8, "times"), ("ko", "아홉 달", 9, "month"), ("ko", "열두 시간", 12, "hour"), ("ko", "서른 개", 30, ""),
        ("it", "per ventitré giorni", 23, "day"), ("it", "trentatré gocce", 33, "drop"), ("it", "quarantatré mg", 43, "mg"),
        ("it", "cinquantatré chili", 53, "kg"), ("it", "novantatré minuti", 93, "minute"), ("it", "ventitre ore", 23, "hour"),
    ],
)  # fmt: skip
def test_number_words_are_read(tag: str, text: str, value: float, unit: str):
    found = {(number.values, number.unit) for number in quantities(text, tag) if number.kind == NUMBER}
    assert ((float(value),), unit) in found


def test_korean_digits_in_a_row_are_alternatives():
    assert [number.values for number in quantities("오육 개", "ko")] == [(5.0, 6.0)]


@each(
    ("english", "tag", "text"),
    [
        ("Take it for 8 weeks.", "es", "Tómelo durante 1 día."), ("Take it for 1 day.", "es", "Tómelo durante 8 semanas."),
        ("Take it for 15 weeks.", "fr", "Prenez-le pendant 2 jours."), ("Take it for 2 days.", "fr", "Prenez-le pendant 15 semaines."),
        ("Take it for 8 weeks.", "de", "Nehmen Sie es 1 Tag lang."), ("Take it for 2 days.", "it", "Lo prenda per 15 settimane."),
        ("Take it for 7 days.", "zh", "连服7周。"), ("Take it for 1 day.", "ru", "Принимайте 1 неделю."),
        ("Take it for 8 days.", "pt", "Tome por 2 semanas."), ("Take it for 15 days.", "vi", "Uống trong 1 tuần."),
    ],
)  # fmt: skip
def test_days_and_weeks_that_differ_are_found(english: str, tag: str, text: str, tmp_path: Path):
    problems = differences(slide(tmp_path, "en", english), slide(tmp_path, tag, text))
    assert [problem.severity for problem in problems] == [Severity.ERROR]


@each(
    ("english", "tag", "text"),
    [
        ("Take it for 7 days.", "es", "Tómelo durante 1 semana."), ("Take it for 1 week.", "de", "Nehmen Sie es 7 Tage lang."),
        ("Take it for 14 days.", "fr", "Prenez-le pendant 2 semaines."), ("Take it for 2 weeks.", "it", "Lo prenda per 14 giorni."),
        ("Wait 24 hours.", "pt", "Espere 1 dia."), ("Wait 1 day.", "ru", "Подождите 24 часа."),
        ("Come back in 12 months.", "pl", "Proszę wrócić za 1 rok."), ("Come back in 1 year.", "vi", "Quay lại sau 12 tháng."),
        ("Take it for 1 week.", "es", "Tómelo durante 8 días."), ("Take it for 2 weeks.", "fr", "Prenez-le pendant 15 jours."),
        ("Take it for 7 days.", "de", "Nehmen Sie es acht Tage lang."), ("Take it for 14 days.", "es", "Tómelo durante quince días."),
    ],
)  # fmt: skip
def test_spans_in_other_units_are_the_same(english: str, tag: str, text: str, tmp_path: Path):
    assert not differences(slide(tmp_path, "en", english), slide(tmp_path, tag, text))


def figures(folder: Path, tag: str, *descriptions: str) -> Script:
    """A slide with a figure for each description, which is what stands in brackets and in quotation marks."""
    lines = []
    for file, text in zip(("spine.svg", "leg.svg"), descriptions, strict=False):
        alt, _, longer = text.partition(" | ")
        title = f' "{longer}"' if longer else ""
        lines.append(f"![{alt}]({file}{title})")
    return read(folder, tag, "\n\n".join(["## H", *lines, "Bone."]))


DESCRIBED = [
    # en, another language, what differs there
    ("A bone with a hole of 5 mm", "es", "Un hueso con un hueco de 50 mm", ["'50 mm' here, and '5 mm' at en.md:6"]),
    ("A spine", "es", "Una columna de 45 cm", ["'45 cm' is not said at en.md:6"]),
    ("A bone | A bone, 3 cm wide", "es", "Un hueso | Un hueso de 3 mm", ["'3 mm' here, and '3 cm' at en.md:6"]),
    ("A bottle of 250 ml", "fr", "Un flacon", ["'250 ml' at en.md:6 is not said in this description"]),
    ("A label: 2.5 mg", "de", "Ein Etikett: 25 mg", ["'25 mg' here, and '2.5 mg' at en.md:6"]),
    ("Two tablets in a box", "de", "Drei Tabletten in einer Schachtel", ["'Drei Tabletten' here, and 'Two tablets' at en.md:6"]),
    ("A clock at 8 p.m.", "ar", "ساعة تشير إلى ٩ مساءً", ["'9' here, and '8' at en.md:6"]),
    ("A card: 217-555-0100", "ar", "بطاقة: ٢١٧-٥٥٥-٠١٠١", ["'217-555-0101' here, and '217-555-0100' at en.md:6"]),
    ("A bag | A bag of 2 liters", "zh", "袋子 | 一个500毫升的袋子", ["'500毫升' here, and '2 liters' at en.md:6"]),
]  # fmt: skip


@each(("english", "tag", "text", "wanted"), DESCRIBED)
def test_descriptions_of_figures_are_compared(english: str, tag: str, text: str, wanted: list[str], tmp_path: Path):
    found = differences(figures(tmp_path, "en", english), figures(tmp_path, tag, text))
    assert [problem.message for problem in found] == wanted
    assert {(problem.place.line, problem.code) for problem in found} == {(6, "languages-differ")}


@each(
    ("english", "tag", "text"),
    [
        ("A spine in five colored parts", "es", "Una columna con cinco partes de color"),
        ("A spine in five colored parts", "es", "Una columna de colores"),  # a number word without a unit
        ("A bone | Its hole is 5 mm wide", "fr", "Un os | Son trou fait 0,5 cm"),
        ("A hand with 1 tablet", "de", "Eine Hand mit einer Tablette"),
        ("Two tablets of 500 mg", "ar", "حبتان من ٥٠٠ ملغ"),
        ("A box: 2.5 mg", "it", "Una scatola: 2,5 mg"),
        ("A line of 4 inches", "pl", "Linia długości 10 cm"),
        ("A clock at 2:30 p.m.", "zh", "下午2点半的钟"),
        ("A spine", "hi", "रीढ़"),
    ],
)
def test_right_descriptions_earn_no_word(english: str, tag: str, text: str, tmp_path: Path):
    assert [str(one) for one in differences(figures(tmp_path, "en", english), figures(tmp_path, tag, text))] == []


def test_descriptions_are_compared_figure_by_figure(tmp_path: Path):
    english = figures(tmp_path, "en", "A hole of 5 mm", "A hole of 8 mm")
    assert not differences(english, figures(tmp_path, "es", "Un hueco de 5 mm", "Un hueco de 8 mm"))
    found = differences(english, figures(tmp_path, "es", "Un hueco de 8 mm", "Un hueco de 5 mm"))
    assert [(one.place.line, one.message) for one in found] == [
        (6, "'8 mm' here, and '5 mm' at en.md:6"),
        (8, "'5 mm' here, and '8 mm' at en.md:8"),
    ]
    (missing,) = differences(english, figures(tmp_path, "es", "Un hueco de 5 mm"))
    assert missing.message.startswith("the figure 'leg.svg'")


def test_a_dose_of_the_narration_is_none_of_the_picture(tmp_path: Path):
    bodies = [("en", "A cup of 5 ml", "Take 5 ml."), ("es", "Un vasito", "Tome 5 ml.")]
    scripts = [read(tmp_path, tag, f"## H\n\n![{alt}](spine.svg)\n\n{text}") for tag, alt, text in bodies]
    (problem,) = differences(*scripts)
    assert problem.message == "'5 ml' at en.md:6 is not said in this description"


def test_the_sample_agrees():
    folder = Path(__file__).parents[2] / "script" / "vertebroplasty-kyphoplasty"
    scripts = [examine_source(Source(folder / f"{tag}.md", "t", tag, folder.parent))[0] for tag in ("ar", "en", "es")]
    assert not differences(*(one for one in scripts if one))


@given(
    text=st.text("0123456789.,-/ ½:hapm°%٣۵५十二两半点時mgmL()+@’", max_size=60),
    tag=st.sampled_from(["en", "es", "zh", "ko", "vi", "de", "ar", "xx"]),
)
def test_any_text_agrees_with_itself(text: str, tag: str):
    for one in quantities(text, tag):
        assert one.values or one.key
        assert 0 <= one.start <= len(text)


def tables(folder: Path, tag: str, *rows: str) -> Script:
    names, *others = [f"| {row} |" for row in rows]
    return read(folder, tag, "\n".join(["## H", "", names, "|---" * rows[0].count("|") + "|---|", *others, ""]))


ENGLISH_ROWS = ("Medicine | Morning | Night", "A | 1 tablet | 2 tablets", "B | 5 mg | 10 mg")
TABLES = [
    # another language, its rows, what differs there
    ("es", ("Medicina | Mañana | Noche", "A | 1 tableta | 2 tabletas", "B | 5 mg | 10 mg"), []),
    ("de", ("Mittel | Morgens | Abends", "A | 1 Tablette | 2 Tabletten", "B | 5 mg | 10 mg"), []),
    ("es", ("Medicina | Mañana | Noche", "A | 1 tableta | 2 tabletas", "B | 10 mg | 5 mg"),
     ["'10 mg' here, and '5 mg' at en.md:9", "'5 mg' here, and '10 mg' at en.md:9"]),
    ("de", ("Mittel | Morgens | Abends", "A | 2 Tabletten | 1 Tablette", "B | 5 mg | 10 mg"), None),
    ("fr", ("Médicament | Matin | Soir", "B | 5 mg | 10 mg", "A | 1 comprimé | 2 comprimés"), None),
    ("ar", ("الدواء | صباحا | مساء", "A | 1 حبة | 2 حبة", "B | 10 mg | 5 mg"), None),
    ("fr", ("Médicament | Matin et soir", "A | 1 comprimé, 2 comprimés", "B | 5 mg, 10 mg"),
     ["a table of 2 × 2 cells on this slide, and a table of 2 × 3 cells at en.md:4"]),
    ("es", ("Medicina | Mañana | Noche", "A y B | 1 tableta, 5 mg | 2 tabletas, 10 mg"),
     ["a table of 1 × 3 cells on this slide, and a table of 2 × 3 cells at en.md:4"]),
]  # fmt: skip


@each(("tag", "rows", "wanted"), TABLES)
def test_tables_are_compared_cell_by_cell(tag: str, rows: tuple[str, ...], wanted: list[str] | None, tmp_path: Path):
    found = [one.message for one in differences(tables(tmp_path, "en", *ENGLISH_ROWS), tables(tmp_path, tag, *rows))]
    assert (found != []) if wanted is None else (found == wanted), found
