"""Word files and decks of raw XML parts, as small as a reader takes them."""

import re
import zipfile
from collections import Counter
from pathlib import Path

from narrate.script.raw_material.material import Material

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_REL}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
)


def t(text: str, properties: str = "") -> str:
    """A run."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def sym(code: str, font: str = "Symbol") -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def point(number: int, depth: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def table(*rows: list[str], header: bool = False, properties: str = "") -> str:
    """A table; a cell that begins with ``<w:p`` or ``<w:tcPr`` is XML."""
    made = ""
    for number, cells in enumerate(rows):
        said = "<w:trPr><w:tblHeader/></w:trPr>" if header and not number else ""
        inside = "".join(
            f"<w:tc>{cell if cell.startswith('<w:') else p(t(cell) if cell else '')}</w:tc>" for cell in cells
        )
        made += f"<w:tr>{said}{inside}</w:tr>"
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{made}</w:tbl>"


def box(content: str) -> str:
    """A run with a text box, in the newer form and in the older one."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="Box"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(alt: str = "") -> str:
    said = f' descr="{alt}"' if alt else ""
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="2" name="Picture 2"{said}/></wp:inline></w:drawing></w:r>'


def field(instruction: str, result: str) -> str:
    """The runs of a field; ``result`` is XML."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("separate") + result + mark("end")


def numbering(*lists: list[tuple[str, str]], nums: str = "") -> str:
    """The lists 1, 2 …; each has for every level the form of its number and the text of its mark."""
    made = ""
    for id_, levels in enumerate(lists, 1):
        inside = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for depth, (form, text) in enumerate(levels)
        )
        made += f'<w:abstractNum w:abstractNumId="{id_}">{inside}</w:abstractNum>'
    made += "".join(
        f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{id_}"/></w:num>' for id_ in range(1, len(lists) + 1)
    )
    return made + nums


def docx(path: Path, body: str, *, styles: str = STYLES, lists: str = "", type_: str = _TYPE, **parts: str) -> Path:
    """A Word file; ``parts`` are footnotes, endnotes, comments, header, footer, by the content of their roots."""
    roots = {"styles": ("styles", styles), "numbering": ("numbering", lists)}
    roots |= {name: ({"header": "hdr", "footer": "ftr"}.get(name, name), content) for name, content in parts.items()}
    related = "".join(f'<Relationship Id="r{name}" Type="{_REL}/{name}" Target="{name}.xml"/>' for name in roots)
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Override PartName="/word/document.xml" ContentType="{type_}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{_REL}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{package}/relationships">{related}</Relationships>'
        )
        for name, (root, content) in roots.items():
            archive.writestr(f"word/{name}.xml", f"<w:{root} {NAMES}>{content}</w:{root}>")
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
    return path


TOKENS = (re.compile(r"\w+"), re.compile(r"\d+(?:[.,:/]\d+)*|\w+(?:['’-]\w+)*"))


def unbalanced(material: Material) -> list[Counter[str]]:
    """The words that are in the file and not in lines and edits, and the other way round; empty where all is well."""
    found = []
    for pattern in TOKENS:
        had, has = Counter(pattern.findall(material.words)), Counter[str]()
        for line in material.lines:
            has.update(pattern.findall(line.text))
        for edit in material.edits:
            has.update(pattern.findall(edit.text))
            had.update(pattern.findall(edit.instead))
        found += [difference for difference in (had - has, has - had) if difference]
    return found
