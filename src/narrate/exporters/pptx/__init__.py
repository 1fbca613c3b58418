"""Writes ``<topic>.pptx``: a deck that plays by itself, with captions in it. See docs/formats/pptx.md."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import Place, Problem
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.pptx.format import is_template_part
from narrate.exporters.pptx.kept_names import kept_file
from narrate.exporters.verifying.edition_record import Finding, Record

if TYPE_CHECKING:
    from narrate.model import Script
    from narrate.sources.templates import Template


class PptxExporter(Exporter):
    name = "pptx"
    files = (ExportedFile("{name}.pptx", "slides_file", 10), ExportedFile("{name}.pptm", "slides_file", 10))
    load_ahead = ("narrate.exporters.pptx.writing.deck",)

    def files_of(self, script: Script) -> tuple[ExportedFile, ...]:
        has_macros = script.kept is not None and script.kept.path.suffix.lower() == ".pptm"
        return self.files[1:] if has_macros else self.files[:1]

    def examine(self, script: Script) -> Iterable[Problem]:
        if script.kept is None:
            return ()
        from narrate.exporters.pptx.keeping.edition_sounds import examine_kept

        return examine_kept(script, script.kept)

    def write(self, edition: Edition, folder: Path) -> None:
        if (kept := edition.timeline.script.kept) is not None:
            from narrate.exporters.pptx.keeping.edition_sounds import write_kept

            write_kept(edition, kept, folder / kept_file(edition.name, kept.path))
            return
        from narrate.exporters.pptx.writing.deck import build_deck
        from narrate.exporters.pptx.writing.parts import save
        from narrate.exporters.pptx.writing.spool import Spool

        template = _template(edition)
        with tempfile.TemporaryFile(dir=folder) as file, Spool(file, edition.memo) as spool:
            save(build_deck(edition, template, spool), folder / f"{edition.name}.pptx")

    def template_parts(self, edition: Edition, folder: Path) -> Mapping[str, str]:
        if (kept := edition.timeline.script.kept) is not None:
            from narrate.exporters.pptx.keeping.part_digests import part_digests

            return part_digests(folder / kept_file(edition.name, kept.path))
        if edition.deck.theme.template is None:
            return {}
        with zipfile.ZipFile(folder / f"{edition.name}.pptx") as deck:
            names = (name for name in deck.namelist() if is_template_part(name))
            return {name: hashlib.sha256(deck.read(name)).hexdigest() for name in names}

    def verify(self, record: Record) -> Iterable[Finding]:
        if any(segment.slide for segment in record.segments):
            from narrate.exporters.pptx.verifying.kept.checks import check_kept_deck

            return check_kept_deck(record)
        from narrate.exporters.pptx.verifying.checks import check_deck

        return check_deck(record)


def _template(edition: Edition) -> Template | None:
    """Return the theme's template, with legible layouts chosen for its kinds of slide; None if there is no template.

    The modules that read a template are imported only if there is a template.
    """
    path = edition.deck.theme.template
    if path is None:
        return None
    from narrate.drawings.template_pictures import read_template
    from narrate.exporters.pptx.covered import choose_layouts

    template = read_template(path, Place(str(path)))
    return choose_layouts(template, edition.deck, edition.timeline.script.language)[0]


EXPORTER = PptxExporter()
