"""The page, read back: every sentence in order, a language, and nothing that points nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from lxml import html

from narrate.exporters.record import Finding, Record, missing_sentences


def check_page(record: Record) -> Iterator[Finding]:
    """Compare ``index.html`` with the record."""
    page = html.fromstring((record.folder / "index.html").read_bytes())
    main = page.find(".//main")
    text = (page.findtext(".//h1") or "") + "".join(str(part) for part in (main.itertext() if main is not None else ()))
    lost = missing_sentences(record, text)
    total = len(record.sentences)
    yield Finding("html", "sentences", total - len(lost), total, "sentences", lost)
    faults = []
    if page.get("lang") != record.manifest.language:
        faults.append(f"its language is {page.get('lang')!r}, not {record.manifest.language!r}")
    faults += [f"a picture without alt: {image.get('src')}" for image in page.iter("img") if image.get("alt") is None]
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3")]
    if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
        faults.append("its headings skip a level")
    yield Finding("html", "structure", len(levels), None, "headings", tuple(faults))
    targets = [element.get("src") or element.get("href") for element in page.iter("img", "audio", "a")]
    local = [unquote(target) for target in targets if target and not target.startswith(("#", "../"))]
    gone = tuple(f"{name} is not there" for name in local if not (record.folder / name).is_file())
    yield Finding("html", "links", len(local) - len(gone), len(local), "files", gone)
