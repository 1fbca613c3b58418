"""Spanish abbreviations of titles, streets and rooms, and how context decides their meaning."""

from __future__ import annotations

import re

from narrate.languages.spoken.rules import text_before
from narrate.languages.spoken.rules.labels import LabelWords

IN_ANY_CASE: dict[str, str] = {
    "p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "ej.": "ejemplo", "etc.": "etcétera", "aprox.": "aproximadamente",
    "vs.": "versus", "máx.": "máximo", "mín.": "mínimo", "v.o.": "por la boca", "v. o.": "por la boca", "i.v.": "i uve",
    "s/n": "si es necesario", "p.r.n.": "si es necesario", "b.i.d.": "dos veces al día", "t.i.d.": "tres veces al día",
    "q.i.d.": "cuatro veces al día", "q.d.": "cada día", "qd": "cada día", "izq.": "izquierdo", "dcho.": "derecho", "c/u": "cada uno",
    "c/día": "cada día", "y/o": "y o", "pág.": "página", "tel.": "teléfono", "núm.": "número",
}  # fmt: skip
AS_WRITTEN: dict[str, str] = {
    "Dr.": "doctor", "Dra.": "doctora", "Dres.": "doctores", "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Ud.": "usted",
    "Uds.": "ustedes", "VO": "por la boca", "pH": "pe hache", "EE. UU.": "Estados Unidos", "EE.UU.": "Estados Unidos", "Fig.": "figura", "L-V": "lunes a viernes",
    "mmHg": "milímetros de mercurio", "mm Hg": "milímetros de mercurio",
}  # fmt: skip
# As written, with their full stop.
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
# Likewise, for (man, woman).
TITLES: dict[str, tuple[str, str]] = {
    "Lic": ("licenciado", "licenciada"), "Licda": ("licenciada", "licenciada"), "Licdo": ("licenciado", "licenciado"),
    "Enf": ("enfermero", "enfermera"), "Psic": ("psicólogo", "psicóloga"), "Farm": ("farmacéutico", "farmacéutica"),
}  # fmt: skip

_ARTICLE = re.compile(r"(?i:\b(?P<woman>la|una|las)|\b(?:el|un|al|del|los))\s$")
_NAME = re.compile(r"\s(?P<name>[A-ZÁÉÍÓÚÑ][^\W\d_]+)")
_ILLNESS = re.compile(r"\s(?:de\s[A-ZÁÉÍÓÚÑ]|del\s)")  # "Enf. de Crohn"; "la Enf. de turno" is a nurse


def title(match: re.Match[str]) -> str | None:
    """Say a title: ``la Lic. Ruiz``, ``Enf. Luis``.

    Its gender is that of the article before it, or else that of the name, by its last letter.
    """
    article = _ARTICLE.search(text_before(match))
    name = _NAME.match(match.string, match.end())
    man, woman = TITLES[match["written"]]
    if man == "enfermero" and _ILLNESS.match(match.string, match.end()):
        return "enfermedad"
    if article:
        return woman if article["woman"] else man
    if name is None:
        return None
    return woman if name["name"].endswith("a") else man


# In "Diga que no. 3 tabletas es demasiado." no is an answer; as the label of a number it follows a noun.
_ANSWERS = frozenset([
    "que", "diga", "dice", "digo", "decir", "dijo", "dígale", "diga", "responda", "responde", "contesta", "conteste",
    "es", "era", "son", "o", "y", "u", "si", "no", "sí", "pero", "entonces", "siempre", "claro", "ella", "él", "usted",
    "yo", "creo", "como", "tampoco", "ya", "aún", "todavía",
])  # fmt: skip
_AMOUNTS = (
    r"tabletas|pastillas|cápsulas|comprimidos|gotas|dosis|unidades|vasos|tazas|cucharadas|cucharaditas|horas|días|semanas|meses|"
    r"minutos|veces|personas|comidas|visitas|más|de|mg|ml|mL|mcg|g"
)
_LABELLED = frozenset([
    "pastilla", "tableta", "cápsula", "sala", "habitación", "cuarto", "cama", "paso", "puerta", "piso", "planta",
    "ejercicio", "talla", "aguja", "tubo", "bolsa", "caja", "frasco", "dosis", "día", "lote", "paciente", "ventanilla",
    "página", "figura", "tabla", "capítulo", "parte", "pregunta", "edificio", "consultorio", "consulta", "clínica",
    "teléfono", "expediente", "línea", "casa", "oficina", "el", "la",
])  # fmt: skip
LABEL_WORDS = LabelWords(answers=_ANSWERS, labelled=_LABELLED, amounts=_AMOUNTS, joining="y|o", letter=r"[^\W\d_]")
