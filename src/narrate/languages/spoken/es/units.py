"""Spanish units: singular, plural and gender by written form."""

from __future__ import annotations

UNITS: dict[str, tuple[str, str, str]] = {
    "kgs": ("kilogramo", "kilogramos", "m"), "gms": ("gramo", "gramos", "m"), "grs": ("gramo", "gramos", "m"), "mgs": ("miligramo", "miligramos", "m"),
    "mcgs": ("microgramo", "microgramos", "m"), "mLs": ("mililitro", "mililitros", "m"), "mls": ("mililitro", "mililitros", "m"),
    "ccs": ("mililitro", "mililitros", "m"), "lts": ("litro", "litros", "m"), "lt": ("litro", "litros", "m"), "cms": ("centímetro", "centímetros", "m"),
    "mms": ("milímetro", "milímetros", "m"), "kms": ("kilómetro", "kilómetros", "m"), "mts": ("metro", "metros", "m"), "ozs": ("onza", "onzas", "f"),
    "UIs": ("unidad internacional", "unidades internacionales", "f"), "mins": ("minuto", "minutos", "m"), "segs": ("segundo", "segundos", "m"),
    "kg": ("kilogramo", "kilogramos", "m"), "g": ("gramo", "gramos", "m"), "gr": ("gramo", "gramos", "m"),
    "mg": ("miligramo", "miligramos", "m"), "mcg": ("microgramo", "microgramos", "m"), "µg": ("microgramo", "microgramos", "m"),
    "μg": ("microgramo", "microgramos", "m"), "ng": ("nanogramo", "nanogramos", "m"), "pg": ("picogramo", "picogramos", "m"),
    "L": ("litro", "litros", "m"), "l": ("litro", "litros", "m"), "dL": ("decilitro", "decilitros", "m"), "dl": ("decilitro", "decilitros", "m"),
    "mL": ("mililitro", "mililitros", "m"), "ml": ("mililitro", "mililitros", "m"), "cc": ("mililitro", "mililitros", "m"),
    "µL": ("microlitro", "microlitros", "m"), "km": ("kilómetro", "kilómetros", "m"), "m": ("metro", "metros", "m"),
    "cm": ("centímetro", "centímetros", "m"), "mm": ("milímetro", "milímetros", "m"), "lb": ("libra", "libras", "f"),
    "lbs": ("libra", "libras", "f"), "oz": ("onza", "onzas", "f"), "pies": ("pie", "pies", "m"),
    "cdta.": ("cucharadita", "cucharaditas", "f"), "cdta": ("cucharadita", "cucharaditas", "f"), "cda.": ("cucharada", "cucharadas", "f"),
    "cda": ("cucharada", "cucharadas", "f"), "cdas.": ("cucharada", "cucharadas", "f"), "cdas": ("cucharada", "cucharadas", "f"),
    "cdtas.": ("cucharadita", "cucharaditas", "f"), "cdtas": ("cucharadita", "cucharaditas", "f"),
    "pulg": ("pulgada", "pulgadas", "f"), "gts": ("gota", "gotas", "f"), "gtt": ("gota", "gotas", "f"),
    "hs": ("hora", "horas", "f"), "fl oz": ("onza líquida", "onzas líquidas", "f"),
    "cmH2O": ("centímetro de agua", "centímetros de agua", "m"), "cm H2O": ("centímetro de agua", "centímetros de agua", "m"),
    "mmol": ("milimol", "milimoles", "m"), "µmol": ("micromol", "micromoles", "m"), "mol": ("mol", "moles", "m"),
    "mEq": ("miliequivalente", "miliequivalentes", "m"), "mOsm": ("miliosmol", "miliosmoles", "m"),
    "UI": ("unidad internacional", "unidades internacionales", "f"), "IU": ("unidad internacional", "unidades internacionales", "f"),
    "U": ("unidad", "unidades", "f"), "unidades": ("unidad", "unidades", "f"), "unidad": ("unidad", "unidades", "f"),
    "mmHg": ("milímetro de mercurio", "milímetros de mercurio", "m"), "mm Hg": ("milímetro de mercurio", "milímetros de mercurio", "m"),
    "kPa": ("kilopascal", "kilopascales", "m"), "kcal": ("kilocaloría", "kilocalorías", "f"), "cal": ("caloría", "calorías", "f"),
    "kJ": ("kilojulio", "kilojulios", "m"), "Hz": ("hercio", "hercios", "m"), "kHz": ("kilohercio", "kilohercios", "m"),
    "dB": ("decibelio", "decibelios", "m"), "Gy": ("gray", "grays", "m"), "mGy": ("miligray", "miligrays", "m"),
    "mSv": ("milisievert", "milisieverts", "m"), "lpm": ("latido por minuto", "latidos por minuto", "m"),
    "s": ("segundo", "segundos", "m"), "seg": ("segundo", "segundos", "m"), "min": ("minuto", "minutos", "m"),
    "h": ("hora", "horas", "f"), "hr": ("hora", "horas", "f"), "hrs": ("hora", "horas", "f"), "sem": ("semana", "semanas", "f"),
    "Fr": ("French", "French", "m"), "gotas": ("gota", "gotas", "f"),
}  # fmt: skip
# After a slash, as in mg/kg/día; these are already words.
PER_WORDS = {
    "día": "día", "dia": "día", "d": "día", "dosis": "dosis", "hora": "hora", "semana": "semana", "mes": "mes", "año": "año",
    "minuto": "minuto", "noche": "noche", "m2": "metro cuadrado", "m²": "metro cuadrado", "tableta": "tableta", "toma": "toma",
}  # fmt: skip
