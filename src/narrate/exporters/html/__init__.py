"""``index.html``: the page of one edition. Whole without any script, and readable in print."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from narrate.exporters.edition import Edition
from narrate.exporters.paragraphs import joiner, paragraphs
from narrate.exporters.record import Finding, Record
from narrate.languages import is_right_to_left, language_data
from narrate.model import Kind, Segment


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    label: str


class HtmlExporter:
    name = "html"
    needs: tuple[str, ...] = ("mp3",)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.html.pages import render

        script = edition.timeline.script
        data = language_data(script.language)
        phrases = data.phrases
        wanted = [("pptx", "slides_file"), ("mp3", "sound_file"), ("vtt", "captions_file"), ("txt", "text_file")]
        files = [_File(f"{edition.name}.{ending}", phrases[key]) for ending, key in wanted if ending in edition.formats]
        minutes, seconds = divmod(round(edition.timeline.duration_ms / 1000), 60)
        page = render(
            "page.html",
            script=script,
            direction="rtl" if is_right_to_left(script.language) else "ltr",
            phrases=phrases,
            phrases_language=data.phrases_language,
            length=phrases["length"].format(minutes=minutes, seconds=seconds),
            sound=f"{edition.name}.mp3",
            files=files,
            parts=[
                self._part(edition, segment, folder) for segment in script.segments if segment.kind is not Kind.TITLE
            ],
        )
        (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.html.checks import check_page

        return check_page(record)

    def _part(self, edition: Edition, segment: Segment, folder: Path) -> dict[str, object]:
        section = segment.kind is Kind.SECTION
        return {
            "id": segment.id,
            "section": section,
            "nested": bool(segment.section) and not section,
            "heading": segment.heading,
            "points": [point.text for point in segment.points],
            "paragraphs": [] if section else paragraphs(segment, joiner(edition.timeline.script.language)),
            "figure": self._figure(segment, folder),
        }

    def _figure(self, segment: Segment, folder: Path) -> dict[str, str] | None:
        if segment.figure is None:
            return None
        name = f"figures/{segment.id}{segment.figure.path.suffix.lower()}"
        (folder / "figures").mkdir(exist_ok=True)
        shutil.copyfile(segment.figure.path, folder / name)
        return {"src": name, "alt": segment.figure.alt}


EXPORTER = HtmlExporter()
