"""Checks that ``output/index.html`` lists the page of every edition once, with the right facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from narrate.catalogue import NAME, find_pages
from narrate.editions import DEPTHS
from narrate.exporters.verifying.edition_record import Finding
from narrate.exporters.verifying.sentence_matching import spaced
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import load_manifest

_OURS = (MANIFEST, "timeline.json")


def check_catalogue(output: Path) -> Iterator[Finding]:
    """Compare the catalogue in ``output`` with the editions there."""
    folders = sorted({path.parent for name in _OURS for depth in DEPTHS for path in output.glob(f"{depth}/{name}")})
    unreadable = tuple(
        f"{folder.relative_to(output)} has no readable {MANIFEST}; build it again"
        for folder in folders
        if load_manifest(folder) is None
    )
    yield Finding("catalogue", "editions", len(folders) - len(unreadable), len(folders), "editions", unreadable)
    pages = find_pages(output)
    try:
        faults = tuple(_faults(html.fromstring((output / NAME).read_bytes().decode()), output))
    except (OSError, ValueError, SyntaxError, etree.LxmlError) as error:
        faults = (f"{NAME} cannot be read: {error}",) if pages else ()
    yield Finding("catalogue", "pages", len(pages) - len(faults), len(pages), "pages", faults)


def _faults(catalogue: html.HtmlElement, output: Path) -> Iterator[str]:
    pages = {page.address: page for page in find_pages(output)}
    links = [(unquote(link.get("href") or ""), link) for link in catalogue.iter("a")]
    counts = Counter(address for address, _ in links)
    yield from (f"{address} is linked {counts[address]} times" for address in pages if counts[address] != 1)
    for address, link in links:
        page = pages.get(address)
        if page is None:
            yield f"a link to {address}, where nothing was built"
            continue
        if {link.get("lang"), link.get("hreflang")} != {page.language}:
            yield f"the link to {address} is in {link.get('lang')!r}"
        if spaced(link.text_content()) != spaced(f"{page.language_name}: {page.title}"):
            yield f"the link to {address} says {spaced(link.text_content())[:60]!r}"
        if [unquote(image.get("src") or "") for image in link.iter("img")] != ([page.picture] if page.picture else []):
            yield f"the link to {address} shows another picture"
