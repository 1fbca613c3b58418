"""Data about languages, and functions for language tags (BCP 47).

A language with a module here (``en.py``, ``fr.py``, ``zh_hant.py`` for Chinese in traditional characters) has the
phrases that editions show, such as "Slide 3 of 12"; some also have words that begin a thought and stop words. Any other
language gets English phrases, which editions mark as English. Abbreviations are in ``abbreviations/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module, util
from pathlib import Path

from narrate.errors import UsageError
from narrate.languages.names import english_name_of, own_name_of


@dataclass(frozen=True, slots=True)
class Language:
    """What narrate knows about a language.

    - ``openers``: words that often begin a new thought.
    - ``stop_words``: words that say nothing about the subject, such as "the".
    - ``phrases``: what editions show or speak, by name, written in ``phrases_language``. In ``slide_of`` the number
      must come before the total, since decks count with the first number.
    - ``region``: the region that office formats get if the tag has none.
    - ``alpha3``: the code of ISO 639-2.
    - ``autonym``: the language's own name.
    """

    code: str
    phrases_language: str
    phrases: Mapping[str, str] = field(default_factory=dict)
    openers: frozenset[str] = frozenset()
    stop_words: frozenset[str] = frozenset()
    region: str = ""
    alpha3: str = ""
    autonym: str = ""


def primary_language(tag: str) -> str:
    """Return ``tag`` without script and region, in lower case: ``es`` for ``es-MX``."""
    return tag.partition("-")[0].lower()


def normal_tag(text: str) -> str:
    """Return the tag ``text`` in its normal form: ``EN_us`` gives ``en-US``.

    Raises UsageError if it is not a BCP 47 tag of registered subtags.
    """
    if _has_data(text):
        return text
    import langcodes

    if not langcodes.tag_is_valid(text):
        raise UsageError(f"unknown language tag {text!r}: a tag looks like en, es-MX or zh-Hant (BCP 47)")
    return langcodes.standardize_tag(text)


# Spoken by many patients, but missing from the locale data used below to tell languages from words.
_ALSO_LANGUAGES = frozenset(["chk", "cnh", "hmn", "kar", "ksw", "mah", "mww", "prs", "quc", "rhg"])


@cache  # a batch has few languages and many files
def is_tag(text: str) -> bool:
    """Whether ``text``, a file name, is a language tag.

    Almost every word of three letters is a registered tag ("hip", "eye"). Such a word counts only if CLDR has data for
    the language, or if it is one of ``_ALSO_LANGUAGES``.
    """
    if _has_data(text):
        return True
    if not is_registered(text):
        return False
    primary = primary_language(text.replace("_", "-"))
    return len(primary) == 2 or primary in _ALSO_LANGUAGES or own_name_of(primary) != ""


def is_registered(text: str) -> bool:
    """Whether ``text`` is a BCP 47 tag of registered subtags. Most short words are."""
    import langcodes

    return 0 < len(text) <= 35 and langcodes.tag_is_valid(text)


def _has_data(text: str) -> bool:
    """Whether ``text`` is the code of a language with a module here. Does not load the registry of tags."""
    return len(text) <= 3 and text.isalpha() and text.islower() and (Path(__file__).parent / f"{text}.py").is_file()


def own_name(tag: str) -> str:
    """Return the language's own name: ``es`` gives ``Español``. The tag itself if unknown."""
    if tag.isalpha() and (autonym := language_data(tag).autonym):
        return autonym
    if name := own_name_of(tag):
        return name
    import langcodes

    return own_name_of(langcodes.standardize_tag(tag, macro=True)) or tag  # pes (Iranian Persian) becomes fa


def english_name(tag: str) -> str:
    """Return the language's English name: ``es`` and ``es-MX`` give ``Spanish``. The tag itself if unknown."""
    return english_name_of(primary_language(tag)) or tag


def office_tag(tag: str) -> str:
    """Return the tag with a region, which office formats require: ``en`` gives ``en-US``."""
    if tag.isalpha() and (usual := language_data(tag).region):
        return f"{tag}-{usual}"
    import langcodes

    parsed = langcodes.Language.get(tag)
    region = parsed.territory or parsed.maximize().territory
    return f"{parsed.language}-{region}" if region and region != "001" else tag


def iso639_2(tag: str) -> str:
    """Return the three-letter code that ID3 and MP4 require: ``es`` gives ``spa``."""
    if letters := language_data(tag).alpha3:
        return letters
    import langcodes

    try:
        return langcodes.Language.get(tag).to_alpha3()
    except LookupError:
        return "und"


_RIGHT_TO_LEFT_SCRIPTS = frozenset(["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"])
_RIGHT_TO_LEFT_LANGUAGES = frozenset(
    [
        "aeb",
        "aii",
        "ajp",
        "apc",
        "apd",
        "ar",
        "arq",
        "ars",
        "ary",
        "arz",
        "acm",
        "bal",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "prs",
        "ps",
        "rhg",
        "sd",
        "skr",
        "syr",
        "ug",
        "ur",
        "yi",
    ]
)


def is_right_to_left(tag: str) -> bool:
    """Whether text in ``tag`` is written from right to left.

    That depends on the script in the tag, or else on the usual script of the language (CLDR's likely subtags).
    """
    primary, *others = tag.split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    if scripts:
        return scripts[0].title() in _RIGHT_TO_LEFT_SCRIPTS
    return primary.lower() in _RIGHT_TO_LEFT_LANGUAGES


def comma(tag: str) -> str:
    """Return what separates the names of a list, with its space: ``, `` in English."""
    from narrate.languages.scripts import script_of_tag

    return {"Arab": "، ", "Ethi": "፣ ", "Jpan": "、", "Hans": "、", "Hant": "、", "Mymr": "၊ "}.get(
        script_of_tag(tag), ", "
    )


def colon(tag: str) -> str:
    """Return a colon of the language ``tag``, with the space after it: ``: `` in English."""
    from narrate.languages.scripts import script_of_tag

    return "：" if script_of_tag(tag) in ("Jpan", "Hans", "Hant") else ": "


def joiner(tag: str) -> str:
    """Return the text between two sentences of the language ``tag``: a space, or nothing in Chinese and Japanese."""
    return "" if primary_language(tag) in {"ja", "zh", "yue", "cmn"} else " "


_STOPS = (".", "!", "?", "…", "。", "．", "！", "？", "؟", "۔", "।", "॥", "។", "။", "።")
_MARKS_WITHIN = ":;,، ؛、：；，"
_CLOSING_MARKS = "\"'”’»)]」』）"


def as_sentence(text: str, tag: str) -> str:
    """Return ``text`` with a full stop of the language ``tag`` at its end, unless it ends like a sentence."""
    from narrate.languages.scripts import script_of_tag

    if text.rstrip(_CLOSING_MARKS).endswith(_STOPS):
        return text
    stop = {"Jpan": "。", "Hans": "。", "Hant": "。", "Deva": "।", "Ethi": "።", "Mymr": "။", "Khmr": "។"}
    return text.rstrip(_MARKS_WITHIN) + stop.get(script_of_tag(tag), ".")


def foreign_phrases(tag: str) -> str:
    """Return the language of the phrases that editions in ``tag`` show, if it is another language; else empty."""
    primary = primary_language(tag)
    language = language_data(tag).phrases_language
    return "" if primary_language(language) == _ALSO_CALLED.get(primary, primary) else language


@cache
def language_data(tag: str) -> Language:
    """Return the data of the language of ``tag``; English phrases only, if there is no module for it."""
    code = primary_language(tag)
    for name in _modules(tag):
        if util.find_spec(f"{__name__}.{name}") is not None:
            data: Language = import_module(f"{__name__}.{name}").LANGUAGE
            return data
    from narrate.languages import en

    return Language(code=code, phrases_language="en", phrases=en.LANGUAGE.phrases)


_ALSO_CALLED = {"tl": "fil"}


def _modules(tag: str) -> Iterator[str]:
    """Yield the names that a module for ``tag`` may have, the most specific first."""
    primary, *others = tag.split("-")
    if primary == "zh" and others:
        from narrate.languages.scripts import script_of_tag

        yield f"zh_{script_of_tag(tag).lower()}"
    yield _ALSO_CALLED.get(primary, primary)
