"""Numbers in Spanish words, long scale, with the gender of what is counted."""

from __future__ import annotations

_SMALL = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_HUNDREDS = [
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
]
_ORDINALS = [
    "primero",
    "segundo",
    "tercero",
    "cuarto",
    "quinto",
    "sexto",
    "séptimo",
    "octavo",
    "noveno",
    "décimo",
    "undécimo",
    "duodécimo",
    "decimotercero",
    "decimocuarto",
    "decimoquinto",
    "decimosexto",
    "decimoséptimo",
    "decimoctavo",
    "decimonoveno",
    "vigésimo",
]
LARGEST = 10**12 - 1


def cardinal(number: int, before: str = "") -> str:
    """Say a whole number: ``21`` gives ``veintiuno``.

    Before a noun, ``before`` is its gender: "m" gives ``veintiún``, "f" ``veintiuna``. Raises ValueError for a negative
    number or one over ``LARGEST``.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(number)
    words = _plain(number)
    if before == "f":
        words = words.replace("cientos", "cientas").replace("quinientos", "quinientas")
        return words[:-3] + "una" if words.endswith("uno") else words
    if before == "m":
        if words.endswith("veintiuno"):
            return words[:-9] + "veintiún"
        return words[:-1] if words.endswith("uno") else words
    return words


def _plain(number: int) -> str:
    if number < 30:
        return _SMALL[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens - 3] + (f" y {_SMALL[rest]}" if rest else "")
    if number == 100:
        return "cien"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return _HUNDREDS[hundreds - 1] + (f" {_plain(rest)}" if rest else "")
    if number < 10**6:
        thousands, rest = divmod(number, 1000)
        first = "mil" if thousands == 1 else f"{cardinal(thousands, 'm')} mil"
    else:
        millions, rest = divmod(number, 10**6)
        first = "un millón" if millions == 1 else f"{cardinal(millions, 'm')} millones"
    return first + (f" {_plain(rest)}" if rest else "")


def ordinal(number: int, gender: str = "m") -> str:
    """Say an ordinal: ``2`` gives ``segundo`` or ``segunda``. Over 20 it is the cardinal, as in speech."""
    if not 1 <= number <= len(_ORDINALS):
        return cardinal(number, gender)
    words = _ORDINALS[number - 1]
    return words[:-1] + "a" if gender == "f" else words


def digits(text: str) -> str:
    """Say ``text`` digit by digit: ``112`` gives ``uno uno dos``."""
    return " ".join(_SMALL[int(character)] for character in text)


def decimal(text: str, before: str = "") -> str:
    """Say a number with a decimal comma or point, as it is written: ``2,5``, ``2.5``, ``1 250``, ``1.250``.

    One or two decimals are said as a number (``2,5``: dos coma cinco; ``0,25``: cero coma veinticinco). More decimals,
    or decimals with a leading zero, are said digit by digit. ``before`` is the gender of the noun after the number.
    """
    whole, mark, part = split_number(text)
    if not part:
        return cardinal(int(whole or "0"), before)
    said = "punto" if mark == "." else "coma"
    rest = digits(part) if part[0] == "0" or len(part) > 2 else cardinal(int(part))
    return f"{cardinal(int(whole or '0'))} {said} {rest}"


def split_number(text: str) -> tuple[str, str, str]:
    """Return (whole digits, decimal mark, decimal digits) of a number. Three digits after a mark are thousands."""
    compact = text.replace(" ", "").replace("\u202f", "")
    marks = [character for character in compact if character in ".,"]
    if not marks:
        return compact, "", ""
    last = marks[-1]
    whole, _, part = compact.rpartition(last)
    grouped = len(part) == 3 and whole.replace(".", "").replace(",", "") not in ("", "0") and whole[0] != "0"
    if grouped and (last == "." or len(marks) > 1 or part == "000"):  # nobody writes 10,000 to mean ten
        return compact.replace(".", "").replace(",", ""), "", ""
    return whole.replace(".", "").replace(",", ""), last, part
