"""Paints the picture of a feed: a square with its title, in the colours of the slides."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping

from narrate.languages import is_right_to_left, primary_language
from narrate.typeset.faces import FACES, chain, face_for
from narrate.typeset.painting import paint_source

SIZE = 1500  # px; podcast directories want 1400 to 3000
_VERSION = 1  # raise it when the picture changes
_GROUND, _INK, _BARS = "bar", "bar_ink", "bar_line"
_COLOURS = {_GROUND: "12304A", _INK: "FFFFFF", _BARS: "8FB8DE"}
_SOURCE = """
#let facts = json(bytes(sys.inputs.facts))
#set page(width: 1500pt, height: 1500pt, margin: 130pt, fill: rgb(facts.ground))
#set text(font: facts.families, fill: rgb(facts.ink), lang: facts.language, dir: if facts.right { rtl } else { ltr },
  weight: 700, hyphenate: false)
#set par(leading: 0.45em)
#let sizes = (190pt, 160pt, 135pt, 110pt, 90pt, 70pt, 50pt, 36pt)
#let words(size) = align(center, text(size: size, facts.title))
#place(center + bottom, stack(dir: ltr, spacing: 34pt, ..(60, 150, 240, 130, 280, 180, 90, 210, 120, 60).map(
  height => box(height: 280pt, align(horizon, rect(width: 44pt, height: height * 1pt, radius: 22pt, fill: rgb(facts.bars)))))))
#context {
  let room = (width: 1240pt, height: 880pt)
  let fits(size) = {
    let whole = measure(words(size), width: room.width)
    let longest = calc.max(..facts.title.split().map(word => measure(text(size: size, word)).width))
    whole.height <= room.height and longest <= room.width
  }
  let size = sizes.find(fits)
  place(center + top, block(width: room.width, height: room.height, align(horizon, words(
    if size == none { sizes.last() } else { size }))))
}
"""


def artwork_name(title: str, language: str, colours: Mapping[str, str]) -> str:
    """Return the name of the picture's file. A picture that looks different has another name, so that players fetch it."""
    digest = hashlib.sha256(f"{_VERSION} {json.dumps(_facts(title, language, colours), sort_keys=True)}".encode())
    return f"artwork-{digest.hexdigest()[:8]}.png"


def paint_artwork(title: str, language: str, colours: Mapping[str, str]) -> bytes:
    """Return the picture as PNG, ``SIZE`` px wide and high, without transparency, which directories refuse.

    ``colours`` are those of a theme.

    Raises MissingDependencyError if the fonts of ``language`` are not installed.
    """
    from PIL import Image

    facts = _facts(title, language, colours)
    families = chain(face_for([title], language))
    folders = sorted({str(FACES[family].folder) for family in families})
    painted = paint_source(_SOURCE, {"facts": json.dumps({**facts, "families": families})}, folders)
    opaque = io.BytesIO()
    Image.open(io.BytesIO(painted)).convert("RGB").save(opaque, "PNG")
    return opaque.getvalue()


def _facts(title: str, language: str, colours: Mapping[str, str]) -> dict[str, object]:
    used = {name: f"#{colours.get(name, usual)}" for name, usual in _COLOURS.items()}
    return {
        "title": title, "language": primary_language(language), "right": is_right_to_left(language),
        "ground": used[_GROUND], "ink": used[_INK], "bars": used[_BARS],
    }  # fmt: skip
