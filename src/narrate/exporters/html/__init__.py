"""``index.html``: the page of one edition. It is whole without JavaScript, and plays with it. It can be printed.

The page shows what the slides show, and all sentences that are shown. Sentences that are only spoken are in the sound,
in the captions and in the data of the player.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from narrate.editions import DESCRIBED
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.verifying.edition_record import Finding, Record


class HtmlExporter(Exporter):
    name = "html"
    needs = ("mp3",)
    files = (ExportedFile("index.html"), ExportedFile("slides/*.png"), ExportedFile("figures/*"))
    offers = (DESCRIBED,)
    load_ahead = ("narrate.exporters.html.page_writing",)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.html.page_writing import write_page

        write_page(edition, folder)

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.html.page_writing import digests_of

        return digests_of(edition)

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.html.verifying import check_page

        return check_page(record)


EXPORTER = HtmlExporter()
