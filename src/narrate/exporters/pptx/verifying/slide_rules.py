"""All that narrate writes on a slide and in its notes, as the table of a ``Grammar``.

Each entry is there because narrate writes it. What a user's template may add stands in layouts and masters, not here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from narrate.exporters.pptx.format import TABLE, A, P
from narrate.exporters.pptx.verifying.grammar import Grammar
from narrate.exporters.pptx.verifying.reading_deck import holder_of, is_sound
from narrate.exporters.pptx.verifying.timing_rules import TIMING, effect_kind, node_kind

_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "ANY": re.compile(".*", re.DOTALL),
    "NUMBER": re.compile(r"\d{1,10}"),
    "PLACE": re.compile(r"-?\d{1,10}"),
    "INDENT": re.compile(r"0|-\d{1,7}"),
    "HEX": re.compile("[0-9A-F]{6}"),
    "LANGUAGE": re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"),
    "RELATION": re.compile(r"rId\d{1,7}"),
    "GUID": re.compile(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"),
    "ROUNDING": re.compile(r"val \d{1,5}"),
    "SHARE": re.compile(r"\d{1,5}"),
    "NOTES_NAME": re.compile("Slide Image|Notes"),
    "PICTURE_NAME": re.compile("QR code|Figure|Logo|Numeral|Lit"),
    "TEXT_NAME": re.compile(r"Title|Text \d{1,2}|Slide number|Kicker|Label|Words"),
}
_LOOK = "lang=LANGUAGE altLang?=en-US sz=NUMBER b=0|1 i=0 u=none cap=none spc=0 dirty=0"
_FONT = "a:solidFill, a:latin, a:ea, a:cs"

_SCHEME = "tx1|bg1|tx2|bg2|accent1|accent2|accent3|accent4|accent5|accent6|hlink"
_SHAPES = "p:sp@words | p:sp@shape | p:sp@line | p:pic | p:pic@sound | p:grpSp | p:graphicFrame"

_SLIDE: Mapping[str, tuple[str, str]] = {
    "p:sld": ("", "p:cSld, p:clrMapOvr?, mc:AlternateContent, p:timing"),
    "p:cSld": ("", "p:bg?, p:spTree"),
    "p:bg": ("", "p:bgPr"),
    "p:bgPr": ("", "a:solidFill, a:effectLst"),
    "a:effectLst": ("", ""),
    "p:clrMapOvr": ("", "a:masterClrMapping"),
    "a:masterClrMapping": ("", ""),
    "p:spTree": ("", f"p:nvGrpSpPr, p:grpSpPr, ({_SHAPES})*"),
    "p:spTree/p:nvGrpSpPr": ("", "p:cNvPr, p:cNvGrpSpPr, p:nvPr"),
    "p:spTree/p:nvGrpSpPr/p:cNvPr": ("id=1 name=", ""),
    "p:cNvGrpSpPr": ("", ""),
    "p:nvPr": ("", ""),
    "p:spTree/p:grpSpPr": ("", ""),
    # groups
    "p:grpSp": ("", "p:nvGrpSpPr, p:grpSpPr, (p:sp@words | p:sp@shape | p:sp@line | p:pic)*"),
    "p:nvGrpSpPr": ("", "p:cNvPr, p:cNvGrpSpPr, p:nvPr"),
    "p:grpSpPr": ("", "a:xfrm"),
    "p:grpSpPr/a:xfrm": ("", "a:off, a:ext, a:chOff, a:chExt"),
    "p:grpSp/p:nvGrpSpPr/p:cNvPr": ("id=NUMBER name=Label|Lit|Rest|Progress descr?=", "a:extLst?"),
    # what every shape has
    "a:xfrm": ("", "a:off, a:ext"),
    "a:off": ("x=PLACE y=PLACE", ""),
    "a:chOff": ("x=PLACE y=PLACE", ""),
    "a:ext": ("cx=NUMBER cy=NUMBER", ""),
    "a:chExt": ("cx=NUMBER cy=NUMBER", ""),
    "a:prstGeom": ("prst=rect|roundRect", "a:avLst"),
    "a:avLst": ("", "a:gd?"),
    "a:gd": ("name=adj fmla=ROUNDING", ""),
    "a:noFill": ("", ""),
    "a:solidFill": ("", "a:srgbClr | a:schemeClr"),
    "a:srgbClr": ("val=HEX", ""),
    "a:schemeClr": (f"val={_SCHEME}", ""),
    "a:extLst": ("", "a:ext"),
    "a:extLst/a:ext": ("uri={C183D7F6-B498-43B3-948B-1728B52AA6E4}", "adec:decorative"),
    "adec:decorative": ("val=1", ""),
    # words
    "p:sp@words": ("", "p:nvSpPr, p:spPr, p:txBody"),
    "p:nvSpPr": ("", "p:cNvPr, p:cNvSpPr, p:nvPr"),
    "p:sp@words/p:nvSpPr/p:cNvPr": ("id=NUMBER name=TEXT_NAME", ""),
    "p:sp@words/p:nvSpPr/p:cNvSpPr": ("txBox?=1", "a:spLocks?"),
    "a:spLocks": ("noGrp=1", ""),
    "p:sp@words/p:nvSpPr/p:nvPr": ("", "p:ph?"),
    "p:ph": (
        "type?=title|ctrTitle|subTitle|body|obj|sldNum sz?=full|half|quarter idx?=NUMBER",
        "",
    ),
    "p:sp@words/p:spPr": ("", "a:xfrm, a:prstGeom, a:noFill, a:ln"),
    "p:sp@words/p:spPr/a:prstGeom": ("prst=rect", "a:avLst"),
    "p:sp@words/p:spPr/a:prstGeom/a:avLst": ("", ""),
    "p:sp@words/p:spPr/a:ln": ("", "a:noFill"),
    "p:sp@words/p:txBody": ("", "a:bodyPr, a:lstStyle, (a:p)+"),
    "p:sp@words/p:txBody/a:bodyPr": (
        "rot=0 vert=horz wrap=square lIns=0 tIns=0 rIns=0 bIns=0 rtlCol=0 anchor=t anchorCtr=0",
        "a:noAutofit",
    ),
    "a:noAutofit": ("", ""),
    "a:lstStyle": ("", ""),
    "a:p": ("", "a:pPr, (a:r | a:fld | a:br)+, a:endParaRPr"),
    "a:pPr": (
        "marL=NUMBER indent=INDENT algn=l|r|ctr rtl=0|1",
        "a:lnSpc, a:spcBef, a:spcAft, (a:buNone | (a:buClr, ((a:buFont, a:buChar) | (a:buFontTx, a:buAutoNum))))",
    ),
    "a:lnSpc": ("", "a:spcPts"),
    "a:spcBef": ("", "a:spcPts"),
    "a:spcAft": ("", "a:spcPts"),
    "a:spcPts": ("val=NUMBER", ""),
    "a:spcAft/a:spcPts": ("val=0", ""),
    "a:buNone": ("", ""),
    "a:buClr": ("", "a:srgbClr | a:schemeClr"),
    "a:buFont": ("typeface=Arial", ""),
    "a:buChar": ("char=•", ""),
    "a:buFontTx": ("", ""),
    "a:buAutoNum": ("type=arabicPeriod startAt=NUMBER", ""),
    "a:r": ("", "a:rPr, a:t"),
    "a:br": ("", "a:rPr"),
    "a:fld": ("id={B6F15528-21DE-4FAA-801E-634DDDAF4B2B} type=slidenum", "a:rPr, a:t"),
    "a:t": ("", ""),
    "a:rPr": (_LOOK, _FONT),
    "a:endParaRPr": (_LOOK, _FONT),
    "a:latin": ("typeface=+mj-lt|+mn-lt", ""),
    "a:ea": ("typeface=+mj-ea|+mn-ea", ""),
    "a:cs": ("typeface=+mj-cs|+mn-cs", ""),
    # tables, whose first row and first column are headers
    "p:graphicFrame": ("", "p:nvGraphicFramePr, p:xfrm, a:graphic"),
    "p:nvGraphicFramePr": ("", "p:cNvPr, p:cNvGraphicFramePr, p:nvPr"),
    "p:nvGraphicFramePr/p:cNvPr": ("id=NUMBER name=Table", ""),
    "p:cNvGraphicFramePr": ("", "a:graphicFrameLocks"),
    "a:graphicFrameLocks": ("noGrp=1", ""),
    "p:xfrm": ("", "a:off, a:ext"),
    "a:graphic": ("", "a:graphicData"),
    "a:graphicData": (f"uri={TABLE}", "a:tbl"),
    "a:tbl": ("", "a:tblPr, a:tblGrid, (a:tr)+"),
    "a:tblPr": ("rtl?=1 firstRow=1 firstCol=1", ""),
    "a:tblGrid": ("", "(a:gridCol)+"),
    "a:gridCol": ("w=NUMBER", ""),
    "a:tr": ("h=NUMBER", "(a:tc)+"),
    "a:tc": ("", "a:txBody, a:tcPr"),
    "a:txBody": ("", "a:bodyPr, a:lstStyle, a:p"),
    "a:txBody/a:p": ("", "a:pPr, (a:r | a:br)*, a:endParaRPr"),
    "a:tcPr": ("marL=NUMBER marR=NUMBER marT=NUMBER marB=0 anchor=t", "a:lnL, a:lnR, a:lnT, a:lnB, a:noFill"),
    "a:lnL": ("w=0", "a:noFill"),
    "a:lnR": ("w=0", "a:noFill"),
    "a:lnT": ("w=0", "a:noFill"),
    "a:lnB": ("w=0", "a:noFill"),
    # plain shapes
    "p:sp@shape": ("", "p:nvSpPr, p:spPr, p:txBody"),
    "p:sp@shape/p:nvSpPr/p:cNvPr": ("id=NUMBER name=Panel|Ground|Now|Rest|Progress|Card|Dot descr=", "a:extLst"),
    "p:cNvSpPr": ("", ""),
    "p:sp@shape/p:spPr": ("", "a:xfrm, a:prstGeom, (a:noFill | a:solidFill), a:ln"),
    "p:sp@shape/p:spPr/a:ln": ("w?=NUMBER", "a:noFill | a:solidFill"),
    "p:txBody": ("", "a:bodyPr, a:lstStyle, a:p"),
    "a:bodyPr": ("", ""),
    "p:txBody/a:p": ("", "a:endParaRPr"),
    "p:txBody/a:p/a:endParaRPr": ("lang=LANGUAGE", ""),
    "p:sp@words/p:txBody/a:p": ("", "a:pPr, (a:r | a:fld | a:br)+, a:endParaRPr"),
    "p:sp@words/p:txBody/a:p/a:endParaRPr": (_LOOK, _FONT),
    # the lines from labels to parts
    "p:sp@line": ("", "p:nvSpPr, p:spPr, p:txBody"),
    "p:sp@line/p:nvSpPr/p:cNvPr": ("id=NUMBER name=Leader descr=", "a:extLst"),
    "p:sp@line/p:spPr": ("", "a:xfrm, a:custGeom, a:noFill, a:ln"),
    "p:sp@line/p:spPr/a:ln": ("w=NUMBER cap=rnd", "a:solidFill, a:round"),
    "a:round": ("", ""),
    "a:custGeom": ("", "a:avLst, a:gdLst, a:ahLst, a:cxnLst, a:rect, a:pathLst"),
    "a:custGeom/a:avLst": ("", ""),
    "a:gdLst": ("", ""),
    "a:ahLst": ("", ""),
    "a:cxnLst": ("", ""),
    "a:rect": ("l=0 t=0 r=r b=b", ""),
    "a:pathLst": ("", "a:path"),
    "a:path": ("w=NUMBER h=NUMBER fill=none", "a:moveTo, (a:lnTo)+"),
    "a:moveTo": ("", "a:pt"),
    "a:lnTo": ("", "a:pt"),
    "a:pt": ("x=NUMBER y=NUMBER", ""),
    # pictures
    "p:pic": ("", "p:nvPicPr, p:blipFill, p:spPr"),
    "p:nvPicPr": ("", "p:cNvPr, p:cNvPicPr, p:nvPr"),
    "p:pic/p:nvPicPr/p:cNvPr": ("id=NUMBER name=PICTURE_NAME descr=ANY", "a:extLst?"),
    "p:cNvPicPr": ("", "a:picLocks"),
    "a:picLocks": ("noChangeAspect=1", ""),
    "p:blipFill": ("", "a:blip, a:srcRect?, a:stretch"),
    "a:blip": ("r:embed=RELATION", "a:extLst?"),
    "a:blip/a:extLst/a:ext": ("uri={96DAC541-7B7A-43D3-8B79-37D633B846F1}", "asvg:svgBlip"),
    "asvg:svgBlip": ("r:embed=RELATION", ""),
    "a:srcRect": ("l=SHARE t=SHARE r=SHARE b=SHARE", ""),
    "a:stretch": ("", "a:fillRect"),
    "a:fillRect": ("", ""),
    "p:pic/p:spPr": ("", "a:xfrm, a:prstGeom"),
    # the sound
    "p:pic@sound": ("", "p:nvPicPr, p:blipFill, p:spPr"),
    "p:pic@sound/p:nvPicPr/p:cNvPr": ("id=NUMBER name=Narration descr=ANY", "a:hlinkClick"),
    "p:pic@sound/p:nvPicPr/p:cNvPr/a:hlinkClick": ("r:id= action=ppaction://media", ""),
    "p:pic@sound/p:nvPicPr/p:nvPr": ("", "a:audioFile, p:extLst"),
    "a:audioFile": ("r:link=RELATION", ""),
    "p:nvPr/p:extLst": ("", "p:ext, p:ext"),
    "p:nvPr/p:extLst/p:ext": (
        "uri={DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}|{42D2F446-02D8-4167-A562-619A0277C38B}",
        "p14:media | p15:isNarration",
    ),
    "p14:media": ("r:embed=RELATION", "p14:extLst"),
    "p14:extLst": ("", "p:ext"),
    "p14:extLst/p:ext": ("uri={3AFAAA56-56D3-431D-BCD4-E75A35582382}", "p173:tracksInfo"),
    "p173:tracksInfo": ("displayLoc=media", "p173:trackLst"),
    "p173:trackLst": ("", "p173:track"),
    "p173:track": ("id=GUID label=ANY lang=LANGUAGE r:embed=RELATION", ""),
    "p15:isNarration": ("val=1", ""),
    "p:pic@sound/p:blipFill": ("", "a:blip, a:stretch"),
    "p:pic@sound/p:blipFill/a:blip": ("r:embed=RELATION", ""),
    "p:pic@sound/p:spPr": ("", "a:xfrm, a:prstGeom"),
    "p:pic@sound/p:spPr/a:prstGeom": ("prst=rect", "a:avLst"),
}

_NOTES: Mapping[str, tuple[str, str]] = {
    "p:notes": ("", "p:cSld, p:clrMapOvr"),
    "p:cSld": ("", "p:spTree"),
    "p:clrMapOvr": ("", "a:masterClrMapping"),
    "a:masterClrMapping": ("", ""),
    "p:spTree": ("", "p:nvGrpSpPr, p:grpSpPr, p:sp@image, p:sp@words"),
    "p:nvGrpSpPr": ("", "p:cNvPr, p:cNvGrpSpPr, p:nvPr"),
    "p:nvGrpSpPr/p:cNvPr": ("id=1 name=", ""),
    "p:cNvGrpSpPr": ("", ""),
    "p:nvPr": ("", ""),
    "p:grpSpPr": ("", ""),
    "p:sp@image": ("", "p:nvSpPr, p:spPr"),
    "p:sp@words": ("", "p:nvSpPr, p:spPr, p:txBody"),
    "p:nvSpPr": ("", "p:cNvPr, p:cNvSpPr, p:nvPr"),
    "p:cNvPr": ("id=2|3 name=NOTES_NAME", ""),
    "p:cNvSpPr": ("", "a:spLocks"),
    "a:spLocks": ("noGrp=1 noRot?=1 noChangeAspect?=1", ""),
    "p:nvSpPr/p:nvPr": ("", "p:ph"),
    "p:sp@image/p:nvSpPr/p:nvPr/p:ph": ("type=sldImg idx=2", ""),
    "p:sp@words/p:nvSpPr/p:nvPr/p:ph": ("type=body idx=3 sz=quarter", ""),
    "p:spPr": ("", ""),
    "p:txBody": ("", "a:bodyPr, a:lstStyle, (a:p)+"),
    "a:bodyPr": ("", ""),
    "a:lstStyle": ("", ""),
    "a:p": ("", "a:pPr?, a:r, a:endParaRPr"),
    "a:pPr": ("algn=r rtl=1", ""),
    "a:r": ("", "a:rPr, a:t"),
    "a:rPr": ("lang=LANGUAGE altLang?=en-US", ""),
    "a:endParaRPr": ("lang=LANGUAGE altLang?=en-US", ""),
    "a:t": ("", ""),
}
_SHOW: Mapping[str, tuple[str, str]] = {
    "p:presentationPr": ("", "p:showPr"),
    "p:showPr": ("showNarration=1 showAnimation=1 useTimings=1", "p:present"),
    "p:present": ("", ""),
}


def _shape_kind(shape: etree._Element) -> str:
    """Return the kind of a ``p:sp``: words, a line or another shape."""
    box = shape.find(f"{P}nvSpPr/{P}cNvSpPr")
    if holder_of(shape) is not None or (box is not None and box.get("txBox") is not None):
        return "@words"
    return "@line" if shape.find(f"{P}spPr/{A}custGeom") is not None else "@shape"


def _notes_kind(shape: etree._Element) -> str:
    holder = holder_of(shape)
    return "@image" if holder is not None and holder.get("type") == "sldImg" else "@words"


def _picture_kind(shape: etree._Element) -> str:
    return "@sound" if is_sound(shape) else ""


_KINDS: Mapping[str, Callable[[etree._Element], str]] = {
    "p:sp": _shape_kind,
    "p:pic": _picture_kind,
    "p:cTn": node_kind,
    "p:par": effect_kind,
}
SLIDES = Grammar({**_SLIDE, **TIMING}, _PATTERNS, _KINDS, frozenset({"a:t", "p:attrName"}))
NOTES = Grammar(_NOTES, _PATTERNS, {"p:sp": _notes_kind}, frozenset({"a:t", "p:attrName"}))
SHOW = Grammar(_SHOW, _PATTERNS, {}, frozenset())
"""The rules of the settings of the show: without loops, kiosks, or slides left out."""
