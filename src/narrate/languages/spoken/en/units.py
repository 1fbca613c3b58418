"""English units: singular and plural by written form."""

from __future__ import annotations

UNITS: dict[str, tuple[str, str]] = {
    "kg": ("kilogram", "kilograms"), "kgs": ("kilogram", "kilograms"), "gms": ("gram", "grams"), "mgs": ("milligram", "milligrams"),
    "mcgs": ("microgram", "micrograms"), "mLs": ("milliliter", "milliliters"), "mls": ("milliliter", "milliliters"),
    "ccs": ("milliliter", "milliliters"), "dl": ("deciliter", "deciliters"), "cms": ("centimeter", "centimeters"),
    "mms": ("millimeter", "millimeters"), "kms": ("kilometer", "kilometers"), "ozs": ("ounce", "ounces"),
    "IUs": ("international unit", "international units"), "mEqs": ("milliequivalent", "milliequivalents"),
    "g": ("gram", "grams"), "gm": ("gram", "grams"), "mg": ("milligram", "milligrams"),
    "mcg": ("microgram", "micrograms"), "µg": ("microgram", "micrograms"), "μg": ("microgram", "micrograms"),
    "ng": ("nanogram", "nanograms"), "pg": ("picogram", "picograms"),
    "L": ("liter", "liters"), "l": ("liter", "liters"), "dL": ("deciliter", "deciliters"),
    "mL": ("milliliter", "milliliters"), "ml": ("milliliter", "milliliters"), "cc": ("milliliter", "milliliters"),
    "µL": ("microliter", "microliters"), "μL": ("microliter", "microliters"),
    "km": ("kilometer", "kilometers"), "m": ("meter", "meters"), "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"), "ft": ("foot", "feet"), "in.": ("inch", "inches"), "yd": ("yard", "yards"),
    "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"),
    "fl oz": ("fluid ounce", "fluid ounces"),
    "tsp": ("teaspoon", "teaspoons"), "tsps": ("teaspoon", "teaspoons"), "Tsp": ("teaspoon", "teaspoons"),
    "tbsp": ("tablespoon", "tablespoons"), "tbsps": ("tablespoon", "tablespoons"), "Tbsp": ("tablespoon", "tablespoons"),
    "gtt": ("drop", "drops"), "gtts": ("drop", "drops"), "cm H2O": ("centimeter of water", "centimeters of water"),
    "mmol": ("millimole", "millimoles"), "µmol": ("micromole", "micromoles"), "μmol": ("micromole", "micromoles"),
    "mol": ("mole", "moles"), "mEq": ("milliequivalent", "milliequivalents"), "mOsm": ("milliosmole", "milliosmoles"),
    "IU": ("international unit", "international units"), "mIU": ("milli international unit", "milli international units"),
    "U": ("unit", "units"), "units": ("unit", "units"), "unit": ("unit", "units"),
    "mmHg": ("millimeter of mercury", "millimeters of mercury"),
    "mm Hg": ("millimeter of mercury", "millimeters of mercury"),
    "cmH2O": ("centimeter of water", "centimeters of water"), "kPa": ("kilopascal", "kilopascals"),
    "kcal": ("kilocalorie", "kilocalories"), "cal": ("calorie", "calories"), "kJ": ("kilojoule", "kilojoules"),
    "J": ("joule", "joules"), "W": ("watt", "watts"), "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"), "dB": ("decibel", "decibels"), "Gy": ("gray", "grays"), "mGy": ("milligray", "milligrays"),
    "mSv": ("millisievert", "millisieverts"), "bpm": ("beat per minute", "beats per minute"),
    "s": ("second", "seconds"), "sec": ("second", "seconds"), "secs": ("second", "seconds"), "ms": ("millisecond", "milliseconds"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "h": ("hour", "hours"), "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"), "d": ("day", "days"), "wk": ("week", "weeks"), "wks": ("week", "weeks"),
    "mo": ("month", "months"), "mos": ("month", "months"), "yr": ("year", "years"), "yrs": ("year", "years"), "y": ("year", "years"),
    "Fr": ("French", "French"), "mph": ("mile per hour", "miles per hour"),
}  # fmt: skip
# After a slash, as in mg/kg/day; these are already words.
PER_WORDS = {
    "day": "day", "dose": "dose", "hour": "hour", "week": "week", "month": "month", "year": "year", "minute": "minute",
    "second": "second", "night": "night", "m2": "square meter", "m²": "square meter", "tablet": "tablet", "puff": "puff",
}  # fmt: skip
