"""Reads what the producer sets for the theme, in ``narrate.yaml`` or a script's header.

The setting is a theme's name, or a mapping with ``name``, ``colours`` (by what they colour), ``logo`` and ``template``
(of PowerPoint).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from narrate.errors import InputError, Place
from narrate.model import ThemeWish
from narrate.script.figures import find_figure
from narrate.sources.paths import UNREADABLE, inside, why_unreadable
from narrate.sources.yaml_nodes import Nodes
from narrate.store.memo import NO_MEMO, Memo

KEYS = ("name", "colours", "logo", "template")
LARGE = "large"  # a theme that only changes sizes
TOKENS = ("paper", "panel", "ink", "dim", "accent", "mark", "tint", "bar")
_COLOUR = re.compile(r"#([0-9A-Fa-f]{6})")


def read_look(nodes: Nodes, node: Any, folder: Path, root: Path, memo: Memo = NO_MEMO) -> ThemeWish:
    """Return the theme settings in ``node``. Files are relative to ``folder`` and must lie under ``root``.

    Problems are added to ``nodes``. ``memo`` remembers figures read before; the logo is a figure.
    """
    if node.id == "scalar":
        return ThemeWish(nodes.text(node, "theme"), places=(("name", nodes.place(node)),))
    values: dict[str, Any] = {name: value for name, _, value in nodes.entries(node, KEYS)}
    places: list[tuple[str, Place]] = [(name, nodes.place(value)) for name, value in values.items()]
    colours = []
    for token, _, value in nodes.entries(values.get("colours"), TOKENS):
        match = _COLOUR.fullmatch(nodes.text(value, token))
        if match is None:
            nodes.error(
                value, "colour", f"the value of {token!r} is not a colour", 'write six digits in quotes: "#0B5CAD"'
            )
            continue
        colours.append((token, match.group(1).upper()))
        places.append((token, nodes.place(value)))
    name = nodes.text(values["name"], "name") if "name" in values else ""
    if "template" in values and name not in ("", LARGE):
        message = f"a template has its own colours, so the theme cannot be {name!r}"
        nodes.error(values["name"], "template", message, f"leave one of them out; only {LARGE!r} goes with a template")
    return ThemeWish(
        name,
        tuple(colours),
        _logo(nodes, values["logo"], folder, root, memo) if "logo" in values else None,
        _template(nodes, values["template"], folder, root, memo) if "template" in values else None,
        tuple(places),
    )


def _logo(nodes: Nodes, node: Any, folder: Path, root: Path, memo: Memo) -> Path | None:
    name = nodes.text(node, "logo")
    path, problems = find_figure(name, nodes.place(node), folder / "narrate.yaml", root, memo)
    nodes.problems += problems
    return path


def _template(nodes: Nodes, node: Any, folder: Path, root: Path, memo: Memo) -> Path | None:
    name = nodes.text(node, "template")
    try:
        path = inside(name, folder, root)
        there = path is not None and path.is_file()
    except UNREADABLE as error:
        message = f"{name[:80]!r} cannot be read: {why_unreadable(error)}"
        nodes.error(node, "template", message, "name a file that exists")
        return None
    if path is None:
        nodes.error(node, "template", f"{name!r} is outside the script folder {root}", "copy the file into it")
    elif path.suffix.lower() not in (".pptx", ".potx"):
        nodes.error(node, "template", f"{name!r} is not a PowerPoint template", "a template is a .pptx or a .potx file")
    elif not there:
        nodes.error(node, "template", f"no template {name!r} in {folder}", "name a file that exists")
    else:
        return _fit_for_use(nodes, node, path, memo)
    return None


def _fit_for_use(nodes: Nodes, node: Any, path: Path, memo: Memo) -> Path | None:
    """``path`` if a deck can be made with this template; else None. Problems of the template are added to ``nodes``."""
    from narrate.drawings.template_pictures import read_template
    from narrate.sources.templates import template_warnings

    try:
        nodes.problems += template_warnings(read_template(path, nodes.place(node), memo), path, nodes.place(node))
    except InputError as error:
        nodes.problems += error.problems
        return None
    return path
