"""The table of narrate's own masters, layouts and themes holds those that are written, and no others."""

import io
import zipfile
from collections import defaultdict

import pytest

from narrate.exporters.pptx.verifying.design_checks import digest_of
from narrate.exporters.pptx.verifying.own_design import OWN
from narrate.exporters.pptx.writing.shapes import TextStyle
from narrate.exporters.pptx.writing.template import new_presentation
from narrate.model import Deck, Theme
from narrate.slides.theme import THEMES

LANGUAGES = (("en-US", False), ("es-ES", False), ("ja-JP", False), ("hi-IN", False), ("ar-EG", True), ("he-IL", True))


def own_parts(
    theme: str, language: str, *, mirrored: bool, faces: tuple[str, str, str] = ("Arial", "", "Arial")
) -> dict[str, bytes]:
    """The parts of an empty deck by name, as the exporter would save them."""
    deck = Deck((), (), Theme(theme, THEMES[theme][0], large=False), "Noto Sans", *faces)
    buffer = io.BytesIO()
    new_presentation(deck, TextStyle(language, mirrored), "").save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_table_is_what_is_written():
    digests = defaultdict(set)
    for theme in THEMES:
        for language, mirrored in LANGUAGES:
            parts = own_parts(theme, language, mirrored=mirrored)
            for name in parts.keys() & OWN.keys():
                digests[name].add(digest_of(name, parts[name], language))
    table = {name: tuple(sorted(found)) for name, found in sorted(digests.items())}
    assert table == dict(OWN), "\n".join(f'    "{name}": {found},' for name, found in table.items()).replace("'", '"')


@pytest.mark.parametrize("language", ["en-US", "zh-CN", "hi-IN", "ar-EG", "ta-IN"])
def test_colours_and_families_do_not_count(language):
    plain = own_parts("light", language, mirrored=False)
    other = own_parts("large", language, mirrored=False, faces=("Nirmala UI", "Meiryo", "Mangal"))
    assert plain["ppt/theme/theme1.xml"] != other["ppt/theme/theme1.xml"]
    for name in OWN:
        assert digest_of(name, plain[name], language) == digest_of(name, other[name], language)
        assert digest_of(name, plain[name], "xx-XX") != digest_of(name, plain[name], language) or "theme/" in name
