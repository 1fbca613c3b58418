"""When a slide's sound starts and when the next slide comes: docs/formats/pptx.md.

The sound starts with the slide, as an effect of the main sequence; the slide advances by
itself after it, and a click still advances it earlier.
"""

from __future__ import annotations

import math

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# A namespace whose prefix LibreOffice knows and PowerPoint does not look for in a slide: in
# this branch stands what only LibreOffice shall read.
X12AC = "http://schemas.microsoft.com/office/spreadsheetml/2011/1/ac"


def transition(heard_ms: int) -> str:
    """The change to the next slide when ``heard_ms`` of this one's sound have been heard.

    PowerPoint counts from the slide's start. LibreOffice counts from the end of the slide's
    effects, here its start, and cuts to whole seconds.
    """
    office = 1000 * math.ceil((heard_ms + 300) / 1000)
    point = heard_ms + 800
    return (
        f'<mc:AlternateContent xmlns:mc="{MC}" xmlns:p="{P}">'
        f'<mc:Choice xmlns:x12ac="{X12AC}" Requires="x12ac">'
        f'<p:transition spd="med" advTm="{office}"><p:fade/></p:transition></mc:Choice>'
        f'<mc:Choice xmlns:p14="{P14}" Requires="p14">'
        f'<p:transition spd="med" p14:dur="700" advTm="{point}"><p:fade/></p:transition></mc:Choice>'
        f'<mc:Fallback><p:transition spd="med" advTm="{point}"><p:fade/></p:transition></mc:Fallback>'
        f"</mc:AlternateContent>"
    )


def timing(sound_id: int, duration_ms: int) -> str:
    """The main sequence: the sound of shape ``sound_id`` plays from the slide's start."""
    return f"""<p:timing xmlns:p="{P}"><p:tnLst><p:par>
<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>
<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>
<p:par><p:cTn id="3" fill="hold"><p:stCondLst><p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="5" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold" nodeType="afterEffect"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
<p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="6" dur="{duration_ms}" fill="hold"/><p:tgtEl><p:spTgt spid="{sound_id}"/></p:tgtEl></p:cBhvr></p:cmd>
</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>
<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>
<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>
<p:audio isNarration="1"><p:cMediaNode vol="80000" showWhenStopped="0"><p:cTn id="7" fill="hold" display="0"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:endCondLst><p:cond evt="onStopAudio" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:endCondLst></p:cTn><p:tgtEl><p:spTgt spid="{sound_id}"/></p:tgtEl></p:cMediaNode></p:audio>
</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"""
