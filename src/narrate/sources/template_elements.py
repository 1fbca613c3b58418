"""The elements and attributes that a deck takes from the master, the layouts and the theme of a template.

They are those of ISO/IEC 29500-1 (transitional) that draw something. What holds names, links, comments, tags, sounds,
animations or data of other programs is not among them. So everything else in a template stays behind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from narrate.sources.ooxml import A, P, R

# On each line: elements, and after the colon the attributes that each of them may have. ``!`` marks an attribute that
# must be there. ``=`` says what its value is where its name alone does not tell: a number (n), a word (w), a size (s), a
# colour (h) or a flag. An element whose attributes do not fit on one line stands on several.
_DRAWING = """\
accent1 accent2 accent3 accent4 accent5 accent6 ahLst alphaCeiling alphaFloor alphaInv avLst backdrop bgClr:
bgFillStyleLst br buBlip buClr buClrTx buFontTx buNone buSzTx clrFrom clrRepl clrTo close comp contourClr:
cubicBezTo custDash custGeom cxnLst dk1 dk2 duotone effectLst effectStyle effectStyleLst extrusionClr fgClr fill:
fillStyleLst folHlink gamma gdLst graphic gray grayscl grpFill gsLst highlight hlink inv invGamma lnDef lnSpc:
lnStyleLst lnTo lstStyle lt1 lt2 majorFont masterClrMapping minorFont moveTo noAutofit noFill objectDefaults p:
pathLst quadBezTo r round scene3d solidFill spAutoFit spDef spcAft spcBef stretch style t tabLst tableStyleId:
tbl tblGrid theme themeElements themeOverride txBody txDef uFill uFillTx uLnTx graphicData clrScheme fontScheme:
fmtScheme:
alpha alphaMod alphaOff blue blueMod blueOff green greenMod greenOff hueMod hueOff lumMod lumOff red: val=n!
redMod redOff satMod satOff shade spcPct spcPts buSzPct buSzPts: val=n!
hue sat: val=n!
prstClr schemeClr sysClr: val=w! lastClr
srgbClr: val=h!
scrgbClr: r=n! g! b=n!
hslClr: hue! sat! lum!
tint: val=n hue amt
lum: val=n bright contrast
hsl: hue sat lum
buFont cs ea latin sym: typeface panose pitchFamily charset
font: script! typeface!
fontRef: idx=w!
effectRef fillRef lnRef: idx=n!
gradFill: flip rotWithShape
gs: pos!
lin: ang=n scaled
path: path w=n h fill stroke extrusionOk
fillRect fillToRect srcRect tileRect: l=n t=n r=n b=n
blipFill: dpi rotWithShape
blip: cstate
tile: tx ty sx sy flip algn
pattFill: prst
ln lnB lnBlToTr lnL lnR lnT lnTlToBr uLn: w=n cap cmpd algn
prstDash: val=w
rtl: val=w
ds: d! sp!
miter: lim
headEnd tailEnd: type w=w len
bevel bevelB bevelT: w=n h prst
sp3d: z extrusionH contourW prstMaterial
cell3D: prstMaterial
flatTx: z
camera: prst! fov zoom
lightRig: rig! dir=w!
rot: lat! lon! rev!
anchor: x=n! y=n! z!
norm up: dx! dy! dz!
blur: rad grow
blend fillOverlay: blend!
alphaOutset glow: rad
softEdge: rad!
innerShdw: blurRad dist dir=n
outerShdw: blurRad dist dir=n sx sy kx ky algn rotWithShape
prstShdw: prst! dist dir=n
reflection: blurRad stA stPos endA endPos dist dir=n fadeDir sx sy kx ky algn rotWithShape
alphaBiLevel biLevel: thresh!
alphaModFix: amt
alphaRepl: a!
clrChange: useA
relOff: tx ty
spPr: bwMode
xfrm: rot flipH flipV sx sy kx ky tx ty
chOff off: x=n! y=n!
chExt ext: cx! cy!
prstGeom prstTxWarp: prst!
gd: name! fmla!
ahXY: gdRefX minX maxX gdRefY minY maxY
ahPolar: gdRefR minR maxR gdRefAng minAng maxAng
cxn: ang!
pos pt: x! y!
rect: l! t! r! b!
arcTo: wR! hR! stAng! swAng!
endCxn stCxn: id=n! idx=n!
cxnSpLocks graphicFrameLocks grpSpLocks picLocks spLocks: noGrp noUngrp noDrilldown noSelect noRot noChangeAspect
cxnSpLocks graphicFrameLocks grpSpLocks picLocks spLocks: noMove noResize noEditPoints noAdjustHandles
cxnSpLocks graphicFrameLocks grpSpLocks picLocks spLocks: noChangeArrowheads noChangeShapeType noCrop noTextEdit
bodyPr: rot spcFirstLastPara vertOverflow horzOverflow vert wrap lIns tIns rIns bIns numCol spcCol rtlCol fromWordArt
bodyPr: anchor anchorCtr forceAA upright compatLnSpc
normAutofit: fontScale lnSpcReduction
defPPr lvl1pPr lvl2pPr lvl3pPr lvl4pPr lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr pPr: marL marR lvl indent algn
defPPr lvl1pPr lvl2pPr lvl3pPr lvl4pPr lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr pPr: defTabSz rtl eaLnBrk fontAlgn
defPPr lvl1pPr lvl2pPr lvl3pPr lvl4pPr lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr pPr: latinLnBrk hangingPunct
defRPr endParaRPr rPr: kumimoji lang altLang sz=s b=flag i u strike kern cap spc normalizeH baseline noProof
cont effectDag fld: type
buAutoNum: type! startAt
buChar: char!
tab: pos algn
overrideClrMapping: bg1! tx1! bg2! tx2! accent1! accent2! accent3! accent4! accent5! accent6! hlink! folHlink!
tblPr: rtl firstRow firstCol lastRow lastCol bandRow bandCol
gridCol: w=n!
tr: h!
tc: rowSpan gridSpan hMerge vMerge
tcPr: marL marR marT marB vert anchor anchorCtr horzOverflow
"""
_SHEETS = """\
bodyStyle cNvCxnSpPr cNvGraphicFramePr cNvGrpSpPr cSld clrMapOvr cxnSp graphicFrame grpSp nvCxnSpPr:
nvGraphicFramePr nvGrpSpPr nvPicPr nvPr nvSpPr otherStyle pic sldLayoutIdLst spTree style titleStyle txBody:
txStyles:
cNvPr: id=n! hidden
cNvPicPr: preferRelativeResize
cNvSpPr: txBox
ph: type orient sz=w idx=n
sp: useBgFill
spPr grpSpPr bg: bwMode
bgPr: shadeToTitle
bgRef: idx=n!
blipFill: dpi rotWithShape
xfrm: rot flipH flipV
hf: sldNum hdr ftr dt
clrMap: bg1! tx1! bg2! tx2! accent1! accent2! accent3! accent4! accent5! accent6! hlink! folHlink!
sldLayoutId: id=n
sldLayout: showMasterSp showMasterPhAnim type preserve
sldMaster: preserve
"""

# Elements, and after the colon the children without which they are invalid.
_CHILDREN = """\
a:ahPolar a:ahXY a:cxn: a:pos
a:backdrop: a:anchor a:norm a:up
a:buBlip: a:blip
a:cell3D: a:bevel
a:clrChange: a:clrFrom a:clrTo
a:custGeom: a:pathLst
a:fmtScheme: a:fillStyleLst a:lnStyleLst a:effectStyleLst a:bgFillStyleLst
a:fontScheme: a:majorFont a:minorFont
a:lnDef a:spDef a:txDef: a:spPr a:bodyPr a:lstStyle
a:lnTo a:moveTo: a:pt
a:r: a:t
a:scene3d: a:camera a:lightRig
a:style p:style: a:lnRef a:fillRef a:effectRef a:fontRef
a:tbl: a:tblGrid
a:theme: a:themeElements
a:themeElements: a:clrScheme a:fontScheme a:fmtScheme
a:txBody p:txBody: a:bodyPr
p:cSld: p:spTree
p:cxnSp: p:nvCxnSpPr p:spPr
p:graphicFrame: p:nvGraphicFramePr p:xfrm a:graphic
p:grpSp p:spTree: p:nvGrpSpPr p:grpSpPr
p:nvCxnSpPr: p:cNvPr p:cNvCxnSpPr p:nvPr
p:nvGraphicFramePr: p:cNvPr p:cNvGraphicFramePr p:nvPr
p:nvGrpSpPr: p:cNvPr p:cNvGrpSpPr p:nvPr
p:nvPicPr: p:cNvPr p:cNvPicPr p:nvPr
p:nvSpPr: p:cNvPr p:cNvSpPr p:nvPr
p:pic: p:nvPicPr p:blipFill p:spPr
p:sldLayout p:sldMaster: p:cSld
p:sp: p:nvSpPr p:spPr
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FLAGS = _words("""
    anchorCtr bandCol bandRow compatLnSpc dt eaLnBrk extrusionOk firstCol firstRow flipH flipV forceAA fromWordArt
    ftr grow hangingPunct hdr hidden hMerge i kumimoji lastCol lastRow latinLnBrk noAdjustHandles
    noChangeArrowheads noChangeAspect noChangeShapeType noCrop noDrilldown noEditPoints noGrp noMove noProof
    noResize normalizeH noRot noSelect noTextEdit noUngrp preferRelativeResize preserve rotWithShape rtl rtlCol
    scaled shadeToTitle showMasterPhAnim showMasterSp sldNum spcFirstLastPara stroke txBox upright useA useBgFill
    vMerge
""")
_NUMBERS = _words("""
    a amt baseline bIns blurRad bright charset contourW contrast cx cy d defTabSz dist dpi dx dy dz endA endPos
    extrusionH fadeDir fontScale fov g gridSpan h hue indent kern kx ky lat lim lIns lnSpcReduction lon lum lvl
    marB marL marR marT numCol pitchFamily pos rad rev rIns rot rowSpan sat sp spc spcCol stA startAt stPos sx sy
    thresh tIns tx ty z zoom
""")
PLACES = _words("""
    ang b gdRefAng gdRefR gdRefX gdRefY hR l maxAng maxR maxX maxY minAng minR minX minY r stAng swAng t wR x y
""")
_WORD = re.compile(r"[A-Za-z0-9_]{1,40}")
_FORMS: Mapping[str, re.Pattern[str]] = {
    "flag": re.compile(r"[01]|true|false"),
    "n": re.compile(r"-?[0-9]{1,13}"),
    "h": re.compile(r"[0-9A-Fa-f]{6}"),
    "s": re.compile(r"[1-9][0-9]{2,5}"),  # a size of words in hundredths of a point
    "w": _WORD,
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"),
    "typeface": re.compile(r"[^\x00-\x1f]{0,80}"),  # a deck needs the names of its fonts
    "panose": re.compile(r"[0-9A-Fa-f]{20}"),
    "lastClr": re.compile(r"[0-9A-Fa-f]{6}"),
    "char": re.compile(r".{1,2}"),
    "fmla": re.compile(r"[A-Za-z0-9_*/+?:-]{1,40}(?: {1,3}[A-Za-z0-9_-]{1,40}){0,4} ?"),
    "place": re.compile(r"-?[A-Za-z0-9_]{1,40}"),  # in the shape's own units, or the name of a guide
}
EMBED, ID = f"{R}embed", f"{R}id"
REFERRING: Mapping[str, str] = {f"{A}blip": EMBED, f"{P}sldLayoutId": ID}
"""The attribute by which an element refers to a relationship."""


@dataclass(frozen=True, slots=True)
class AllowedAttribute:
    """An attribute that a deck takes if its value matches ``form``. ``needed``: the element is invalid without it."""

    name: str
    form: re.Pattern[str]
    needed: bool


def _attribute(entry: str) -> AllowedAttribute:
    """Return the attribute that ``entry`` of a line describes."""
    name, _, kind = entry.rstrip("!").partition("=")
    return AllowedAttribute(name, _FORMS[kind or _kind(name)], entry.endswith("!"))


def _kind(name: str) -> str:
    """Return the kind of value of the attributes called ``name``."""
    for kind, names in (("flag", _FLAGS), ("n", _NUMBERS), ("place", PLACES), ("lang", ("lang", "altLang"))):
        if name in names:
            return kind
    return name if name in _FORMS else "w"


def _table(namespace: str, lines: str) -> dict[str, tuple[AllowedAttribute, ...]]:
    """Return the attributes of each element in ``lines``, whose names belong to ``namespace``."""
    table: dict[str, tuple[AllowedAttribute, ...]] = {}
    for line in lines.splitlines():
        elements, _, entries = line.partition(":")
        for element in elements.split():
            name = f"{namespace}{element}"
            table[name] = table.get(name, ()) + tuple(_attribute(entry) for entry in entries.split())
    return table


ALLOWED: Mapping[str, tuple[AllowedAttribute, ...]] = {**_table(A, _DRAWING), **_table(P, _SHEETS)}
"""For the name of each element that a deck takes: its attributes."""


def _in_full(name: str) -> str:
    """Return the name of an element as lxml writes it. ``name`` has a prefix, such as ``a:pos``."""
    prefix, _, local = name.partition(":")
    return f"{A if prefix == 'a' else P}{local}"


NEEDED: Mapping[str, tuple[str, ...]] = {
    _in_full(element): tuple(_in_full(child) for child in children.split())
    for elements, _, children in (line.partition(": ") for line in _CHILDREN.splitlines())
    for element in elements.split()
}
"""For the name of an element: the names of the children that it must have."""
