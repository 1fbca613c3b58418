"""The shapes of rules, given the data of a language that they have not seen: a little Portuguese."""

import re

import pytest

from narrate.languages.spoken import ALL_FORMS, has_all_forms, spoken_rules
from narrate.languages.spoken.language import SpokenLanguage, Words, any_of
from narrate.languages.spoken.rules import Rule
from narrate.languages.spoken.rules.amounts import dose, dose_range, insulin, per_each, percents, size, strengths
from narrate.languages.spoken.rules.calendar import clock_of_a_day, days, iso_date, years
from narrate.languages.spoken.rules.contact import address, phone_of_a_place
from narrate.languages.spoken.rules.letters import blood_groups, code_ranges, codes, roman_signs
from narrate.languages.spoken.rules.numbers import number_range, odds, plain_numbers
from narrate.languages.spoken.rules.vital_signs import degrees, pressure, temperature
from tests.tables import each

SMALL = [
    "zero",
    "um",
    "dois",
    "três",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "quatorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
]
TENS = ["vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"]


def cardinal(number: int, gender: str = "") -> str:
    if gender == "f" and number in (1, 2):
        return ("uma", "duas")[number - 1]
    if number < 20:
        return SMALL[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return TENS[ten - 2] + (f" e {SMALL[one]}" if one else "")
    if number == 100:
        return "cem"
    if number < 200:
        return f"cento e {cardinal(number - 100)}"
    thousand, rest = divmod(number, 1000)
    return f"{cardinal(thousand)} mil e {cardinal(rest)}"


def number(text: str, gender: str) -> str:
    whole, _, part = text.partition(",")
    return cardinal(int(whole), gender) + (f" vírgula {cardinal(int(part))}" if part else "")


PORTUGUESE = SpokenLanguage(
    words=Words(
        to="a", and_="e", per="por", over="por", by="por", times="vezes", out_of="em", percent="por cento",
        number="número", plus="ou mais", minus="menos", positive="positivo", negative="negativo",
    ),
    number_pattern=r"\d+(?:,\d+)?",
    point=",",
    number=number,
    cardinal=cardinal,
    digits=lambda text: " ".join(SMALL[int(one)] for one in text),
    say_year=cardinal,
    say_date=lambda day, month, year: f"{cardinal(day)} de {month} de {cardinal(year or 0)}",
    say_time=lambda hour, minute, _half: f"{cardinal(hour, 'f')} e {cardinal(minute or 0)}",
    is_part=lambda above, below: above == "1" and below == "2",
    units={
        "mg": ("miligrama", "miligramas", "m"), "ml": ("mililitro", "mililitros", "m"), "h": ("hora", "horas", "f"),
        "cm": ("centímetro", "centímetros", "m"), "mmHg": ("milímetro de mercúrio", "milímetros de mercúrio", "m"),
    },
    per_units={"dia": "dia"},
    degree=("grau", "graus", "m"),
    masses="mg",
    lengths="cm",
    each="dia|h",
    each_words={"h": "hora"},
    months=("janeiro", "fevereiro", "março"),
    short_months={"mar": "março"},
    weekdays={"se": "segunda", "sá": "sábado"},
    weekday="seg|sáb",
    no_years="passos",
    letter_names={"a": "á", "b": "bê", "c": "cê", "o": "ó", "r": "erre", "h": "agá"},
    capitals="A-Z",
    web_words={"www.": "dáblio ponto", "@": "arroba", ".": "ponto", "/": "barra", "-": "hífen", "_": "sublinhado"},
)  # fmt: skip


def said(text: str, *rules: Rule) -> str:
    for rule in rules:
        if match := rule.pattern.search(text):
            return " ".join((rule.say(match) or "").split())
    return text


@each(
    ("rules", "written", "expected"),
    [
        ([dose(PORTUGUESE, r"\s?", "")], "2,5 mg/dia", "dois vírgula cinco miligramas por dia"),
        ([dose(PORTUGUESE, r"\s?", "")], "1 h", "uma hora"),
        ([dose_range(PORTUGUESE, "")], "1-2 h", "uma a duas horas"),
        ([dose_range(PORTUGUESE, "")], "5 mg-2 ml", "cinco miligramas a dois mililitros"),
        (strengths(PORTUGUESE), "50 mg/2 ml", "cinquenta miligramas por dois mililitros"),
        (strengths(PORTUGUESE), "5/20 mg", "cinco e vinte miligramas"),
        (strengths(PORTUGUESE), "1/2 mg", ""),
        ([size(PORTUGUESE)], "2 x 3 cm", "dois por três centímetros"),
        (percents(PORTUGUESE), "5-10 %", "cinco a dez por cento"),
        (per_each(PORTUGUESE, "gotas"), "gotas/h", "gotas por hora"),
        ([insulin(PORTUGUESE)], "70/30", "setenta trinta"),
        ([pressure(PORTUGUESE)], "120/80 mmHg", "cento e vinte por oitenta milímetros de mercúrio"),
        ([degrees(PORTUGUESE, "°")], "-1°", "menos um grau"),
        ([temperature(PORTUGUESE)], "38,5 C", "trinta e oito vírgula cinco graus Celsius"),
        ([iso_date(PORTUGUESE)], "2026-03-05", "cinco de março de dois mil e vinte e seis"),
        ([years(PORTUGUESE)], "2019-2024", "dois mil e dezenove a dois mil e vinte e quatro"),
        ([clock_of_a_day(PORTUGUESE, "h")], "14:30", "quatorze e trinta"),
        ([days(PORTUGUESE, "-")], "seg-sáb", "segunda a sábado"),
        ([phone_of_a_place(PORTUGUESE)], "555-1234", "cinco cinco cinco, um dois três quatro"),
        ([address(PORTUGUESE)], "a_b@c.org", "a sublinhado b arroba c ponto org"),
        (code_ranges(PORTUGUESE), "C5-C6", "cê cinco a cê seis"),
        ([codes(PORTUGUESE)], "B12", "bê doze"),
        (blood_groups(PORTUGUESE, "positivo"), "O-", "ó negativo"),
        ([roman_signs(PORTUGUESE)], "ⅢB", "três bê"),
        ([number_range(PORTUGUESE)], "4-6", "quatro a seis"),
        ([odds(PORTUGUESE)], "7/10", "sete em dez"),
        (plain_numbers(PORTUGUESE), "65+", "sessenta e cinco ou mais"),
    ],
)  # fmt: skip
def test_a_shape_needs_the_data_of_a_language_alone(rules: list[Rule], written: str, expected: str):
    assert said(written, *rules) == expected


@pytest.mark.parametrize("language", sorted(ALL_FORMS))
def test_every_rule_says_words_or_nothing(language: str):
    assert has_all_forms(f"{language}-US")
    assert all(isinstance(rule, Rule) and rule.name for rule in spoken_rules(language))


@pytest.mark.parametrize("tag", ["rules", "ranges", "written", "language", "und"])
def test_a_module_beside_the_languages_is_none(tag: str):
    assert not has_all_forms(tag)
    assert spoken_rules(tag) == ()


def test_the_longest_text_is_tried_first():
    assert re.fullmatch(f"(?:{any_of(['m', 'mm', 'in.'])})", "mm")
    assert any_of(["m", "mm", "in."]) == r"in\.|mm|m"
