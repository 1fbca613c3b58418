"""Telephone numbers that a page lets people tap: only what is surely one, and no word of the text changes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from narrate.exporters.html.telephone import pieces
from narrate.typeset.bidi import isolated
from tests.tables import each


def linked(text: str) -> list[tuple[str, str]]:
    found = pieces(text)
    assert "".join(part for part, _ in found) == text
    return [piece for piece in found if piece[1]]


@each(
    ("text", "shown", "address"),
    [
        ("Call 800-555-0100 if you have a fever.", "800-555-0100", "tel:8005550100"),
        ("Call us at 1-800-555-0100 24 hours a day.", "1-800-555-0100", "tel:18005550100"),
        ("Call (650) 550-1230 now.", "(650) 550-1230", "tel:6505501230"),
        ("Ask for a nurse: +1 (800) 555-0100.", "+1 (800) 555-0100", "tel:+18005550100"),
        ("The ward is at 555-0147.", "555-0147", "tel:5550147"),
        ("Call the ward at 555-1234.", "555-1234", "tel:5551234"),
        ("Ring +44 (0)20 7946 0958 by day.", "+44 (0)20 7946 0958", "tel:+442079460958"),
        ("Phone 0800 123 4567 at any hour.", "0800 123 4567", "tel:08001234567"),
        ("Call 911 if your chest hurts.", "911", "tel:911"),
        ("Call 1-800-GET-WELL.", "1-800-GET-WELL", "tel:18004389355"),
        ("Llame al 912 345 678 si tiene fiebre.", "912 345 678", "tel:912345678"),
        ("Llame al +34 912 345 678.", "+34 912 345 678", "tel:+34912345678"),
        ("Teléfono: 55 1234 5678.", "55 1234 5678", "tel:5512345678"),
        ("Llame al 112 si le falta el aire.", "112", "tel:112"),
        ("Marque el número 300 123 4567.", "300 123 4567", "tel:3001234567"),
        ("Appelez le 01 23 45 67 89 24 heures sur 24.", "01 23 45 67 89", "tel:0123456789"),
        ("Tél. : 01.23.45.67.89", "01.23.45.67.89", "tel:0123456789"),
        ("Rufen Sie uns unter 030/1234567 an.", "030/1234567", "tel:0301234567"),
        ("Tel.: +49 30 123456", "+49 30 123456", "tel:+4930123456"),
        ("Ligue para (11) 91234-5678.", "(11) 91234-5678", "tel:11912345678"),
        ("Zadzwoń: 123 456 789.", "123 456 789", "tel:123456789"),
        ("Позвоните по номеру 8 (800) 555-35-35.", "8 (800) 555-35-35", "tel:88005553535"),
        ("Позвоните +7 495 123 45 67 днём.", "+7 495 123 45 67", "tel:+74951234567"),
        ("Звоните: 8 800 555 35 35 днём.", "8 800 555 35 35", "tel:88005553535"),
        ("Gọi 024 3974 3556 khi bị sốt.", "024 3974 3556", "tel:02439743556"),
        ("Tumawag sa 0917 123 4567.", "0917 123 4567", "tel:09171234567"),
        (isolated("اتصل على +1 (800) 555-0100 الآن."), "+1 (800) 555-0100", "tel:+18005550100"),
        ("اتصل بالرقم 555-1234 عند الحمى.", "555-1234", "tel:5551234"),
        (isolated("اتصل على ٠٨٠٠ ١٢٣ ٤٥٦٧ الآن."), "٠٨٠٠ ١٢٣ ٤٥٦٧", "tel:08001234567"),
        ("اتصل على 0501234567.", "0501234567", "tel:0501234567"),
        ("إذا شعرت بألم فاتصل بنا، هاتف: 02 2345 6789.", "02 2345 6789", "tel:0223456789"),
        ("با شمارهٔ ۰۲۱-۱۲۳۴۵۶۷۸ تماس بگیرید.", "۰۲۱-۱۲۳۴۵۶۷۸", "tel:02112345678"),
        ("98765 43210 पर कॉल करें।", "98765 43210", "tel:9876543210"),
        ("03-1234-5678にお電話ください。", "03-1234-5678", "tel:0312345678"),
        ("119番に電話してください。", "119", "tel:119"),
        ("请拨打120。", "120", "tel:120"),
        ("請致電0800-123-456。", "0800-123-456", "tel:0800123456"),
        ("1588-1234로 전화하세요.", "1588-1234", "tel:15881234"),
    ],
)  # fmt: skip
def test_a_telephone_number_can_be_tapped(text, shown, address):
    assert linked(text) == [(shown, address)]


def test_two_numbers_in_a_sentence():
    text = "Call 555-0100 (555-0101 at night)."
    assert linked(text) == [("555-0100", "tel:5550100"), ("555-0101", "tel:5550101")]
    assert pieces("Call 555-0100.") == [("Call ", ""), ("555-0100", "tel:5550100"), (".", "")]


@each(
    "text",
    [
        # doses and amounts
        "Take 500 mg.", "Take 500-1000 mg.", "Take 1 000 000 units.", "Give +1 000 000 units.", "Call 999 mg too much.", "Call 999 1 mg.", "Llame al 5000 2000 1000mg.",
        "Call us if you gain 2.5 kg.", "La dosis es de 0.5-1.5 mg.", "Tome 500-1000 mg al día.", "Uống 500-1000 ml mỗi ngày.",
        "Llame 120 minutos antes.", "خذ 500-1000 mg يوميًا.", "خذ ٢٫٥ ملغ مرتين.", "每天走5000-10000步。", "毎日5000-10000歩、歩きます。",
        "IgG is 751-1560 mg/dL.", "B12 is 232-1245 pg/mL.", "The wait is 100 000 000 ms.", "Pay $800-555-0100.",
        # ranges
        "Walk 500-1500 steps.", "Eat 1900-2000 calories.", "Camine 500-1500 pasos.", "Call if it is 500-1000.", "The scale is 0-10.",
        "Llame si está entre 500-1000.", "Platelets are 150000-450000.", "اتصل إذا كان 500-1000.",
        # dates and years
        "It was found in 2019-2024.", "Come on 12-05-2026.", "Call on 12-05-2026.", "Call us on 2026-05-12.", "Call us in 2025-2026.",
        "Llame el 12-05-2026.", "Am 12.05.2026 um 8.30 Uhr.", "Từ 01.02.2026-05.02.2026.", "اتصل في 12-05-2026.", "2026年5月12日にお電話ください。",
        # times
        "Call at 10:30.", "Call us at 0930-1730.", "Call us at 915-1645.", "Call between 0800-1600.", "Llame a las 10.30.",
        "Llame al 0800-1600.", "Rufen Sie 8.30-16.30 an.", "24/7", "Call us 24 hours a day, 7 days a week.", "اتصل على 0930-1730.",
        # others
        "BP 120/80, then 130/85.", "Boston, MA 02139-4307", "〒100-0001 東京都千代田区", "郵便番号530-0001大阪市", "Your number is 943476.",
        "Fax: 800-555-0199", "Télécopie : 01 23 45 67 88", "الفاكس: 800-555-0199", "https://x.org/800-555-0100",
        "See x.org/?t=800-555-0100, or 800-555-0100@x.org.", "ISBN 978-0-306-40615-7", "Call 1-2-3-4-5-6-7.",
        "0800 12345 24 Stunden am Tag", "0800 123 45 24 Stunden am Tag", "123456789012345678901234567890",
    ],
)  # fmt: skip
def test_what_is_no_telephone_number_is_left_alone(text):
    assert linked(text) == []
    assert linked(isolated(text)) == []


WORDS = ["Call ", "at ", "اتصل على ", "電話", "(", ")", "+", "-", " ", ".", "/", ":", "–", "\u2066", "\u2069", "٢", "555", "0100", "1", "2026", " mg", "番", "fax "]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map("".join)))
def test_the_text_is_unchanged_and_an_address_has_the_digits_that_are_shown(text):
    for shown, address in linked(text):
        assert re.fullmatch(r"tel:\+?[0-9]{3,15}", address)
        letters = shown.replace("(0)", "")
        assert [int(letter) for letter in letters if letter.isdecimal()] == [
            int(digit) for digit in address if digit.isdecimal()
        ]


@given(
    st.integers(1, 10**8) | st.sampled_from([112, 911, 999, 5550100]),
    st.integers(1, 10**8) | st.sampled_from([112, 911, 999, 5550100]),
    st.sampled_from(["mg", "mL", "%", " mg", " mcg/kg", " ملغ", " мг"]),
)
def test_a_dose_is_never_linked(low, high, unit):
    for text in (f"Call at {low}{unit}.", f"Llame al {low}-{high}{unit}.", f"اتصل على {low} {high}{unit}."):
        assert linked(text) == []


def test_a_long_text_takes_time_in_proportion():
    for part in ("1 ", "(1", "+1-", "call 1", "電話", "12 34 56 78 ", "call at ", "1-800-A"):
        assert linked(part * 3000) == []
