"""Shared by tests of decks: a drawing, a validator, and changing one part of a deck."""

import re
import zipfile
from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><g id="part"><rect width="20" height="20" fill="red"/></g></svg>'


def audit(path: Path) -> list[str]:
    """The errors that an independent validator of the format finds in the deck ``path``."""
    from openxml_audit import validate_pptx

    return [str(error) for error in validate_pptx(str(path)).errors]


def rewrite(deck: Path, target: Path, part: str, pattern: str, replacement: str) -> Path:
    """Write ``deck`` to ``target`` with ``pattern`` replaced in one part, which must change."""
    with zipfile.ZipFile(deck) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                changed = re.sub(pattern, replacement, content.decode(), flags=re.DOTALL)
                assert changed != content.decode()
                content = changed.encode()
            out.writestr(name, content)
    return target
