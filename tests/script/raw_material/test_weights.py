"""A digit, a dose, a unit, a negation or a medicine never goes, whatever bracket, label or line it stands in."""

from narrate.script.raw_material.composing import compose
from narrate.script.raw_material.text import text_material
from narrate.script.raw_material.words import WORD
from tests.tables import each

# By language: a negation and what is negated, a dose in words, a medicine, a sentence, and how the language labels what
# is seen, what music is, who reviewed something, and a narrator.
LANGUAGES = {
    "en": ("do not stop", "two tablets", "metformin", "Rest well.", "On-screen text", "music", "Reviewed by", "Narrator"),
    "es": ("no la tome", "dos tabletas", "metformina", "Descanse bien.", "Texto en pantalla", "música", "Revisado por", "Narradora"),
    "fr": ("ne prenez pas", "deux comprimés", "metformine", "Dormez bien.", "Texte à l'écran", "musique", "Relu par", "Narratrice"),
    "de": ("nicht nehmen", "zwei Tabletten", "Metformin", "Ruhen Sie.", "Einblendung", "Musik", "Geprüft von", "Sprecherin"),
    "it": ("non prenda", "due compresse", "metformina", "Riposi bene.", "Testo a schermo", "musica", "Revisionato da", "Narratrice"),
    "pt": ("não tome", "dois comprimidos", "metformina", "Descanse bem.", "Texto na tela", "música", "Revisado por", "Narradora"),
    "pl": ("nie brać", "dwie tabletki", "metformina", "Proszę spać.", "Tekst na ekranie", "muzyka", "Napisy", "Lektorka"),
    "ru": ("не принимать", "две таблетки", "метформин", "Отдыхайте.", "Текст на экране", "музыка", "Проверено", "Диктор"),
    "ar": ("لا تتناوله", "قرصين", "ميتفورمين", "استرح جيدًا.", "نص على الشاشة", "موسيقى", "راجعه", "الراوي"),
    "fa": ("نخورید", "دو قرص", "متفورمین", "استراحت کنید.", "متن روی صفحه", "موسیقی", "بازبینی توسط", "راوی"),
    "hi": ("न लें", "दो गोलियाँ", "मेटफॉर्मिन", "आराम करें।", "स्क्रीन पर पाठ", "संगीत", "उपशीर्षक", "वाचक"),
    "zh": ("不要吃", "两片", "二甲双胍", "请休息。", "屏幕文字", "音乐", "字幕", "主持人"),
    "ja": ("飲みません", "二錠", "メトホルミン", "休みます。", "テロップ", "音楽", "字幕", "ナレーター"),
    "ko": ("먹지 마세요", "두 알", "메트포르민", "쉬세요.", "화면 자막", "음악", "자막", "내레이터"),
    "vi": ("không uống", "hai viên", "metformin", "Hãy nghỉ.", "Chữ trên màn hình", "nhạc", "Duyệt bởi", "Người dẫn"),
    "fil": ("huwag inumin", "dalawang tableta", "metformin", "Magpahinga.", "Teksto sa screen", "musika", "Sinuri ni", "Tagapagsalaysay"),
    "ht": ("pa pran", "de grenn", "metformin", "Repoze ou.", "Tèks sou ekran", "mizik", "Revize pa", "Naratè"),
}  # fmt: skip
FORMS = {
    "brackets": "{sentence}\n({weighty})\n{sentence}",
    "square brackets": "{sentence} [{weighty}] {sentence}",
    "stars": "{sentence}\n*{weighty}*\n{sentence}",
    "beside a stage word": "{sentence} ({music}, {weighty}) {sentence}",
    "music": "{sentence}\n♪ {weighty} ♪\n{sentence}",
    "a label of what is seen": "{seen}: {weighty}\n{sentence}\n{sentence}",
    "the same in brackets": "{sentence}\n[{seen}: {weighty}]\n{sentence}",
    "within a line": "{sentence} [{seen}: {weighty}] {sentence}",
    "a speaker in capitals": "{music_upper}: {sentence}\n{weighty_upper}: {sentence}\n{weighty_upper}: {sentence}",
    "a speaker among others": "{narrator}: {sentence}\n{weighty_upper}: {sentence}\n{weighty_upper}: {sentence}?\n{narrator}: {sentence}",
    "a narrator": "{narrator}: {weighty}\n{sentence}",
    "a breadcrumb": "Home > {weighty}\n\n{sentence}",
    "a transcript": "{weighty} - Transcript\n\n{sentence}\n{sentence}",
    "the last line": "{sentence}\n{weighty}\n\nShow more",
}
WEIGHTS = {"a negation": 0, "a dose": 1, "a medicine": 2}


@each("language", LANGUAGES)
@each("form", FORMS)
def test_never_goes(language: str, form: str):
    row = LANGUAGES[language]
    sentence, seen, music, _, narrator = row[3:]
    for what in [*(row[at] for at in WEIGHTS.values()), "2.5 mg", "≥ 38 °C", f"{row[1]} {row[2]}"]:
        text = FORMS[form].format(
            sentence=sentence, weighty=what, weighty_upper=what.upper(), seen=seen, music=music, music_upper=music.upper(),
            narrator=narrator,
        )  # fmt: skip
        script = compose("x", text_material(text), "t", language)
        spoken = " ".join([script.title, *(s.text for segment in script.segments[1:] for s in segment.sentences)])
        kept = WORD.findall(what.upper() if "upper" in FORMS[form] else what)
        found = WORD.findall(spoken)
        assert any(found[at : at + len(kept)] == kept for at in range(len(found))), (text, spoken)
        assert not [problem for problem in script.problems if problem.severity == "error"]


@each("language", LANGUAGES)
def test_never_goes_as_a_credit(language: str):
    """A line about a person is none when it holds a dose or says what not to do."""
    row = LANGUAGES[language]
    for weighty in (row[0], row[1], row[2], "2.5 mg"):
        text = f"{row[3]}\n{row[6]}: {weighty}\n{row[3]}"
        script = compose("x", text_material(text), "t", language)
        spoken = " ".join(s.text for segment in script.segments[1:] for s in segment.sentences)
        assert weighty in spoken, (text, spoken)


def test_all_languages_with_data_are_here():
    from pathlib import Path

    import narrate.languages.transcript_words as data

    known = {path.stem for path in Path(data.__file__).parent.glob("*.py")} - {"__init__", "medicines"}
    assert known == set(LANGUAGES)
