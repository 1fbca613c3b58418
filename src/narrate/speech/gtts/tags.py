"""Maps BCP 47 tags to gTTS's language codes, and to the Google domains that speak with a country's accent."""

from __future__ import annotations

from functools import cache

# gTTS uses a few withdrawn ISO 639 codes, and names the variants of Chinese by country.
_OTHER_NAMES = {
    "he": "iw", "jv": "jw", "nb": "no", "nn": "no", "fil": "tl", "cmn": "zh-cn", "zh": "zh-cn", "zh-hans": "zh-cn",
    "zh-sg": "zh-cn", "zh-hant": "zh-tw", "zh-hk": "yue", "zh-mo": "yue", "zh-hant-hk": "yue", "zh-hant-mo": "yue",
    "zh-yue": "yue", "zlm": "ms", "arb": "ar", "pt-br": "pt", "pt-ao": "pt-pt", "pt-mz": "pt-pt",
}  # fmt: skip
# From "Localized accents" in gTTS's documentation: a country's domain speaks with its accent.
_ACCENTS = {
    "en-au": "com.au", "en-gb": "co.uk", "en-us": "us", "en-ca": "ca", "en-in": "co.in", "en-ie": "ie",
    "en-za": "co.za",
    "en-ng": "com.ng", "es-mx": "com.mx", "es-es": "es", "es-us": "us", "pt-br": "com.br", "pt-pt": "pt",
}  # fmt: skip
_USUAL = "com"


@cache
def languages() -> dict[str, str]:
    """Return the code of every language that gTTS has, by the code in lower case."""
    from gtts.lang import tts_langs

    return {code.lower(): code for code in tts_langs()}


def gtts_language(tag: str) -> str:
    """Return gTTS's code for the BCP 47 tag ``tag``, or an empty string.

    Subtags are dropped from the end until a code is known.
    """
    wanted = tag.lower()
    while wanted:
        code = languages().get(_OTHER_NAMES.get(wanted, wanted))
        if code or wanted in _OTHER_NAMES:
            return code or ""
        wanted = wanted.rpartition("-")[0]
    return ""


def accent(tag: str) -> str:
    """Return the top-level domain at which Google speaks ``tag`` with its country's accent."""
    return _ACCENTS.get(tag.lower(), _USUAL)
