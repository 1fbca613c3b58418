"""Every word of a Word document is in a line or named: over documents of all that Word can put into a paragraph."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrate.script.raw_material.word_documents import read_word
from tests.examples import often
from tests.script.raw_material.office_files import (
    STYLES,
    box,
    docx,
    field,
    numbering,
    p,
    picture,
    sym,
    t,
    table,
    unbalanced,
)

WORDS = st.sampled_from(
    ["Take ", "5", " mg", "tablet", "s", ".", " ", "10", ", ", "9", "aspirina", "día", "दवा", "लें।", "薬", "を飲む", "аспирин",
     "-", "’", "/", "m", "a", "2.5", "(see)", "no", "e\u0301", "\u0301", "hypo\u00adgly", "x\u200by", "&", "ª"]
)  # fmt: skip
LOOKS = st.sampled_from(
    ["", "", "", '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>', "<w:strike/>", "<w:vanish/>",
     '<w:strike w:val="0"/>', '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>', '<w:rStyle w:val="Greek"/>',
     '<w:rStyle w:val="Gone"/>', "<w:webHidden/>", '<w:strike/><w:vertAlign w:val="superscript"/>', "<w:b/>"]
)  # fmt: skip
MORE = (
    '<w:style w:type="character" w:styleId="Greek"><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Struck"><w:rPr><w:strike/></w:rPr></w:style>'
)
BREAKS = st.sampled_from(["<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<w:r><w:noBreakHyphen/></w:r>"])
SYMBOLS = st.sampled_from(["F06D", "F0B3", "F0B0", "F0FF", "61"]).map(sym)
TEXTS = st.builds(t, WORDS, LOOKS)
PLAIN = st.lists(st.one_of(TEXTS, TEXTS, SYMBOLS, BREAKS), max_size=3).map("".join)


def wrapped(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """What holds runs."""
    return st.one_of(
        *(
            st.builds(f"<w:{name}>{{}}</w:{name}>".format, inside)
            for name in ("ins", "moveTo", "moveFrom", "hyperlink", "smartTag")
        ),
        inside.map("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format),
        inside.map(lambda runs: f"<w:del>{runs.replace('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ')}</w:del>"),
        st.builds(field, st.sampled_from(["REF x", "PAGE", "TOC \\o", "IF"]), inside),
        st.builds('<w:fldSimple w:instr="{}">{}</w:fldSimple>'.format, st.sampled_from(["DATE", "PAGE"]), inside),
        st.builds(
            "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>".format, st.builds(t, WORDS), inside
        ),
        WORDS.map(lambda word: f"<m:oMath><m:r><m:t>{word.replace('&', '')}</m:t></m:r></m:oMath>"),
        WORDS.map(
            lambda word: f"<m:oMath><m:f><m:num><m:r><m:t>{word.replace('&', '')}</m:t></m:r></m:num></m:f></m:oMath>"
        ),
        st.sampled_from(["A leg with 2 bones", ""]).map(picture),
    )


RUNS = st.lists(st.one_of(PLAIN, PLAIN, wrapped(PLAIN), wrapped(wrapped(PLAIN))), max_size=3).map("".join)
STYLED = st.sampled_from(["", "", '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="TOC1"/>',
                          '<w:pStyle w:val="Struck"/>', '<w:framePr w:dropCap="drop"/>', "<w:rPr><w:del/></w:rPr>",
                          '<w:numPr><w:numId w:val="1"/></w:numPr>'])  # fmt: skip
PARAGRAPHS = st.builds(p, RUNS, STYLED)
BOXED = st.builds(lambda runs, inside, rest: p(runs + box(inside) + rest), RUNS, PARAGRAPHS, RUNS)
CELLS = st.one_of(PARAGRAPHS, st.sampled_from(["", "1", "Morning", "Metformin 500 mg", "2 tablets"]))
MERGED = st.builds("<w:tcPr>{}</w:tcPr>{}".format, st.sampled_from(['<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>']), PARAGRAPHS)  # fmt: skip


def tables(cells: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=2)
    return st.builds(lambda rows, header: table(*rows, header=header), rows, st.booleans())


NESTED = tables(CELLS).map(lambda inner: inner + p())
TABLES = tables(st.one_of(CELLS, CELLS, MERGED, NESTED))
BODIES = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, BOXED, TABLES), max_size=3).map("".join)
NOTES = PARAGRAPHS.map('<w:footnote w:id="2">{}</w:footnote>'.format)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(BODIES, NOTES, PARAGRAPHS)
def test_no_word_of_a_document_is_lost_and_none_is_added_in_silence(body: str, note: str, header: str):
    with tempfile.TemporaryDirectory() as folder:
        lists = numbering([("decimal", "%1.")])
        path = docx(Path(folder) / "en.docx", body, styles=STYLES + MORE, lists=lists, footnotes=note, header=header)
        material = read_word(path)
    assert not unbalanced(material)
    assert all(" ".join(line.text.split()) == line.text != "" for line in material.lines)


test_no_word_of_a_document_is_lost_and_none_is_added_in_silence_often = often(
    test_no_word_of_a_document_is_lost_and_none_is_added_in_silence, 200
)
