"""Abbreviations of Spanish titles, streets and rooms, and how what stands beside them tells which is meant."""

from __future__ import annotations

import re

# With their full stop, as written.
WITH_STOP: dict[str, str] = {
    "Av.": "avenida", "Avda.": "avenida", "Avd.": "avenida", "Ave.": "avenida", "Pza.": "plaza", "Plza.": "plaza", "Pzla.": "plazuela",
    "Ctra.": "carretera", "Crta.": "carretera", "Blvd.": "bulevar", "Bvar.": "bulevar", "Pso.": "paseo", "P.º": "paseo", "Urb.": "urbanización",
    "Edif.": "edificio", "edif.": "edificio", "Hab.": "habitación", "hab.": "habitación", "Dpto.": "departamento", "dpto.": "departamento",
    "Depto.": "departamento", "depto.": "departamento", "Dptos.": "departamentos", "Apto.": "apartamento", "Hosp.": "hospital", "Col.": "colonia",
    "Sta.": "Santa", "Sto.": "Santo", "Nta.": "Nuestra", "esq.": "esquina", "pta.": "puerta", "dcha.": "derecha", "izda.": "izquierda",
    "tfno.": "teléfono", "Tfno.": "teléfono", "tlf.": "teléfono", "Tlf.": "teléfono", "Profa.": "profesora", "Prof.": "profesor", "Ing.": "ingeniero",
    "Mtro.": "maestro", "Mtra.": "maestra", "Vd.": "usted", "Vds.": "ustedes", "Sres.": "señores", "Sras.": "señoras", "Dras.": "doctoras",
    "Ldo.": "licenciado", "Lda.": "licenciada", "Ph.D.": "pe hache de", "PhD": "pe hache de", "hrs.": "horas", "hs.": "horas", "Hrs.": "horas",
    "mins.": "minutos", "aprox.": "aproximadamente", "incl.": "incluido", "temp.": "temperatura", "Temp.": "temperatura",
    "máx.": "máximo", "Máx.": "máximo", "mín.": "mínimo", "Mín.": "mínimo",
}  # fmt: skip
# The same for a man and a woman: (man, woman).
TITLES: dict[str, tuple[str, str]] = {
    "Lic": ("licenciado", "licenciada"), "Licda": ("licenciada", "licenciada"), "Licdo": ("licenciado", "licenciado"),
    "Enf": ("enfermero", "enfermera"), "Psic": ("psicólogo", "psicóloga"), "Farm": ("farmacéutico", "farmacéutica"),
}  # fmt: skip

_ARTICLE = re.compile(r"(?i:\b(?P<woman>la|una|las)|\b(?:el|un|al|del|los))\s$")
_NAME = re.compile(r"\s(?P<name>[A-ZÁÉÍÓÚÑ][^\W\d_]+)")
_ILLNESS = re.compile(r"\s(?:de\s[A-ZÁÉÍÓÚÑ]|del\s)")  # "Enf. de Crohn"; "la Enf. de turno" is a nurse
_MOST = 60  # letters looked at before an abbreviation


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _MOST) : match.start()]


def title(match: re.Match[str]) -> str | None:
    """``la Lic. Ruiz``, ``Enf. Luis``: the article tells a woman from a man, else the name's last letter."""
    article = _ARTICLE.search(_before(match))
    name = _NAME.match(match.string, match.end())
    man, woman = TITLES[match["written"]]
    if man == "enfermero" and _ILLNESS.match(match.string, match.end()):
        return "enfermedad"
    if article:
        return woman if article["woman"] else man
    if name is None:
        return None
    return woman if name["name"].endswith("a") else man


# "Diga que no. 3 tabletas es demasiado." holds an answer; a number's label stands behind a noun.
_ANSWERS = frozenset([
    "que", "diga", "dice", "digo", "decir", "dijo", "dígale", "diga", "responda", "responde", "contesta", "conteste",
    "es", "era", "son", "o", "y", "u", "si", "no", "sí", "pero", "entonces", "siempre", "claro", "ella", "él", "usted",
    "yo", "creo", "como", "tampoco", "ya", "aún", "todavía",
])  # fmt: skip
_ONE_BEFORE = re.compile(r"[Nn][\w.º°]{0,3}\s?\d{1,6}(?:[,;]|\s(?:y|o))\s$")  # "no. 3, no. 4"
_NOUN_BEFORE = re.compile(r"(?P<noun>\b[^\W\d_]+)\s\(?$")
_AMOUNT_AFTER = re.compile(
    r"\s(?:tabletas|pastillas|cápsulas|comprimidos|gotas|dosis|unidades|vasos|tazas|cucharadas|cucharaditas|horas|días|semanas|meses|"
    r"minutos|veces|personas|comidas|visitas|más|de|mg|ml|mL|mcg|g)\b"
)
_LABELLED = frozenset([
    "pastilla", "tableta", "cápsula", "sala", "habitación", "cuarto", "cama", "paso", "puerta", "piso", "planta",
    "ejercicio", "talla", "aguja", "tubo", "bolsa", "caja", "frasco", "dosis", "día", "lote", "paciente", "ventanilla",
    "página", "figura", "tabla", "capítulo", "parte", "pregunta", "edificio", "consultorio", "consulta", "clínica",
    "teléfono", "expediente", "línea", "casa", "oficina", "el", "la",
])  # fmt: skip


def labels_number(match: re.Match[str]) -> bool:
    """Whether ``no.`` before a number is the word "número"; before an amount, or where an answer is expected, it is not."""
    found = _NOUN_BEFORE.search(_before(match))
    noun = found["noun"].lower() if found else ""
    if _AMOUNT_AFTER.match(match.string, match.end()) and noun not in _LABELLED:
        return False
    if match["mark"][0] == "N" or _ONE_BEFORE.search(_before(match)):
        return True
    return bool(noun) and noun not in _ANSWERS
