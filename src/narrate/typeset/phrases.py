"""Finds where text without spaces may be broken.

Japanese, Chinese and Thai are broken between phrases, which the models of BudouX find. Khmer, Lao and Burmese are
broken between words, which the dictionaries of ICU find.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from narrate.errors import MissingDependencyError
from narrate.installed import how_to_install

if TYPE_CHECKING:
    from budoux import Parser

ICU = "icu"
WIDE = ("ja", "zh-hans", "zh-hant")  # models for ideographs
_LONG = 2000  # letters; longer text is no sentence and is cut, since the models go through every letter


@lru_cache(maxsize=4096)
def phrases_of(text: str, model: str) -> tuple[str, ...]:
    """Divide ``text`` into phrases. Joined they give the text again.

    ``model`` is ``ja``, ``zh-hans``, ``zh-hant``, ``th`` or ``icu``. Raises MissingDependencyError if ICU is needed but
    not installed.
    """
    if len(text) > _LONG:
        return (*phrases_of(text[:_LONG], model), *phrases_of(text[_LONG:], model))
    if not text:
        return ()
    return _words(text) if model == ICU else tuple(_parser(model).parse(text))


def _words(text: str) -> tuple[str, ...]:
    try:
        from icu4py.breakers import LineBreaker
    except ImportError as error:
        raise MissingDependencyError(f"lines cannot be broken: {how_to_install('scripts')}") from error
    return tuple(LineBreaker(text, "en"))  # ICU chooses the dictionary by the letters, not by the language


@cache
def _parser(model: str) -> Parser:
    import budoux

    loaders = {
        "ja": budoux.load_default_japanese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
        "th": budoux.load_default_thai_parser,
    }
    return loaders[model]()
