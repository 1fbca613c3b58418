"""Data by language, and the reading of language tags (BCP 47).

A language with a module of its own here (``en.py``, ``fr.py``, ``zh_hant.py`` for Chinese in
traditional letters) has the phrases that editions show; some have cue words and stop words as well. Abbreviations
are in ``abbreviations/``. Any other has English phrases, which editions mark as English.
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
    """What the program knows of a language.

    ``openers`` are words that often begin a new thought; ``stop_words`` carry no subject;
    ``phrases`` are the words that editions show or speak of their own, in ``phrases_language`` (``slide_of`` has the number
    before the total: decks count at the first number in it); ``region`` is where it
    is taken to be from if nothing tells, ``alpha3`` its ISO 639-2 code, ``autonym`` its own name.
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
    """The language of a tag without script and country, in small letters: ``es`` of ``es-MX``."""
    return tag.partition("-")[0].lower()


def normal_tag(text: str) -> str:
    """The tag in its usual form: ``EN_us`` gives ``en-US``.

    Raises UsageError when it is not a BCP 47 tag of registered subtags.
    """
    if _has_data(text):
        return text
    import langcodes

    if not langcodes.tag_is_valid(text):
        raise UsageError(f"unknown language tag {text!r}: a tag looks like en, es-MX or zh-Hant (BCP 47)")
    return langcodes.standardize_tag(text)


# Spoken by many patients, and not in the locale data that tells languages from words below.
_ALSO_LANGUAGES = frozenset(["chk", "cnh", "hmn", "kar", "ksw", "mah", "mww", "prs", "quc", "rhg"])


def is_tag(text: str) -> bool:
    """Whether ``text``, the name of a file, is a language tag.

    Almost every word of three letters is registered as one ("hip", "eye"); such a name counts
    only for languages that CLDR has data of, and some more.
    """
    if _has_data(text):
        return True
    if not is_registered(text):
        return False
    primary = primary_language(text.replace("_", "-"))
    return len(primary) == 2 or primary in _ALSO_LANGUAGES or own_name_of(primary) != ""


def is_registered(text: str) -> bool:
    """Whether ``text`` is a BCP 47 tag of registered subtags, which most short words are."""
    import langcodes

    return 0 < len(text) <= 35 and langcodes.tag_is_valid(text)


def _has_data(text: str) -> bool:
    """Whether ``text`` is the code of a language with a module here, told without loading any registry."""
    return len(text) <= 3 and text.isalpha() and text.islower() and (Path(__file__).parent / f"{text}.py").is_file()


def own_name(tag: str) -> str:
    """The language's name for itself: ``es`` gives ``Español``. The tag itself where unknown."""
    if tag.isalpha() and (autonym := language_data(tag).autonym):
        return autonym
    if name := own_name_of(tag):
        return name
    import langcodes

    return own_name_of(langcodes.standardize_tag(tag, macro=True)) or tag  # pes, one of the Persians, is fa


def english_name(tag: str) -> str:
    """The language's name in English: ``es`` and ``es-MX`` give ``Spanish``. The tag itself where unknown."""
    return english_name_of(primary_language(tag)) or tag


def office_tag(tag: str) -> str:
    """The tag with a region, as office formats want it: ``en`` gives ``en-US``."""
    if tag.isalpha() and (usual := language_data(tag).region):
        return f"{tag}-{usual}"
    import langcodes

    parsed = langcodes.Language.get(tag)
    region = parsed.territory or parsed.maximize().territory
    return f"{parsed.language}-{region}" if region and region != "001" else tag


def iso639_2(tag: str) -> str:
    """The language's three letters, as ID3 and MP4 want it: ``es`` gives ``spa``."""
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
    """Whether the script that ``tag`` is written in runs from right to left.

    The script that the tag names, else the usual one of its language (CLDR's likely subtags).
    """
    primary, *others = tag.split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    if scripts:
        return scripts[0].title() in _RIGHT_TO_LEFT_SCRIPTS
    return primary.lower() in _RIGHT_TO_LEFT_LANGUAGES


def comma(tag: str) -> str:
    """What stands between the names of a list, with the space that belongs to it: ``, `` in English."""
    from narrate.languages.scripts import script_of_tag

    return {"Arab": "، ", "Ethi": "፣ ", "Jpan": "、", "Hans": "、", "Hant": "、", "Mymr": "၊ "}.get(
        script_of_tag(tag), ", "
    )


def foreign_phrases(tag: str) -> str:
    """The language of the phrases that editions in ``tag`` show, where it is another; else empty."""
    primary = primary_language(tag)
    language = language_data(tag).phrases_language
    return "" if primary_language(language) == _ALSO_CALLED.get(primary, primary) else language


@cache
def language_data(tag: str) -> Language:
    """What is known of the language of ``tag``; of an unknown one, what serves any."""
    code = primary_language(tag)
    for name in _modules(tag):
        if util.find_spec(f"{__name__}.{name}") is not None:
            data: Language = import_module(f"{__name__}.{name}").LANGUAGE
            return data
    from narrate.languages import en

    return Language(code=code, phrases_language="en", phrases=en.LANGUAGE.phrases)


_ALSO_CALLED = {"tl": "fil"}


def _modules(tag: str) -> Iterator[str]:
    """The names that a module of ``tag`` may have, the most special first."""
    primary, *others = tag.split("-")
    if primary == "zh" and others:
        from narrate.languages.scripts import script_of_tag

        yield f"zh_{script_of_tag(tag).lower()}"
    yield _ALSO_CALLED.get(primary, primary)
