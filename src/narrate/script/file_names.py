"""Reads topic and language from a file's name, and removes what other programs add to it."""

from __future__ import annotations

import re
from pathlib import Path

from narrate.errors import Place, Problem, Severity
from narrate.languages import is_tag, normal_tag, primary_language

# Ids that video downloaders append: eleven letters and digits in square brackets, or a number.
_FILM_ID = re.compile(r"(?<!\s)\s*\[(?:(?=[^\]]{0,10}[\d_-]|[^\]]{0,9}[a-z][A-Z])[\w-]{11}|\d{6,12})\]$", re.ASCII)
# The last part of a name: .en and .pt-br after a dot; _pt-BR, -zh-Hant or -en after another sign.
_DOTTED = re.compile(r"^(?P<topic>.*[^\s._-])\s*\.(?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){0,2})$")
_OF_A_REGION = re.compile(
    r"^(?P<topic>.*[^\s._-])\s*[_-]\s*(?P<tag>[A-Za-z]{2,3}[-_](?:[A-Z][a-z]{3}|[A-Z]{2}|\d{3}))$"
)
_PLAIN = re.compile(r"^(?P<topic>.*[^\s._-])\s*[_-]\s*(?P<tag>[A-Za-z]{2,3})$")
# Tags that are also English words or medical abbreviations: living-with-ms, how-to, jet-lag.
_WORDS = frozenset(
    [
        "ab", "ae", "af", "ak", "am", "an", "as", "av", "ay", "az", "ba", "be", "bh", "bi", "bm", "bn", "bo",
        "br", "bs", "ce", "ch", "co", "cr", "cs", "cu", "cv", "do", "dv", "dz", "ee", "el", "eo", "ff", "fj",
        "fo", "fy", "ga", "gd", "gi", "go", "gn", "gu", "gv", "ha", "he", "hi", "ho", "hr", "ht", "hy", "hz",
        "ia", "id", "ie", "if", "ig", "ii", "ik", "in", "io", "is", "it", "iu", "iv", "jv", "kg", "ki", "kj",
        "kk", "kl", "km", "kn", "kr", "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li", "ln", "lo", "lu",
        "lv", "me", "mg", "mh", "mi", "mk", "ml", "mn", "mo", "mr", "ms", "mt", "my", "na", "nb", "nd", "ne",
        "ng", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "on", "or", "os", "pa", "pe", "pi", "ps", "pt",
        "qu", "ra", "rm", "rn", "rw", "sa", "sc", "sd", "se", "sg", "si", "sm", "sn", "so", "ss", "st", "su",
        "sw", "tg", "ti", "tk", "tn", "to", "ts", "tt", "tw", "ty", "up", "us", "ve", "vo", "wa", "we", "wo",
        "xh", "yo", "za",
    ]
)  # fmt: skip
_KNOWN_BY_THREE = frozenset(["fil", "hmn", "yue", "ckb", "prs"])

_DEVICES = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[1-9¹²³])(?:\..*)?", re.IGNORECASE)
_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST = 200  # bytes of a name, so that every file system can hold such a folder

# Formats that are not read, and how to convert them.
_WORD = "open it in Word and save it as a .docx"
_CAPTIONS = "save it as a .srt in the program that made it, or in Subtitle Edit"
OTHER_FORMS = {
    ".ass": ("captions of Aegisub", _CAPTIONS),
    ".doc": ("a Word file of before 2007", "save it as .docx in Word"),
    ".docm": ("a Word file with macros", "save it as .docx in Word"),
    ".dot": ("a Word template", "save it as .docx in Word"),
    ".dotx": ("a Word template", "save it as .docx in Word"),
    ".gdoc": ("a link to Google Docs", "in Google Docs, File > Download > Microsoft Word (.docx)"),
    ".gslides": ("a link to Google Slides", "in Google Slides, File > Download > Microsoft PowerPoint (.pptx)"),
    ".htm": ("a web page", f"{_WORD}, or copy its text into a .txt file"),
    ".html": ("a web page", f"{_WORD}, or copy its text into a .txt file"),
    ".key": ("a Keynote deck", "in Keynote, File > Export To > PowerPoint"),
    ".odp": ("a deck of LibreOffice", "save it as .pptx in LibreOffice"),
    ".odt": ("a document of LibreOffice", "save it as .docx in LibreOffice"),
    ".pages": ("a Pages document", "in Pages, File > Export To > Word"),
    ".pdf": ("a PDF file", f"{_WORD}, or copy its text into a .txt file"),
    ".pps": ("a PowerPoint show of before 2007", "save it as .pptx in PowerPoint"),
    ".ppsx": ("a PowerPoint show", "save it as .pptx in PowerPoint"),
    ".ppt": ("a PowerPoint deck of before 2007", "save it as .pptx in PowerPoint"),
    ".qmd": ("a Quarto document", "rename it to .md and let narrate draft make a script from it"),
    ".rmd": ("an R Markdown document", "rename it to .md and let narrate draft make a script from it"),
    ".rtf": ("a rich text file", _WORD),
    ".ssa": ("captions of SubStation Alpha", _CAPTIONS),
    ".sub": ("captions of another program", _CAPTIONS),
}


def without_film_id(name: str) -> str:
    """``name`` without a web video's id at its end: ``Your hip [aB3dE6gH9kL]``."""
    return _FILM_ID.sub("", name).rstrip() or name


def topic_and_language(path: Path, *, dotted_only: bool = False) -> tuple[str, str]:
    """Return (topic, language) from the name of ``path``. The language is empty if the name's last part is not a tag.

    ``hip.en.srt``, ``hip_pt-BR.vtt`` and ``hip-es.txt`` give a language; ``living-with-ms.md`` does not. After a dot
    any tag counts. After a hyphen or underscore a tag that is also a word does not, because asking the user is better
    than speaking the wrong language. With ``dotted_only`` only a tag after a dot counts.
    """
    stem = path.stem.strip()
    for pattern in (_DOTTED,) if dotted_only else (_DOTTED, _OF_A_REGION, _PLAIN):
        match = pattern.match(stem)
        tag = match["tag"].replace("_", "-") if match else ""
        if match and is_tag(tag) and (pattern is _DOTTED or _is_sure(tag)):
            return without_film_id(match["topic"]), normal_tag(tag)
    return without_film_id(stem), ""


def _is_sure(tag: str) -> bool:
    """Whether ``tag`` after a hyphen or underscore is a language and not a word."""
    primary = primary_language(tag)
    if len(primary) == 3:
        return primary in _KNOWN_BY_THREE
    return primary not in _WORDS or tag.lower() == "pt-br"


def unsafe_name(topic: str, path: Path) -> list[Problem]:
    """Problems of a folder named ``topic`` on Windows, which most recipients use; ``path`` is their place."""
    message = ""
    if _DEVICES.fullmatch(topic):
        message = f"{topic!r} is a device name on Windows, which no folder there may have"
    elif forbidden := _NO_NAME.search(topic):
        message = f"folder names on Windows may not contain {forbidden.group()!r}"
    elif topic[-1:] in (".", " "):
        message = f"folder names on Windows may not end in {'a dot' if topic[-1] == '.' else 'a space'}"
    elif (size := len(topic.encode("utf-8", "surrogateescape"))) > _LONGEST:
        message = f"the topic's name is {size} bytes long; few disks allow more than {_LONGEST}"
    if not message:
        return []
    hint = "give the file or its folder another name: the output folder is named after it"
    return [Problem(Place(str(path)), Severity.WARNING, "file-name", message, hint)]


def other_form(path: Path) -> str:
    """The name of a file format that narrate does not read, and how to convert it; empty for other formats."""
    form = OTHER_FORMS.get(path.suffix.lower())
    return f"{form[0]}, which is not read; {form[1]}" if form else ""
