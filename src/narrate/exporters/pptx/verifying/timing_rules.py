"""All that narrate writes about what happens on a slide and when it ends, as a part of the table of a ``Grammar``."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

_PRESETS = "presetID=1|3 presetClass=entr|exit|emph presetSubtype=0|2"
_TARGET = "p:cTn, p:tgtEl"

TIMING: Mapping[str, tuple[str, str]] = {
    # the end of the slide: a choice for LibreOffice, and one for PowerPoint
    "mc:AlternateContent": ("", "mc:Choice, mc:Fallback"),
    "mc:Choice": ("Requires=x12ac", "p:transition"),
    "mc:Fallback": ("", "p:transition"),
    "p:transition": ("spd=fast advTm=NUMBER", "p:cut"),
    "p:cut": ("", ""),
    # the main sequence
    "p:timing": ("", "p:tnLst, p:bldLst?"),
    "p:tnLst": ("", "p:par"),
    "p:tnLst/p:par": ("", "p:cTn@tmRoot"),
    "p:cTn@tmRoot": ("id=1 dur=indefinite restart=never nodeType=tmRoot", "p:childTnLst"),
    "p:cTn@tmRoot/p:childTnLst": ("", "p:seq, p:audio"),
    "p:seq": ("concurrent=1 nextAc=seek", "p:cTn@mainSeq, p:prevCondLst, p:nextCondLst"),
    "p:cTn@mainSeq": ("id=2 dur=indefinite nodeType=mainSeq", "p:childTnLst"),
    "p:cTn@mainSeq/p:childTnLst": ("", "p:par"),
    "p:par": ("", "p:cTn"),
    "p:cTn": ("id=3|4 fill=hold", "p:stCondLst, p:childTnLst"),
    "p:stCondLst": ("", "p:cond"),
    "p:cTn@mainSeq/p:childTnLst/p:par/p:cTn/p:stCondLst": ("", "p:cond, p:cond"),
    "p:cTn@mainSeq/p:childTnLst/p:par/p:cTn/p:stCondLst/p:cond": ("delay=indefinite|0 evt?=onBegin", "p:tn?"),
    "p:tn": ("val=2", ""),
    "p:cond": ("delay=0", ""),
    "p:childTnLst": ("", "p:par"),
    "p:cTn@mainSeq/p:childTnLst/p:par/p:cTn/p:childTnLst/p:par/p:cTn/p:childTnLst": ("", "p:par@call, (p:par@effect)*"),
    "p:prevCondLst": ("", "p:cond"),
    "p:prevCondLst/p:cond": ("evt=onPrev delay=0", "p:tgtEl"),
    "p:nextCondLst": ("", "p:cond"),
    "p:nextCondLst/p:cond": ("evt=onNext delay=0", "p:tgtEl"),
    "p:cond/p:tgtEl": ("", "p:sldTgt"),
    "p:sldTgt": ("", ""),
    # the start of the sound
    "p:par@call": ("", "p:cTn@afterEffect"),
    "p:cTn@afterEffect": (
        "id=5 presetID=1 presetClass=mediacall presetSubtype=0 fill=hold nodeType=afterEffect",
        "p:stCondLst, p:childTnLst",
    ),
    "p:cTn@afterEffect/p:childTnLst": ("", "p:cmd"),
    "p:cmd": ("type=call cmd=playFrom(0.0)", "p:cBhvr"),
    "p:cmd/p:cBhvr": ("", _TARGET),
    "p:cmd/p:cBhvr/p:cTn": ("id=6 dur=NUMBER fill=hold", ""),
    "p:tgtEl": ("", "p:spTgt"),
    "p:spTgt": ("spid=NUMBER", ""),
    # changes
    "p:par@effect": ("", "p:cTn@withEffect"),
    "p:cTn@withEffect": (
        f"id=NUMBER {_PRESETS} fill=hold grpId?=NUMBER nodeType=withEffect",
        "p:stCondLst, p:childTnLst",
    ),
    "p:cTn@withEffect/p:stCondLst/p:cond": ("delay=NUMBER", ""),
    "p:cTn@withEffect/p:childTnLst": ("", "p:set | p:animClr"),
    "p:set": ("", "p:cBhvr, p:to"),
    "p:set/p:cBhvr": ("", "p:cTn, p:tgtEl, p:attrNameLst"),
    "p:set/p:cBhvr/p:cTn": ("id=NUMBER dur=1 fill=hold", "p:stCondLst"),
    "p:set/p:cBhvr/p:cTn/p:stCondLst/p:cond": ("delay=0", ""),
    "p:attrNameLst": ("", "p:attrName"),
    "p:attrName": ("", ""),
    "p:set/p:to": ("", "p:strVal"),
    "p:strVal": ("val=visible|hidden", ""),
    "p:animClr": ("clrSpc=rgb dir=cw", "p:cBhvr, p:to"),
    "p:animClr/p:cBhvr": ("override=childStyle", "p:cTn, p:tgtEl, p:attrNameLst"),
    "p:animClr/p:cBhvr/p:cTn": ("id=NUMBER dur=1 fill=hold", ""),
    "p:animClr/p:cBhvr/p:tgtEl/p:spTgt": ("spid=NUMBER", "p:txEl"),
    "p:txEl": ("", "p:pRg"),
    "p:pRg": ("st=NUMBER end=NUMBER", ""),
    "p:animClr/p:to": ("", "a:srgbClr | a:schemeClr"),
    # the sound while it plays
    "p:audio": ("isNarration=1", "p:cMediaNode"),
    "p:cMediaNode": ("vol=80000 showWhenStopped=0", _TARGET),
    "p:cMediaNode/p:cTn": ("id=NUMBER fill=hold display=0", "p:stCondLst, p:endCondLst"),
    "p:cMediaNode/p:cTn/p:stCondLst/p:cond": ("delay=indefinite", ""),
    "p:endCondLst": ("", "p:cond"),
    "p:endCondLst/p:cond": ("evt=onStopAudio delay=0", "p:tgtEl"),
    "p:bldLst": ("", "(p:bldP)+"),
    "p:bldP": ("spid=NUMBER grpId=NUMBER build?=p animBg?=1", ""),
}


def node_kind(node: etree._Element) -> str:
    """Return the type of a timing node, such as ``@mainSeq``; empty if it has none."""
    type_ = node.get("nodeType")
    return "" if type_ is None else f"@{type_}"


def effect_kind(par: etree._Element) -> str:
    """Return what the node in ``par`` is: the call that plays the sound, a change, or neither."""
    type_ = next((node.get("nodeType") for node in par), None)
    return {"afterEffect": "@call", "withEffect": "@effect"}.get(type_ or "", "")
