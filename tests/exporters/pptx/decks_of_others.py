"""Decks as somebody else makes them: by python-pptx, with animations in PowerPoint's own XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image
from pptx import Presentation
from pptx.util import Inches

P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_SET = (
    '<p:set><p:cBhvr><p:cTn id="{0}" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn>'
    '<p:tgtEl><p:spTgt spid="{1}"><p:txEl><p:pRg st="{2}" end="{2}"/></p:txEl></p:spTgt></p:tgtEl>'
    "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
    '<p:to><p:strVal val="visible"/></p:to></p:set>'
)


def effect(number: int, shape: int, paragraph: int, node: str = "clickEffect", delay: int = 0, more: str = "") -> str:
    """An entrance of a paragraph. ``number`` makes the ids of its nodes unique."""
    return (
        f'<p:par><p:cTn id="{number}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold" grpId="0"'
        f' nodeType="{node}"{more}><p:stCondLst><p:cond delay="{delay}"/></p:stCondLst><p:childTnLst>'
        f"{_SET.format(number + 1, shape, paragraph)}</p:childTnLst></p:cTn></p:par>"
    )


def group(number: int, *effects: str, delay: int = 0, by_itself: bool = False) -> str:
    """The effects of a click, or those that come when the slide starts."""
    begin = '<p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>' if by_itself else ""
    return (
        f'<p:par><p:cTn id="{number}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/>{begin}</p:stCondLst>'
        f'<p:childTnLst><p:par><p:cTn id="{number + 1}" fill="hold"><p:stCondLst><p:cond delay="{delay}"/></p:stCondLst>'
        f"<p:childTnLst>{''.join(effects)}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def timing(*groups: str, builds: str = "") -> str:
    """The animation of a slide, as PowerPoint writes it."""
    return (
        f'<p:timing {P}><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>'
        f"{''.join(groups)}</p:childTnLst></p:cTn>"
        '<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>'
        '<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>'
        f"</p:childTnLst></p:cTn></p:par></p:tnLst>{builds}</p:timing>"
    )


TWO_CLICKS = timing(
    group(3, effect(5, 3, 0)),
    group(13, effect(15, 3, 1)),
    builds='<p:bldLst><p:bldP spid="3" grpId="0" build="p"/></p:bldLst>',
)
NOTES = (
    "Do not eat anything after midnight. [click] You may drink water until 6 o'clock.\n"
    "Take 500 mg of paracetamol if you have pain. [click]"
)
SLIDES = (
    ("Your knee operation", ("A guide for patients",), "", ""),
    (
        "Before the operation",
        ("Do not eat after midnight", "Drink water until 6 o'clock"),
        NOTES,
        TWO_CLICKS,
    ),
    ("The knee", (), "The worn joint is replaced by metal and plastic.", ""),
    ("Where to call", ("Ward 4: 555 0147",), "", ""),
    ("Hidden", ("For doctors",), "Nobody hears this.", ""),
    ("Going home", ("Walk every day",), "Walk a little every day. Do not drive for 6 weeks.", ""),
)
HIDDEN = 5


def write_deck(
    path: Path, slides: Sequence[tuple[str, Sequence[str], str, str]] = SLIDES, hidden: int = HIDDEN
) -> Path:
    """Write a deck of ``slides``: (title, texts, notes, animation). Slide number ``hidden`` is hidden.

    A slide without texts shows a picture with an alternative text.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for number, (title, texts, notes, _) in enumerate(slides, 1):
        slide = deck.slides.add_slide(deck.slide_layouts[0 if number == 1 else 1 if texts else 5])
        slide.shapes.title.text = title
        if texts:
            slide.placeholders[1].text = "\n".join(texts)
        else:
            content = io.BytesIO()
            Image.new("RGB", (200, 100), (200, 30, 30)).save(content, "PNG")
            picture = slide.shapes.add_picture(content, Inches(6), Inches(3))
            picture._element.nvPicPr.cNvPr.set("descr", "A red box that stands for the knee joint")
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
        if number == hidden:
            slide._element.set("show", "0")
    deck.core_properties.title = "Knee guide"
    path.parent.mkdir(parents=True, exist_ok=True)
    deck.save(path)
    parts = {
        f"ppt/slides/slide{number}.xml": animation for number, (*_, animation) in enumerate(slides, 1) if animation
    }
    return with_parts(
        path, path, {name: (b"</p:sld>", animation.encode() + b"</p:sld>") for name, animation in parts.items()}
    )


def with_parts(deck: Path, target: Path, changes: Mapping[str, tuple[bytes, bytes]]) -> Path:
    """Write ``deck`` to ``target``, with a piece of each part of ``changes`` replaced by another."""
    with zipfile.ZipFile(deck) as source:
        entries = [(entry, source.read(entry)) for entry in source.infolist()]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for entry, content in entries:
            old, new = changes.get(entry.filename, (b"", b""))
            assert old in content, f"{old!r} is not in {entry.filename}"
            out.writestr(entry.filename, content.replace(old, new, 1) if old else content)
    return target
