"""The typefaces for each writing system, and the choice of a face that has every letter of a text.

Pictures of text in Latin letters use Atkinson Hyperlegible, which is made for low vision, if it has every letter.
Otherwise the whole text is set in Noto Sans, so that no word mixes two faces. Every other script has one face. Words in
a different script from the rest of the text use the face of their own script.

A PowerPoint deck names families that people have installed. If no family of a script is on both Windows and Macs, the
deck names a family that comes with Windows and Office.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.errors import MissingDependencyError
from narrate.installed import how_to_install
from narrate.languages.scripts import script_of_letter, script_of_texts
from narrate.typeset.phrases import ICU

if TYPE_CHECKING:
    import uharfbuzz

_BOLD = 700  # of a variable font's weights


@dataclass(frozen=True, slots=True)
class Face:
    """A font family for pictures, and the families that replace it in a PowerPoint deck.

    - ``family``: its name in typst.
    - ``regular``, ``bold``: its files in the folder ``inside`` of the Python package ``package``. Both may be the same
      file: a variable font, or a font of one weight that pictures thicken.
    - ``extra``: the optional extra of this program that installs the package; empty if none is needed.
    - ``deck``, ``east``, ``complex``: the families that a deck names for Latin, East Asian and complex scripts.
    - ``twin``: a face with the same letter widths as the family in the deck.
    - ``slack``: for a face without a twin, how many times as wide the family in the deck is assumed to be.
    - ``stretch``: a further factor for the width of lines in a deck, for the font of a user's template.
    - ``size``: the font size relative to that of Latin letters.
    - ``pitch``: the distance from line to line of running text, in em.
    - ``phrases``: the model that finds line breaks in text without spaces; empty if there is none.
    """

    family: str
    package: str
    regular: str
    bold: str
    deck: str = "Arial"
    east: str = ""
    complex: str = "Arial"
    twin: str = ""
    slack: float = 1.0
    size: float = 1.0
    pitch: float = 1.36
    phrases: str = ""
    inside: str = "files"
    extra: str = ""
    stretch: float = 1.0

    def file(self, *, bold: bool) -> Path:
        """Return the path of the font file. Raises MissingDependencyError if its package is not installed."""
        return self.folder / (self.bold if bold else self.regular)

    @property
    def folder(self) -> Path:
        """The folder of the font files. Raises MissingDependencyError if their package is not installed."""
        folder = _package_folder(self.package)
        if folder is None:
            cure = how_to_install(self.extra) if self.extra else f"pip install {self.package.replace('_', '-')}"
            raise MissingDependencyError(f"the font {self.family} is not installed: {cure}")
        return folder / self.inside

    @property
    def thickened(self) -> bool:
        """Whether the font has only one weight, so that pictures thicken it for bold text."""
        return self.bold == self.regular and "wght" not in self.regular and "Variable" not in self.regular


def _noto(name: str, file: str, **others: Any) -> Face:
    return Face(f"Noto Sans {name}", f"fontpkg_noto_sans_{name.lower()}", file, file, **others)


def _more(name: str, shown: str, pitch: float, **others: Any) -> Face:
    """Return a face from the package of many scripts. A deck shows its letters in the family ``shown``."""
    file = f"NotoSans{name}[wght].ttf"
    return Face(
        f"Noto Sans {name}", "manimgx_fonts", file, file, complex=shown, pitch=pitch, inside="", extra="scripts",
        **{"slack": 1.08, **others},
    )  # fmt: skip


def _east(name: str, package: str, deck: str, phrases: str, **others: Any) -> Face:
    file = f"NotoSans{name}-Regular.otf"
    return Face(
        f"Noto Sans {name}", package, file, file, east=deck, complex="Arial", size=0.96, pitch=1.6, phrases=phrases,
        inside="", extra="cjk", **others,
    )  # fmt: skip


_ARIMO, _PRINTED_ARABIC = "Arimo", "Almarai"
_HEBREW = "NotoSansHebrew-Variable.ttf"
FACES = {
    face.family: face
    for face in (
        Face(
            "Atkinson Hyperlegible", "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf",
            "AtkinsonHyperlegible-Bold.ttf", twin=_ARIMO,
        ),
        Face("Noto Sans", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", "NotoSans[wdth,wght].ttf", twin=_ARIMO),
        _noto("Arabic", "NotoSansArabic[wdth,wght].ttf", size=1.12, pitch=1.62, slack=1.08),
        Face("Noto Sans Hebrew", "pylopdf_fonts_he", _HEBREW, _HEBREW, inside="", twin=_ARIMO),
        _noto("Devanagari", "NotoSansDevanagari[wdth,wght].ttf", complex="Nirmala UI", pitch=1.6, slack=1.06),
        _noto("Thai", "NotoSansThai[wdth,wght].ttf", complex="Leelawadee UI", pitch=1.7, phrases="th", slack=1.04),
        _east("JP", "pylopdf_fonts_jp", "Yu Gothic", "ja"),
        _east("SC", "pylopdf_fonts_zh_cn", "Microsoft YaHei", "zh-hans"),
        _east("TC", "pylopdf_fonts_zh_tw", "Microsoft JhengHei", "zh-hant"),
        _east("KR", "pylopdf_fonts_ko", "Malgun Gothic", "", slack=1.04),
        _more("Bengali", "Nirmala UI", 1.6),
        _more("Gujarati", "Nirmala UI", 1.6),
        _more("Gurmukhi", "Nirmala UI", 1.6),
        _more("Kannada", "Nirmala UI", 1.6),
        _more("Malayalam", "Nirmala UI", 1.6),
        _more("Oriya", "Nirmala UI", 1.6),
        _more("Sinhala", "Nirmala UI", 1.6),
        _more("Tamil", "Nirmala UI", 1.6),
        _more("Telugu", "Nirmala UI", 1.6),
        _more("Khmer", "Leelawadee UI", 1.8, phrases=ICU),
        _more("Lao", "Leelawadee UI", 1.7, phrases=ICU),
        _more("Myanmar", "Myanmar Text", 1.9, phrases=ICU),
        _more("Armenian", "Segoe UI", 1.36, deck="Segoe UI"),
        _more("Ethiopic", "Ebrima", 1.5, deck="Ebrima"),
        _more("Georgian", "Segoe UI", 1.4, deck="Segoe UI"),
        Face(
            _PRINTED_ARABIC, "fontpkg_almarai", "Almarai-Regular.ttf", "Almarai-Bold.ttf", size=1.12, pitch=1.62,
            slack=1.08,
        ),
        Face(_ARIMO, "fontpkg_arimo", "Arimo[wght].ttf", "Arimo[wght].ttf"),
    )
}  # fmt: skip
_LATIN = ("Atkinson Hyperlegible", "Noto Sans")
_BY_SCRIPT = {
    "Arab": "Noto Sans Arabic", "Hebr": "Noto Sans Hebrew", "Deva": "Noto Sans Devanagari", "Thai": "Noto Sans Thai",
    "Jpan": "Noto Sans JP", "Hans": "Noto Sans SC", "Hant": "Noto Sans TC", "Kore": "Noto Sans KR",
    "Beng": "Noto Sans Bengali", "Gujr": "Noto Sans Gujarati", "Guru": "Noto Sans Gurmukhi",
    "Knda": "Noto Sans Kannada", "Mlym": "Noto Sans Malayalam", "Orya": "Noto Sans Oriya",
    "Sinh": "Noto Sans Sinhala", "Taml": "Noto Sans Tamil",
    "Telu": "Noto Sans Telugu", "Khmr": "Noto Sans Khmer", "Laoo": "Noto Sans Lao", "Mymr": "Noto Sans Myanmar",
    "Armn": "Noto Sans Armenian", "Ethi": "Noto Sans Ethiopic", "Geor": "Noto Sans Georgian",
}  # fmt: skip
_OTHERS = ("Noto Sans", *_BY_SCRIPT.values())
_IGNORED = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff")


def face_for(texts: Iterable[str], language: str = "", others: Iterable[str] = ()) -> Face:
    """Return the face for the script that ``texts`` in ``language`` (BCP 47) are written in.

    For Latin, Greek and Cyrillic it is the first face that has all letters of ``texts`` and of ``others``, which are
    texts shown beside them. Raises MissingDependencyError if the face is not installed.
    """
    texts = list(texts)
    script = script_of_texts(texts, language)
    if script in _BY_SCRIPT:
        face = FACES[_BY_SCRIPT[script]]
        face.file(bold=False)
        return face
    first, other = _LATIN
    lacking = {
        letter
        for letter in set().union(*map(set, texts), *map(set, others)) - letters_of(first)
        if script_of_letter(letter) in ("", "Latn")
    }
    return FACES[other if lacking and lacking & letters_of(other) else first]


def face_for_print(texts: Iterable[str], language: str = "") -> Face:
    """Return the face for printing ``texts`` as ``face_for`` does, but so that words can be copied out of a PDF.

    Noto Sans Arabic builds letters from parts, which come out of a PDF twice or scattered. Raises MissingDependencyError
    if the face is not installed.
    """
    texts = list(texts)
    face = face_for(texts, language)
    if face.family == _BY_SCRIPT["Arab"] and _has_all_arabic(texts, _PRINTED_ARABIC):
        return FACES[_PRINTED_ARABIC]
    return face


def _has_all_arabic(texts: Iterable[str], family: str) -> bool:
    lacking = set().union(*map(set, texts)) - letters_of(family)
    return not any(script_of_letter(letter) == "Arab" for letter in lacking)


def chain(face: Face) -> tuple[str, ...]:
    """Return the families in which a letter is looked up, ``face`` first. Families of extras must be installed."""
    return _chain(face.family)


@cache
def _chain(family: str) -> tuple[str, ...]:
    others = (name for name in _OTHERS if not FACES[name].extra or _package_folder(FACES[name].package))
    return tuple(dict.fromkeys((family, *others)))


def missing_letters(text: str, face: Face) -> str:
    """Return the characters of ``text`` that neither ``face`` nor any fallback has, each once."""
    if text.isascii() and text.isprintable():
        return ""
    return "".join(
        letter for letter in dict.fromkeys(text)
        if not letter.isspace() and not any(letter in letters_of(name) for name in chain(face))
    )  # fmt: skip


def missing_extra(script: str) -> str:
    """Return the extra of this program that adds letters of ``script``; empty if none does or it is installed."""
    name = {"Hani": "Hans", "Kana": "Jpan", "Hang": "Kore"}.get(script, script)
    face = FACES.get(_BY_SCRIPT.get(name, ""))
    return face.extra if face and not _package_folder(face.package) else ""


@cache
def open_font(family: str, *, bold: bool) -> uharfbuzz.Font:
    """Return the HarfBuzz font of a family. Raises MissingDependencyError if the font is not installed."""
    import uharfbuzz

    path = FACES[family].file(bold=bold)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    if bold and ("[" in path.name or "Variable" in path.name):
        font.set_variations({"wght": _BOLD})
    return font


@cache
def letters_of(family: str) -> frozenset[str]:
    """Return every character that a family can show, including white space and invisible characters."""
    codes = open_font(family, bold=False).face.unicodes
    return frozenset(map(chr, codes)) | _IGNORED


@cache
def _package_folder(package: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])
