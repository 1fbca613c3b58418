"""What the preview knows now, as the browser is told. Several threads use it."""

from __future__ import annotations

import threading
from dataclasses import asdict, replace
from typing import Any, Literal

from narrate.errors import Severity
from narrate.preview.shown import Built, Page, Progress, ShownProblem, ShownSentence, Speaking, Told

Phase = Literal["building", "ready", "broken"]
_MOST_NEW = 20  # sentences; with more, the script is another one


class State:
    """What is known now. Each change has a number, and ``news`` waits for the next one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._version = 1
        self._phase: Phase = "building"
        self._spoken = 0
        self._built = Built()
        self._page: Page | None = None
        self._of_page: tuple[ShownProblem, ...] = ()  # the problems of that page's script
        self._has_built = False
        self._pages = 0  # how many pages were built so far
        self._listing = 0  # how often something became known about the sentences
        self._new: frozenset[str] = frozenset()  # the ids of the sentences that the page before did not have
        self._speaking: Speaking | None = None
        self._notices: list[str] = []
        self._is_over = False

    @property
    def page(self) -> Page | None:
        """The latest page that was built. It stays while the script has errors."""
        return self._page

    @property
    def speaking(self) -> Speaking | None:
        """How the script says its words; None until it could be read once."""
        return self._speaking

    def begin(self) -> None:
        """A build begins."""
        with self._changed:
            self._phase, self._spoken = "building", 0
            self._tell()

    def progress(self, progress: Progress) -> None:
        with self._changed:
            self._spoken = progress.spoken
            self._tell()

    def notice(self, told: Told) -> bool:
        """Keep a message, and return whether it is new."""
        with self._changed:
            if told.text in self._notices:
                return False
            self._notices.append(told.text)
            self._tell()
            return True

    def take(self, built: Built) -> None:
        """A build has ended."""
        with self._changed:
            self._phase = "ready" if built.page is not None else "broken"
            if built.page is not None:
                self._show(built.page)
            self._keep(built)
            self._tell()

    def complete(self, built: Built) -> None:
        """More is known of the build that was told last: where its sentences stand."""
        with self._changed:
            self._page = built.page
            self._keep(built)
            self._tell()

    def end(self) -> None:
        """The preview ends: nobody waits any longer."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()

    def news(self, after: int, seconds: float) -> tuple[int, dict[str, Any]] | None:
        """Return (version, what is known) as soon as the version is not ``after``; None after ``seconds``.

        Raises EOFError once the preview has ended.
        """
        with self._changed:
            is_new = self._changed.wait_for(lambda: self._is_over or self._version != after, seconds)
            if self._is_over:
                raise EOFError
            return (self._version, self._document()) if is_new else None

    def sentences(self) -> dict[str, Any]:
        """Return the slides of the page with their sentences, as JSON has it."""
        with self._changed:
            parts = self._page.parts if self._page is not None else ()
            return {"number": self._pages, "parts": [asdict(part) for part in parts]}

    def _tell(self) -> None:
        self._version += 1
        self._changed.notify_all()

    def _keep(self, built: Built) -> None:
        self._has_built = True
        self._built = built if built.is_checked else replace(built, problems=self._of_page)
        self._speaking = built.speaking or self._speaking
        if built.page is not None:
            self._of_page = self._built.problems
            self._listing += 1

    def _show(self, page: Page) -> None:
        before, self._page = self._page, page
        if before is not None and not page.is_new:
            return
        self._pages += 1
        known = {one.id for part in before.parts for one in part.sentences} if before is not None else None
        new = {one.id for part in page.parts for one in part.sentences} - known if known is not None else set()
        self._new = frozenset(new) if len(new) <= _MOST_NEW else frozenset()

    def _new_sentences(self) -> list[ShownSentence]:
        parts = self._page.parts if self._page is not None else ()
        return [one for part in parts for one in part.sentences if one.id in self._new]

    def _said(self) -> str:
        """What is going on, in words."""
        if self._phase == "building":
            return f"Building … {_counted(self._spoken, 'sentence')} spoken" if self._spoken else "Building …"
        errors = sum(problem.severity == Severity.ERROR for problem in self._built.problems)
        if self._phase == "broken":
            what = f"Not built: {_counted(errors, 'error')}" if errors else "Not built"
            return f"{what}. The page below is the last one that could be built." if self._page else f"{what}."
        rest = len(self._built.problems)
        more = f", with {_counted(rest, 'warning')}" if rest else ""
        return f"Ready in {max(0.1, self._built.seconds):.1f} s{more}."

    def _document(self) -> dict[str, Any]:
        page = self._page
        return {
            "version": self._version,
            "phase": self._phase,
            "said": self._said(),
            "problems": [asdict(problem) for problem in self._built.problems] if self._has_built else None,
            "cause": self._built.cause if self._phase == "broken" else "",
            "notices": list(self._notices),
            "new": [asdict(one) for one in self._new_sentences()],
            "listing": self._listing,
            "page": None
            if page is None
            else {
                "number": self._pages,
                "address": f"output/{page.path}",
                "title": page.title,
                "language": page.language,
                "direction": page.direction,
            },
        }


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
