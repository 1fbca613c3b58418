"""Somebody who has a keyboard and the accessibility tree, as a screen reader does, but neither mouse nor picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.exporters.html.player.watching import until

ISOLATES = re.compile("[\u2066-\u2069]")
STOPS = 60
"""More stops of Tab than any page of these tests has."""


@dataclass(frozen=True)
class Node:
    """What the accessibility tree of Chromium says of an element; ``""`` and ``None`` where it says nothing."""

    role: str
    name: str
    value: str
    description: str
    checked: str | None
    expanded: bool | None
    current: str | None


class Keyboard:
    """Presses keys in ``page``, and reads what has the focus."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._tree = page.context.new_cdp_session(page)

    def node(self, expression: str) -> Node:
        """What the tree says of the element that a JavaScript ``expression`` gives.

        The protocol of Chromium does not hand on ``aria-current``, so that is read from the element.
        """
        found = self._tree.send("Runtime.evaluate", {"expression": expression})["result"]["objectId"]
        asked = {"objectId": found, "fetchRelatives": False}
        tree = self._tree.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        states = {one["name"]: one["value"].get("value") for one in tree.get("properties", ())}
        name, value, description = (
            ISOLATES.sub("", str(tree.get(key, {}).get("value") or "")) for key in ("name", "value", "description")
        )
        current = self.page.evaluate(f"({expression}).getAttribute('aria-current')")
        return Node(
            tree["role"]["value"], name, value, description, states.get("checked"), states.get("expanded"), current
        )

    @property
    def focus(self) -> Node:
        return self.node("document.activeElement")

    @property
    def status(self) -> str:
        """What the one status region of the page says."""
        assert self.page.locator("[role=status], [role=alert], [aria-live]").count() == 1
        return ISOLATES.sub("", self.page.locator("[role=status]").text_content())

    @property
    def sentence(self) -> str:
        """The sentence that is marked as the current one."""
        marked = self.page.locator("#words .sentence[aria-current=true], h1 .sentence[aria-current=true]")
        assert marked.count() <= 1
        return marked.text_content() if marked.count() else ""

    def press(self, *keys: str) -> Node:
        for key in keys:
            self.page.keyboard.press(key)
        return self.focus

    def tab_to(self, role: str, name: str, stops: int = STOPS, key: str = "Tab") -> Node:
        """Press Tab until an element of this role and name has the focus, at most ``stops`` times."""
        passed = []
        for _ in range(stops):
            found = self.press(key)
            if (found.role, found.name) == (role, name):
                return found
            passed.append(f"{found.role} {found.name}")
        raise AssertionError(f"no {role} {name!r} within {stops} stops: {passed}")

    def open_more(self) -> None:
        """Open what is behind "More", and stay there."""
        assert self.tab_to("DisclosureTriangle", "More").expanded is False
        opened = self.press("Enter")
        assert (opened.name, opened.expanded) == ("Less", True)

    def choose(self, name: str, wanted: str) -> Node:
        """Go to the list of choices ``name``, and press an arrow until it says ``wanted``."""
        found = self.tab_to("combobox", name)
        for key in ["ArrowDown"] * 8 + ["ArrowUp"] * 16:
            if found.value == wanted:
                return found
            found = self.press(key)
        raise AssertionError(f"{name} never says {wanted!r}")

    def play(self) -> Node:
        """From the top of the page: go to Play, and press it."""
        self.tab_to("button", "Play", 5)
        self.press("Enter")
        until(self.page, "shown.playing && shown.time > 0.1")
        return self.focus
