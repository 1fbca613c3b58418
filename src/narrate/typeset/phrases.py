"""Where text without spaces may be broken.

Japanese, Chinese and Thai between phrases, by the models of BudouX; Khmer, Lao and Burmese
between words, by the dictionaries of ICU.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from narrate.errors import MissingDependencyError
from narrate.installed import how_to_install

if TYPE_CHECKING:
    from budoux import Parser

ICU = "icu"
WIDE = ("ja", "zh-hans", "zh-hant")  # models whose phrases are of ideographs
_LONG = 2000  # letters: no sentence; the models walk every letter


@lru_cache(maxsize=4096)
def phrases_of(text: str, model: str) -> tuple[str, ...]:
    """``text`` in phrases; ``model`` is ``ja``, ``zh-hans``, ``zh-hant``, ``th`` or ``icu``. Joined they are the text.

    Raises MissingDependencyError where ICU is wanted and not installed.
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
    return tuple(LineBreaker(text, "en"))  # the letters tell which dictionary is used


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
