"""The page that should have been written for an edition, line by line.

What ``timeline.json`` and the manifest hold is taken from there. Alternative texts, captions, points, the publisher and
the ends of paragraphs are taken from the page that was found; ``ExpectedPage.digests`` are compared with the manifest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from lxml import html

from narrate.editions import file_stem, to_output
from narrate.exporters.document import direction_of, picture_text
from narrate.exporters.exported_files import sound_file
from narrate.exporters.html.format import (
    PUBLISHER,
    as_shown,
    digest,
    figure_stem,
    figure_words,
    longer_key,
    longer_words,
    point_words,
    points_key,
)
from narrate.exporters.html.verifying.markup import opening
from narrate.exporters.html.verifying.shown_items import Figure, Points, ShownItems
from narrate.exporters.paragraphs import joiner
from narrate.exporters.speakers import who_speaks
from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.exporters.verifying.markup_differences import escaped
from narrate.exporters.verifying.pictures_checks import picture_name
from narrate.exporters.verifying.sentence_matching import is_untitled, plain_heading
from narrate.languages import Language, language_data
from narrate.model import Kind
from narrate.typeset.bidi import without_controls

_POLICY = "default-src 'none'; img-src 'self' file: data:; media-src 'self' file:; style-src 'unsafe-inline'"


@dataclass(slots=True)
class ExpectedPage:
    """The ``lines`` of a page, and the ``digests`` of the words on it that only the page holds (see ``Manifest``)."""

    lines: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The content of the file."""
        return "".join(f"{line}\n" for line in self.lines)


def figures_of(record: Record) -> dict[str, list[str]]:
    """Return the paths of the figures of each slide, in order, by the id of its segment."""
    paths = {name.rpartition(".")[0]: name for name in record.manifest.files if name.startswith("figures/")}
    found: dict[str, list[str]] = {}
    for segment in record.segments:
        while path := paths.get(figure_stem(segment.id, len(found.get(segment.id, ())))):
            found.setdefault(segment.id, []).append(path)
    return found


def expected_page(record: Record, found: html.HtmlElement) -> ExpectedPage:
    """Return the page that should stand in the place of ``found``. Raises ValueError if a number on it is none."""
    return _Writer(record, found).write()


class _Writer:
    """Writes the page of ``record``, and takes from the page ``found`` what only a page holds."""

    def __init__(self, record: Record, found: html.HtmlElement) -> None:
        self._record, self._found = record, found
        self._language = record.manifest.language
        self._data: Language = language_data(self._language)
        self._items = ShownItems(found)
        self._figures = figures_of(record)
        self._page = ExpectedPage()
        self._points: dict[str, list[str]] = {}

    def write(self) -> ExpectedPage:
        title = self._shown(self._record.manifest.title)
        self._add(*opening(self._language, direction_of(self._language), _POLICY, title))
        self._header(title)
        self._add("<main>")
        self._player()
        self._slides()
        self._add("</main>")
        self._footer()
        self._add("</body>", "</html>")
        self._page.digests |= {points_key(anchor): digest(*lines) for anchor, lines in self._points.items()}
        return self._page

    def _add(self, *lines: str) -> None:
        self._page.lines += lines

    def _shown(self, text: str) -> str:
        return as_shown(text, self._language)

    @property
    def _labels(self) -> str:
        """The attributes of elements with words of narrate's own, which may be in another language than the page."""
        language = self._data.phrases_language
        return f'lang="{language}" dir="{direction_of(language)}"'

    def _header(self, title: str) -> None:
        self._add("<header>", f"<h1>{escaped(title)}</h1>")
        if publisher := self._found.findtext(".//header/p"):
            self._add(f'<p class="dim">{escaped(publisher)}</p>')
            self._page.digests[PUBLISHER] = digest(publisher)
        self._add("</header>")

    def _player(self) -> None:
        """Write the players: of the edition itself, and of each other edition that the page offers."""
        manifest = self._record.manifest
        players = [("listen", "listen", self._record.duration_ms, sound_file(self._record.name))]
        for name, offer in manifest.offers.items():
            sound = f"{name}/{sound_file(file_stem(manifest.topic, name))}"
            players.append((f"listen-{name}", f"{name}_listen", offer.duration_ms, sound))
        for id_, phrase, duration_ms, sound in players:
            minutes, seconds = divmod(round(duration_ms / 1000), 60)
            length = self._data.phrases["length"].format(minutes=minutes, seconds=seconds)
            self._add(
                '<div class="listen">',
                f'<p id="{id_}" {self._labels}>{escaped(f"{self._data.phrases[phrase]} ({length})")}</p>',
                f'<audio controls preload="metadata" src="{_address(sound)}" aria-labelledby="{id_}"></audio>',
                "</div>",
            )

    def _slides(self) -> None:
        ids = {segment.id for segment in self._record.segments}
        in_section, anchor = False, ""
        for number, segment in enumerate(self._record.segments, 1):
            if segment.kind == Kind.TITLE:
                continue
            if self._is_headed(segment, ids):
                self._heading(segment, nested=in_section and segment.kind == Kind.NARRATION)
                anchor = anchor if segment.kind == Kind.SECTION else segment.id
            if segment.kind == Kind.SECTION:
                in_section = True
                continue
            self._pictures(number, segment)
            self._lists(anchor)
            self._paragraphs(segment)

    def _is_headed(self, segment: RecordSegment, ids: set[str]) -> bool:
        """Whether the page has a heading for ``segment``.

        A slide that continues another has none. If a slide's title is its first sentence, the timeline does not tell.
        """
        base, _, page = segment.id.rpartition(".")
        if page.isdecimal() and base in ids:
            return False
        return not is_untitled(segment) or self._items.has_heading(segment.id)

    def _heading(self, segment: RecordSegment, *, nested: bool) -> None:
        whole = self._shown(segment.heading)
        # a title may end like the number that a repeated title gets in the timeline
        is_whole = self._items.take_heading(segment.id) == whole
        heading = escaped(whole if is_whole else self._shown(plain_heading(segment)))
        if segment.kind == Kind.SECTION:
            self._add(f'<h2 id="{escaped(segment.id)}">{heading}</h2>')
        elif nested:
            self._add(f'<h3 id="{escaped(segment.id)}">{heading}</h3>')
        else:
            self._add(f'<h2 class="plain" id="{escaped(segment.id)}">{heading}</h2>')

    def _pictures(self, number: int, segment: RecordSegment) -> None:
        paths = self._figures.get(segment.id)
        if not paths:
            return
        found = self._items.take_figures(paths)
        figures = [*found, *[Figure("", "")] * len(paths)][: len(paths)]
        alt = picture_text([(figure.caption, figure.alt) for figure in figures])
        self._add(
            f'<img class="slide" src="{escaped(picture_name(number, segment))}" alt="{escaped(alt)}"'
            ' width="1920" height="1080" loading="lazy">',
            '<div class="figures">',
        )
        for index, (path, figure) in enumerate(zip(paths, figures, strict=True)):
            self._add(f'<figure><img src="{escaped(path)}" alt="{escaped(figure.alt)}">')
            if figure.caption:
                self._add(f"<figcaption>{escaped(figure.caption)}</figcaption>")
            self._add("</figure>")
            words = figure_words(figure.alt, figure.caption)
            self._page.digests[figure_stem(segment.id, index)] = digest(words)
        self._add("</div>")
        self._longer(segment)

    def _longer(self, segment: RecordSegment) -> None:
        """Write the longer descriptions of the figures of a slide, if the page has any."""
        longer = self._items.take_longer()
        if not longer:
            return
        self._add("<details>", f"<summary {self._labels}>{escaped(self._data.phrases['longer_description'])}</summary>")
        self._add(*(f"<p>{_named(name, text)}</p>" for name, text in longer), "</details>")
        lines = [longer_words(name.removesuffix(":"), text) for name, text in longer]
        self._page.digests[longer_key(segment.id)] = digest(*lines)

    def _lists(self, anchor: str) -> None:
        for points in self._items.take_points():
            self._add(*_list(points))
            self._points.setdefault(anchor, []).extend(
                point_words(None if points.first is None else points.first + offset, name.removesuffix(":"), text)
                for offset, (name, text) in enumerate(points.items)
            )

    def _paragraphs(self, segment: RecordSegment) -> None:
        """Write the sentences of a slide, in the paragraphs of the page as far as these hold its sentences."""
        sentences = [sentence.text for sentence in segment.shown]
        joined, done = joiner(self._language), 0
        for paragraph in self._items.paragraphs() if sentences else ():
            count = _count(sentences, done, paragraph, joined)
            if self._shown(joined.join(sentences[done : done + count])) == paragraph:
                self._items.keep()
                self._add(f"<p>{escaped(paragraph)}</p>")
                done += count
            if done == len(sentences):
                return
        if done < len(sentences):
            self._add(f"<p>{escaped(self._shown(joined.join(sentences[done:])))}</p>")

    def _footer(self) -> None:
        self._add(f"<footer {self._labels}>")
        if links := list(self._downloads()):
            self._add(f'<h2 class="plain">{escaped(self._data.phrases["files"])}</h2>', '<ul class="links">')
            self._add(*(f'<li><a href="{href}" download>{escaped(label)}</a></li>' for href, label in links), "</ul>")
        catalogue = f"{to_output(self._record.manifest.edition)}index.html"
        made_by = who_speaks(self._record.manifest.recorded, len(self._record.sentences))
        self._add(
            f'<p class="dim">{escaped(self._data.phrases[made_by])}</p>',
            f'<p><a href="{catalogue}">{escaped(self._data.phrases["all_topics"])}</a></p>',
            "</footer>",
        )

    def _downloads(self) -> Iterator[tuple[str, str]]:
        """Yield (address, label) of each download. The label of a file of an unknown format is that on the page."""
        phrases = self._data.phrases
        known = [(file.path(self._record.name), phrases.get(file.label, file.label)) for file in self._record.downloads]
        unknown = self._record.files_of_unknown_formats
        at = 0
        for link in self._found.iterfind(".//footer//a"):
            name = unquote(link.get("href") or "")
            if name in unknown:
                unknown.discard(name)
                yield _address(name), link.text_content()
            elif at < len(known):
                yield _address(known[at][0]), known[at][1]
                at += 1
        yield from ((_address(name), label) for name, label in known[at:])
        for edition, offer in self._record.manifest.offers.items():
            label = phrases[f"{edition}_file"]
            for path, file in offer.files:
                yield _address(f"{edition}/{path}"), label.format(file=phrases.get(file, file))


def _list(points: Points) -> Iterator[str]:
    """Yield the lines of a list."""
    tag = "ul" if points.first is None else "ol"
    start = "" if points.first in (None, 1) else f' start="{points.first}"'
    yield f'<{tag} class="points"{start}>'
    for name, text in points.items:
        yield f"<li>{_named(name, text)}</li>"
    yield f"</{tag}>"


def _named(name: str, text: str) -> str:
    """Return ``text`` after the ``name`` of the figure that it is about, which ends with a colon or is empty."""
    return f"<strong>{escaped(name.removesuffix(':'))}:</strong> {escaped(text)}" if name else escaped(text)


def _count(sentences: Sequence[str], first: int, paragraph: str, joined: str) -> int:
    """Return how many ``sentences``, from the index ``first`` on, are about as long as ``paragraph``."""
    left, last = len(without_controls(paragraph)), first
    while left > 0 and last < len(sentences):
        left -= len(without_controls(sentences[last])) + (len(joined) if last > first else 0)
        last += 1
    return last - first


def _address(path: str) -> str:
    """Return ``path``, relative to the edition's folder, as an address in the page."""
    return escaped(quote(path, safe="/"))
