"""Finds what a printed edition holds besides its words: metadata, links, and replacements of what is read aloud."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from narrate.exporters.pdf.format import HANDOUT, LARGE, SLIDES, bare
from narrate.exporters.pdf.verifying.visible import hidden_words
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.json_files import read_regular_file

_MOST_BYTES = 500_000_000
_INFORMATION = frozenset(["/Title", "/Creator", "/CreationDate", "/ModDate"])
_PROGRAM = re.compile(r"Typst [0-9.]+")
_METADATA = frozenset(
    [
        "title", "CreatorTool", "language", "ModifyDate", "CreateDate", "part", "NPages", "format", "InstanceID",
        "DocumentID", "RenditionClass", "PDFVersion", "Alt", "Bag", "Seq", "li", "Description", "RDF", "xmpmeta",
    ]
)  # fmt: skip
"""The names of elements in the XMP metadata, without their namespaces."""
_PDF_UA = re.compile(rb"<pdfuaid:part>1</pdfuaid:part>")
_ELEMENT = frozenset(["/Type", "/S", "/K", "/P", "/Pg", "/A", "/Alt", "/T", "/ID"])
"""The keys of a structure element. /ActualText and /E would replace what is read aloud, and /Lang how it is said."""
_ROLES = {"/Datetime": "/Span", "/Terms": "/Part", "/Title": "/P", "/Strong": "/Span", "/Em": "/Span"}
_BOXES = ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_END = b"%%EOF"


def check_besides(record: Record) -> Iterator[Finding]:
    """Yield, for each of the three files, what it holds besides its words, and which words nobody can see.

    Raises OSError or ValueError if a file cannot be read at all.
    """
    from pypdf import PdfReader

    for pattern in (HANDOUT, LARGE, SLIDES):
        name = pattern.replace("{name}", record.name)
        short = name.removeprefix(f"{record.name}.")
        content = read_regular_file(record.folder / name, _MOST_BYTES)
        try:
            reader = PdfReader(io.BytesIO(content), strict=True)
            others = list(besides(record, content, reader, is_slides=pattern == SLIDES))
            hidden = [
                f"page {number}: {fault}"
                for number, page in enumerate(reader.pages, 1)
                if page.get_contents() is not None
                for fault in hidden_words(page, reader)
            ]
        except Exception as error:  # noqa: BLE001 - pypdf raises errors of many kinds if a file is damaged
            raise ValueError(f"{name} cannot be read ({type(error).__name__}); {BUILD_AGAIN}") from None
        yield Finding("pdf", f"{short} besides", faults=tuple(f"{name}: {one}; {BUILD_AGAIN}" for one in others))
        yield Finding("pdf", f"{short} can be seen", faults=tuple(f"{name}: {one}; {BUILD_AGAIN}" for one in hidden))


def besides(record: Record, content: bytes, reader: Any, *, is_slides: bool) -> Iterator[str]:
    """Yield what the file ``content``, opened by ``reader`` (pypdf), holds that narrate does not write."""
    if content.count(_END) != 1 or not content.rstrip().endswith(_END) or not content.startswith(b"%PDF-"):
        yield "something was added before it, after it or to it"
    yield from _information_faults(record, reader)
    yield from _metadata_faults(reader)
    yield from _structure_faults(reader.trailer["/Root"]["/StructTreeRoot"])
    if is_slides and len(reader.pages) != len(record.segments):
        yield f"it has {len(reader.pages)} pages, not {len(record.segments)}"
    for number, page in enumerate(reader.pages, 1):
        yield from (f"page {number}: {fault}" for fault in _page_faults(record, page))


def _information_faults(record: Record, reader: Any) -> Iterator[str]:
    information = reader.metadata or {}
    yield from (f"it names {key}, which narrate does not write" for key in sorted(information.keys() - _INFORMATION))
    if not _PROGRAM.fullmatch(str(information.get("/Creator", ""))):
        yield f"its program is {str(information.get('/Creator'))[:60]!r}"
    dates = {str(information[key]) for key in ("/CreationDate", "/ModDate") if key in information}
    wanted = "D:" + record.manifest.date.replace("-", "")
    yield from (f"its date is {date[:30]!r}" for date in sorted(dates) if not date.startswith(wanted))
    if len(dates) > 1:
        yield "it was changed after it was made"


def _metadata_faults(reader: Any) -> Iterator[str]:
    metadata = reader.trailer["/Root"].get("/Metadata")
    content = metadata.get_object().get_data() if metadata is not None else b""
    if not _PDF_UA.search(content):
        yield "it does not say that it follows PDF/UA-1"
    names = {name.decode("latin-1") for name in re.findall(rb"<(?:[A-Za-z]{1,20}:)?([A-Za-z]{1,40})[\s/>]", content)}
    yield from (f"its metadata has {name}, which narrate does not write" for name in sorted(names - _METADATA))


def _structure_faults(root: Any) -> Iterator[str]:
    roles = root.get("/RoleMap", {})
    yield from (f"the tag {key} stands for {roles[key]}" for key in sorted(roles) if _ROLES.get(key) != roles[key])
    queue, seen = [root.get("/K")], 0
    while queue:
        held = queue.pop()
        element = held.get_object() if hasattr(held, "get_object") else held
        if isinstance(element, list):
            queue += element
        elif hasattr(element, "keys") and "/S" in element:
            seen += 1
            for key in sorted(element.keys() - _ELEMENT):
                yield f"a {element['/S']} has {key}, which changes what is read aloud"
            queue.append(element.get("/K"))
    if not seen:
        yield "it has no tags"


def _page_faults(record: Record, page: Any) -> Iterator[str]:
    for key in _BOXES:
        if key in page and list(page[key]) != list(page["/MediaBox"]):
            yield f"its {key} leaves a part of the page out"
    if page.get_contents() is None or not page.get_contents().get_data().strip():
        yield "it is empty"
    for annotation in page.get("/Annots", []):
        link = annotation.get_object()
        action = link.get("/A", {}).get_object() if "/A" in link else {}
        address = str(action.get("/URI", ""))
        # an address that is printed is compared with the script as other words are
        if address and address != record.manifest.address and bare(address) not in bare(page.extract_text()):
            yield f"it links to {address[:60]!r}"
        if str(link.get("/Subtype")) != "/Link" or str(action.get("/S", "/GoTo")) not in ("/GoTo", "/URI"):
            yield "it holds something that is no link"
