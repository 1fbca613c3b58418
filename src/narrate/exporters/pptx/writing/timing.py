"""Writes when the sound of a slide starts, when something on the slide changes, and when the next slide comes.

The sound starts with the slide, as the first effect of the main sequence. Each change is an effect beside the sound,
with its own delay. The slide advances by itself; a click advances it earlier. See docs/formats/pptx.md.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from narrate.exporters.pptx.format import xmlns
from narrate.exporters.pptx.writing.shapes import coloured


class Change(StrEnum):
    """What an effect does. Each change is immediate."""

    APPEAR = "appear"
    DISAPPEAR = "disappear"
    COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class Effect:
    """A change of one shape, ``at_ms`` from the start of the slide.

    - ``shape``: the id of the shape.
    - ``paragraph``, ``colour``: COLOUR gives the words of this paragraph (from 0) this colour: a name in the deck's
      scheme such as "tx1", or six hexadecimal digits. Other changes have neither.
    - ``whole``: whether the shape is a picture or a group, which has no entry in the build list.

    A shape whose first effect is APPEAR is hidden until then.
    """

    at_ms: int
    change: Change
    shape: int
    paragraph: int | None = None
    colour: str = ""
    whole: bool = False

    def __post_init__(self) -> None:
        if self.at_ms < 0:
            raise ValueError(f"an effect cannot come before its slide: {self.at_ms} ms")
        if self.change is Change.COLOUR:
            valid = self.paragraph is not None and self.paragraph >= 0 and self.colour != ""
        else:
            valid = self.paragraph is None and self.colour == ""
        if not valid:
            raise ValueError(f"{self.change} of shape {self.shape}: only COLOUR has a paragraph and a colour, and both")


def transition(heard_ms: int, last_effect_ms: int = 0) -> str:
    """Return the XML that advances to the next slide after ``heard_ms`` of this slide's sound.

    PowerPoint counts from the start of the slide. LibreOffice counts from the last effect on the slide, which comes at
    ``last_effect_ms``, and truncates to whole seconds. LibreOffice does not advance at all if no kind of transition is
    given.
    """
    office = 1000 * max(0, math.ceil((heard_ms + 300 - last_effect_ms) / 1000))
    point = heard_ms + 800
    return (
        f"<mc:AlternateContent {xmlns('mc', 'p')}>"
        f'<mc:Choice {xmlns("x12ac")} Requires="x12ac">'
        f'<p:transition spd="fast" advTm="{office}"><p:cut/></p:transition></mc:Choice>'
        f'<mc:Fallback><p:transition spd="fast" advTm="{point}"><p:cut/></p:transition></mc:Fallback>'
        f"</mc:AlternateContent>"
    )


def timing(sound_id: int, duration_ms: int, effects: Sequence[Effect] = ()) -> str:
    """Return the XML of the main sequence, which has the sound and the ``effects``.

    The sound belongs to the shape ``sound_id`` and plays for ``duration_ms`` from the start of the slide. Effects at
    the same time happen in the given order.
    """
    ids = count(7)
    ordered = sorted(effects, key=lambda effect: effect.at_ms)
    groups = _groups(ordered)
    changes = "".join(f"\n{_change(effect, group, ids)}" for effect, group in zip(ordered, groups, strict=True))
    builds = "".join(_builds(ordered, groups))
    return f"""<p:timing {xmlns("p", "a")}><p:tnLst><p:par>
<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>
<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>
<p:par><p:cTn id="3" fill="hold"><p:stCondLst><p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0">
<p:tn val="2"/></p:cond></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="5" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold" nodeType="afterEffect">
<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
<p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="6" dur="{duration_ms}" fill="hold"/><p:tgtEl>
<p:spTgt spid="{sound_id}"/></p:tgtEl></p:cBhvr></p:cmd>
</p:childTnLst></p:cTn></p:par>{changes}
</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>
<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>
<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>
<p:audio isNarration="1"><p:cMediaNode vol="80000" showWhenStopped="0">
<p:cTn id="{next(ids)}" fill="hold" display="0"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>
<p:endCondLst><p:cond evt="onStopAudio" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:endCondLst></p:cTn>
<p:tgtEl><p:spTgt spid="{sound_id}"/></p:tgtEl></p:cMediaNode></p:audio>
</p:childTnLst></p:cTn></p:par></p:tnLst>{f"<p:bldLst>{builds}</p:bldLst>" if builds else ""}</p:timing>"""


# PowerPoint's own presets: "Appear" as entrance and exit, "Font Color" as emphasis.
_PRESET = {
    Change.APPEAR: 'presetID="1" presetClass="entr" presetSubtype="0"',
    Change.DISAPPEAR: 'presetID="1" presetClass="exit" presetSubtype="0"',
    Change.COLOUR: 'presetID="3" presetClass="emph" presetSubtype="2"',
}


def _change(effect: Effect, group: int, ids: Iterator[int]) -> str:
    node = next(ids)
    behaviour = _colour(effect, next(ids)) if effect.change is Change.COLOUR else _visibility(effect, next(ids))
    entry = "" if effect.whole else f' grpId="{group}"'
    return (
        f'<p:par><p:cTn id="{node}" {_PRESET[effect.change]} fill="hold"{entry}'
        f' nodeType="withEffect"><p:stCondLst><p:cond delay="{effect.at_ms}"/></p:stCondLst>'
        f"<p:childTnLst>{behaviour}</p:childTnLst></p:cTn></p:par>"
    )


def _visibility(effect: Effect, node: int) -> str:
    value = "visible" if effect.change is Change.APPEAR else "hidden"
    return (
        f'<p:set><p:cBhvr><p:cTn id="{node}" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn>'
        f'<p:tgtEl><p:spTgt spid="{effect.shape}"/></p:tgtEl>'
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        f'<p:to><p:strVal val="{value}"/></p:to></p:set>'
    )


def _colour(effect: Effect, node: int) -> str:
    return (
        f'<p:animClr clrSpc="rgb" dir="cw"><p:cBhvr override="childStyle"><p:cTn id="{node}" dur="1" fill="hold"/>'
        f'<p:tgtEl><p:spTgt spid="{effect.shape}">'
        f'<p:txEl><p:pRg st="{effect.paragraph}" end="{effect.paragraph}"/></p:txEl>'
        "</p:spTgt></p:tgtEl><p:attrNameLst><p:attrName>style.color</p:attrName></p:attrNameLst></p:cBhvr>"
        f"<p:to>{coloured(effect.colour)}</p:to></p:animClr>"
    )


def _groups(effects: Sequence[Effect]) -> list[int]:
    """Return the number of the group that each effect belongs to. The groups of each shape count from 0.

    A group is one build of a shape, as in PowerPoint. It has at most one effect on each paragraph, all of the same
    kind. A second effect of that kind on the same paragraph belongs to another group.
    """
    counts: Counter[Effect] = Counter()
    numbers: dict[int, dict[tuple[Change, int], int]] = {}
    result = []
    for effect in effects:
        kind = replace(effect, at_ms=0, colour="x" if effect.colour else "")
        groups = numbers.setdefault(effect.shape, {})
        result.append(groups.setdefault((effect.change, counts[kind]), len(groups)))
        counts[kind] += 1
    return result


def _builds(effects: Sequence[Effect], groups: Sequence[int]) -> Iterator[str]:
    """Yield the entries of the build list: one for each group of each shape. ``groups`` are those of ``effects``."""
    pairs = zip(effects, groups, strict=True)
    changes = {(effect.shape, group): effect.change for effect, group in pairs if not effect.whole}
    for (shape, group), change in sorted(changes.items()):
        how = 'build="p"' if change is Change.COLOUR else 'animBg="1"'
        yield f'<p:bldP spid="{shape}" grpId="{group}" {how}/>'
