"""Spoken forms in Spanish, as a nurse in the Americas would read them aloud.

This module holds the rules that only Spanish has, and the order of all rules; rules shared by languages are in
``rules``.
"""

from __future__ import annotations

import re

from narrate.languages.spoken.es.abbreviations import AS_WRITTEN, IN_ANY_CASE, LABEL_WORDS, TITLES, WITH_STOP, title
from narrate.languages.spoken.es.language import LANGUAGE, number
from narrate.languages.spoken.es.nouns import gender
from narrate.languages.spoken.es.numbers import cardinal, ordinal, split_number
from narrate.languages.spoken.es.units import UNITS
from narrate.languages.spoken.language import DASH, any_of
from narrate.languages.spoken.rules import Rule, abbreviations, fixed, rule, text_after, text_before
from narrate.languages.spoken.rules.amounts import (
    dose,
    dose_range,
    insulin,
    per_each,
    percents,
    size,
    strengths,
    times_of_doses,
    units_alone,
)
from narrate.languages.spoken.rules.calendar import (
    clock,
    clock_of_a_day,
    clock_of_halves,
    clock_with_h,
    date,
    days,
    iso_date,
    years,
)
from narrate.languages.spoken.rules.contact import address, emergency, phone, phone_of_a_place, phone_of_letters
from narrate.languages.spoken.rules.labels import label_of_no, labelled
from narrate.languages.spoken.rules.letters import (
    NUMERALS,
    blood_groups,
    code_ranges,
    codes,
    lettered,
    roman,
    roman_signs,
    spelled,
)
from narrate.languages.spoken.rules.numbers import number_range, odds, parts_of_fraction, plain_numbers
from narrate.languages.spoken.rules.powers import power_of_ten
from narrate.languages.spoken.rules.signs import apostrophes, signs
from narrate.languages.spoken.rules.vital_signs import degrees, pressure, temperature

__all__ = ["LANGUAGE", "RULES"]

_STOP = r"(?:(?<!\.)\.(?=\s(?:[a-záéíóúñ]|\d)))?"  # of an abbreviation, as in "2 cdas. de"
_DENOMINATORS = {3: "tercio", 4: "cuarto", 5: "quinto", 6: "sexto", 8: "octavo", 10: "décimo"}
_HEADS = (
    "capítulo|sección|tipo|etapa|estadio|grado|fase|clase|factor|nervio|par|angiotensina|categoría|nivel|siglo|tomo"
)
_MEASURES = (
    "tabletas?|pastillas?|comprimidos?|cápsulas?|grageas?|tazas?|vasos?|copas?|cucharadas?|cucharaditas?|litros?|horas?|dosis|ampollas?|frascos?|"
    "sobres?|parches?|kilos?|libras?|naranjas?|manzanas?|porción|porciones|días?|año|años"
)
_NOUN = r"(?P<noun>[^\W\d_]{2,})"
_NO_NOUN = r"(?:de|a|y|o|u|e|en|por|con|al|del|que|es|se|si|para|sin|más|menos|su|la|el|los|las|cada|entre|hasta|durante|hoy|ahora)\b"
_SHORT_NOUNS = {
    "comp": ("comprimido", "comprimidos", "m"), "tab": ("tableta", "tabletas", "f"), "tabs": ("tableta", "tabletas", "f"),
    "cáp": ("cápsula", "cápsulas", "f"), "cáps": ("cápsula", "cápsulas", "f"), "caps": ("cápsula", "cápsulas", "f"),
    "amp": ("ampolla", "ampollas", "f"), "past": ("pastilla", "pastillas", "f"),
}  # fmt: skip
_COUNTED = (
    "tabletas?|pastillas?|cápsulas?|gotas?|inhalaciones|dosis|respiraciones|latidos|unidades|horas|días|minutos|pasos|"
    "calorías|tazas?|vasos?|comidas?|sesiones|visitas?"
)
SIGNS = {
    "<": "menos de ", ">": "más de ", "≤": "como máximo ", "≥": "al menos ", "±": "más o menos ", "~": "unos ",
    "+": "más", "=": "es igual a", "&": "y", "@": "a", "-": "menos ",
}  # fmt: skip


def _counted(match: re.Match[str]) -> str:
    return f"{number(match['n'], gender(match['noun']))} {match['noun']}"


def _counted_range(match: re.Match[str]) -> str:
    kind = gender(match["noun"])
    joint = "o" if match["or"] else "a"
    return f"{LANGUAGE.say_lower(match['n'], kind)} {joint} {number(match['m'], kind)} {match['noun']}"


def _short_noun(match: re.Match[str]) -> str:
    singular, plural, kind = _SHORT_NOUNS[match["noun"]]
    high = match["m"]
    low = f"{LANGUAGE.say_lower(match['n'], kind)} {'o' if match['or'] else 'a'} " if high else ""
    return f"{low}{number(high or match['n'], kind)} {singular if (high or match['n']) == '1' else plural}"


def _fraction(match: re.Match[str]) -> str | None:
    """Say a fraction and its noun: ``1 ½ tabletas`` is "una tableta y media", ``¾ taza`` "tres cuartos de taza"."""
    whole, noun = match["whole"], match["noun"] or ""
    above, below = parts_of_fraction(match["sign"])
    if not _has_a_name(above, below) or (below == 10 and not noun):  # "dolor 7/10" is not a fraction
        return None
    kind = UNITS[noun][2] if noun in UNITS else gender(noun or _noun_beside(match))
    spoken_noun = _noun_of_fraction(noun, whole)
    if below == 2:
        part = "media" if kind == "f" else "medio"
    else:
        part = f"{cardinal(above, 'm')} {_DENOMINATORS[below]}{'s' if above > 1 else ''}"
    if whole:
        return f"{cardinal(int(whole), kind)} {spoken_noun} y {part}" if noun else f"{cardinal(int(whole))} y {part}"
    if below == 2:
        return f"{part} {spoken_noun}"
    return f"{part} de {spoken_noun}" if noun else part


def _has_a_name(above: int, below: int) -> bool:
    """Whether the fraction ``above``/``below`` is less than one and has a name: un medio, dos tercios."""
    return 0 < above < below and (below == 2 or below in _DENOMINATORS)


def _noun_of_fraction(noun: str, whole: str | None) -> str:
    """Return the noun as it is said with a fraction. ``whole`` is the whole number before the fraction, if any."""
    if noun in UNITS:
        return LANGUAGE.say_unit(noun, one=not whole or whole == "1")
    if whole == "1" and noun.endswith("s"):
        return noun[:-1]  # "1 ½ tabletas" is written, "una tableta y media" said
    return noun


def _noun_beside(match: re.Match[str]) -> str:
    """Return the noun of a fraction that no noun follows: ``½-1 tableta``, ``1 taza y ½``."""
    after = re.match(rf"(?:{DASH}|\s[ao]\s)\d[\d ½/]*\s(?:de\s)?(?P<noun>{_MEASURES})\b", text_after(match))
    before = re.search(rf"\b(?P<noun>{_MEASURES})\sy\s$", text_before(match))
    beside = after or before
    return beside["noun"] if beside else ""


def _money(match: re.Match[str]) -> str:
    whole, mark, cents = split_number(re.sub(r",(?=\d{3})", "", match["n"]))  # nobody writes thousandths of a dollar
    count = int(whole)
    dollars = f"{cardinal(count, 'm')} {'dólar' if count == 1 else 'dólares'}"
    return dollars + (f" con {cardinal(int(cents), 'm')} centavos" if mark and cents and int(cents) else "")


def _every(match: re.Match[str]) -> str:
    low, high = int(match["n"]), match["m"]
    if low == 1 and not high:
        return "cada hora"
    return f"cada {cardinal(low, 'f')}" + (f" a {cardinal(int(high), 'f')}" if high else "") + " horas"


def _times(match: re.Match[str]) -> str:
    count = match["n"]
    times = "una vez" if count == "1" else f"{number(count, 'f')} veces"
    return f"{times} por {match['per']}" if match["per"] else times


def _ordinal(match: re.Match[str]) -> str:
    kind = "f" if match["mark"] in ("ª", "a", "era", "ra", "da", "ta", "va", "ma", "na") else "m"
    word = ordinal(int(match["n"]), kind)
    if match["several"] and word[-1] in "oa":
        return f"{word}s"
    return word[:-1] if match["mark"] in ("er", "ᵉʳ") and word.endswith("o") else word


RULES: tuple[Rule, ...] = (
    address(LANGUAGE),
    phone_of_letters(LANGUAGE, ["llame al", "llamar al", "marque", "marque el", "teléfono"]),
    phone(LANGUAGE, r"(?<![\w-])(?:\+?1[-. ]|01[-. ])?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])"),
    phone(LANGUAGE, r"(?<![\w-])\d{3}[-‑]0\d{3}(?![\w-])|(?i:(?<=llame al )|(?<=llamar al )|(?<=marque el )|(?<=teléfono )|(?<=teléfono: )|(?<=tel\. )|(?<=tel: ))\d{3}[-‑. ]\d{4}(?![\w-])"),
    phone(LANGUAGE, r"(?<![\w.,-])(?:\+\d{1,3}[ -])(?:\(?\d{1,4}\)?[ -]){1,4}\d{2,4}(?![\w-])", "más"),
    phone(LANGUAGE, r"(?<![\w.,-])(?:0\d{1,3}[ -])?(?:\(\d{2,3}\)|\d{2,3})[ -]\d{3,4}[ -]\d{4}(?![\w-])"),
    phone(LANGUAGE, r"(?<![\w.,-])(?:[6-9]\d\d \d{3} \d{3}|[6-9]\d{1,2} \d{2,3} \d\d \d\d)(?![\w-]| \d)"),
    phone_of_a_place(LANGUAGE),
    rule("phone", r"\b[Ee]xt\.?\s?(?P<n>\d{1,5})(?![\w-])", lambda m: f"extensión {LANGUAGE.digits(m['n'])}"),
    *emergency(LANGUAGE, "911|988|066|061", "112|111|113|131|107", ["al", "marque", "marcar", "marque el", "número", "teléfono"]),
    power_of_ten(LANGUAGE, "por", lambda n: f"elevado a {'menos ' * (n < 0)}{cardinal(abs(n))}"),
    iso_date(LANGUAGE),
    date(LANGUAGE, rf"(?<![\w.])(?P<day>\d{{1,2}})(?:\.?º|º)?\s(?:de\s)?(?P<month>{LANGUAGE.month})(?:\s(?:del?\s)?(?P<year>[12]\d{{3}}))?(?!\w)", re.IGNORECASE),
    date(LANGUAGE, r"(?<![\w/])(?P<day>1[3-9]|2\d|3[01])/(?P<mm>\d{1,2})/(?P<year>[12]\d{3})(?![\w/])"),
    rule("year", r"\b(?P<head>de|del|en|desde|año|hasta)\s(?P<n>19\d\d|20[0-4]\d)(?![\w.,:/-]*\d|\s?%|\s?(?:" + LANGUAGE.unit + r")\b)", lambda m: f"{m['head']} {cardinal(int(m['n']))}"),
    years(LANGUAGE),
    clock_with_h(LANGUAGE, "minutos?"),
    clock(LANGUAGE, r"(?<![\w.:,/])(?:(?<=\blas )(?P<h>[01]?\d|2[0-4])\.(?P<m>[0-5]\d)|(?P<h2>0?[7-9]|1\d|2[0-3])\.(?P<m2>[0-5][05]))(?P<half>)\s?(?:hs|h)(?![\w/])\.?"),
    clock_of_halves(LANGUAGE),
    clock_of_a_day(LANGUAGE, "h|hs|hrs|horas"),
    rule("times", r"(?<![\w.,])(?P<n>\d+)\s?[x×]\s?(?:/|por\s|al\s|(?=día\b|semana\b))\s?(?P<per>día|semana|mes|año)\b", _times),
    rule("times", r"(?<![\w.,])(?P<n>\d+)\s(?:vez|veces)/(?P<per>día|semana|mes|año)\b", _times),
    rule("times", r"(?<![\w.,])(?P<n>\d+)\s?[x×](?P<per>)(?!\s?\d|\w)", _times),
    rule("duration", r"(?<!\w)[x×]\s?(?P<n>\d+)\s(?P<unit>días?|semanas?|meses|mes|horas?|dosis)\b", lambda m: f"por {number(m['n'], gender(m['unit']))} {m['unit']}"),
    rule("duration", r"(?<!\w)[x×]\s?(?P<n>\d+)\s?(?P<unit>h|hr|hrs|hs|sem)\b\.?", lambda m: f"por {LANGUAGE.say_amount(m['n'], m['unit'])}"),
    size(LANGUAGE),
    times_of_doses(LANGUAGE),
    insulin(LANGUAGE),
    *strengths(LANGUAGE),
    pressure(LANGUAGE),
    degrees(LANGUAGE, r"°\s?|º\s?(?=[CF]\b)"),
    temperature(LANGUAGE),
    *percents(LANGUAGE),
    rule("money", r"(?:US)?\$\s?(?P<n>(?>\d+(?:[.,]\d{3})*(?:[.,]\d\d)?))(?![\w.,]*\d)", _money),
    rule("fraction", rf"(?<![\w.,/])(?:(?P<whole>\d+)[ -]?)?(?P<sign>[½¼¾⅓⅔⅛⅕])(?:\s(?:de\s)?(?P<noun>{LANGUAGE.unit}|{_MEASURES})(?!\w))?", _fraction),
    rule("fraction", rf"(?<![\w.,/])(?:(?P<whole>\d+)[ -])?(?P<sign>\d/\d{{1,2}})(?![\w/]|[.,]\d)(?:\s(?:de\s)?(?P<noun>{LANGUAGE.unit}|{_MEASURES})(?!\w))?", _fraction),
    rule("ratio", r"\b24/7\b", fixed("veinticuatro siete")),
    rule("every", r"(?:\bq\.?\s?|\bc/\s?)(?P<n>\d{1,2})(?:-(?P<m>\d{1,2}))?\s?(?:hrs|hr|hs|horas|h)\b\.?", _every, re.IGNORECASE),
    dose_range(LANGUAGE, _STOP),
    dose(LANGUAGE, "[ -]?", _STOP),
    rule("noun", rf"{LANGUAGE.n}(?:(?:{DASH}|\sa\s|(?P<or>\so\s))(?P<m>\d+))?\s?(?P<noun>{any_of(_SHORT_NOUNS)})\b(?:\.(?=\s[a-záéíóú\d]))?", _short_noun),
    *per_each(LANGUAGE, _COUNTED),
    *units_alone(LANGUAGE, "mg|mcg|mL|ml|kg|dL|L|min|lb|mmol", "mgs?|mcgs?|mLs?|mls?|kgs?", "mg|mcg|g|mL|ml|kg|mmol|UI|mEq|unidades|kcal"),
    abbreviations(IN_ANY_CASE, re.IGNORECASE),
    abbreviations(AS_WRITTEN | WITH_STOP),
    rule("abbreviation", rf"(?<![\w.])(?P<written>{any_of(TITLES)})\.(?!\w)", title),
    rule("abbreviation", r"(?<![\w/])C/\s?(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ]|(?:de|del)\s)", fixed("calle")),
    rule("abbreviation", r"(?<![\w.])Km\.?(?=\s\d)", fixed("kilómetro")),
    labelled(LANGUAGE, r"(?<!\w)[Nn](?:\.\s?[º°]|[º°]\.?|[úu]m\.|ro\.)\s?(?P<n>\d+)"),
    labelled(LANGUAGE, r"№\s?(?P<n>\d+)"),
    rule("count", r"(?<![\w.])(?:[Nn]\.?[ºo°]s\.?|[Nn]\.(?:os|ᵒˢ)|[Nn][úu]ms\.|[Nn]ros\.)(?=\s?\d)", fixed("números")),
    label_of_no(LANGUAGE, LABEL_WORDS),
    days(LANGUAGE, rf"(?:{DASH}|\sa\s)"),
    labelled(LANGUAGE, r"(?<!\w)#(?P<n>\d+)"),
    roman_signs(LANGUAGE),
    roman(LANGUAGE, _HEADS, any_of(NUMERALS), "[ABC]"),
    lettered(LANGUAGE, "[Vv]itaminas?|[Hh]epatitis|[Tt]ipo|[Gg]rupo|[Ii]nfluenza|[Gg]ripe|[Pp]lan|[Pp]arte"),
    *code_ranges(LANGUAGE),
    codes(LANGUAGE),
    spelled(LANGUAGE, r"(?<![\w-])(?:SpO2|PaCO2|HbA1c|A1c)(?![\w-])", "code"),
    *blood_groups(LANGUAGE, "positivo|negativo"),
    spelled(LANGUAGE, r"(?<![\w-])[A-ZÑ](?:-[A-ZÑ])+(?![\w-])"),
    spelled(LANGUAGE, r"(?<![\w-])IV(?![\w-])"),
    spelled(LANGUAGE, r"(?<![\w.])[A-ZÑ](?:\.\s?[A-ZÑ])+\.?(?!\w)"),
    spelled(LANGUAGE, r"(?<![\w-])[BCDFGHJKLMNÑPQRSTVWXZ]{2,5}(?![\w-])"),
    rule("ordinal", r"(?<![\w.,])(?P<n>\d+)\.?(?P<mark>ª|º|era|ero|er|ᵉʳ|ra|ro|da|do|ta|to|va|vo|ma|mo|na|no)(?P<several>s?)(?!\w)", _ordinal),
    rule("ordinal", r"(?<![\w.,])(?P<n>\d+)\.(?P<mark>a|o)(?P<several>s?)(?=\s[a-záéíóúñ])", _ordinal),
    rule("range", rf"{LANGUAGE.n}(?:{DASH}|\sa\s|(?P<or>\so\s))(?P<m>{LANGUAGE.number_pattern})\s(?!{_NO_NOUN}){_NOUN}", _counted_range),
    number_range(LANGUAGE),
    rule("ratio", r"(?<![\w.:])(?P<n>\d{1,3}):(?P<m>\d{1,3}(?:[.  ]\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w:]|[.,]\d)", lambda m: f"{number(m['n'])} a {number(re.sub(r'[^0-9]', '', m['m']))}"),
    odds(LANGUAGE),
    rule("number", rf"{LANGUAGE.n}\s(?!{_NO_NOUN}){_NOUN}", _counted),
    *plain_numbers(LANGUAGE),
    *apostrophes(),
    *signs(SIGNS),
)  # fmt: skip
