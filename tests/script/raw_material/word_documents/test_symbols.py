"""Signs of Insert > Symbol, and letters in a font of signs."""

from pathlib import Path

from narrate.script.raw_material.symbol_fonts import SYMBOL_FONTS, UNKNOWN
from narrate.script.raw_material.word_documents import read_word
from tests.script.raw_material.office_files import STYLES, docx, p, sym, t, unbalanced
from tests.tables import each

GREEK = (
    '<w:style w:type="character" w:styleId="G"><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:style>'
)
FONT = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'


@each(
    ("code", "font", "sign"),
    [
        ("F06D", "Symbol", "µ"), ("F0B3", "Symbol", "≥"), ("F0B1", "Symbol", "±"), ("F0B0", "Symbol", "°"),
        ("F061", "Symbol", "α"), ("F0A3", "symbol", "≤"), ("6D", "Symbol", "µ"), ("F0AE", "Symbol", "→"),
        ("F0FC", "Wingdings", "✓"), ("F0E0", "Wingdings", "→"), ("F050", "Wingdings 2", "✓"), ("F070", "Wingdings 3", "▲"),
        ("F0B3", "SymbolMT", "≥"), ("00BD", "Arial", "½"), ("2265", "Times New Roman", "≥"),
    ],
)  # fmt: skip
def test_a_sign_is_read_in_unicode(tmp_path: Path, code: str, font: str, sign: str):
    material = read_word(docx(tmp_path / "en.docx", p(t("Tome 5 ") + sym(code, font) + t("g al día."))))
    assert [line.text for line in material.lines] == [f"Tome 5 {sign}g al día."]
    assert (material.edits, material.problems) == ([], [])
    assert not unbalanced(material)


@each(
    ("code", "font"),
    [
        ("F0FF", "Symbol"),
        ("F0F0", "Symbol"),
        ("F041", "Hospital Signs"),
        ("zz", "Symbol"),
        ("", ""),
        ("F0FF", "Wingdings 3"),
    ],
)
def test_an_unknown_sign_is_an_error_at_its_paragraph(tmp_path: Path, code: str, font: str):
    material = read_word(docx(tmp_path / "en.docx", p(t("Rest.")) + p(t("Take 5 ") + sym(code, font) + t("g."))))
    (problem,) = material.problems
    assert (problem.place.line, problem.severity, problem.code) == (2, "error", "unknown-symbol")
    assert problem.hint
    assert not unbalanced(material)


def test_letters_set_in_symbol_are_signs(tmp_path: Path):
    body = p(t("Nimm 5 ") + t("m", FONT) + t("g, wenn ") + t("\uf0b3", FONT) + t(" 38 \u00b0C."))
    material = read_word(docx(tmp_path / "de.docx", body))
    assert material.lines[0].text == "Nimm 5 µg, wenn ≥ 38 °C."
    assert (material.edits, material.problems) == ([], [])
    assert not unbalanced(material)


def test_letters_whose_style_sets_them_in_symbol_are_named(tmp_path: Path):
    body = p(t("Nimm 5 ") + t("m", '<w:rStyle w:val="G"/>') + t("g."))
    material = read_word(docx(tmp_path / "de.docx", body, styles=STYLES + GREEK))
    assert material.lines[0].text == "Nimm 5 µg."
    assert [(edit.text, edit.instead) for edit in material.edits] == [("mg", "µg")]
    assert not unbalanced(material)


def test_a_private_letter_without_its_font_is_an_error(tmp_path: Path):
    material = read_word(docx(tmp_path / "en.docx", p(t("Take 5 \uf06dg."))))
    assert [problem.code for problem in material.problems] == ["unknown-symbol"]


def test_a_sign_that_is_struck_out_is_no_error(tmp_path: Path):
    struck = '<w:r><w:rPr><w:strike/></w:rPr><w:sym w:font="Symbol" w:char="F0FF"/></w:r>'
    assert not read_word(docx(tmp_path / "en.docx", p(t("Take 5 mg.") + struck))).problems


def test_each_table_has_a_sign_for_each_code():
    for font, table in SYMBOL_FONTS.items():
        assert len(table) == 0x100 - 0x20, font
        assert not any(0xE000 <= ord(sign) <= 0xF8FF for sign in table)
        assert sum(sign != UNKNOWN for sign in table) >= 189, font
