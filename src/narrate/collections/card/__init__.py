"""A card for a player in each language: ``card/<language>/``, to be copied to a stick or a memory card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from narrate.collections.card.contents import FOLDER, find_cards, topic_problem
from narrate.collections.collection import Candidate, Collection, Means, Written
from narrate.edition_files import what_is_at
from narrate.errors import Place, Problem
from narrate.exporters.verifying.edition_record import Finding
from narrate.manifest import NAME as MANIFEST
from narrate.store import Store


class CardCollection(Collection):
    name = "card"
    needs = ("mp3",)

    def problem(self, candidate: Candidate) -> Problem | None:
        return topic_problem(candidate.topic, candidate.title, Place(str(candidate.path)))

    def is_there(self, output: Path) -> bool:
        return bool(_records(output))

    def write(self, output: Path, means: Means | None = None) -> Sequence[Written]:
        from narrate.collections.card.writing import remove_card, write_card

        cards = {output / FOLDER / card.language: card for card in find_cards(output)}
        for record in _records(output):
            if record.with_suffix("") not in cards:
                remove_card(record.with_suffix(""))
        return [write_card(output, folder, card, means or Means()) for folder, card in cards.items()]

    def verify(
        self, output: Path, *, painted: bool, store: Store | None = None
    ) -> Iterator[tuple[str, tuple[Finding, ...]]]:
        from narrate.collections.card.checks import check_cards

        if self.is_there(output) or any(_folders(output)):
            yield from check_cards(output, store or Means().store, again=painted)


def _records(output: Path) -> list[Path]:
    """Return the records of the cards in ``output``, sorted."""
    if what_is_at(output / FOLDER) != "folder":
        return []
    return sorted(path for path in (output / FOLDER).glob("*.json") if what_is_at(path) == "file")


def _folders(output: Path) -> Iterator[Path]:
    """Yield the folders of cards in ``output``. A topic may be called "card", if no card is wanted."""
    folder = output / FOLDER
    for path in folder.iterdir() if what_is_at(folder) == "folder" else ():
        if what_is_at(path) == "folder" and not what_is_at(path / MANIFEST):
            yield path


COLLECTION = CardCollection()
