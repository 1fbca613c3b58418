"""The gender of Spanish nouns, for the numbers before them."""

from __future__ import annotations

_MASCULINE = frozenset(
    [
        "día",
        "días",
        "problema",
        "problemas",
        "sistema",
        "sistemas",
        "síntoma",
        "síntomas",
        "programa",
        "programas",
        "tema",
        "temas",
        "mapa",
        "mapas",
        "coma",
        "clima",
        "edema",
        "edemas",
        "eccema",
        "enfisema",
        "electrocardiograma",
        "mililitros",
    ]
)
_FEMININE = frozenset(
    [
        "dosis",
        "vez",
        "veces",
        "mano",
        "manos",
        "noche",
        "noches",
        "tarde",
        "tardes",
        "sed",
        "piel",
        "sangre",
        "fiebre",
        "parte",
        "partes",
        "base",
        "bases",
        "fase",
        "fases",
        "clase",
        "clases",
        "pruebas",
        "mujer",
        "mujeres",
        "leche",
        "sal",
        "sales",
        "carne",
        "luz",
        "crisis",
        "diálisis",
        "prótesis",
        "señal",
        "señales",
        "imagen",
        "imágenes",
        "llave",
        "calle",
        "nariz",
        "raíz",
        "voz",
        "cruz",
        "red",
        "pared",
        "paredes",
        "sesión",
        "sesiones",
    ]
)


def gender(noun: str) -> str:
    """Return the gender of ``noun``, ``f`` or ``m``, from its ending and a list of exceptions."""
    word = noun.lower()
    if word in _MASCULINE:
        return "m"
    endings = ("a", "as", "ción", "ciones", "sión", "siones", "dad", "dades", "tud", "tudes", "umbre")
    return "f" if word in _FEMININE or word.endswith(endings) else "m"
