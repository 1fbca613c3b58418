"""The rules of DAISY 2.02 for SMIL files: their form, and that all times agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from narrate.exporters.daisy.verifying.ncc_rules import metas

_REQUIRED = ("", "pagenumber-on", "prodnote-on", "sidebar-on", "footnote-on")
_STATED = ("dc:identifier", "dc:title", "ncc:totalElapsedTime", "ncc:timeInThisSmil")
_SECONDS = re.compile(r"(?:npt=)?(\d{1,7})\.(\d{3})s")
_CLOCK = re.compile(r"(\d{2,5}):([0-5]\d):([0-5]\d)")
_ROUNDED_MS = 500  # a time in whole seconds may be off by so much


@dataclass(frozen=True, slots=True)
class Clip:
    """A span of the sound ``src`` in ms. A time that cannot be read is -1."""

    src: str
    begin_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Par:
    """What is heard with ``text``, the address of a text. It is skipped if a listener has turned ``required`` off."""

    id: str
    text: str
    clips: tuple[Clip, ...]
    required: str = ""
    text_id: str = ""


@dataclass(frozen=True, slots=True)
class SmilFile:
    """A SMIL file that was read.

    - ``targets``: the ids that links may lead to, with the index of their ``par``. ``ids`` are all ids.
    - ``stated``: its metadata. ``faults``: the rules that its form breaks.
    """

    name: str
    pars: tuple[Par, ...]
    targets: Mapping[str, int]
    ids: tuple[str, ...]
    stated: Mapping[str, list[str]]
    faults: tuple[str, ...]

    @property
    def duration_ms(self) -> int:
        return _duration_ms(self.pars)


def _duration_ms(pars: Sequence[Par]) -> int:
    return sum(clip.end_ms - clip.begin_ms for par in pars for clip in par.clips)


def read_smil(root: etree._Element, name: str) -> SmilFile:
    """Return what ``root``, the SMIL document in the file ``name``, says."""
    pars = tuple(_par(element) for element in root.iter("par"))
    targets = {id_: at for at, par in enumerate(pars) for id_ in (par.id, par.text_id) if id_}
    ids = tuple(id_ for one in root.iter(etree.Element) if (id_ := one.get("id")))
    stated = {meta: metas(root, meta) for meta in _STATED}
    return SmilFile(name, pars, targets, ids, stated, tuple(_form_faults(root, name, pars, ids)))


def _par(element: etree._Element) -> Par:
    texts = list(element.iter("text"))
    clips = tuple(
        Clip(one.get("src", ""), _ms(one.get("clip-begin", "")), _ms(one.get("clip-end", "")))
        for one in element.iter("audio")
    )
    first = texts[0] if texts else element
    required = element.get("system-required", "")
    return Par(element.get("id", ""), first.get("src", "") if texts else "", clips, required, first.get("id", ""))


def _ms(text: str) -> int:
    match = _SECONDS.fullmatch(text)
    return int(match[1]) * 1000 + int(match[2]) if match else -1


def smil_faults(smil: SmilFile, sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield the rules that a SMIL file breaks. ``sizes`` are the bytes of the files of the book."""
    yield from smil.faults
    yield from _clip_faults(smil, sizes)


def _form_faults(root: etree._Element, name: str, pars: Sequence[Par], ids: Sequence[str]) -> Iterator[str]:
    yield from (f"{name} has the id {id_!r} {count} times" for id_, count in Counter(ids).items() if count > 1)
    if [one.get("id") for one in root.iter("region")] != ["txtView"]:
        yield f'{name} has no <region id="txtView">'
    if metas(root, "dc:format") != ["Daisy 2.02"]:
        yield f"{name} does not state its format"
    if not pars or len(root.findall("body/seq/par")) != len(pars):
        yield f"{name} is not one sequence of texts with sound"
    stated, sum_ms = [_ms(one.get("dur", "")) for one in root.iterfind("body/seq")], _duration_ms(pars)
    if stated != [sum_ms]:
        yield f"{name} does not last as long as its clips, {sum_ms} ms"
    for element, par in zip(root.iter("par"), pars, strict=True):
        yield from _par_faults(element, par)


def _par_faults(element: etree._Element, par: Par) -> Iterator[str]:
    if element.get("endsync") != "last" or par.required not in _REQUIRED:
        yield f"{par.id} has attributes that the format does not know"
    if len(list(element.iter("text"))) != 1 or not par.clips or not par.text_id:
        yield f"{par.id} is not one text with an id and its sound"


def _clip_faults(smil: SmilFile, sizes: Mapping[str, int]) -> Iterator[str]:
    clips = [(par.id, clip) for par in smil.pars for clip in par.clips]
    for id_, clip in clips:
        if clip.src not in sizes:
            yield f"the sound {clip.src!r} of {id_} is not there"
        if not 0 <= clip.begin_ms < clip.end_ms:
            yield f"the clip of {id_} has no length, or no times"
    for (_, before), (id_, clip) in pairwise(clips):
        if clip.src == before.src and clip.begin_ms != before.end_ms:
            yield f"the clip of {id_} begins at {clip.begin_ms} ms, but the one before ends at {before.end_ms} ms"
    if clips and clips[0][1].begin_ms != 0:
        yield f"{smil.name} leaves out the beginning of its sound"


def time_faults(files: Sequence[SmilFile], ncc: etree._Element, master: etree._Element) -> Iterator[str]:
    """Yield times in metadata that are not the sums of the clips, to the nearest second.

    ``files`` are in the order of playing. All files must have the identifier and the title of the NCC.
    """
    elapsed = 0
    ids = Counter(id_ for smil in files for id_ in set(smil.ids))
    doubled = sorted(id_ for id_, count in ids.items() if count > 1 and id_ != "txtView")
    yield from (f"the id {id_!r} is in {ids[id_]} SMIL files, which confuses players" for id_ in doubled)
    for smil in files:
        yield from _stated_fault(smil.stated["ncc:totalElapsedTime"], "ncc:totalElapsedTime", elapsed, smil.name)
        yield from _stated_fault(smil.stated["ncc:timeInThisSmil"], "ncc:timeInThisSmil", smil.duration_ms, smil.name)
        elapsed += smil.duration_ms
    yield from _stated_fault(metas(ncc, "ncc:totalTime"), "ncc:totalTime", elapsed, "the NCC")
    yield from _stated_fault(metas(master, "ncc:timeInThisSmil"), "ncc:timeInThisSmil", elapsed, "master.smil")
    for name in ("dc:identifier", "dc:title"):
        wanted = metas(ncc, name)
        stated = {"master.smil": metas(master, name), **{smil.name: smil.stated[name] for smil in files}}
        yield from (f"{file} has another {name} than the NCC" for file, one in stated.items() if one != wanted)


def _stated_fault(stated: Sequence[str], name: str, ms: int, where: str) -> Iterator[str]:
    match = _CLOCK.fullmatch(stated[0]) if len(stated) == 1 else None
    if match is None:
        yield f"{where} does not state {name} once, as hh:mm:ss"
        return
    hours, minutes, seconds = map(int, match.groups())
    if abs(((hours * 60 + minutes) * 60 + seconds) * 1000 - ms) > _ROUNDED_MS:
        yield f"{where} states {stated[0]} as {name}, but the clips last {ms} ms"
