"""Checks that ``output/index.html`` lists the page of every edition once, with the right facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote, unquote

from narrate.catalogue import NAME, Page, digest_of, find_pages
from narrate.editions import DEPTHS
from narrate.exporters.html.verifying.markup import opening
from narrate.exporters.verifying.edition_record import Finding
from narrate.exporters.verifying.markup_differences import differences, escaped
from narrate.exporters.verifying.reading_errors import why_unread
from narrate.exporters.verifying.reading_page import parse_page
from narrate.languages import is_right_to_left, language_data
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import load_manifest

_POLICY = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
_OURS = (MANIFEST, "timeline.json")


def check_catalogue(output: Path) -> Iterator[Finding]:
    """Compare the catalogue in ``output`` with the editions there."""
    folders = sorted({path.parent for name in _OURS for depth in DEPTHS for path in output.glob(f"{depth}/{name}")})
    unreadable = tuple(
        f"{folder.relative_to(output)} has no readable {MANIFEST}; build it again"
        for folder in folders
        if load_manifest(folder) is None
    )
    yield Finding(
        "catalogue", "editions", len(folders) - len(unreadable), len(folders), "editions", unreadable, at_least=True
    )
    pages = find_pages(output)
    try:
        faults = tuple(_faults((output / NAME).read_bytes().decode(), pages, output))
    except (OSError, ValueError) as error:
        faults = (f"{NAME}: {why_unread(error)}; build any script again",) if pages else ()
    yield Finding("catalogue", "pages", max(0, len(pages) - len(faults)), len(pages), "pages", faults, at_least=True)


def _faults(content: str, pages: Sequence[Page], output: Path) -> Iterator[str]:
    """What is wrong with the catalogue ``content``, which should list ``pages``."""
    addresses = [unquote(link.get("href") or "") for link in parse_page(content).iter("a")]
    counts, wanted = Counter(addresses), [page.address for page in pages]
    yield from (f"{address} is linked {counts[address]} times, not once" for address in wanted if counts[address] != 1)
    yield from (f"a link to {address}, where nothing was built" for address in counts.keys() - wanted)
    expected = "".join(f"{line}\n" for line in expected_catalogue(pages))
    yield from (f"{fault}; delete {output / NAME} and build again" for fault in differences(content, expected))


def expected_catalogue(pages: Sequence[Page]) -> Iterator[str]:
    """Yield the lines of the catalogue that lists ``pages``."""
    topics = {topic: list(group) for topic, group in groupby(pages, key=lambda page: page.topic)}
    languages = {language_data(page.language).phrases_language for page in pages}
    language = min(languages) if len(languages) == 1 else "en"
    title = language_data(language).phrases["all_topics"]
    direction = "rtl" if is_right_to_left(language) else "ltr"
    yield from opening(language, direction, _POLICY, title, f"narrate {digest_of(pages)}")
    yield from ("<main>", f"<h1>{escaped(title)}</h1>")
    for listed in topics.values():
        named = next((page for page in listed if page.language == language), listed[0])
        yield f'<h2 class="plain" lang="{named.language}" dir="{named.direction}">{escaped(named.title)}</h2>'
        yield '<ul class="links topics">'
        yield from map(_entry, listed)
        yield "</ul>"
    yield from ("</main>", "</body>", "</html>")


def _entry(page: Page) -> str:
    """Return the line of the catalogue that leads to ``page``."""
    language = escaped(page.language)
    picture = f'<img src="{_address(page.picture)}" alt="" width="1920" height="1080">' if page.picture else ""
    words = escaped(f"{page.language_name}: {page.title}")
    link = f'<a href="{_address(page.address)}" lang="{language}" hreflang="{language}">'
    return f"<li>{link}{picture}<bdi>{words}</bdi></a></li>"


def _address(path: str) -> str:
    """Return ``path``, relative to the output folder, as an address in the catalogue."""
    return escaped(quote(path, safe="/"))
