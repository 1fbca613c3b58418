"""What is said in Spanish for what is written, as a nurse in the Americas would read it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from narrate.languages.spoken import Rule, Say
from narrate.languages.spoken.abbreviations_es import TITLES, WITH_STOP, labels_number, title
from narrate.languages.spoken.nouns_es import gender
from narrate.languages.spoken.numbers_es import LARGEST, cardinal, decimal, digits, ordinal, split_number
from narrate.languages.spoken.units_es import PER_WORDS, UNITS
from narrate.languages.spoken.written import POSSESSIVE, ROMAN_SIGNS, WITH_APOSTROPHE, roman_value, with_apostrophes

_NUMBER = r"(?:\d{1,3}(?:[  \u202f]\d{3})+|\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d+)?|[.,]\d+"
_N = rf"(?<![\w.,/])(?P<n>{_NUMBER})"
_AMOUNT = rf"(?<![A-Za-z][-–‑]){_N}"  # "omega-3" is no amount
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_PER = "|".join(re.escape(unit) for unit in sorted({*UNITS, *PER_WORDS}, key=len, reverse=True))
_RATE = rf"(?P<unit>{_UNIT})(?P<per>(?:/(?:{_PER}))*)(?![\w/²])"
_DASH = r"\s?[-–—‑]\s?"
_DOT = r"(?:(?<!\.)\.(?=\s(?:[a-záéíóúñ]|\d)))?"  # of an abbreviation, as in "2 cdas. de"
_LENGTHS = "cm|mm|km|m|pies|pulg"
_MASSES = "kg|mcg|mg|gr|g|UI|mEq"
_MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
_SHORT = {month[:3]: month for month in _MONTHS} | {"set": "septiembre", "sept": "septiembre", "setiembre": "setiembre"}
_MONTH = "|".join([*_MONTHS, *(f"{short}\\.?" for short in sorted(_SHORT, key=len, reverse=True))])
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅕": "1/5"}
_DENOMINATORS = {3: "tercio", 4: "cuarto", 5: "quinto", 6: "sexto", 8: "octavo", 10: "décimo"}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
          "XIII": 13}  # fmt: skip
LETTERS = dict(
    zip(
        "abcdefghijklmnñopqrstuvwxyz",
        [
            "a",
            "be",
            "ce",
            "de",
            "e",
            "efe",
            "ge",
            "hache",
            "i",
            "jota",
            "ka",
            "ele",
            "eme",
            "ene",
            "eñe",
            "o",
            "pe",
            "cu",
            "erre",
            "ese",
            "te",
            "u",
            "uve",
            "doble-ve",
            "equis",
            "ye",
            "zeta",
        ],
        strict=True,
    )
)


def number(text: str, before: str = "") -> str:
    """A number in words; one that begins with zeros or is too large is said digit by digit."""
    whole, mark, part = split_number(text)
    if len(whole) > len(str(LARGEST)) - 1 or (len(whole) > 1 and whole[0] == "0"):
        return digits(whole + part)
    return decimal(text, before) if mark or part else cardinal(int(whole), before)


def letters(text: str) -> str:
    """Each letter by its name, digits as digits."""
    return " ".join(
        digits(c) if c.isdecimal() else LETTERS[c.lower()] for c in text if c.isdecimal() or c.lower() in LETTERS
    )


def _unit(written: str, *, one: bool) -> str:
    return UNITS[written][0 if one else 1]


def _per(written: str) -> str:
    return "".join(
        f" por {PER_WORDS[unit] if unit in PER_WORDS else _unit(unit, one=True)}" for unit in written.split("/") if unit
    )


def _dose(match: re.Match[str]) -> str:
    value, unit = match["n"], match["unit"]
    return f"{number(value, UNITS[unit][2])} {_unit(unit, one=value == '1')}{_per(match['per'])}"


def _dose_range(match: re.Match[str]) -> str:
    """``5-10 mg``, ``5 mg-10 mg``; of ``500 mg a 1 g`` both units are said."""
    unit, first, last = match["unit"], match["first"], match["m"]
    end = f"{number(last, UNITS[unit][2])} {_unit(unit, one=last == '1')}{_per(match['per'])}"
    if first and UNITS[first] != UNITS[unit]:
        return f"{number(match['n'], UNITS[first][2])} {_unit(first, one=match['n'] == '1')} a {end}"
    return f"{_first(match['n'], UNITS[unit][2])} a {end}"


def _first(value: str, kind: str) -> str:
    """The lower end of a range, whose noun follows the upper: uno a dos meses, una a dos horas."""
    return number(value, kind if kind == "f" else "")


def _strength(match: re.Match[str]) -> str:
    """``250 mg/5 ml`` is so much in every so much; ``5 mg/325 mg``, ``5/325 mg`` are two medicines in one tablet."""
    first, second = match["first"], match["unit"]
    last = f"{number(match['m'], UNITS[second][2])} {_unit(second, one=match['m'] == '1')}"
    if not first:
        return f"{_first(match['n'], UNITS[second][2])} y {last}"
    joint = "y" if re.fullmatch(_MASSES, second) and re.fullmatch(_MASSES, first) else "por"
    return f"{number(match['n'], UNITS[first][2])} {_unit(first, one=match['n'] == '1')} {joint} {last}"


def _combination(match: re.Match[str]) -> str | None:
    if len(match["n"]) == 1 and match["n"] < match["m"] and match["m"] in ("2", "3", "4", "8"):
        return None  # a part of one
    return _strength(match)


def _odds(match: re.Match[str]) -> str | None:
    """``7/10`` is siete de diez; what may be a day and a month, or is more than all, is left to ask about."""
    above, below = int(match["n"]), int(match["m"])
    if above > below or (below != 10 and min(above, below) <= 12 and max(above, below) <= 31):
        return None
    return f"{number(match['n'])} de {number(match['m'])}"


def _each(match: re.Match[str]) -> str:
    return f"por {_EACH_WORDS.get(match['each'], match['each'])}"


def _size(match: re.Match[str]) -> str:
    return " por ".join(number(match[name]) for name in "nmo" if match[name]) + f" {_unit(match['unit'], one=False)}"


def _days(match: re.Match[str]) -> str:
    first, last = (_WEEKDAYS[match[name][:2].lower()] for name in ("first", "last"))
    return f"{first} a {last}"


def _temperature(match: re.Match[str]) -> str | None:
    """``38,5 C``: a letter alone is a scale where the number can be a body's."""
    value, scale = float(match["n"].replace(",", ".")), match["scale"]
    if match["word"] or (scale == "F" and 90 <= value <= 110) or (scale == "C" and 34 <= value <= 43):
        return f"{number(match['n'])} grados {'Celsius' if scale == 'C' else 'Fahrenheit'}"
    return None


def _counted(match: re.Match[str]) -> str:
    return f"{number(match['n'], gender(match['noun']))} {match['noun']}"


def _counted_range(match: re.Match[str]) -> str:
    kind = gender(match["noun"])
    joint = "o" if match["or"] else "a"
    return f"{_first(match['n'], kind)} {joint} {number(match['m'], kind)} {match['noun']}"


def _part_of_day(hour: int, half: str) -> str:
    if half == "A":
        return "de la noche" if hour == 12 else "de la mañana"
    return "del mediodía" if hour == 12 else "de la tarde" if hour < 8 else "de la noche"


def _time(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    hour, minute = int(parts["h"] or parts["h2"]), int(parts["m"] or parts.get("m2") or 0)
    half = (match["half"] or "")[:1].upper()
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    said = cardinal(hour, "f")
    if minute:
        said += f" {'cero ' if minute < 10 else ''}{cardinal(minute)}"
    elif not half:
        said += " en punto"
    return f"{said} {_part_of_day(hour, half)}" if half else said


def _date(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    name = (parts.get("month") or "").lower().rstrip(".")
    month = name if name in _MONTHS else _SHORT.get(name, "")
    if parts.get("mm"):
        if not 1 <= int(parts["mm"]) <= 12:
            return None
        month = _MONTHS[int(parts["mm"]) - 1]
    day = int(parts["day"])
    if not 1 <= day <= 31 or not month:
        return None
    said = f"{'primero' if day == 1 else cardinal(day)} de {month}"
    return said + (f" de {cardinal(int(parts['year']))}" if parts.get("year") else "")


def _fraction(match: re.Match[str]) -> str | None:
    whole, sign, noun = match["whole"], match["sign"], match["noun"] or ""
    above, below = (int(part) for part in _FRACTIONS.get(sign, sign).split("/"))
    if below == 10 and not noun:
        return None  # "dolor 7/10" is no fraction
    if not 0 < above < below or (below != 2 and below not in _DENOMINATORS):
        return None
    kind = UNITS[noun][2] if noun in UNITS else gender(noun or _noun_beside(match))
    shown = _unit(noun, one=not whole or whole == "1") if noun in UNITS else noun
    if whole == "1" and noun not in UNITS and noun.endswith("s"):
        shown = noun[:-1]  # "1 ½ tabletas" is written, "una tableta y media" said
    if below == 2:
        half = "media" if kind == "f" else "medio"
        if whole:
            return f"{cardinal(int(whole), kind)} {shown} y {half}" if noun else f"{cardinal(int(whole))} y {half}"
        return f"{half} {shown}"
    part = f"{cardinal(above, 'm')} {_DENOMINATORS[below]}{'s' if above > 1 else ''}"
    if whole:
        return f"{cardinal(int(whole), kind)} {shown} y {part}" if noun else f"{cardinal(int(whole))} y {part}"
    return f"{part} de {shown}" if noun else part


def _noun_beside(match: re.Match[str]) -> str:
    """What a part without a noun is of: ``½-1 tableta``, ``1 taza y ½``."""
    after = re.match(rf"(?:{_DASH}|\s[ao]\s)\d[\d ½/]*\s(?:de\s)?(?P<noun>{_MEASURES})\b", match.string[match.end() :])
    before = re.search(rf"\b(?P<noun>{_MEASURES})\sy\s$", match.string[: match.start()])
    found = after or before
    return found["noun"] if found else ""


def _pressure(match: re.Match[str]) -> str | None:
    upper, lower = int(match["n"]), int(match["m"])
    if not (60 <= upper <= 260 and 30 <= lower <= 160 and lower < upper):
        return None
    return f"{cardinal(upper)} sobre {cardinal(lower)}" + (" milímetros de mercurio" if match["unit"] else "")


def _degrees(match: re.Match[str]) -> str:
    scale = {"C": " Celsius", "F": " Fahrenheit"}.get(match["scale"] or "", "")
    first = f"{number(match['n'])} a " if match["n"] else ""
    minus = "menos " if match["minus"] else ""
    one = not first and match["m"] == "1"
    return f"{first}{minus}{number(match['m'], 'm')} {'grado' if one else 'grados'}{scale}"


def _money(match: re.Match[str]) -> str:
    whole, mark, cents = split_number(re.sub(r",(?=\d{3})", "", match["n"]))  # nobody writes thousandths of a dollar
    count = int(whole)
    said = f"{cardinal(count, 'm')} {'dólar' if count == 1 else 'dólares'}"
    return said + (f" con {cardinal(int(cents), 'm')} centavos" if mark and cents and int(cents) else "")


def _roman(match: re.Match[str]) -> str:
    letter = f" {letters(match['letter'])}" if match["letter"] else ""
    return f"{match['head']} {cardinal(_ROMAN[match['roman']])}{letter}"


def _code(match: re.Match[str]) -> str:
    parts = re.findall(r"[A-Za-z]+|\d+|[-–/+]", match.group())
    said = []
    for at, part in enumerate(parts):
        if part.isdecimal():
            said.append(number(part))
        elif part == "/":
            said.append("y")
        elif part.isalpha():
            said.append(part.capitalize() if len(part) > 3 else letters(part))
        elif at and parts[at - 1].isdecimal():
            said.append("a")
    return " ".join(said)


def _phone(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match.group())
    return ", ".join("ochocientos" if group == "800" else digits(group) for group in groups)


def _vanity(match: re.Match[str]) -> str | None:
    """``1-800-AYUDA``: uno, ochocientos, ayuda; what has no vowel is spelled."""
    if sum(character.isalnum() for character in match["name"]) < (4 if match["first"] and match["dash"] == "-" else 6):
        return None  # "800 IU"
    groups = ["uno"] if match["first"] else []
    groups.append("ochocientos" if match["area"] == "800" else digits(match["area"]))
    named = re.findall(r"\d+|[A-ZÑ]+", match["name"])
    groups.append(" ".join(digits(one) if one.isdecimal() else _word_or_letters(one) for one in named))
    return ", ".join(groups)


def _word_or_letters(capitals: str) -> str:
    return capitals.lower() if len(capitals) > 1 and re.search("[AEIOUY]", capitals) else letters(capitals)


def _local_phone(match: re.Match[str]) -> str | None:
    """``555-1234``; two round numbers, as ``500-1500``, are a range."""
    return None if match["n"][-1] == "0" and match["m"][-2:] == "00" else _phone(match)


def _years(match: re.Match[str]) -> str | None:
    """``2019-2024``, ``2019–20``; with a hyphen ``2005-06`` may be a month."""
    first, last = int(match["n"]), match["m"]
    if len(last) == 2 and int(last) <= 12 and match["dash"] != "–":
        return None
    if len(last) == 2 and match["dash"] == "/" and int(last) != (first + 1) % 100:
        return None
    second = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if second < first and len(last) == 2 and first % 100 == 99:
        second += 100
    return f"{cardinal(first)} a {cardinal(second)}" if first < second <= first + 150 else None


def _roman_sign(match: re.Match[str]) -> str:
    """``Ⅳ``, ``ⅢB``."""
    return cardinal(roman_value(match["roman"])) + (f" {letters(match['letter'])}" if match["letter"] else "")


def _web(match: re.Match[str]) -> str:
    text = re.sub(r"^https?://", "", match.group().rstrip("/"))
    said = re.sub(r"^www\.", "triple uve punto ", text)
    for sign, word in (("@", " arroba "), (".", " punto "), ("/", " barra "), ("-", " guion "), ("_", " guion bajo ")):
        said = said.replace(sign, word)
    return re.sub(r"\d+", lambda found: f" {digits(found.group())} ", said)


def _every(match: re.Match[str]) -> str:
    low, high = int(match["n"]), match["m"]
    if low == 1 and not high:
        return "cada hora"
    return f"cada {cardinal(low, 'f')}" + (f" a {cardinal(int(high), 'f')}" if high else "") + " horas"


def _times(match: re.Match[str]) -> str:
    count = match["n"]
    said = "una vez" if count == "1" else f"{number(count, 'f')} veces"
    return f"{said} por {match['per']}" if match["per"] else said


def _ordinal(match: re.Match[str]) -> str:
    kind = "f" if match["mark"] in ("ª", "a", "era", "ra", "da", "ta", "va", "ma", "na") else "m"
    said = ordinal(int(match["n"]), kind)
    if match["several"] and said[-1] in "oa":
        return f"{said}s"
    return said[:-1] if match["mark"] in ("er", "ᵉʳ") and said.endswith("o") else said


def _plain(match: re.Match[str]) -> str:
    return number(match["n"])


def _words(text: str) -> Say:
    return lambda _: text


def _rule(name: str, pattern: str, say: Say, flags: int = 0) -> Rule:
    return Rule(name, re.compile(pattern, flags), say)


def _any_of(written: Iterable[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(written, key=len, reverse=True))


def _abbreviations(table: Mapping[str, str], flags: int = 0) -> Rule:
    """One rule for a whole table: each pattern walks the text again. With ``re.IGNORECASE`` its keys are in small letters."""

    def say(match: re.Match[str]) -> str:
        return table[match.group().lower() if flags else match.group()]

    return _rule("abbreviation", rf"(?<![\w.])(?:{_any_of(table)})(?!\w)", say, flags)


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


def _short_noun(match: re.Match[str]) -> str:
    one, several, kind = _SHORT_NOUNS[match["noun"]]
    high = match["m"]
    low = f"{_first(match['n'], kind)} {'o' if match['or'] else 'a'} " if high else ""
    return f"{low}{number(high or match['n'], kind)} {one if (high or match['n']) == '1' else several}"


_WEEKDAYS = {"lu": "lunes", "ma": "martes", "mi": "miércoles", "ju": "jueves", "vi": "viernes", "sá": "sábado", "sa": "sábado",
             "do": "domingo"}  # fmt: skip
_DAY = "lunes|lun|martes|mar|miércoles|mié|mie|jueves|jue|viernes|vie|sábado|sáb|sab|domingo|dom"
_EACH_WORDS = {
    "min": "minuto",
    "h": "hora",
    "hr": "hora",
    "sem": "semana",
    "d": "día",
    "dia": "día",
    "seg": "segundo",
    "s": "segundo",
}
_EACH = r"/\s?(?P<each>minuto|min|hora|hr|h|día|dia|d|semana|sem|mes|año|noche|dosis|toma|comida|segundo|seg|s|persona)(?![\w/])"
_COUNTED = (
    "tabletas?|pastillas?|cápsulas?|gotas?|inhalaciones|dosis|respiraciones|latidos|unidades|horas|días|minutos|pasos|"
    "calorías|tazas?|vasos?|comidas?|sesiones|visitas?"
)
_NO_YEARS = r"calorías|kcal|pasos|personas|pacientes|palabras|pies|metros|dólares|pesos|euros|miligramos|mililitros|unidades|gramos"
_IN_ANY_CASE = {
    "p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "ej.": "ejemplo", "etc.": "etcétera", "aprox.": "aproximadamente",
    "vs.": "versus", "máx.": "máximo", "mín.": "mínimo", "v.o.": "por la boca", "v. o.": "por la boca", "i.v.": "i uve",
    "s/n": "si es necesario", "p.r.n.": "si es necesario", "b.i.d.": "dos veces al día", "t.i.d.": "tres veces al día",
    "q.i.d.": "cuatro veces al día", "q.d.": "cada día", "qd": "cada día", "izq.": "izquierdo", "dcho.": "derecho", "c/u": "cada uno",
    "c/día": "cada día", "y/o": "y o", "pág.": "página", "tel.": "teléfono", "núm.": "número",
}  # fmt: skip
_AS_WRITTEN = {
    "Dr.": "doctor", "Dra.": "doctora", "Dres.": "doctores", "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Ud.": "usted",
    "Uds.": "ustedes", "VO": "por la boca", "pH": "pe hache", "EE. UU.": "Estados Unidos", "EE.UU.": "Estados Unidos", "Fig.": "figura", "L-V": "lunes a viernes",
    "mmHg": "milímetros de mercurio", "mm Hg": "milímetros de mercurio",
}  # fmt: skip
RANGE_WORD = "a"

RULES: tuple[Rule, ...] = (
    _rule("address", r"(?:https?://|www\.)[\w./-]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+\.(?:org|com|gov|edu|net)\b(?:/[\w/-]*\w)?", _web),
    _rule("phone", r"(?<![\w-])(?:(?P<first>\+?1[-. ])\(?|\(|(?i:(?<=llame al )|(?<=llamar al )|(?<=marque )|(?<=marque el )|(?<=teléfono )))(?P<area>8(?:00|33|44|55|66|77|88)|900)\)?(?P<dash>[-. ])(?=[\d-]{0,5}[A-ZÑ])(?P<name>[A-ZÑ\d]+(?:-[A-ZÑ\d]+){0,5})(?![\w-])", _vanity),
    _rule("phone", r"(?<![\w-])(?:\+?1[-. ]|01[-. ])?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])", _phone),
    _rule("phone", r"(?<![\w-])\d{3}[-‑]0\d{3}(?![\w-])|(?i:(?<=llame al )|(?<=llamar al )|(?<=marque el )|(?<=teléfono )|(?<=teléfono: )|(?<=tel\. )|(?<=tel: ))\d{3}[-‑. ]\d{4}(?![\w-])", _phone),
    _rule("phone", r"(?<![\w.,-])(?:\+\d{1,3}[ -])(?:\(?\d{1,4}\)?[ -]){1,4}\d{2,4}(?![\w-])", lambda m: f"más {_phone(m)}"),
    _rule("phone", r"(?<![\w.,-])(?:0\d{1,3}[ -])?(?:\(\d{2,3}\)|\d{2,3})[ -]\d{3,4}[ -]\d{4}(?![\w-])", _phone),
    _rule("phone", r"(?<![\w.,-])(?:[6-9]\d\d \d{3} \d{3}|[6-9]\d{1,2} \d{2,3} \d\d \d\d)(?![\w-]| \d)", _phone),
    _rule("phone", rf"(?<![\w.,/-])(?P<n>\d{{3}})[-‑](?P<m>\d{{4}})(?![\w/-]|[.,]\d|\s?(?:{_UNIT}|{_NO_YEARS})\b)", _local_phone),
    _rule("phone", r"\b[Ee]xt\.?\s?(?P<n>\d{1,5})(?![\w-])", lambda m: f"extensión {digits(m['n'])}"),
    _rule("emergency", r"(?<![\w.,-])(?P<n>911|988|066|061)(?![\w.,]?\d)(?!\s?(?:" + _UNIT + r")\b|\s?%)", lambda match: digits(match["n"])),
    _rule("emergency", r"(?i:(?<=al )|(?<=marque )|(?<=marcar )|(?<=marque el )|(?<=número )|(?<=teléfono ))(?P<n>112|111|113|131|107)(?![\w.,]?\d)(?!\s?%)", lambda match: digits(match["n"])),
    _rule("date", r"(?<!\w)(?P<year>[12]\d{3})-(?P<mm>\d\d)-(?P<day>\d\d)(?!\w)", _date),
    _rule("date", rf"(?<![\w.])(?P<day>\d{{1,2}})(?:\.?º|º)?\s(?:de\s)?(?P<month>{_MONTH})(?:\s(?:del?\s)?(?P<year>[12]\d{{3}}))?(?!\w)", _date, re.IGNORECASE),
    _rule("date", r"(?<![\w/])(?P<day>1[3-9]|2\d|3[01])/(?P<mm>\d{1,2})/(?P<year>[12]\d{3})(?![\w/])", _date),
    _rule("year", r"\b(?P<head>de|del|en|desde|año|hasta)\s(?P<n>19\d\d|20[0-4]\d)(?![\w.,:/-]*\d|\s?%|\s?(?:" + _UNIT + r")\b)", lambda m: f"{m['head']} {cardinal(int(m['n']))}"),
    _rule("year", rf"(?<![\w.,/-])(?P<n>19\d\d|20\d\d)(?P<dash>[-–—‑/])(?P<m>19\d\d|20\d\d|\d\d)(?![\w/]|[-–—.,]\d|\s?(?:{_UNIT}|{_NO_YEARS})\b|\s?[%°])", _years),
    _rule("time", r"(?<![\w.:,/])(?P<h>[01]?\d|2[0-4])\s?[hH]\s?(?P<m>[0-5]\d)(?P<half>)(?!\w|[.,:/]\d|\s?(?:min|mins|minutos?|m)\b)", _time),
    _rule("time", r"(?<![\w.:,/])(?:(?<=\blas )(?P<h>[01]?\d|2[0-4])\.(?P<m>[0-5]\d)|(?P<h2>0?[7-9]|1\d|2[0-3])\.(?P<m2>[0-5][05]))(?P<half>)\s?(?:hs|h)(?![\w/])\.?", _time),
    _rule("time", r"(?<![\w.:])(?P<h>\d{1,2})(?::(?P<m>\d\d))?\s?(?P<half>[AaPp]\.?\s?[Mm]\b\.?)", _time),
    _rule("time", r"(?<![\w.:])(?P<h>\d{1,2}):(?P<m>\d\d)(?P<half>)(?:\s?(?:h|hs|hrs|horas)\b)?(?![\w:]|[.,]\d)", _time),
    _rule("times", r"(?<![\w.,])(?P<n>\d+)\s?[x×]\s?(?:/|por\s|al\s|(?=día\b|semana\b))\s?(?P<per>día|semana|mes|año)\b", _times),
    _rule("times", r"(?<![\w.,])(?P<n>\d+)\s(?:vez|veces)/(?P<per>día|semana|mes|año)\b", _times),
    _rule("times", r"(?<![\w.,])(?P<n>\d+)\s?[x×](?P<per>)(?!\s?\d|\w)", _times),
    _rule("duration", r"(?<!\w)[x×]\s?(?P<n>\d+)\s(?P<unit>días?|semanas?|meses|mes|horas?|dosis)\b", lambda m: f"por {number(m['n'], gender(m['unit']))} {m['unit']}"),
    _rule("duration", r"(?<!\w)[x×]\s?(?P<n>\d+)\s?(?P<unit>h|hr|hrs|hs|sem)\b\.?", lambda m: f"por {number(m['n'], UNITS[m['unit']][2])} {_unit(m['unit'], one=m['n'] == '1')}"),
    _rule("size", rf"{_N}\s?(?:{_LENGTHS})?\s?[x×]\s?(?P<m>{_NUMBER})(?:\s?(?:{_LENGTHS})?\s?[x×]\s?(?P<o>{_NUMBER}))?\s?(?P<unit>{_LENGTHS})(?!\w)", _size),
    _rule("times", rf"(?<![\w.,])(?P<n>\d+)\s?[x×](?=\s?(?:{_NUMBER})\s?(?:{_UNIT})\b)", lambda m: f"{number(m['n'])} por"),
    _rule("insulin", r"(?<![\w./])(?P<n>70|75|50)/(?P<m>30|25|50)(?![\w/]|[.,]\d)", lambda m: f"{number(m['n'])} {number(m['m'])}" if int(m["n"]) + int(m["m"]) == 100 else None),
    _rule("strength", rf"{_AMOUNT}\s?(?P<first>{_UNIT})\s?/\s?(?P<m>{_NUMBER})\s?(?P<unit>{_UNIT})(?![\w/])", _strength),
    _rule("strength", rf"{_AMOUNT}\s?/\s?(?P<m>{_NUMBER})\s?(?P<first>)(?P<unit>{_MASSES})(?![\w/])", _combination),
    _rule("pressure", r"(?<![\w./])(?P<n>\d{2,3})/(?P<m>\d{2,3})(?:\s?(?P<unit>mm\s?Hg))?(?![\w/]|[.,]\d)", _pressure),
    _rule("degrees", rf"(?<![\w.,])(?:(?P<n>{_NUMBER})°?{_DASH})?(?P<minus>[-−])?(?P<m>{_NUMBER})\s?(?:°\s?|º\s?(?=[CF]\b))(?P<scale>[CF]\b)?", _degrees),
    _rule("degrees", r"(?<![\w.,/])(?P<n>\d{2,3}(?:[.,]\d)?)\s?(?P<word>grados? )?(?P<scale>[CF])(?![\w'’.]*\w)", _temperature),
    _rule("percent", rf"{_N}\s?%?{_DASH}(?P<m>{_NUMBER})\s?%", lambda m: f"{number(m['n'])} a {number(m['m'])} por ciento"),
    _rule("percent", rf"{_N}\s?%", lambda m: f"{number(m['n'])} por ciento"),
    _rule("money", r"(?:US)?\$\s?(?P<n>\d+(?:[.,]\d{3})*(?:[.,]\d\d)?)(?![\w.,]*\d)", _money),
    _rule("fraction", rf"(?<![\w.,/])(?:(?P<whole>\d+)[ -]?)?(?P<sign>[{''.join(_FRACTIONS)}])(?:\s(?:de\s)?(?P<noun>{_UNIT}|{_MEASURES})(?!\w))?", _fraction),
    _rule("fraction", rf"(?<![\w.,/])(?:(?P<whole>\d+)[ -])?(?P<sign>\d/\d{{1,2}})(?![\w/]|[.,]\d)(?:\s(?:de\s)?(?P<noun>{_UNIT}|{_MEASURES})(?!\w))?", _fraction),
    _rule("ratio", r"\b24/7\b", _words("veinticuatro siete")),
    _rule("every", r"(?:\bq\.?\s?|\bc/\s?)(?P<n>\d{1,2})(?:-(?P<m>\d{1,2}))?\s?(?:hrs|hr|hs|horas|h)\b\.?", _every, re.IGNORECASE),
    _rule("dose range", rf"{_AMOUNT}(?:\s?(?P<first>{_UNIT}))?(?:{_DASH}|\sa\s)(?P<m>{_NUMBER})[ -]?{_RATE}{_DOT}", _dose_range),
    _rule("dose", rf"{_AMOUNT}[ -]?{_RATE}{_DOT}", _dose),
    _rule("noun", rf"{_N}(?:(?:{_DASH}|\sa\s|(?P<or>\so\s))(?P<m>\d+))?\s?(?P<noun>{'|'.join(sorted(_SHORT_NOUNS, key=len, reverse=True))})\b(?:\.(?=\s[a-záéíóú\d]))?", _short_noun),
    _rule("per", rf"{_N}(?:{_DASH}(?P<m>{_NUMBER}))?\s?{_EACH}", lambda m: f"{number(m['n'])}{' a ' + number(m['m']) if m['m'] else ''} {_each(m)}"),
    _rule("per", rf"\b(?P<what>{_COUNTED})\s?{_EACH}", lambda m: f"{m['what']} {_each(m)}"),
    _rule("per", r"\bpor\s(?P<unit>mg|mcg|mL|ml|kg|dL|L|min|lb|mmol)\b", lambda m: f"por {_unit(m['unit'], one=True)}"),
    _rule("unit", r"(?<![\w/.-])(?P<unit>mgs?|mcgs?|mLs?|mls?|kgs?)(?![\w/-])", lambda m: _unit(m["unit"], one=False)),
    _rule("rate", rf"(?<![\w/])(?P<unit>mg|mcg|g|mL|ml|kg|mmol|UI|mEq|unidades|kcal)(?P<per>(?:/(?:{_PER}))+)(?![\w/])", lambda m: _unit(m["unit"], one=False) + _per(m["per"])),
    _abbreviations(_IN_ANY_CASE, re.IGNORECASE),
    _abbreviations(_AS_WRITTEN | WITH_STOP),
    _rule("abbreviation", rf"(?<![\w.])(?P<written>{_any_of(TITLES)})\.(?!\w)", title),
    _rule("abbreviation", r"(?<![\w/])C/\s?(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ]|(?:de|del)\s)", _words("calle")),
    _rule("abbreviation", r"(?<![\w.])Km\.?(?=\s\d)", _words("kilómetro")),
    _rule("count", r"(?<!\w)[Nn](?:\.\s?[º°]|[º°]\.?|[úu]m\.|ro\.)\s?(?P<n>\d+)", lambda m: f"número {number(m['n'])}"),
    _rule("count", r"№\s?(?P<n>\d+)", lambda m: f"número {number(m['n'])}"),
    _rule("count", r"(?<![\w.])(?:[Nn]\.?[ºo°]s\.?|[Nn]\.(?:os|ᵒˢ)|[Nn][úu]ms\.|[Nn]ros\.)(?=\s?\d)", _words("números")),
    _rule("count", r"(?<![\w.])(?P<mark>[Nn]o)\.\s?(?P<n>\d+)", lambda m: f"número {number(m['n'])}" if labels_number(m) else None),
    _rule("days", rf"\b(?P<first>{_DAY})\.?(?:{_DASH}|\sa\s)(?P<last>{_DAY})\b(?:\.(?=\s[a-z\d]))?", _days),
    _rule("count", r"(?<!\w)#(?P<n>\d+)", lambda m: f"número {number(m['n'])}"),
    _rule("number", rf"(?<![\w.])(?P<roman>{ROMAN_SIGNS})(?P<letter>[ABCabc]?)(?!\w)", _roman_sign),
    _rule("roman", rf"\b(?P<head>(?i:{_HEADS}))\s(?P<roman>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?P<letter>[ABC]?)\b", _roman),
    _rule("letter", r"\b(?P<head>[Vv]itaminas?|[Hh]epatitis|[Tt]ipo|[Gg]rupo|[Ii]nfluenza|[Gg]ripe|[Pp]lan|[Pp]arte)\s(?P<letter>[A-Z])\b", lambda m: f"{m['head']} {letters(m['letter'])}"),
    _rule("code", r"\b[A-Z]{1,2}\d{1,2}(?:[-–/][A-Z]{0,2}\d{1,2})+\b", _code),
    _rule("code", r"\b(?:COVID|SARS-CoV)-\d+\b", _code),
    _rule("code", r"(?<![\w-])(?:[A-Z]{1,4}|Sp|Pa)(?:-?\d{1,3}[A-Z]{0,2})+(?![\w-])", _code),
    _rule("code", r"(?<![\w-])(?:SpO2|PaCO2|HbA1c|A1c)(?![\w-])", lambda m: letters(m.group())),
    _rule("group", r"(?<!\w)(?P<letters>AB|A|B|O|Rh)(?:\s?(?P<sign>[+]|[-−](?!\w)))(?!\w)", lambda m: f"{letters(m['letters'])} {'positivo' if m['sign'] == '+' else 'negativo'}"),
    _rule("group", r"\b(?P<letters>AB|A|B|O)(?=\s(?:positivo|negativo)\b)", lambda m: letters(m["letters"])),
    _rule("spelled", r"(?<![\w-])[A-ZÑ](?:-[A-ZÑ])+(?![\w-])", lambda m: letters(m.group())),
    _rule("spelled", r"(?<![\w-])IV(?![\w-])", lambda m: letters(m.group())),
    _rule("spelled", r"(?<![\w.])[A-ZÑ](?:\.\s?[A-ZÑ])+\.?(?!\w)", lambda m: letters(m.group())),
    _rule("spelled", r"(?<![\w-])[BCDFGHJKLMNÑPQRSTVWXZ]{2,5}(?![\w-])", lambda m: letters(m.group())),
    _rule("ordinal", r"(?<![\w.,])(?P<n>\d+)\.?(?P<mark>ª|º|era|ero|er|ᵉʳ|ra|ro|da|do|ta|to|va|vo|ma|mo|na|no)(?P<several>s?)(?!\w)", _ordinal),
    _rule("ordinal", r"(?<![\w.,])(?P<n>\d+)\.(?P<mark>a|o)(?P<several>s?)(?=\s[a-záéíóúñ])", _ordinal),
    _rule("range", rf"{_N}(?:{_DASH}|\sa\s|(?P<or>\so\s))(?P<m>{_NUMBER})\s(?!{_NO_NOUN}){_NOUN}", _counted_range),
    _rule("range", rf"(?<!\d[-–‑]){_N}{_DASH}(?P<m>{_NUMBER})(?![\w/]|[.,]\d|-\d)", lambda m: f"{number(m['n'])} a {number(m['m'])}"),
    _rule("ratio", r"(?<![\w.:])(?P<n>\d{1,3}):(?P<m>\d{1,3}(?:[.  ]\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w:]|[.,]\d)", lambda m: f"{number(m['n'])} a {number(re.sub(r'[^0-9]', '', m['m']))}"),
    _rule("odds", r"(?<![\w./])(?P<n>\d+)\s?/\s?(?P<m>\d+)(?![\w/]|[.,]\d)", _odds),
    _rule("number", rf"{_N}\s(?!{_NO_NOUN}){_NOUN}", _counted),
    _rule("number", rf"{_N}\+(?!\w)", lambda m: f"{number(m['n'])} o más"),
    _rule("number", rf"{_N}(?![\w/]|[.,]\d|\s?[°%])", _plain),
    _rule("apostrophe", WITH_APOSTROPHE, lambda m: with_apostrophes(m.group())),
    _rule("apostrophe", POSSESSIVE, lambda m: with_apostrophes(m.group())),
    _rule("sign", r"(?<![\w=])<(?=\s?\d)", _words("menos de ")),
    _rule("sign", r"(?<![\w=])>(?=\s?\d)", _words("más de ")),
    _rule("sign", r"(?:≤|<=)(?=\s?\d)", _words("como máximo ")),
    _rule("sign", r"(?:≥|>=)(?=\s?\d)", _words("al menos ")),
    _rule("sign", r"±", _words("más o menos ")),
    _rule("sign", r"[~≈](?=\s?\d)", _words("unos ")),
    _rule("sign", r"(?<=\s)[+](?=\s)", _words("más")),
    _rule("sign", r"(?<=\s)=(?=\s)", _words("es igual a")),
    _rule("sign", r"(?<!\w)&(?!\w)", _words("y")),
    _rule("sign", r"(?<=\s)@(?=\s)", _words("a")),
    _rule("sign", r"(?<![\w.,)%°])[-−](?=\d)", _words("menos ")),
)  # fmt: skip
