"""Where text without spaces falls into phrases: Japanese, Chinese and Thai, by the models of BudouX."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux import Parser

_LONG = 2000  # letters: no sentence; the models walk every letter


@lru_cache(maxsize=4096)
def phrases_of(text: str, model: str) -> tuple[str, ...]:
    """``text`` in phrases; ``model`` is ``ja``, ``zh-hans``, ``zh-hant`` or ``th``. Joined they are the text."""
    if len(text) > _LONG:
        return (*phrases_of(text[:_LONG], model), *phrases_of(text[_LONG:], model))
    return tuple(_parser(model).parse(text)) if text else ()


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
