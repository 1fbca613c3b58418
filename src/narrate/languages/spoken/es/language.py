"""Spanish of the Americas: number words, units, months and joining words."""

from __future__ import annotations

from narrate.languages.spoken.es.numbers import LARGEST, cardinal, decimal, digits, split_number
from narrate.languages.spoken.es.units import PER_WORDS, UNITS
from narrate.languages.spoken.language import SpokenLanguage, Words

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip


def number(text: str, before: str = "") -> str:
    """Say a number in words, or digit by digit if it begins with zeros or is too large.

    ``before`` is the gender ("m" or "f") of the noun after the number, empty if there is none.
    """
    whole, mark, part = split_number(text)
    if len(whole) > len(str(LARGEST)) - 1 or (len(whole) > 1 and whole[0] == "0"):
        return digits(whole + part)
    return decimal(text, before) if mark or part else cardinal(int(whole), before)


def _date(day: int, month: str, year: int | None) -> str:
    said = f"{'primero' if day == 1 else cardinal(day)} de {month}"
    return said + (f" de {cardinal(year)}" if year is not None else "")


def _time(hour: int, minute: int | None, half: str) -> str | None:
    if half and not hour:
        return None
    said = cardinal(hour, "f")
    if minute:
        said += f" {'cero ' if minute < 10 else ''}{cardinal(minute)}"
    elif not half:
        said += " en punto"
    return f"{said} {_part_of_day(hour, half)}" if half else said


def _part_of_day(hour: int, half: str) -> str:
    if half == "AM":
        return "de la noche" if hour == 12 else "de la mañana"
    return "del mediodía" if hour == 12 else "de la tarde" if hour < 8 else "de la noche"


def _is_part(above: str, below: str) -> bool:
    return len(above) == 1 and above < below and below in ("2", "3", "4", "8")


LANGUAGE = SpokenLanguage(
    words=Words(
        to="a",
        and_="y",
        per="por",
        over="sobre",
        by="por",
        times="por",
        out_of="de",
        percent="por ciento",
        number="número",
        plus="o más",
        minus="menos",
        positive="positivo",
        negative="negativo",
    ),
    number_pattern=r"(?:\d{1,3}(?:[  \u202f]\d{3}){1,20}|\d{1,3}(?:[.,]\d{3}){1,20}|\d+)(?:[.,]\d+)?|[.,]\d+",
    point="[.,]",
    number=number,
    cardinal=cardinal,
    digits=digits,
    say_year=cardinal,
    say_date=_date,
    say_time=_time,
    is_part=_is_part,
    units=UNITS,
    per_units=PER_WORDS,
    degree=("grado", "grados", "m"),
    masses="kg|mcg|mg|gr|g|UI|mEq",
    lengths="cm|mm|km|m|pies|pulg",
    each="minuto|min|hora|hr|h|día|dia|d|semana|sem|mes|año|noche|dosis|toma|comida|segundo|seg|s|persona",
    each_words={
        "min": "minuto", "h": "hora", "hr": "hora", "sem": "semana", "d": "día", "dia": "día", "seg": "segundo",
        "s": "segundo",
    },
    months=MONTHS,
    short_months={month[:3]: month for month in MONTHS}
    | {"set": "septiembre", "sept": "septiembre", "setiembre": "setiembre"},
    weekdays={
        "lu": "lunes", "ma": "martes", "mi": "miércoles", "ju": "jueves", "vi": "viernes", "sá": "sábado", "sa": "sábado",
        "do": "domingo",
    },
    weekday="lunes|lun|martes|mar|miércoles|mié|mie|jueves|jue|viernes|vie|sábado|sáb|sab|domingo|dom",
    no_years="calorías|kcal|pasos|personas|pacientes|palabras|pies|metros|dólares|pesos|euros|miligramos|mililitros|unidades|gramos",
    letter_names={
        "a": "a", "b": "be", "c": "ce", "d": "de", "e": "e", "f": "efe", "g": "ge", "h": "hache", "i": "i", "j": "jota",
        "k": "ka", "l": "ele", "m": "eme", "n": "ene", "ñ": "eñe", "o": "o", "p": "pe", "q": "cu", "r": "erre", "s": "ese",
        "t": "te", "u": "u", "v": "uve", "w": "doble-ve", "x": "equis", "y": "ye", "z": "zeta",
    },
    capitals="A-ZÑ",
    web_words={
        "www.": "triple uve punto", "@": "arroba", ".": "punto", "/": "barra", "-": "guion", "_": "guion bajo",
    },
    range_of_one=True,
)  # fmt: skip
