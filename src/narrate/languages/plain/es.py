"""Plain Spanish."""

import re

from narrate.languages.plain import Plain

PLAIN = Plain(
    purpose=re.compile(
        r"\best[ae] (?:guía|charla|video|vídeo|página|parte|programa)\b|\b(?:conocerá|aprenderá|verá|sabrá|explica|explicamos|"
        r"le explicaremos|le ayuda|puede ayudarle|de qué trata)\b|\bcómo \w+|\bqué esperar\b",
        re.IGNORECASE,
    ),
    passive=re.compile(
        r"\b(?:es|son|fue|fueron|era|eran|será|serán|sea|sean|ser|sido|siendo)\s(?:\w+mente\s)?(?:no\s)?\w{2,}(?:ad|id)[oa]s?\b", re.IGNORECASE
    ),
    address=re.compile(r"\b(?:usted|ustedes|su|sus|le|les|tu|tus|te|tú|avise|llame|tome|pida|pídale|pregunte|diga|hable)\b", re.IGNORECASE),
    everyday={
        "utilizar": "usar", "administrar": "dar", "deambular": "caminar", "facultativo": "médico", "hipertensión": "presión alta",
        "hipotensión": "presión baja", "renal": "del riñón", "hepático": "del hígado", "hepática": "del hígado", "pulmonar": "del pulmón",
        "cardíaco": "del corazón", "cardíaca": "del corazón", "cutáneo": "de la piel", "cutánea": "de la piel", "gástrico": "del estómago",
        "gástrica": "del estómago", "cerebral": "del cerebro", "edema": "hinchazón", "contusión": "moretón", "laceración": "herida",
        "astenia": "cansancio", "cefalea": "dolor de cabeza", "disnea": "falta de aire", "analgésico": "medicina para el dolor",
        "benigno": "que no es cáncer", "maligno": "de cáncer", "crónico": "de larga duración", "crónica": "de larga duración",
        "agudo": "repentino", "aguda": "repentina", "contraindicado": "peligroso", "contraindicada": "peligrosa", "etiología": "causa",
        "febril": "con fiebre", "hemorragia": "sangrado", "incisión": "corte", "inflamación": "hinchazón", "ingerir": "tragar",
        "micción": "orinar", "obtener": "conseguir", "pronóstico": "lo que se espera", "subcutáneo": "debajo de la piel",
        "subcutánea": "debajo de la piel", "posteriormente": "después", "previamente": "antes", "suturas": "puntos",
        "tópico": "sobre la piel", "aproximadamente": "más o menos", "adicional": "más", "suficiente": "bastante", "finalizar": "terminar",
        "iniciar": "empezar", "evacuar": "ir al baño", "intervención": "operación", "prurito": "picazón", "vómica": "vómito",
    },
)  # fmt: skip
