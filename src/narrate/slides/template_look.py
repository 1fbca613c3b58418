"""Finds the look of a producer's PowerPoint template: a colour for each use, and how wide its letters are.

Each colour is known by the name of its use, its token: ``ink`` for words, ``paper`` for the background, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from narrate.model import Layout
from narrate.sources.drawing_colours import mixed
from narrate.sources.templates import Template
from narrate.typeset.contrast import contrast

LEAST_WORDS, LEAST_EDGES = 4.5, 3.0
_ACCENTS = (*(f"accent{n}" for n in range(1, 7)), "hlink")
_TINT = 0.12
# Width of text relative to Arial: the 95th percentile over groups of four words, regular or bold
# (measured on the sample in English and Spanish); 1 if the family is no wider than Arial.
_STRETCH = {
    "arial": 1.0, "arimo": 1.0, "helvetica": 1.0, "liberation sans": 1.0, "arial narrow": 1.0, "calibri": 1.0,
    "carlito": 1.0, "times new roman": 1.0, "liberation serif": 1.0, "source sans 3": 1.0, "source sans pro": 1.0,
    "nunito sans": 1.0, "pt sans": 1.0, "lato": 1.01, "roboto": 1.02, "raleway": 1.03, "ibm plex sans": 1.03,
    "public sans": 1.04, "fira sans": 1.06, "open sans": 1.08, "inter": 1.09, "noto sans": 1.09, "montserrat": 1.13,
    "poppins": 1.16, "verdana": 1.22, "dejavu sans": 1.22,
}  # fmt: skip
_STRANGER = 1.16  # assumed for families that were not measured


def stretch_of(template: Template) -> float:
    """Return how many times as wide as in Arial a line in the template's fonts may be."""
    return max(_STRETCH.get(face.lower(), _STRANGER) for face in (template.heading_face, template.face))


def template_colours(template: Template, own: Mapping[str, str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return a colour for every token, and (token, fault) for each token whose colour has too little contrast.

    The colours in ``own`` take precedence. ``ink`` is the first of tx1 and bg1 that can be read on the
    background of the content layout. ``panel`` is bg2 or tx2, ``dim`` is tx2 or bg2, and ``accent`` and
    ``mark`` are the first accents with enough contrast. If no colour suits the panel it is the paper;
    if none suits ``dim`` it is the ink.
    """
    content, section = template.layouts[Layout.TEXT], template.layouts[Layout.SECTION]
    c = content.colours
    faults: list[tuple[str, str]] = []
    tokens = dict(own)
    tokens.setdefault("paper", content.ground or c["bg1"])
    _set(tokens, faults, "ink", c, ("tx1", "bg1"), ("paper",), LEAST_WORDS)
    tokens.setdefault("panel", _first(c, ("bg2", "tx2"), (tokens["ink"],), LEAST_WORDS) or tokens["paper"])
    tokens.setdefault(
        "dim", _first(c, ("tx2", "bg2"), (tokens["paper"], tokens["panel"]), LEAST_WORDS) or tokens["ink"]
    )
    _set(tokens, faults, "accent", c, _ACCENTS, ("paper", "panel"), LEAST_WORDS)
    others = sorted(_ACCENTS, key=lambda name: c[name] == tokens["accent"])
    _set(tokens, faults, "mark", c, others, ("paper", "panel"), LEAST_EDGES)
    tint = mixed(tokens["paper"], tokens["mark"], _TINT)
    tokens.setdefault("tint", tint if contrast(tokens["ink"], tint) >= LEAST_WORDS else tokens["paper"])
    s = section.colours
    tokens.setdefault("bar", section.ground or tokens["paper"])
    bar = (tokens["bar"],)
    tokens["bar_ink"] = max((s["tx1"], s["bg1"]), key=lambda colour: contrast(colour, tokens["bar"]))
    tokens["bar_dim"] = _first(s, ("tx2", "bg2"), bar, LEAST_WORDS) or tokens["bar_ink"]
    tokens["bar_line"] = _first(s, (*_ACCENTS, "tx2", "bg2"), bar, LEAST_EDGES) or tokens["bar_ink"]
    if contrast(tokens["bar_ink"], tokens["bar"]) < LEAST_WORDS and "bar" not in own:
        fault = (
            f"neither of the text colours #{s['tx1']} (tx1) and #{s['bg1']} (bg1) can be read on "
            f"the background #{tokens['bar']} of the layout {section.name!r}"
        )
        faults.append(("bar", fault))
    return tokens, faults


def _set(
    tokens: dict[str, str], faults: list[tuple[str, str]], token: str, colours: Mapping[str, str], names: Sequence[str],
    grounds: Sequence[str], least: float,
) -> None:  # fmt: skip
    """Give ``token`` the first colour of ``names`` that has a contrast of ``least`` on all ``grounds``.

    If no colour has, use that with the best contrast and add a fault. ``colours`` are those of the template by name.
    ``grounds`` are tokens. A token that is already set stays.
    """
    if token in tokens:
        return
    behind = [tokens[ground] for ground in grounds]
    suitable = _first(colours, names, behind, least)
    best = max(names, key=lambda name: min(contrast(colours[name], ground_colour) for ground_colour in behind))
    tokens[token] = suitable or colours[best]
    if not suitable:
        ratio, ground = min((contrast(colours[best], tokens[name]), name) for name in grounds)
        where = f"{'background' if ground == 'paper' else ground} #{tokens[ground]}"
        fault = f"has no suitable colour for {token}: the best, {best} #{colours[best]}, has a contrast of {ratio:.1f}"
        faults.append((token, f"{fault} on the {where}, under {least}"))


def _first(colours: Mapping[str, str], names: Sequence[str], grounds: Sequence[str], least: float) -> str:
    """Return the first colour of ``names`` with a contrast of ``least`` on all ``grounds``; empty if there is none."""
    return next(_with_contrast(colours, names, grounds, least), "")


def _with_contrast(
    colours: Mapping[str, str], names: Sequence[str], grounds: Sequence[str], least: float
) -> Iterator[str]:
    return (colours[name] for name in names if all(contrast(colours[name], ground) >= least for ground in grounds))
