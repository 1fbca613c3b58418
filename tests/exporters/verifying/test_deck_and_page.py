"""What a page shows and a deck does not: its words and figures, in several languages."""

import hashlib

from narrate.exporters.verifying.deck_and_page import different_figures, lost_words
from narrate.exporters.verifying.edition_record import RecordSegment, RecordSentence
from narrate.exporters.verifying.reading_page import PagePart
from tests.tables import each

SENTENCES = {
    "en": "Do not take more than 4 tablets in one day.",
    "es": "No tome más de 4 comprimidos en un día.",
    "de": "Nehmen Sie höchstens 4 Tabletten am Tag.",
    "fr": "Ne prenez pas plus de 4 comprimés par jour.",
    "ar": "لا تأخذ أكثر من 4 أقراص في اليوم.",
    "ja": "一日に4錠より多く飲まないでください。",
}
CHANGED = {
    "en": "Do take more than 4 tablets in one day.",
    "es": "No tome más de 40 comprimidos en un día.",
    "de": "Nehmen Sie mindestens 4 Tabletten am Tag.",
    "fr": "Prenez plus de 4 comprimés par jour.",
    "ar": "تأخذ أكثر من 4 أقراص في اليوم.",
    "ja": "一日に4錠より多く飲んでください。",
}


def spoken(text: str) -> RecordSegment:
    return RecordSegment("dose", "Dose", 0, 2000, "tracks/01-dose.mp3", (RecordSentence("dose.1", text, 0, 1900, ()),))


@each("language", SENTENCES)
def test_a_sentence_that_is_not_on_its_slide_is_found(language):
    segment = spoken(SENTENCES[language])
    assert list(lost_words(PagePart(), [(segment, [(SENTENCES[language], None)])])) == []
    (fault,) = lost_words(PagePart(), [(segment, [(CHANGED[language], None)])])
    assert fault.endswith("is not on its slide")


@each("language", SENTENCES)
def test_a_point_that_is_not_on_its_slide_or_has_another_number_is_found(language):
    part = PagePart(points=[(SENTENCES[language], 3)])
    assert list(lost_words(part, [(spoken("Rest."), [(SENTENCES[language], 3)])])) == []
    (lost,) = lost_words(part, [(spoken("Rest."), [(CHANGED[language], 3)])])
    assert lost.endswith("is not on its slide")
    (moved,) = lost_words(part, [(spoken("Rest."), [(SENTENCES[language], 4)])])
    assert moved.endswith("has the number 3 on the page and 4 on its slide")


@each("language", SENTENCES)
def test_another_figure_or_another_description_is_found(tmp_path, language):
    (tmp_path / "dose 1.svg").write_bytes(b"<svg/>")
    here = hashlib.sha256(b"<svg/>").hexdigest()
    part = PagePart(heading="Dose", figures=[("dose%201.svg", SENTENCES[language])])
    assert list(different_figures(tmp_path, part, [(here, SENTENCES[language])])) == []
    (described,) = different_figures(tmp_path, part, [(here, CHANGED[language])])
    assert "is described otherwise" in described
    (other,) = different_figures(tmp_path, part, [("0" * 64, SENTENCES[language])])
    assert "is not on the slide 'Dose'" in other
