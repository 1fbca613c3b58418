"""``<topic>.pptx``: a deck that plays by itself, with captions inside. See docs/formats/pptx.md."""

from __future__ import annotations

from pathlib import Path

from narrate.exporters.edition import Edition


class PptxExporter:
    name = "pptx"
    needs: tuple[str, ...] = ()

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.pptx.deck import build_deck, save

        (folder / f"{edition.name}.pptx").write_bytes(save(build_deck(edition)))


EXPORTER = PptxExporter()
