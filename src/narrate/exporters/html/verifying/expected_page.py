"""The page that should have been written for an edition, line by line.

What ``timeline.json`` and the manifest hold is taken from there. Alternative texts, captions, points, the publisher and
the ends of paragraphs are taken from the page that was found; ``ExpectedPage.digests`` are compared with the manifest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from lxml import html

from narrate.editions import file_stem, to_output
from narrate.exporters.document import direction_of, picture_text
from narrate.exporters.exported_files import sound_file
from narrate.exporters.html.assets import anchor, policy, script, style
from narrate.exporters.html.format import (
    LANGUAGES,
    PUBLISHER,
    WORDS,
    as_shown,
    catalogue_address,
    cells_words,
    digest,
    digest_of_languages,
    figure_stem,
    figure_words,
    light_digest,
    light_key,
    longer_key,
    longer_words,
    point_words,
    points_key,
    topic_page,
)
from narrate.exporters.html.linked_text import Spans, addresses, linked_pieces, shown_pieces
from narrate.exporters.html.verifying.controls import controls
from narrate.exporters.html.verifying.drawings import Drawn, addresses_in, drawings_of
from narrate.exporters.html.verifying.player_data import (
    expected_data,
    found_data,
    pictured_slides,
    words_digest,
)
from narrate.exporters.html.verifying.shown_items import Figure, Grid, Points, ShownItems
from narrate.exporters.paragraphs import joiner
from narrate.exporters.speakers import who_speaks
from narrate.exporters.verifying.edition_record import Record, RecordSegment, RecordSentence
from narrate.exporters.verifying.markup_differences import escaped
from narrate.exporters.verifying.pictures_checks import picture_name
from narrate.exporters.verifying.sentence_matching import is_untitled, plain_heading
from narrate.languages import Language, language_data
from narrate.model import Kind


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


def expected_page(record: Record, found: html.HtmlElement, content: str) -> ExpectedPage:
    """Return the page that should stand in the place of ``found``, whose markup is ``content``.

    Raises ValueError if a number on it is none, or if the timeline of another edition cannot be read.
    """
    return _Writer(record, found, content).write()


class _Writer:
    """Writes the page of ``record``, and takes from the page ``found`` what only a page holds."""

    def __init__(self, record: Record, found: html.HtmlElement, content: str) -> None:
        self._record, self._found = record, found
        self._language = record.manifest.language
        self._data: Language = language_data(self._language)
        self._items = ShownItems(found)
        self._figures = figures_of(record)
        self._drawn = drawings_of(content)
        self._player = found_data(content)
        self._page = ExpectedPage()
        self._points: dict[str, list[str]] = {}
        self._ids = {segment.id for segment in record.segments}

    def write(self) -> ExpectedPage:
        self._head()
        self._header()
        self._add("<main>")
        self._controls("player.html")
        self._sounds()
        self._parts()
        self._add('<div class="text">')
        self._controls("words_bar.html")
        self._add('<div id="words">')
        self._slides()
        self._add("</div>", "</div>", "</main>")
        self._footer()
        self._code()
        self._add("</body>", "</html>")
        self._page.digests |= {points_key(anchor): digest(*lines) for anchor, lines in self._points.items()}
        self._page.digests[WORDS] = words_digest(self._player, self._record)
        languages = self._items.languages
        other = [(one.id, languages[one.id]) for one in self._record.sentences if one.shown and one.id in languages]
        if other:
            self._page.digests[LANGUAGES] = digest_of_languages(other)
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

    def _controls(self, template: str) -> None:
        language = self._data.phrases_language
        words = (language, direction_of(language))
        filled = controls(template, self._data.phrases, self._language, direction_of(self._language), words)
        self._add(*filled.removesuffix("\n").split("\n"))

    def _head(self) -> None:
        self._add(
            "<!DOCTYPE html>",
            f'<html lang="{escaped(self._language)}" dir="{direction_of(self._language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy()}">',
            f"<title>{escaped(self._shown(self._record.manifest.title))}</title>",
            *f"<style>{style()}</style>".split("\n"),
            "</head>",
            "<body>",
        )

    def _code(self) -> None:
        """Write the data of the player, and its script."""
        pictured = pictured_slides(self._record, self._figures)
        drawn = {number for number, one in enumerate(self._record.segments, 1) if one.id in self._figures}
        data = expected_data(self._record, self._player, pictured, drawn, self._items.languages)
        self._add(f'<script type="application/json" id="timeline">{data}</script>')
        self._add(*f"<script>{script()}</script>".split("\n"))

    def _header(self) -> None:
        languages = escaped(self._data.phrases["other_languages"])
        page = topic_page(self._record.manifest.edition)
        self._add("<header>", f'<p><a class="languages" href="{page}" {self._labels}>{languages}</a></p>')
        for number, segment in enumerate(self._record.segments[:1], 1):
            self._add(f'<h1 id="{escaped(anchor(segment.id))}">{self._sentences(segment.shown)}</h1>')
            if publisher := self._found.findtext(".//header/p[@class='dim']"):
                self._add(f'<p class="dim">{escaped(publisher)}</p>')
                self._page.digests[PUBLISHER] = digest(publisher)
            self._add(
                f'<div class="slide-of-part" data-slide="{number}">',
                f'<div class="picture"><img class="slide" loading="lazy" src="{escaped(picture_name(number, segment))}" alt=""'
                ' width="1920" height="1080"></div>',
                "</div>",
            )
        self._add("</header>")

    def _sounds(self) -> None:
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
                self._sound(_address(sound), f'aria-labelledby="{id_}"'),
                "</div>",
            )

    def _sound(self, address: str, name: str) -> str:
        """Return the line of a sound. ``name`` is the attribute that names it."""
        link = f'<a href="{address}" {self._labels}>{escaped(self._data.phrases["listen_short"])}</a>'
        return f'<audio controls preload="none" src="{address}" {name}>{link}</audio>'

    def _parts(self) -> None:
        """Write the list of parts that have headings."""
        name = escaped(self._data.phrases["parts"])
        self._add(
            '<nav id="parts" aria-labelledby="parts-name">',
            f'<h2 class="plain" id="parts-name" {self._labels}>{name}</h2>',
            "<ol>",
        )
        here = f'<span class="here" {self._labels}>{escaped(self._data.phrases["you_are_here"])}</span>'
        length = '<span class="length"><span aria-hidden="true"></span><span class="unseen"></span></span>'
        for segment in self._record.segments:
            if segment.kind != Kind.TITLE and not self._goes_on(segment) and self._is_headed(segment):
                of_section = ' class="section"' if segment.kind == Kind.SECTION else ""
                link = f'<a href="#{escaped(anchor(segment.id))}">{self._heading_of(segment)}</a>'
                self._add(f"<li{of_section}>{link}{length}{here}</li>")
        self._add("</ol>", "</nav>")

    def _slides(self) -> None:
        in_section, headed, is_open = False, "", False
        for number, segment in enumerate(self._record.segments, 1):
            if segment.kind == Kind.TITLE:
                continue
            if not self._goes_on(segment):
                if is_open:
                    self._add("</article>")
                is_open = True
                self._heading(segment, nested=in_section and segment.kind == Kind.NARRATION)
                if segment.kind == Kind.SECTION:
                    in_section = True
                elif self._is_headed(segment):
                    headed = segment.id
            self._slide(number, segment, headed)
        if is_open:
            self._add("</article>")

    def _slide(self, number: int, segment: RecordSegment, headed: str) -> None:
        """Write what the page shows of a slide below the heading of the segment with the id ``headed``."""
        self._add(f'<div class="slide-of-part" data-slide="{number}">')
        if segment.kind != Kind.SECTION:
            self._pictures(number, segment)
            self._longer(number, segment)
            self._lists(number, segment, headed)
            self._paragraphs(number, segment)
            label = escaped(self._shown(segment.heading))
            self._add(self._sound(_address(segment.track), f'aria-label="{label}"'))
        self._add("</div>")

    def _goes_on(self, segment: RecordSegment) -> bool:
        """Whether a slide continues the one before, so that the page has both in one part."""
        base, _, page = segment.id.rpartition(".")
        return page.isdecimal() and base in self._ids

    def _is_headed(self, segment: RecordSegment) -> bool:
        """Whether the page has a heading for ``segment``.

        If a slide's title is its first sentence, the timeline does not tell.
        """
        return not is_untitled(segment) or self._items.heading(anchor(segment.id)) is not None

    def _heading_of(self, segment: RecordSegment) -> str:
        whole = self._shown(segment.heading)
        # a title may end like the number that a repeated title gets in the timeline
        is_whole = self._items.heading(anchor(segment.id)) == whole
        return escaped(whole if is_whole else self._shown(plain_heading(segment)))

    def _heading(self, segment: RecordSegment, *, nested: bool) -> None:
        """Begin the part of ``segment`` with its heading, if it has one."""
        id_ = escaped(anchor(segment.id))
        if segment.kind == Kind.SECTION:
            self._add("<article>", f'<h2 id="{id_}">{self._sentences(segment.shown)}</h2>')
        elif not self._is_headed(segment):
            self._add(f'<article id="{id_}">')
        elif nested:
            self._add("<article>", f'<h3 id="{id_}">{self._heading_of(segment)}</h3>')
        else:
            self._add("<article>", f'<h2 class="plain" id="{id_}">{self._heading_of(segment)}</h2>')

    def _sentences(self, sentences: Sequence[RecordSentence]) -> str:
        return joiner(self._language).join(
            self._sentence(one, self._items.languages.get(one.id, "")) for one in sentences
        )

    def _sentence(self, sentence: RecordSentence, language: str) -> str:
        """Return a sentence in ``language``, which is empty for that of the page."""
        other = f' lang="{escaped(language)}" dir="{direction_of(language)}"' if language else ""
        words = _linked(sentence.text, language or self._language, sentence.links)
        return f'<span class="sentence" id="s-{escaped(sentence.id)}"{other}>{words}</span>'

    def _pictures(self, number: int, segment: RecordSegment) -> None:
        paths = self._figures.get(segment.id)
        if not paths:
            return
        figures = [*self._items.figures(number), *[Figure("", "")] * len(paths)][: len(paths)]
        drawn = self._drawn.get(number, Drawn())
        alt = picture_text([(figure.caption, figure.alt) for figure in figures])
        self._add(
            '<div class="picture">',
            f'<img class="slide" loading="lazy" src="{escaped(picture_name(number, segment))}" alt="{escaped(alt)}"'
            ' width="1920" height="1080">',
            *drawn.overlays[:2],
            "</div>",
            '<div class="figures">',
        )
        drawings = [*drawn.figures, *[""] * len(paths)]
        for index, (path, figure, drawing) in enumerate(zip(paths, figures, drawings, strict=False)):
            is_right = addresses_in(drawing) == [path]
            self._add(f"<figure>{drawing if is_right else f'the drawing of {path}'}")
            if figure.caption:
                self._add(f"<figcaption>{escaped(figure.caption)}</figcaption>")
            self._add("</figure>")
            words = figure_words(figure.alt, figure.caption)
            self._page.digests[figure_stem(segment.id, index)] = digest(words)
        self._add("</div>")
        self._page.digests[light_key(segment.id)] = light_digest(
            drawn.overlays, drawn.figures, self._player.states(number)
        )

    def _longer(self, number: int, segment: RecordSegment) -> None:
        """Write the longer descriptions of the figures of a slide, if the page has any."""
        longer = self._items.longer(number) if segment.id in self._figures else []
        if not longer:
            return
        self._add("<details>", f"<summary {self._labels}>{escaped(self._data.phrases['longer_description'])}</summary>")
        self._add(*(f"<p>{_named(name, text)}</p>" for name, text in longer), "</details>")
        lines = [longer_words(name.removesuffix(":"), text) for name, text in longer]
        self._page.digests[longer_key(segment.id)] = digest(*lines)

    def _lists(self, number: int, segment: RecordSegment, headed: str) -> None:
        for points in self._items.lists(number):
            if isinstance(points, Grid):
                self._add(*_table(points, self._shown(segment.heading)))
                rows = (points.columns, *points.rows)
                self._points.setdefault(headed, []).extend(cells_words(row) for row in rows)
                continue
            self._add(*_list(points))
            self._points.setdefault(headed, []).extend(
                point_words(
                    None if points.first is None else points.first + offset,
                    name.removesuffix(":"),
                    text,
                    addresses(links),
                )
                for offset, (name, text, links) in enumerate(points.items)
            )

    def _paragraphs(self, number: int, segment: RecordSegment) -> None:
        """Write the sentences of a slide, divided into paragraphs as on the page."""
        sentences, done = segment.shown, 0
        for count in self._items.paragraphs(number):
            if 0 < count <= len(sentences) - done:
                self._add(f"<p>{self._sentences(sentences[done : done + count])}</p>")
                done += count
        if done < len(sentences):
            self._add(f"<p>{self._sentences(sentences[done:])}</p>")

    def _footer(self) -> None:
        self._add(f"<footer {self._labels}>")
        if links := list(self._downloads()):
            self._add(f'<h2 class="plain" id="files">{escaped(self._data.phrases["files"])}</h2>', '<ul class="links">')
            self._add(*(f'<li><a href="{href}" download>{escaped(label)}</a></li>' for href, label in links), "</ul>")
        name = escaped(self._data.phrases["all_topics"])
        beside = f"{to_output(self._record.manifest.edition)}index.html"
        published = catalogue_address(self._record.manifest.site)
        link = f'href="{escaped(published)}"' if published else f'hidden data-catalogue href="{beside}"'
        made_by = who_speaks(self._record.manifest.recorded, len(self._record.sentences))
        self._add(
            f'<p class="dim">{escaped(self._data.phrases[made_by])}</p>',
            f"<p><a {link}>{name}</a></p>",
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
    for name, text, links in points.items:
        yield f"<li>{_named(name, text, links)}</li>"
    yield f"</{tag}>"


def _table(grid: Grid, caption: str) -> Iterator[str]:
    """Yield the lines of a table, whose names of columns and first cells are marked as headers."""
    yield '<table class="cells">'
    yield f'<caption class="unseen">{escaped(caption)}</caption>'
    yield from ("<thead>", "<tr>")
    yield from (f'<th scope="col">{_phoned(name)}</th>' if name else "<td></td>" for name in grid.columns)
    yield from ("</tr>", "</thead>", "<tbody>")
    for row in grid.rows:
        yield "<tr>"
        for number, cell in enumerate(row):
            yield f"<td>{_phoned(cell)}</td>" if number or not cell else f'<th scope="row">{_phoned(cell)}</th>'
        yield "</tr>"
    yield from ("</tbody>", "</table>")


def _named(name: str, text: str, links: Spans = ()) -> str:
    """Return ``text`` after the ``name`` of the figure that it is about, which ends with a colon or is empty."""
    words = _anchored(shown_pieces(text, links))
    return f"<strong>{escaped(name.removesuffix(':'))}:</strong> {words}" if name else words


def _linked(text: str, language: str, links: Spans) -> str:
    """Return ``text`` as the page shows it, with a link around each telephone number and on the words of ``links``."""
    return _anchored(linked_pieces(text, language, links))


def _phoned(text: str) -> str:
    """Return ``text`` as the page shows it, with a link around each telephone number."""
    return _anchored(shown_pieces(text, ()))


def _anchored(parts: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<a href="{escaped(address)}">{escaped(piece)}</a>' if address else escaped(piece) for piece, address in parts
    )


def _address(path: str) -> str:
    """Return ``path``, relative to the edition's folder, as an address in the page."""
    return escaped(quote(path, safe="/"))
