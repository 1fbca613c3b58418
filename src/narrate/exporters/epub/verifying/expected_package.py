"""Writes the navigation, the cover page and the package of a book a second time, without its templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.editions import DESCRIBED
from narrate.exporters.epub.format import (
    ACTIVE_CLASS,
    COVER_IMAGE,
    COVER_PAGE,
    MEDIA_TYPES,
    audio_file,
    clock,
    modified,
    overlay_file,
    shown,
    text_file,
)
from narrate.exporters.epub.verifying.expected_text import DECLARATION, direction_of, opening
from narrate.exporters.epub.verifying.reading import PackageWords, ReadPart, levels
from narrate.exporters.speakers import who_speaks
from narrate.exporters.verifying.edition_record import Record
from narrate.exporters.verifying.markup_differences import escaped
from narrate.languages import foreign_phrases, language_data
from narrate.model import Purpose

CONTAINER = f"""{DECLARATION}
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_PACKAGE = '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'


class ExpectedPackage:
    """Writes what leads through a book with the ``parts`` anew."""

    def __init__(self, record: Record, parts: Sequence[ReadPart], words: PackageWords) -> None:
        self._record, self._parts, self._words = record, parts, words
        self._language = record.manifest.language
        self._phrases = language_data(self._language).phrases
        self._title = escaped(shown(record.head["title"], self._language))
        foreign = foreign_phrases(self._language)
        self._foreign_language = foreign
        self._foreign = f' lang="{foreign}" xml:lang="{foreign}" dir="{direction_of(foreign)}"' if foreign else ""

    def cover(self) -> str:
        """Return the content of the cover page."""
        lines = [
            *opening(self._language, shown(self._record.head["title"], self._language), "styles.css"),
            '<section epub:type="cover" class="cover">',
            f'<img src="{COVER_IMAGE}" role="doc-cover" alt="{self._title}"/>',
        ]
        return "\n".join([*lines, "</section>", "</body>", "</html>", ""])

    def navigation(self) -> str:
        """Return the content of the table of contents, the list of pages and the landmarks."""
        body = text_file(self._parts[1 if len(self._parts) > 1 else 0].number)
        lines = [
            *opening(self._language, shown(self._record.head["title"], self._language), "styles.css"),
            '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">',
            f'<h1 id="contents"{self._foreign}>{escaped(self._phrases["contents"])}</h1>',
            "<ol>",
            *self._contents(),
            "</ol>",
            "</nav>",
            '<nav epub:type="page-list" role="doc-pagelist" hidden="hidden">',
            "<ol>",
        ]
        lines += [
            f'<li><a href="{text_file(part.number)}#slide-{slide.number}">{slide.number}</a></li>'
            for part in self._parts
            for slide in part.slides
        ]
        lines += [
            "</ol>",
            "</nav>",
            '<nav epub:type="landmarks" hidden="hidden">',
            "<ol>",
            f'<li><a epub:type="cover" href="{COVER_PAGE}"{self._foreign}>{escaped(self._phrases["cover"])}</a></li>',
            f'<li><a epub:type="bodymatter" href="{body}">{self._title}</a></li>',
        ]
        return "\n".join([*lines, "</ol>", "</nav>", "</body>", "</html>", ""])

    def _contents(self) -> Iterator[str]:
        """Yield the lines of the table of contents: what is below a section stands in a list of its own."""
        inside = False
        depths = [*levels(self._parts, self._record), 0]
        for index, part in enumerate(self._parts):
            nested = depths[index] > 2
            goes_deeper = not nested and depths[index + 1] > 2
            if inside and not nested:
                yield "</ol>"
                yield "</li>"
            inside = nested or goes_deeper
            link = f'<li><a href="{text_file(part.number)}">{escaped(part.title)}</a>'
            if goes_deeper:
                yield link
                yield "<ol>"
            else:
                yield f"{link}</li>"
        if inside:
            yield "</ol>"
            yield "</li>"

    def package(self, identifier: str) -> str:
        """Return the content of the package of the book with this identifier."""
        tag, direction = escaped(self._language), direction_of(self._language)
        lines = [
            DECLARATION,
            f'{_PACKAGE} xml:lang="{tag}" dir="{direction}">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            f'<dc:identifier id="id">{identifier}</dc:identifier>',
            f"<dc:title>{escaped(self._name())}</dc:title>",
            f"<dc:language>{tag}</dc:language>",
            *self._words_of_people(),
            *(f'<meta property="{name}">{escaped(value)}</meta>' for name, value in self._accessibility()),
            self._summary(),
            *self._claim(),
            *self._media(),
            "</metadata>",
            "<manifest>",
            '<item id="navigation" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
            '<item id="styles" href="styles.css" media-type="text/css"/>',
            '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>',
            '<item id="cover-image" href="images/cover.png" media-type="image/png" properties="cover-image"/>',
        ]
        for part in self._parts:
            lines += self._items(part)
        lines += ["</manifest>", f'<spine page-progression-direction="{direction}">', '<itemref idref="cover"/>']
        lines += [f'<itemref idref="text-{part.number}"/>' for part in self._parts]
        return "\n".join([*lines, "</spine>", "</package>", ""])

    def _name(self) -> str:
        title = self._record.head["title"]
        described = self._record.head["edition"] == DESCRIBED
        return self._phrases["described_file"].replace("{file}", title) if described else title

    def _words_of_people(self) -> Iterator[str]:
        words = self._words
        if words.publisher:
            yield f"<dc:creator>{escaped(words.publisher)}</dc:creator>"
            yield f"<dc:publisher>{escaped(words.publisher)}</dc:publisher>"
        if words.subtitle:
            yield f"<dc:description>{escaped(words.subtitle)}</dc:description>"
        if words.date:
            yield f"<dc:date>{escaped(words.date)}</dc:date>"
        yield f'<meta property="dcterms:modified">{escaped(modified(words.date))}</meta>'

    def _accessibility(self) -> Iterator[tuple[str, str]]:
        """Yield what may be claimed of this book, as (property, value)."""
        pictured, longer = self._has_pictures(), self._has_descriptions()
        modes = ["textual", "auditory", *(["visual"] if pictured else [])]
        yield from (("schema:accessMode", mode) for mode in modes)
        enough = ["textual", *(["auditory"] if self._all_is_said() else []), *(["textual,visual"] if pictured else [])]
        yield from (("schema:accessModeSufficient", mode) for mode in enough)
        features = [
            *("structuralNavigation", "tableOfContents", "readingOrder", "synchronizedAudioText", "pageNavigation"),
            *("pageBreakMarkers", "displayTransformability", "unlocked", "alternativeText"),
            *(["longDescription"] if longer else []),
        ]
        yield from (("schema:accessibilityFeature", feature) for feature in features)
        yield "schema:accessibilityHazard", "none"

    def _summary(self) -> str:
        texts = [self._phrases["accessibility_summary"]]
        if self._all_is_said() and self._has_pictures():
            texts.append(self._phrases["accessibility_described"])
        texts.append(self._phrases[who_speaks(self._record.manifest.recorded, len(self._record.sentences))])
        foreign = self._foreign_language
        other = f' xml:lang="{foreign}" dir="{direction_of(foreign)}"' if foreign else ""
        return f'<meta property="schema:accessibilitySummary"{other}>{escaped(" ".join(texts))}</meta>'

    def _claim(self) -> Iterator[str]:
        words = self._words
        if words.conforms:
            yield f'<meta property="dcterms:conformsTo" id="conformance">{escaped(words.conforms)}</meta>'
            yield f'<meta property="a11y:certifiedBy" refines="#conformance">{escaped(words.publisher)}</meta>'

    def _figures(self) -> Iterator[tuple[bool, bool]]:
        """Yield (has a longer description, is described by a sentence) of each figure that is not decorative."""
        for part in self._parts:
            said = {
                slide.number: {
                    one.about
                    for one in self._record.segments[slide.number - 1].sentences
                    if one.purpose == Purpose.FIGURE
                }
                for slide in part.slides
            }
            on_any_slide = set().union(*said.values())
            for slide in part.slides:
                for index, figure in enumerate(slide.figures):
                    if figure.alt:
                        yield bool(figure.description) or index in said[slide.number], index in on_any_slide

    def _has_pictures(self) -> bool:
        return any(True for _ in self._figures())

    def _has_descriptions(self) -> bool:
        return any(longer for longer, _ in self._figures())

    def _all_is_said(self) -> bool:
        return self._record.head["edition"] == DESCRIBED and all(said for _, said in self._figures())

    def _media(self) -> Iterator[str]:
        yield '<meta property="pageBreakSource">none</meta>'
        yield f'<meta property="media:duration">{clock(self._record.duration_ms)}</meta>'
        for part in self._parts:
            segments = [self._record.segments[slide.number - 1] for slide in part.slides]
            lasts = sum(segment.end_ms - segment.start_ms for segment in segments)
            yield f'<meta property="media:duration" refines="#overlay-{part.number}">{clock(lasts)}</meta>'
        if self._record.head["voice"].partition(":")[0] != "recordings":
            yield f'<meta property="media:narrator">{escaped(self._record.head["voice"])}</meta>'
        yield f'<meta property="media:active-class">{ACTIVE_CLASS}</meta>'

    def _items(self, part: ReadPart) -> Iterator[str]:
        number = part.number
        yield (
            f'<item id="text-{number}" href="{text_file(number)}" media-type="application/xhtml+xml" '
            f'media-overlay="overlay-{number}"/>'
        )
        yield f'<item id="overlay-{number}" href="{overlay_file(number)}" media-type="application/smil+xml"/>'
        for slide in part.slides:
            name = audio_file(slide.number)
            yield f'<item id="audio-{slide.number}" href="{name}" media-type="audio/mpeg"/>'
            for index, figure in enumerate(slide.figures, 1):
                type_ = MEDIA_TYPES.get(figure.file[-4:], "")
                yield f'<item id="image-{slide.number}-{index}" href="{escaped(figure.file)}" media-type="{type_}"/>'
