"""Files in other encodings, and text that was wrongly decoded before it came here."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.batch import read
from narrate.errors import InputError
from narrate.script import examine_source, find_sources
from narrate.script.raw_material.encoding import cure, cured_text, wrongly_decoded
from narrate.script.raw_material.material import RawLine
from narrate.sources.text import load
from tests.tables import each

TEXTS = {
    "en": "Don’t take more than 4 tablets a day – call us at 38 °C.",
    "es": "Mañana tómese 5 µg después del café; ¿tiene fiebre?",
    "fr": "À midi, prenez-le à l’hôpital : 2,5 mg, s’il vous plaît.",
    "de": "Nehmen Sie täglich ½ Tablette für die Füße.",
    "pt": "Não tome a medicação às refeições: são 10 mL.",
    "vi": "Uống thuốc mỗi ngày hai lần, đừng tự ý ngưng.",
    "ru": "Принимайте одну таблетку утром, не больше 5 мг.",
    "el": "Πάρτε ένα χάπι το πρωί, όχι περισσότερα.",
    "pl": "Proszę przyjąć lek rano, żadnych więcej.",
    "hi": "सुबह एक गोली लें, दो नहीं।",
    "ar": "خذ حبة واحدة في الصباح، لا أكثر.",
    "zh": "每天早上吃一片药,不要多吃。",
}
INNOCENT = """NÃO TOME O REMÉDIO
SÃO DUAS DOSES
MÃE, PÃES, LIÇÕES
AMANHÃ TOMAR
AMANHÃ, TOME
Até AMANHÃ.
A «IRMÃ» e a “IRMÃ”
LÃ (algodão)
VÂN, Ân, Â
ÂGE, PÂTE, ÊTRE, ÎLE
Le cœur, la sœur, l’œuf, CŒUR
« Prenez » le café à 8 h
été » dès » à »
Ça va, naïve, Noël
¿Cómo está? ¡NO TOME!
«¿Qué?» “¡No!”
Señor Ñáñez, niño, AÑO
1.ª dosis, n.º 6, 38º
Größe ≥ 5 cm, Füße, Maß
Nehmen Sie täglich 5 µg
§ 5, § 12 Abs. 3
It costs £5 or € 20
20€, 20 €, £3.50
4 °C, 4°C, 38,5 °C
Ångström, 10 Å, Å
½ tablet, ¼, ¾
5 ± 2, 2×3, × 10⁹/L
Tylenol® and Aspirin™ “yes”
90–100 °F — not more …
Đừng uống thuốc này
Uống 2 viên mỗi ngày
İlacı almayın, ağrı kesici
Günde 2 kez, çok su için
Příliš žluťoučký kůň
Zażółć gęślą jaźń
Árvíztűrő tükörfúrógép
Ţineţi minte, ăâîșț
Šťastný, Ľudmila, ďakujem
Õnn, jäääär, öö
Þórður, ðæö
Принимайте «Аспирин» № 2
Не более 5 мг… «нет»
Τα χάπια, «όχι», Ό,τι
العلاج «لا»
दवा लें।
日本語「薬」、¥500
한국어 “약”
ខ្ញុំ ៥ មីលីក្រាម
naïve café résumé façade
A. B. Ç. É. Ã.
É… È ! Où ?
João, Conceição, pão-de-ló
• Walk • Rest
† died ‡ see note
5′ 10″ tall, 3″
x² + y³
µmol/L, Ω, Δ, π
a → b ⇒ c
“Quoted ‘inside’ quotes”
¬ and ¦ are rare""".splitlines()


def as_read_wrongly(text: str, encoding: str) -> str:
    """``text`` saved as UTF-8 and read in another encoding, whose gaps are controls, as in browsers."""
    return "".join(bytes([byte]).decode(encoding, "replace").replace("\ufffd", chr(byte)) for byte in text.encode())


@each("tag", TEXTS)
@each("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_mark_or_zero_bytes_tell_the_encoding(tmp_path: Path, tag: str, encoding: str):
    text = f"1\r\n00:00:01,000 --> 00:00:02,000\r\n{TEXTS[tag]}\r\n"
    path = tmp_path / "x.srt"
    path.write_bytes(text.encode(encoding))
    assert load(path, tag) == (text.replace("\r", ""), [])


@each("tag", TEXTS)
def test_plain_text_in_utf_16_without_a_mark(tmp_path: Path, tag: str):
    path = tmp_path / "x.txt"
    text = "\n".join([TEXTS[tag]] * 5)
    path.write_bytes(text.encode("utf-16-le"))
    assert load(path, tag) == (text, [])


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_script_may_have_a_mark(tmp_path: Path, mark: bytes):
    path = tmp_path / "en.md"
    path.write_bytes(mark + "# Knee\n\nBend it.\n".encode("utf-16-le" if mark[0] == 0xFF else "utf-16-be"))
    assert load(path) == ("# Knee\n\nBend it.\n", [])


@each(("tag", "line"), [("es", 2), ("fr", 2), ("de", 2), ("pt-BR", 2), ("en", 2), ("nb", 2)])
def test_windows_1252_is_read_with_a_warning(tmp_path: Path, tag: str, line: int):
    path = tmp_path / "x.txt"
    text = f"Plain.\n{TEXTS.get(tag[:2], 'Ta én tablett når du står opp, på fastende mage.')}\n"
    path.write_bytes(text.encode("cp1252"))
    found, (problem,) = load(path, tag)
    assert found == text
    assert (problem.place.line, problem.severity, problem.code) == (line, "warning", "not-utf8")
    assert "Windows-1252" in problem.message


@each(
    ("tag", "encoding"),
    [
        ("ru", "cp1251"),
        ("el", "cp1253"),
        ("pl", "cp1250"),
        ("ar", "cp1256"),
        ("vi", "cp1258"),
        ("zh", "gbk"),
        ("sr-Latn", "cp1250"),
    ],
)
def test_no_other_language_is_read_as_windows_1252(tmp_path: Path, tag: str, encoding: str):
    path = tmp_path / "x.srt"
    text = TEXTS.get(tag, "Popijte jednu tabletu ujutro, ne više: žuta.")
    path.write_bytes(f"Plain.\n{text}\n".encode(encoding, "ignore"))
    with pytest.raises(InputError, match=r"x\.srt:2:\d+: error not-utf8: .*save the file with the encoding UTF-8"):
        load(path, tag)


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_what_windows_1252_lacks_is_an_error(tmp_path: Path, byte: int):
    path = tmp_path / "x.txt"
    path.write_bytes(b"Take one.\nOr two " + bytes([byte, 0xE9]) + b".\n")
    with pytest.raises(InputError, match=r"x\.txt:2:8: error not-utf8"):
        load(path, "en")


@pytest.mark.parametrize("broken", ["1\n".encode("utf-16") + b"\x00", b"\xff\xfea\x00\x00\xd8"])
def test_a_file_cut_short_is_an_error(tmp_path: Path, broken: bytes):
    path = tmp_path / "x.srt"
    path.write_bytes(broken)
    with pytest.raises(InputError, match="not-utf8"):
        load(path, "en")


def test_a_stray_zero_is_no_utf_16(tmp_path: Path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"Take one tablet at night, and then \x00rest until the morning.\n")
    assert [one.code for one in load(path, "en")[1]] == ["control-character"]


@each("tag", TEXTS)
@each("encoding", ["cp1252", "latin-1"])
def test_what_was_read_as_windows_1252_is_cured(tmp_path: Path, tag: str, encoding: str):
    wrong = as_read_wrongly(TEXTS[tag], encoding)
    path = tmp_path / "x.txt"
    path.write_text(f"{wrong}\n{TEXTS['en']}\n", encoding="utf-8", newline="")
    text, _ = load(path, tag)
    line = text.split("\n")[0]
    (cured,), edits, problems = cure(path, [RawLine(1, " ".join(line.split()), source=line)])
    assert cured.text == TEXTS[tag]
    assert {one.why for one in edits} == {"wrong encoding"}
    assert [(one.severity, one.code) for one in problems] == [("warning", "wrong-encoding")]
    words = " ".join(line.split())
    for edit in edits:
        assert edit.text in words
        assert edit.instead in TEXTS[tag]


@pytest.mark.parametrize("tag", ["en", "es", "fr", "de", "pt"])
def test_what_was_read_wrongly_twice_is_cured(tag: str):
    assert cured_text(as_read_wrongly(as_read_wrongly(TEXTS[tag], "cp1252"), "cp1252")) == (TEXTS[tag], "")


@each("text", INNOCENT)
def test_what_is_right_stays(text: str):
    assert cured_text(text) == (text, "")


@each("text", TEXTS.values())
def test_what_is_right_stays_in_every_language(text: str):
    assert cured_text(text) == (text, "")


@each(
    "text",
    [
        "Take \ufffd5 mg",
        "l\ufffdeau",
        "She said â€œyesâ€ to it",
        "un niÃ o pequeÃ o",
        "ngÃ y mai",
        "Î·Î¼ÎµÏ Î±",
        "ï¿½ one",
    ],
)
def test_what_cannot_be_cured_is_an_error_and_stays(text: str):
    (line,), edits, (problem,) = cure(Path("x.txt"), [RawLine(7, text, source=text)])
    assert (line.text, edits) == (text, [])
    assert (problem.place.line, problem.severity, problem.code) == (7, "error", "wrong-encoding")


@pytest.mark.parametrize("tag", ["en", "es", "fr", "ru", "hi"])
def test_a_script_is_not_cured(tag: str):
    wrong = as_read_wrongly(TEXTS[tag], "cp1252")
    (problem,) = wrongly_decoded(Path("x.md"), f"# A\n\n{wrong}\n")
    assert (problem.place.line, problem.severity) == (3, "error")
    assert not list(wrongly_decoded(Path("x.md"), f"# A\n\n{TEXTS[tag]}\n"))


def test_raw_text_is_cured_and_told(tmp_path: Path):
    path = tmp_path / "x.txt"
    path.write_text("Your eye\n\nDonâ€™t rub it. Keep the drops at 4Â°C.\n", encoding="utf-8")
    script = read(path, "en")
    assert [s.text for s in script.segments[1].sentences] == ["Don’t rub it.", "Keep the drops at 4°C."]
    problems = examine_source(find_sources([path])[0][0], "en")[1]
    assert [(one.place.line, one.code) for one in problems] == [(3, "wrong-encoding")]


LETTERS = st.text(st.sampled_from("abc éèàâîôûçñõãäöüßœ’“”–…°£§€«»¿¡ÃÂÉ ."), max_size=30)


@given(LETTERS)
def test_the_cure_of_right_text_is_rare_and_of_cured_text_none(text: str):
    cured, wrong = cured_text(" ".join(text.split()))
    assert cured_text(cured) == (cured, wrong)
