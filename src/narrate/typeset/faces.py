"""The faces that text is set in, by script, and which of them has every letter of a text.

Pictures in Latin letters are set in Atkinson Hyperlegible, made for low vision, where it has
every letter; else the whole text is set in Noto Sans, so that no word mixes two faces. Every
other script has one face. Words in another script than the text's stand in their own script's.
A deck names families that are on people's machines: of Windows and Office, where a script has
none that Macs have as well.
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
    """A family as pictures are set in, with what stands for it in a deck.

    ``family`` is its name in typst; ``regular`` and ``bold`` its files in the folder ``inside``
    of ``package``, which may be one variable file, and one of a single weight where pictures
    thicken it; ``extra`` is the optional part of this program that brings it.

    ``deck``, ``east`` and ``complex`` are the families that a deck names for Latin, East Asian
    and complex scripts. ``twin`` is the face with the widths of the family that a deck shows
    it in; without one that family is taken to be ``slack`` times as wide as this one. Lines of
    the deck may be ``stretch`` times as wide as that.

    ``size`` is of what Latin letters are given, ``pitch`` from line to line of running text in
    em. ``phrases`` names the model that tells where lines of text without spaces are broken.
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
        """Raises MissingDependencyError where the package is not installed."""
        return self.folder / (self.bold if bold else self.regular)

    @property
    def folder(self) -> Path:
        """Where its files lie. Raises MissingDependencyError where the package is not installed."""
        folder = _package_folder(self.package)
        if folder is None:
            cure = how_to_install(self.extra) if self.extra else f"pip install {self.package.replace('_', '-')}"
            raise MissingDependencyError(f"the font {self.family} is not installed: {cure}")
        return folder / self.inside

    @property
    def thickened(self) -> bool:
        """Whether it has one weight, which pictures thicken."""
        return self.bold == self.regular and "wght" not in self.regular and "Variable" not in self.regular


def _noto(name: str, file: str, **others: Any) -> Face:
    return Face(f"Noto Sans {name}", f"fontpkg_noto_sans_{name.lower()}", file, file, **others)


def _more(name: str, shown: str, pitch: float, **others: Any) -> Face:
    """A face of the package that holds many scripts, whose letters a deck shows in the family ``shown``."""
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


_ARIMO = "Arimo"
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
        Face(_ARIMO, "fontpkg_arimo", "Arimo[wght].ttf", "Arimo[wght].ttf"),
    )
}  # fmt: skip
_LATIN = ("Atkinson Hyperlegible", "Noto Sans")
_BY_SCRIPT = {
    "Arab": "Noto Sans Arabic", "Hebr": "Noto Sans Hebrew", "Deva": "Noto Sans Devanagari", "Thai": "Noto Sans Thai",
    "Jpan": "Noto Sans JP", "Hans": "Noto Sans SC", "Hant": "Noto Sans TC", "Kore": "Noto Sans KR",
    "Beng": "Noto Sans Bengali", "Gujr": "Noto Sans Gujarati", "Guru": "Noto Sans Gurmukhi", "Knda": "Noto Sans Kannada",
    "Mlym": "Noto Sans Malayalam", "Orya": "Noto Sans Oriya", "Sinh": "Noto Sans Sinhala", "Taml": "Noto Sans Tamil",
    "Telu": "Noto Sans Telugu", "Khmr": "Noto Sans Khmer", "Laoo": "Noto Sans Lao", "Mymr": "Noto Sans Myanmar",
    "Armn": "Noto Sans Armenian", "Ethi": "Noto Sans Ethiopic", "Geor": "Noto Sans Georgian",
}  # fmt: skip
_OTHERS = ("Noto Sans", *_BY_SCRIPT.values())
_IGNORED = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff")


def face_for(texts: Iterable[str], language: str = "", others: Iterable[str] = ()) -> Face:
    """The face of the script that ``texts`` in ``language`` (BCP 47) are written in.

    Of Latin, Greek and Cyrillic letters the first face that has all of them, and all of
    ``others``, which are shown beside them. Raises MissingDependencyError where the face is
    not installed.
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


def chain(face: Face) -> tuple[str, ...]:
    """The families that a letter is looked for in, ``face`` first; those of an extra only where it is installed."""
    return _chain(face.family)


@cache
def _chain(family: str) -> tuple[str, ...]:
    others = (name for name in _OTHERS if not FACES[name].extra or _package_folder(FACES[name].package))
    return tuple(dict.fromkeys((family, *others)))


def missing_letters(text: str, face: Face) -> str:
    """The characters of ``text``, each once, that no face has."""
    if text.isascii() and text.isprintable():
        return ""
    return "".join(
        letter for letter in dict.fromkeys(text)
        if not letter.isspace() and not any(letter in letters_of(name) for name in chain(face))
    )  # fmt: skip


def missing_extra(script: str) -> str:
    """The optional part of this program that would bring letters of ``script``; empty if none or installed."""
    name = {"Hani": "Hans", "Kana": "Jpan", "Hang": "Kore"}.get(script, script)
    face = FACES.get(_BY_SCRIPT.get(name, ""))
    return face.extra if face and not _package_folder(face.package) else ""


@cache
def open_font(family: str, *, bold: bool) -> uharfbuzz.Font:
    """The font of a family. Raises MissingDependencyError where it is not installed."""
    import uharfbuzz

    path = FACES[family].file(bold=bold)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    if bold and ("[" in path.name or "Variable" in path.name):
        font.set_variations({"wght": _BOLD})
    return font


@cache
def letters_of(family: str) -> frozenset[str]:
    """Every character that a family can show, white space included."""
    codes = open_font(family, bold=False).face.unicodes
    return frozenset(map(chr, codes)) | _IGNORED


@cache
def _package_folder(package: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])
