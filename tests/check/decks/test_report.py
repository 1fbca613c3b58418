"""What the report says of decks that are made here, and what it does not say."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.util import Inches

from narrate.check import check
from narrate.check.decks import report_on
from narrate.errors import Problem
from tests.check.decks.decks import MadeDeck, changed
from tests.tables import each

TITLES = {
    "en-US": "Care of your knee", "es-ES": "Cuidado de la rodilla", "fr-FR": "Soins du genou",
    "ar-SA": "العناية بركبتك", "hi-IN": "घुटने की देखभाल", "zh-CN": "膝盖护理",
}  # fmt: skip
TEXTS = {
    "en-US": "Take one tablet with water every morning, and call us if you feel worse.",
    "es-ES": "Tome una tableta con agua cada mañana y llámenos si se siente peor.",
    "fr-FR": "Prenez un comprimé avec de l'eau chaque matin et appelez-nous si vous vous sentez plus mal.",
    "de-DE": "Nehmen Sie jeden Morgen eine Tablette mit Wasser und rufen Sie uns an, wenn es Ihnen schlechter geht.",
    "ar-SA": "تناول قرصًا واحدًا مع الماء كل صباح واتصل بنا إذا شعرت بأنك أسوأ.",
    "hi-IN": "हर सुबह पानी के साथ एक गोली लें और अगर आपको बुरा लगे तो हमें फ़ोन करें।",
    "zh-CN": "每天早上用水服用一片药，如果您感觉更糟，请给我们打电话。",
}


def told(path: Path, code: str = "") -> list[Problem]:
    return [problem for problem in report_on(path) if not code or problem.code == code]


def codes(path: Path) -> Counter[str]:
    return Counter(problem.code for problem in report_on(path))


@each("language", TITLES)
def test_nothing_is_said_of_a_sound_deck(language: str, tmp_path: Path):
    made = MadeDeck(language)
    slide = made.slide(TITLES[language])
    made.text(slide, TEXTS[language])
    made.picture(slide, TEXTS[language])
    made.slide(TITLES[language] + " 2")
    assert [str(problem) for problem in told(made.save(tmp_path / "en.pptx"))] == []


@each("language", TITLES)
def test_a_slide_without_a_title_and_one_with_that_of_another(language: str, tmp_path: Path):
    made = MadeDeck(language)
    for title in (TITLES[language], "", TITLES[language]):
        made.slide(title)
    found = told(made.save(tmp_path / "en.pptx"), "deck-title")
    assert [(one.place.line, one.severity) for one in found] == [(2, "warning"), (3, "advice")]
    assert all(one.hint for one in found)


@each("alternative, severity", [
    ("", "warning"), ("image1.png", "warning"), ("Picture 7", "warning"), ("Imagen", "warning"), ("photo", "warning"),
    ("A dog on a couch. Description automatically generated", "advice"), ("A knee from the side", ""), ("膝盖", ""),
])  # fmt: skip
def test_alternative_texts_that_are_missing_or_say_nothing(alternative: str, severity: str, tmp_path: Path):
    made = MadeDeck("es-ES" if alternative == "Imagen" else "en-US")
    made.picture(made.slide("Care of your knee"), alternative)
    found = [
        problem.severity
        for problem in report_on(made.save(tmp_path / "a.pptx"), made.language)
        if problem.code == "deck-alt"
    ]
    assert found == [severity] * bool(severity)


def test_a_picture_that_is_decorative_or_beside_the_slide_needs_no_text(tmp_path: Path):
    made = MadeDeck()
    slide = made.slide("Care of your knee")
    made.picture(slide, at=(14, 2))
    properties = made.picture(slide)._element.nvPicPr.cNvPr
    properties.append(parse_xml(
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    ))  # fmt: skip
    assert codes(made.save(tmp_path / "en.pptx")) == {}


@each("first, second, language, wrong", [
    ((1, 4), (1, 2), "en-US", True), ((7, 2), (1, 2), "fr-FR", True), ((1, 2), (7, 2), "ar-SA", True),
    ((1, 4), (1.5, 2.5), "de-DE", True), ((1, 5.5), (1, 2), "hi-IN", True),
    ((1, 2), (1, 4), "en-US", False), ((1, 2), (7, 2), "zh-CN", False), ((7, 2), (1, 2), "ar-SA", False),
    ((1, 4), (7, 2), "es-ES", False), ((7, 2), (1, 4), "es-ES", False),
])  # fmt: skip
def test_reading_order(
    first: tuple[float, float], second: tuple[float, float], language: str, wrong: bool, tmp_path: Path
):
    made = MadeDeck(language)
    slide = made.slide(TITLES.get(language, "Pflege Ihres Knies"))
    for at in (first, second):
        made.text(slide, TEXTS[language], at, 20)
    assert codes(made.save(tmp_path / "en.pptx"))["deck-order"] == wrong


@each("ink, ground, size, wrong", [
    ("AAAAAA", "FFFFFF", 24, True), ("777777", "888888", 24, True), ("FFFF00", "FFFFFF", 40, True), ("00B050", "FFFFFF", 16, True),
    ("333333", "1F3864", 20, True), ("888888", "FFFFFF", 24, False), ("000000", "FFFFFF", 12, False), ("FFFFFF", "1F3864", 14, False),
])  # fmt: skip
def test_contrast(ink: str, ground: str, size: float, wrong: bool, tmp_path: Path):
    for language in ("en-US", "ar-SA", "zh-CN"):
        made = MadeDeck(language)
        box = made.text(made.slide(TITLES[language]), TEXTS[language], size=size)
        box.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(ink)
        if ground != "FFFFFF":
            box.fill.solid()
            box.fill.fore_color.rgb = RGBColor.from_string(ground)
        assert codes(made.save(tmp_path / "en.pptx"))["deck-contrast"] == wrong


def test_contrast_is_not_judged_over_a_picture_and_is_judged_over_a_rectangle(tmp_path: Path):
    for over, wrong in (("picture", False), ("rectangle", True), ("round", False)):
        made = MadeDeck()
        slide = made.slide("Care of your knee")
        if over == "picture":
            made.picture(slide, "A blue door", (1, 2))
        else:
            kind = MSO_SHAPE.RECTANGLE if over == "rectangle" else MSO_SHAPE.OVAL
            below = slide.shapes.add_shape(kind, Inches(0.5), Inches(1.5), Inches(7), Inches(3))
            below.fill.solid()
            below.fill.fore_color.rgb = RGBColor(0xEE, 0xEE, 0xEE)
        words = made.text(slide, "Rest for two days.").text_frame.paragraphs[0].runs[0]
        words.font.color.rgb = RGBColor(0xCC, 0xCC, 0xCC) if over == "rectangle" else RGBColor(0xEE, 0xEE, 0xEE)
        if over == "round":  # on the oval it is not seen, and beside it hardly; but which is behind is not certain
            words.font.color.rgb = RGBColor(0x55, 0x55, 0x55)
        assert codes(made.save(tmp_path / "en.pptx"))["deck-contrast"] == wrong, over


@each(
    "stated, written",
    [
        ("en-US", "es-ES"),
        ("en-US", "fr-FR"),
        ("fr-FR", "de-DE"),
        ("de-DE", "ar-SA"),
        ("es-ES", "hi-IN"),
        ("en-US", "zh-CN"),
    ],
)
def test_a_wrong_language_is_told_once_for_all_slides(stated: str, written: str, tmp_path: Path):
    made = MadeDeck(written)
    for number in range(4):
        slide = made.slide(TITLES.get(written, "Pflege") + f" {number}")
        made.text(slide, TEXTS[written], language=written if number == 2 else stated)
    (problem,) = told(made.save(tmp_path / "en.pptx"))
    assert (problem.code, problem.place.line) == ("deck-language", 1)
    assert "slides 1-2, 4" in problem.message
    assert f"({written[:2]})" in problem.message


def test_words_for_which_no_language_is_stated(tmp_path: Path):
    path = MadeDeck("")
    for title in ("Care of your knee", "Soins du genou", "العناية بركبتك"):
        path.slide(title)
    deck = changed(path.save(tmp_path / "en.pptx"), lambda _, content: content.replace(b' lang="en-US"', b""))
    (problem,) = told(deck)
    assert (problem.code, problem.place.line, problem.severity) == ("deck-language", 1, "warning")
    assert "slides 1-3" in problem.message


@each("rows, columns, row_head, column_head, wrong", [
    (3, 3, False, False, True), (2, 2, False, False, True), (8, 2, False, False, True), (3, 3, True, False, False),
    (3, 3, False, True, False), (1, 4, False, False, False), (4, 1, False, False, False), (2, 5, False, False, True),
    (5, 5, False, False, True),
])  # fmt: skip
def test_tables_without_a_header(
    rows: int, columns: int, row_head: bool, column_head: bool, wrong: bool, tmp_path: Path
):
    for language in ("en-US", "fr-FR", "ar-SA"):
        made = MadeDeck(language)
        slide = made.slide(TITLES[language])
        table = slide.shapes.add_table(rows, columns, Inches(1), Inches(2), Inches(9), Inches(3)).table
        table.first_row, table.first_col = row_head, column_head
        for number in range(rows * columns):
            cell = table.cell(number // columns, number % columns)
            cell.text = f"{number} mg"
            made.mark(cell)
        assert codes(made.save(tmp_path / "en.pptx")) == ({"deck-table": 1} if wrong else {})


@each("name, alternative, fills, words, wrong", [
    ("Screenshot 2024-05-01", "", False, True, True), ("Bildschirmfoto", "Ein Formular", False, True, True),
    ("Capture d'écran 3", "", False, True, True), ("Picture 7", "", True, False, True), ("scan", "", False, True, True),
    ("Picture 7", "A screenshot", False, True, True), ("Picture 7", "A knee", True, True, False), ("Scanner", "An MRI scanner", False, True, False),
    ("Picture 7", "Take one tablet with water every morning, and call us.", True, False, False),
])  # fmt: skip
def test_pictures_that_probably_show_words(
    name: str, alternative: str, fills: bool, words: bool, wrong: bool, tmp_path: Path
):
    made = MadeDeck()
    slide = made.slide("Care of your knee" if words else "")
    picture = made.picture(slide, alternative, name=name)
    if fills:
        picture.left, picture.top, picture.width, picture.height = 0, 0, Inches(13.3), Inches(7)
    assert codes(made.save(tmp_path / "en.pptx"))["deck-picture-text"] == wrong


@each("size, wrong", [(8, True), (12, True), (14, True), (16, True), (17.5, True), (18, False), (20, False)])
def test_words_that_are_too_small(size: float, wrong: bool, tmp_path: Path):
    for language in ("en-US", "hi-IN", "zh-CN"):
        made = MadeDeck(language)
        made.text(made.slide(TITLES[language]), TEXTS[language], size=size)
        found = told(made.save(tmp_path / "en.pptx"), "deck-small-text")
        assert len(found) == wrong
        assert all(f"{size:g} points" in one.message for one in found)


def test_sizes_are_judged_by_the_height_of_the_slide(tmp_path: Path):
    made = MadeDeck()
    made.deck.slide_width, made.deck.slide_height = Inches(10), Inches(5.625)  # as Google Slides has it
    made.text(made.slide("Care of your knee"), "Rest for two days.", size=14)
    assert told(made.save(tmp_path / "en.pptx"), "deck-small-text") == []
    made.text(made.deck.slides[0], "Call us.", (1, 4), size=12)
    (problem,) = told(made.save(tmp_path / "en.pptx"), "deck-small-text")
    assert "12 points (as 16 points" in problem.message


def _timing(inner: str, evt: str = ' evt="onBegin"', more: str = "") -> str:
    begin = f'<p:cond{evt} delay="0"><p:tn val="2"/></p:cond>' if evt else ""
    condition = f'<p:cond delay="indefinite"/>{begin}'
    return (
        '<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tnLst><p:par><p:cTn id="1" dur="indefinite" '
        'restart="never" nodeType="tmRoot"><p:childTnLst><p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq">'
        f'<p:childTnLst><p:par><p:cTn id="3" fill="hold"><p:stCondLst>{condition}</p:stCondLst><p:childTnLst><p:par><p:cTn id="4" fill="hold">'
        f'<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>{inner}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>'
        f"</p:childTnLst></p:cTn></p:seq>{more}</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )


def _effect(target: int, attributes: str, duration: int = 500) -> str:
    return (
        f'<p:par><p:cTn id="5" presetID="35" presetClass="emph" fill="hold" nodeType="withEffect" {attributes}><p:stCondLst><p:cond delay="0"/>'
        f'</p:stCondLst><p:childTnLst><p:anim calcmode="discrete" valueType="str"><p:cBhvr><p:cTn id="6" dur="{duration}" fill="hold"/><p:tgtEl>'
        f'<p:spTgt spid="{target}"/></p:tgtEl><p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr></p:anim>'
        "</p:childTnLst></p:cTn></p:par>"
    )


@each("attributes, duration, words", [
    ('repeatCount="indefinite"', 2000, "moves for ever"), ('repeatCount="indefinite"', 200, "flashes"),
    ('repeatCount="5000"', 100, "flashes"), ('repeatCount="4000"', 333, "flashes"), ('repeatCount="indefinite"', 500, "moves for ever"),
    ('repeatCount="9000"', 250, "flashes"), ('repeatCount="3000"', 2000, ""), ("", 100, ""), ('repeatCount="2000"', 100, ""),
])  # fmt: skip
def test_animations_that_never_end_or_flash(attributes: str, duration: int, words: str, tmp_path: Path):
    for language in ("en-US", "fr-FR", "ar-SA"):
        made = MadeDeck(language)
        slide = made.slide(TITLES[language])
        slide._element.append(parse_xml(_timing(_effect(slide.shapes.title.shape_id, attributes, duration))))
        found = told(made.save(tmp_path / "en.pptx"))
        assert [one.code for one in found] == ["deck-animation"] * bool(words)
        assert all(words in one.message and one.hint for one in found)


def _film(made: MadeDeck, slide, evt: str, narrated: bool = False) -> None:
    film = slide.shapes.add_movie(_nothing(), Inches(8), Inches(3), Inches(3), Inches(2), mime_type="video/mp4")
    film._element.nvPicPr.cNvPr.set("descr", "A nurse bends a knee")
    for old in slide._element.findall("{*}timing"):
        slide._element.remove(old)
    inner = (
        '<p:par><p:cTn id="5" presetID="1" presetClass="mediacall" fill="hold" nodeType="afterEffect"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        '<p:childTnLst><p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="6" dur="9000" fill="hold"/><p:tgtEl>'
        f'<p:spTgt spid="{film.shape_id}"/></p:tgtEl></p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>'
    )
    node = f'<p:audio isNarration="1"><p:cMediaNode><p:cTn id="7"/><p:tgtEl><p:spTgt spid="{film.shape_id}"/></p:tgtEl></p:cMediaNode></p:audio>'
    slide._element.append(parse_xml(_timing(inner, evt, node if narrated else "")))


def _nothing():
    import io

    return io.BytesIO(b"\0" * 64)


def test_films_that_start_by_themselves(tmp_path: Path):
    for language in ("en-US", "es-ES", "fr-FR", "ar-SA", "hi-IN"):
        for evt, narrated, wrong in (
            (' evt="onBegin"', False, True),
            ("", False, False),
            (' evt="onBegin"', True, False),
        ):
            made = MadeDeck(language)
            _film(made, made.slide(TITLES[language]), evt, narrated)
            assert codes(made.save(tmp_path / "en.pptx")) == ({"deck-media": 1} if wrong else {})


def test_a_hidden_slide_is_not_examined(tmp_path: Path):
    made = MadeDeck()
    made.slide("")._element.set("show", "0")
    made.slide("Care of your knee")
    assert codes(made.save(tmp_path / "en.pptx")) == {}


BREAKS: dict[str, Callable[[str, bytes], bytes]] = {
    "no XML": lambda name, content: b"<p:sld" if name == "ppt/slides/slide2.xml" else content,
    "a broken layout": lambda name, content: content[:300] if name == "ppt/slideLayouts/slideLayout6.xml" else content,
    "a broken theme": lambda name, content: b"" if name == "ppt/theme/theme1.xml" else content,
    "a document type": lambda name, content: b"<!DOCTYPE x><x/>" if name == "ppt/slides/slide2.xml" else content,
    "a missing part": lambda name, content: (
        content.replace(b"slides/slide2.xml", b"slides/slide9.xml")
        if name.endswith("presentation.xml.rels")
        else content
    ),
    "numbers that are none": lambda name, content: (
        content.replace(b'x="', b'x="wide') if name == "ppt/slides/slide2.xml" else content
    ),
}


@each("how", BREAKS)
def test_a_broken_slide_is_named_and_the_others_are_examined(how: str, tmp_path: Path):
    made = MadeDeck()
    for title in ("", "Care of your knee", ""):
        made.slide(title)
    found = told(changed(made.save(tmp_path / "en.pptx"), BREAKS[how]))
    unread = [one.place.line for one in found if one.code == "deck-unread"]
    if how in ("a broken layout", "a broken theme"):
        assert unread == [1, 2, 3]
    else:
        assert unread == ([] if how.startswith("numbers") else [2])
        assert [one.place.line for one in found if one.code == "deck-title"] == [1, 3]


def test_check_says_a_missing_title_once_beside_what_it_says_of_the_notes(tmp_path: Path):
    made = MadeDeck()
    made.slide("", "Rest your knee for two days.")
    made.slide("Call us", "")
    found = {(one.place.line, one.code) for one in check([made.save(tmp_path / "en.pptx")])}
    assert found >= {(1, "deck-title"), (2, "no-notes")}
    assert (1, "check-heading") not in found


def test_the_fill_of_a_placeholder_may_come_with_the_style_of_the_master(tmp_path: Path):
    for ground, wrong in (("accent1", False), ("lt1", True)):
        made = MadeDeck()
        made.slide("Care of your knee").shapes.title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(
            255, 255, 255
        )
        (title,) = (
            one for one in made.deck.slide_master.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.TITLE
        )
        title._element.spPr.addnext(parse_xml(
            '<p:style xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/'
            f'2006/main"><a:lnRef idx="0"/><a:fillRef idx="1"><a:schemeClr val="{ground}"/></a:fillRef><a:effectRef idx="0"/><a:fontRef idx="minor"/></p:style>'
        ))  # fmt: skip
        assert codes(made.save(tmp_path / "en.pptx"))["deck-contrast"] == wrong
