"""Limits how many elements a drawing paints. Nested patterns and masks count each time they are used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrate.drawings.allowed_elements import REFERRING, SERVERS
from narrate.drawings.elements import name_of
from narrate.drawings.picture_problems import Remarks

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"url\(#([^()]*)\)")


def check_paint_limit(root: _Element, remarks: Remarks, most: int) -> None:
    """Raise UnfitError if more than ``most`` elements are painted, or if a pattern or the like refers to itself."""
    servers = {id_: element for element in root.iter() if (id_ := element.get("id")) and name_of(element) in SERVERS}
    known: dict[str, int] = {}

    def weight_of(element: _Element, above: tuple[str, ...]) -> int:
        """Count the elements painted for ``element``. ``above`` are the ids of the patterns and the like around it."""
        total = 1 + sum(weight_of(child, above) for child in element if name_of(child) not in SERVERS)
        for name in REFERRING:
            match = _REFERENCE.search(element.get(name) or "")
            if match and match.group(1) in servers:
                total += weight_of_server(match.group(1), above)
        if total > most:
            raise remarks.refuse(
                "figure-size", f"paints more than {most} elements, patterns and masks included", "simplify it"
            )
        return total

    def weight_of_server(id_: str, above: tuple[str, ...]) -> int:
        if id_ in above:
            raise remarks.refuse(
                "figure-unreadable",
                f"has a {name_of(servers[id_])} {id_[:40]!r} that refers to itself",
                "delete that reference",
            )
        if id_ not in known:
            known[id_] = weight_of(servers[id_], (*above, id_))
        return known[id_]

    weight_of(root, ())
    for id_ in servers:
        weight_of_server(id_, ())
