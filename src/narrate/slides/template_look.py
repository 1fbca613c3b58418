"""What a producer's PowerPoint template says of the look: our tokens in its colours, and how wide its letters are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from narrate.model import Layout
from narrate.sources.drawing_colours import mixed
from narrate.sources.templates import Template
from narrate.typeset.contrast import contrast

LEAST_WORDS, LEAST_EDGES = 4.5, 3.0
_ACCENTS = (*(f"accent{n}" for n in range(1, 7)), "hlink")
_TINT = 0.12
# The width of four words in a row against Arial's, regular or bold, as 19 of 20 are not above
# (measured on the sample, English and Spanish); 1 for what is no wider. Other families may be anything.
_STRETCH = {
    "arial": 1.0, "arimo": 1.0, "helvetica": 1.0, "liberation sans": 1.0, "arial narrow": 1.0, "calibri": 1.0,
    "carlito": 1.0, "times new roman": 1.0, "liberation serif": 1.0, "source sans 3": 1.0, "source sans pro": 1.0,
    "nunito sans": 1.0, "pt sans": 1.0, "lato": 1.01, "roboto": 1.02, "raleway": 1.03, "ibm plex sans": 1.03,
    "public sans": 1.04, "fira sans": 1.06, "open sans": 1.08, "inter": 1.09, "noto sans": 1.09, "montserrat": 1.13,
    "poppins": 1.16, "verdana": 1.22, "dejavu sans": 1.22,
}  # fmt: skip
_STRANGER = 1.16


def stretch_of(template: Template) -> float:
    """How much wider than Arial's a line in the template's faces may be."""
    return max(_STRETCH.get(face.lower(), _STRANGER) for face in (template.heading_face, template.face))


def template_colours(template: Template, own: Mapping[str, str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Every token in the template's colours, ``own`` before them, and (token, fault) of those that will not do.

    ``ink`` is the first of tx1 and bg1 that can be read on the content layout's background,
    ``panel`` bg2 or tx2, ``dim`` tx2 or bg2, ``accent`` and ``mark`` the first accents with enough
    contrast; what has none of its own is the paper or the ink.
    """
    content, section = template.layouts[Layout.TEXT], template.layouts[Layout.SECTION]
    c = content.colours
    faults: list[tuple[str, str]] = []
    found = dict(own)
    found.setdefault("paper", content.ground or c["bg1"])
    _set(found, faults, "ink", c, ("tx1", "bg1"), ("paper",), LEAST_WORDS)
    found.setdefault("panel", _first(c, ("bg2", "tx2"), (found["ink"],), LEAST_WORDS) or found["paper"])
    found.setdefault("dim", _first(c, ("tx2", "bg2"), (found["paper"], found["panel"]), LEAST_WORDS) or found["ink"])
    _set(found, faults, "accent", c, _ACCENTS, ("paper", "panel"), LEAST_WORDS)
    others = sorted(_ACCENTS, key=lambda name: c[name] == found["accent"])
    _set(found, faults, "mark", c, others, ("paper", "panel"), LEAST_EDGES)
    tint = mixed(found["paper"], found["mark"], _TINT)
    found.setdefault("tint", tint if contrast(found["ink"], tint) >= LEAST_WORDS else found["paper"])
    s = section.colours
    found.setdefault("bar", section.ground or found["paper"])
    bar = (found["bar"],)
    found["bar_ink"] = max((s["tx1"], s["bg1"]), key=lambda one: contrast(one, found["bar"]))
    found["bar_dim"] = _first(s, ("tx2", "bg2"), bar, LEAST_WORDS) or found["bar_ink"]
    found["bar_line"] = _first(s, (*_ACCENTS, "tx2", "bg2"), bar, LEAST_EDGES) or found["bar_ink"]
    if contrast(found["bar_ink"], found["bar"]) < LEAST_WORDS and "bar" not in own:
        faults.append(
            ("bar", f"neither tx1 #{s['tx1']} nor bg1 #{s['bg1']} can be read on {section.name!r}'s #{found['bar']}")
        )
    return found, faults


def _set(
    found: dict[str, str], faults: list[tuple[str, str]], token: str, colours: Mapping[str, str], names: Sequence[str],
    grounds: Sequence[str], least: float,
) -> None:  # fmt: skip
    """Give ``token`` the first of ``names`` that can be told from ``grounds``; else note the best of them as a fault."""
    if token in found:
        return
    behind = [found[ground] for ground in grounds]
    good = _first(colours, names, behind, least)
    best = max(names, key=lambda name: min(contrast(colours[name], one) for one in behind))
    found[token] = good or colours[best]
    if not good:
        ratio, ground = min((contrast(colours[best], found[name]), name) for name in grounds)
        where = f"{'background' if ground == 'paper' else ground} #{found[ground]}"
        fault = (
            f"of its colours none will do as {token}: {best} #{colours[best]}, the best, has a contrast of {ratio:.1f}"
        )
        faults.append((token, f"{fault} on the {where}, under {least}"))


def _first(colours: Mapping[str, str], names: Sequence[str], grounds: Sequence[str], least: float) -> str:
    return next(_able(colours, names, grounds, least), "")


def _able(colours: Mapping[str, str], names: Sequence[str], grounds: Sequence[str], least: float) -> Iterator[str]:
    return (colours[name] for name in names if all(contrast(colours[name], one) >= least for one in grounds))
