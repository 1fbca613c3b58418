r"""The elements and attributes that the parts of a deck may hold. Each stands here because narrate writes it.

A line is ``element attributes / children``. An attribute is ``name=pattern``: its whole value must match the regular
expression. ``#`` is short for a whole number, and ``*`` for anything. An attribute with ``!`` after its name must be there. A child with ``+`` may come more than once.
``parent>element`` describes an element below one parent only. ``text`` among the children allows words.
"""

from __future__ import annotations

from collections.abc import Mapping

from narrate.exporters.pptx.format import PX

COLOURS = r"(tx|bg)[12]|accent[1-6]|hlink"

_WORDS = r"""
a:endParaRPr lang=[A-Za-z][A-Za-z0-9-]{1,34} altLang=en-US
a:rPr lang=[A-Za-z][A-Za-z0-9-]{1,34} altLang=en-US
a:r / a:rPr a:t
a:t / text
"""
_SHAPE = r"""
p:nvSpPr / p:cNvPr p:cNvSpPr p:nvPr
p:nvGrpSpPr / p:cNvPr p:cNvGrpSpPr p:nvPr
p:cNvGrpSpPr
p:clrMapOvr / a:masterClrMapping
a:masterClrMapping
a:lstStyle
"""
SLIDE = (
    _SHAPE
    + r"""
p:sld / p:cSld p:clrMapOvr mc:AlternateContent p:timing
p:cSld / p:bg p:spTree
p:bg / p:bgPr
p:bgPr / a:solidFill a:effectLst
a:effectLst
p:spTree / p:nvGrpSpPr p:grpSpPr p:sp+ p:pic+ p:grpSp+ p:graphicFrame
p:grpSp / p:nvGrpSpPr p:grpSpPr p:sp+ p:pic+
p:grpSpPr / a:xfrm
p:sp / p:nvSpPr p:spPr p:txBody
p:pic / p:nvPicPr p:blipFill p:spPr
p:nvPicPr / p:cNvPr p:cNvPicPr p:nvPr
p:cNvPr id!=# name!=NAMES descr=* / a:hlinkClick a:extLst
p:cNvSpPr txBox=1 / a:spLocks
p:cNvPicPr / a:picLocks
a:spLocks noGrp!=1
a:picLocks noChangeAspect!=1
p:nvPr / p:ph a:audioFile p:extLst
p:ph type=title|ctrTitle|subTitle|body|obj|sldNum idx=# sz=full|half|quarter
a:hlinkClick r:id= action=ppaction://media
a:audioFile r:link=rId#
cNvPr>a:extLst / a:ext
blip>a:extLst / a:ext
nvPr>p:extLst / p:ext+
media>p14:extLst / p:ext
extLst>a:ext uri=* / adec:decorative asvg:svgBlip
extLst>p:ext uri=* / p14:media p15:isNarration p173:tracksInfo
adec:decorative val!=1
asvg:svgBlip r:embed!=rId#
p14:media r:embed!=rId# / p14:extLst
p15:isNarration val!=1
p173:tracksInfo displayLoc=media / p173:trackLst
p173:trackLst / p173:track
p173:track id!={[0-9A-F-]{36}} label!=* lang=[A-Za-z][A-Za-z0-9-]{1,34} r:embed!=rId#
p:blipFill / a:blip a:srcRect a:stretch
a:blip r:embed!=rId# / a:extLst
a:srcRect l=# t=# r=# b=#
a:stretch / a:fillRect
a:fillRect
p:spPr / a:xfrm a:prstGeom a:custGeom a:noFill a:solidFill a:ln
a:xfrm / a:off a:ext a:chOff a:chExt
a:off x!=# y!=#
a:chOff x=# y=#
a:ext cx=# cy=#
a:chExt cx=# cy=#
a:prstGeom prst!=rect|roundRect / a:avLst
a:avLst / a:gd
a:gd name=adj fmla=val\s#
a:custGeom / a:avLst a:gdLst a:ahLst a:cxnLst a:rect a:pathLst
a:gdLst
a:ahLst
a:cxnLst
a:rect l=0 t=0 r=r b=b
a:pathLst / a:path
a:path w=# h=# fill=none / a:moveTo a:lnTo+
a:moveTo / a:pt
a:lnTo / a:pt
a:pt x=# y=#
a:noFill
a:solidFill / a:schemeClr a:srgbClr
a:schemeClr val!=COLOURS
a:srgbClr val!=[0-9A-F]{6}
a:ln w=# cap=rnd / a:noFill a:solidFill a:round
a:round
p:txBody / a:bodyPr a:lstStyle a:p+
a:bodyPr rot=0 vert=horz wrap=square lIns=0 tIns=0 rIns=0 bIns=0 rtlCol=0 anchor=t anchorCtr=0 / a:noAutofit
a:noAutofit
p:graphicFrame / p:nvGraphicFramePr p:xfrm a:graphic
p:nvGraphicFramePr / p:cNvPr p:cNvGraphicFramePr p:nvPr
p:cNvGraphicFramePr / a:graphicFrameLocks
a:graphicFrameLocks noGrp!=1
p:xfrm / a:off a:ext
a:graphic / a:graphicData
a:graphicData uri!=http://schemas[.]openxmlformats[.]org/drawingml/2006/table / a:tbl
a:tbl / a:tblPr a:tblGrid a:tr+
a:tblPr rtl=1 firstRow!=1 firstCol!=1
a:tblGrid / a:gridCol+
a:gridCol w!=#
a:tr h!=# / a:tc+
a:tc / a:txBody a:tcPr
a:txBody / a:bodyPr a:lstStyle a:p
a:tcPr marL!=# marR!=# marT!=# marB!=0 anchor!=t / a:lnL a:lnR a:lnT a:lnB a:noFill
a:lnL w!=0 / a:noFill
a:lnR w!=0 / a:noFill
a:lnT w!=0 / a:noFill
a:lnB w!=0 / a:noFill
a:p / a:pPr a:r+ a:br+ a:fld+ a:endParaRPr
a:pPr marL=# indent=# algn=l|r|ctr rtl=[01] / a:lnSpc a:spcBef a:spcAft a:buNone a:buClr a:buFont a:buFontTx a:buChar a:buAutoNum
a:lnSpc / a:spcPts
a:spcBef / a:spcPts
a:spcAft / a:spcPts
a:spcPts val!=#
a:buNone
a:buClr / a:schemeClr a:srgbClr
a:buFont typeface!=Arial
a:buFontTx
a:buChar char!=•
a:buAutoNum type=arabicPeriod startAt=#
a:r / a:rPr a:t
a:br / a:rPr
a:fld id={B6F15528-21DE-4FAA-801E-634DDDAF4B2B} type=slidenum / a:rPr a:t
a:t / text
a:rPr lang=[A-Za-z][A-Za-z0-9-]{1,34} altLang=en-US sz=# b=[01] i=0 u=none cap=none spc=0 dirty=0 / a:solidFill a:latin a:ea a:cs
a:endParaRPr lang=[A-Za-z][A-Za-z0-9-]{1,34} altLang=en-US sz=# b=[01] i=0 u=none cap=none spc=0 dirty=0 / a:solidFill a:latin a:ea a:cs
a:latin typeface!=[+]m[jn]-lt
a:ea typeface!=[+]m[jn]-ea
a:cs typeface!=[+]m[jn]-cs
mc:AlternateContent / mc:Choice mc:Fallback
mc:Choice Requires=x12ac / p:transition
mc:Fallback / p:transition
p:transition spd!=fast advTm=# / p:cut
p:cut
p:timing / p:tnLst p:bldLst
p:tnLst / p:par
p:par / p:cTn
p:seq concurrent=1 nextAc=seek / p:cTn p:prevCondLst p:nextCondLst
p:childTnLst / p:par+ p:seq p:cmd p:set p:animClr p:audio
p:cTn id=# dur=#|indefinite restart=never nodeType=tmRoot|mainSeq|afterEffect|withEffect fill=hold presetID=[13] presetClass=mediacall|entr|exit|emph presetSubtype=[02] grpId=# display=0 / p:stCondLst p:endCondLst p:childTnLst
p:stCondLst / p:cond+
p:endCondLst / p:cond
p:prevCondLst / p:cond
p:nextCondLst / p:cond
p:cond delay=#|indefinite evt=onBegin|onPrev|onNext|onStopAudio / p:tn p:tgtEl
p:tn val!=2
p:cmd type!=call cmd!=playFrom[(]0[.]0[)] / p:cBhvr
p:set / p:cBhvr p:to
p:animClr clrSpc=rgb dir=cw / p:cBhvr p:to
p:cBhvr override=childStyle / p:cTn p:tgtEl p:attrNameLst
p:tgtEl / p:spTgt p:sldTgt
p:spTgt spid=# / p:txEl
p:sldTgt
p:txEl / p:pRg
p:pRg st=# end=#
p:attrNameLst / p:attrName
p:attrName / text
p:to / p:strVal a:schemeClr a:srgbClr
p:strVal val!=visible|hidden
p:audio isNarration!=1 / p:cMediaNode
p:cMediaNode vol!=80000 showWhenStopped!=0 / p:cTn p:tgtEl
p:bldLst / p:bldP+
p:bldP spid=# grpId=# build=p animBg=1
"""
)
SHAPES = (
    "", "Title", "Words", r"Text\s\d+", r"Slide\snumber", "Kicker", "Narration", "Now", "Rest", "Panel", "Ground", "Table",
    "Figure", "Logo", r"QR\scode", "Numeral", "Lit", "Label", "Leader", "Dot", "Card", "Progress",
)  # fmt: skip
"""The names of the shapes on slides. The outermost group, which is the slide itself, has an empty name."""
SLIDE = SLIDE.replace("NAMES", "|".join(SHAPES)).replace("COLOURS", COLOURS)
NOTES = (
    _SHAPE
    + _WORDS
    + r"""
p:notes / p:cSld p:clrMapOvr
p:cSld / p:spTree
p:spTree / p:nvGrpSpPr p:grpSpPr p:sp+
p:grpSpPr
p:sp / p:nvSpPr p:spPr p:txBody
p:cNvPr id!=[123] name!=Slide\sImage|Notes|
p:cNvSpPr / a:spLocks
a:spLocks noGrp!=1 noRot=1 noChangeAspect=1
p:nvPr / p:ph
p:ph type!=sldImg|body idx!=[23] sz=quarter
p:spPr
p:txBody / a:bodyPr a:lstStyle a:p+
a:bodyPr
a:p / a:pPr a:r a:endParaRPr
a:pPr algn=r rtl=1
"""
)
NOTES_SHAPES = (("Slide Image", "sldImg", False), ("Notes", "body", True))
"""The shapes of notes: each with its name, the type of its placeholder, and whether it has words."""
PRESENTATION = rf"""
p:presentation saveSubsetFonts!=1 / p:sldMasterIdLst p:notesMasterIdLst p:sldIdLst p:sldSz p:notesSz p:defaultTextStyle p:extLst
p:sldMasterIdLst / p:sldMasterId
p:sldMasterId id=# r:id=rId#
p:notesMasterIdLst / p:notesMasterId
p:notesMasterId r:id=rId#
p:sldIdLst / p:sldId+
p:sldId id=# r:id=rId#
p:sldSz cx!={1280 * PX} cy!={720 * PX}
p:notesSz cx!=6858000 cy!=9144000
p:defaultTextStyle / a:defPPr
a:defPPr / a:defRPr
a:defRPr lang=[A-Za-z][A-Za-z0-9-]{{1,34}}
presentation>p:extLst / p:ext
p:ext uri=* / p14:sectionLst
p14:sectionLst / p14:section+
p14:section name!=* id!={{[0-9A-F-]{{36}}}} / p14:sldIdLst
p14:sldIdLst / p14:sldId+
p14:sldId id=#
"""
SHOW = r"""
p:presentationPr / p:showPr
p:showPr showNarration!=1 showAnimation!=1 useTimings!=1 / p:present
p:present
"""
APPLICATION = r"""
ep:Properties / ep:Application ep:PresentationFormat ep:Company
ep:Application / text
ep:PresentationFormat / text
ep:Company / text
"""
CORE = r"""
cp:coreProperties / dc:title cp:lastModifiedBy cp:revision dcterms:modified dc:language dc:creator dcterms:created dc:identifier
dc:title / text
cp:lastModifiedBy / text
cp:revision / text
dcterms:modified xsi:type=dcterms:W3CDTF / text
dc:language / text
dc:creator / text
dcterms:created xsi:type=dcterms:W3CDTF / text
dc:identifier / text
"""
GRAMMARS: Mapping[str, tuple[str, str]] = {
    r"ppt/slides/slide\d+\.xml": ("p:sld", SLIDE),
    r"ppt/notesSlides/notesSlide\d+\.xml": ("p:notes", NOTES),
    r"ppt/presentation\.xml": ("p:presentation", PRESENTATION),
    r"ppt/presProps\.xml": ("p:presentationPr", SHOW),
    r"ppt/viewProps\.xml": ("p:viewPr", "p:viewPr"),
    r"ppt/tableStyles\.xml": ("a:tblStyleLst", "a:tblStyleLst def!={5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"),
    r"docProps/app\.xml": ("ep:Properties", APPLICATION),
    r"docProps/core\.xml": ("cp:coreProperties", CORE),
}
"""By the pattern of a part's name, its outermost element, and what it and the elements in it may hold."""
EXTENSIONS = frozenset({
    ("cNvPr", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}", "decorative"),
    ("blip", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}", "svgBlip"),
    ("nvPr", "{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}", "media"),
    ("media", "{3AFAAA56-56D3-431D-BCD4-E75A35582382}", "tracksInfo"),
    ("nvPr", "{42D2F446-02D8-4167-A562-619A0277C38B}", "isNarration"),
    ("presentation", "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}", "sectionLst"),
})  # fmt: skip
"""The extensions: the element that has the list of extensions, the extension's uri, and the element in it."""
