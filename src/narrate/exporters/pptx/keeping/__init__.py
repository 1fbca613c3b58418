"""Adds a narration to a deck that somebody else made: sound, captions, times and advance. See docs/formats/pptx.md.

Everything that need not change keeps its bytes. A slide gets the icon of its sound, an animation, a transition, and a
memory of what these replaced, so that a deck can be voiced again: the result is the same as from the original.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from narrate.drawings.loudspeaker import loudspeaker_png
from narrate.errors import InputError, Place, Problem, Severity
from narrate.exporters.pptx.format import P, R
from narrate.exporters.pptx.keeping.kept_slide import STRICT, KeptSlide, SoundPicture
from narrate.exporters.pptx.keeping.package_parts import (
    CONTENT_TYPES,
    ContentTypes,
    Relations,
    parse,
    relations_part,
    written,
)
from narrate.exporters.pptx.keeping.raw_zip import Content, copy_zip
from narrate.exporters.pptx.keeping.timing import UnknownTimingError, automatic_ms, click_count, media_ms, timed
from narrate.exporters.pptx.keeping.transition import advancing
from narrate.exporters.pptx.kept_names import ICON, MEDIA, STEM, TRACK
from narrate.sources.regular_files import open_regular
from narrate.sources.untrusted_xml import TooComplexError

MAX_BYTES = 2_000_000_000
MAX_XML = 100_000_000
_TYPES = {"mp3": "audio/mpeg", "vtt": "text/vtt", "png": "image/png"}
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_USUAL_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class SlideSound:
    """What is heard on slide ``number`` of a deck, from 1.

    - ``mp3``: returns the path of the sound; None on a silent slide.
    - ``captions``: WebVTT. ``language``, ``language_name``: their language, as a tag and as viewers show it.
    - ``duration_ms``: how long the sound is, or how long the silent slide is shown. ``heard_ms``: how much of it must be
      heard before the next slide.
    - ``clicks_ms``: when a click falls, from the start of the sound.
    - ``description``: what screen readers say about the sound. ``guid``: the id of the captions, unique among all decks.
    """

    number: int
    mp3: Callable[[], Path] | None
    duration_ms: int
    heard_ms: int
    clicks_ms: tuple[int, ...] = ()
    captions: str = ""
    language: str = ""
    language_name: str = ""
    description: str = ""
    guid: str = ""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A deck with a narration.

    - ``remarks``: what the user should know: (number of the slide, message, hint).
    - ``touched``: the parts that were changed or added.
    - ``left``: the numbers of the slides that have no sound because their animation cannot be understood.
    """

    remarks: tuple[tuple[int, str, str], ...] = ()
    touched: frozenset[str] = frozenset()
    left: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Changes:
    """What becomes of the parts of a package."""

    replaced: dict[str, bytes] = field(default_factory=dict)
    relations: list[tuple[str, Content]] = field(default_factory=list)
    media: list[tuple[str, Content]] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    remarks: list[tuple[int, str, str]] = field(default_factory=list)
    left: set[int] = field(default_factory=set)


def keep_slides(original: Path, sounds: Sequence[SlideSound], target: Path, *, media_first: bool = False) -> KeptFile:
    """Write the deck ``original`` with ``sounds`` to ``target``, which must be another file.

    ``media_first`` says whether sound and film that are on a slide play before its narration; otherwise they play after
    it. Raises InputError if the deck cannot be read, OSError if the disk refuses.
    """
    return _Keeper(original, sounds, media_first=media_first).run(target)


def look(original: Path, sounds: Sequence[SlideSound], *, media_first: bool = False) -> KeptFile:
    """Return what ``keep_slides`` would return, without writing anything. The sounds may have any durations."""
    return _Keeper(original, sounds, media_first=media_first).run(None)


class _Keeper:
    def __init__(self, original: Path, sounds: Sequence[SlideSound], *, media_first: bool) -> None:
        self._path = original
        self._sounds = {sound.number: sound for sound in sounds}
        self._media_first = media_first
        self._changes = _Changes()

    def run(self, target: Path | None) -> KeptFile:
        try:
            with open_regular(self._path, MAX_BYTES) as file:
                return self._run(file, target)
        except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, TooComplexError, ValueError, EOFError) as error:
            message = f"a part of the deck cannot be read: {str(error).splitlines()[0][:120]}"
            hint = "open it in PowerPoint and save it as a PowerPoint deck (.pptx)"
            raise InputError(
                Problem(Place(str(self._path)), Severity.ERROR, "unreadable-file", message, hint)
            ) from error

    def _run(self, file: BinaryIO, target: Path | None) -> KeptFile:
        with zipfile.ZipFile(file) as package:
            self._package = package
            self._names = {name.lower(): name for name in package.namelist()}
            slides = list(self._slides())
            self._own = self._parts_of_narrate(slides)
            types = ContentTypes(self._read(CONTENT_TYPES))
            shown = [number for number, part in enumerate(slides, 1) if number in self._sounds]
            for number in shown:
                self._voice(slides[number - 1], self._sounds[number], is_first=number == shown[0])
            changes = self._changes
            changes.dropped |= self._unused()
            types.forget(frozenset(changes.dropped))
            added: list[tuple[str, Content]] = [*changes.relations]
            if changes.media:
                added += [(ICON, loudspeaker_png("#FFFFFF", "#1B3A5C")), *changes.media]
                for name, _ in added:
                    if (type_ := _TYPES.get(name.rpartition(".")[2])) is not None:
                        types.state(name, type_)
            self._show_properties()
            if (content := types.content) != self._read(CONTENT_TYPES):
                changes.replaced[CONTENT_TYPES] = content
        if target is not None:
            copy_zip(file, target, changes.replaced, frozenset(changes.dropped), added)
        touched = frozenset({*changes.replaced, *changes.dropped, *(name for name, _ in added)})
        return KeptFile(tuple(changes.remarks), touched, frozenset(changes.left))

    def _read(self, name: str) -> bytes:
        """Return the content of the part ``name``. Raises KeyError if there is none, BadZipFile if it is damaged."""
        found = self._names.get(name.lower())
        if found is None:
            raise KeyError(f"{name} is missing")
        if self._package.getinfo(found).file_size > MAX_XML:
            raise zipfile.BadZipFile(f"{name} is too large")
        return self._package.read(found)

    def _slides(self) -> Iterator[str]:
        """Yield the names of the slides' parts, in the order of the presentation."""
        main = next(iter(Relations("", self._read("_rels/.rels")).targets_of("/officeDocument")), "")
        content = self._read(main)
        for strict, usual in STRICT:
            content = content.replace(strict, usual)
        self._main = main
        self._main_relations = Relations(main, self._read(relations_part(main)))
        listed = parse(content).find(f"{P}sldIdLst")
        for entry in listed if listed is not None else ():
            if target := self._main_relations.target(entry.get(f"{R}id") or ""):
                yield self._names.get(target.lower(), target)

    def _parts_of_narrate(self, slides: Sequence[str]) -> frozenset[str]:
        """Return the parts that an earlier build added to the deck."""
        found: set[str] = set()
        for part in slides:
            name = relations_part(part).lower()
            if name in self._names:
                relations = Relations(part, self._read(name))
                found |= {relations.target(id_) for id_ in relations.of_narrate()}
        return frozenset(found)

    def _voice(self, part: str, sound: SlideSound, *, is_first: bool) -> None:
        """Put ``sound`` on the slide in ``part``, or leave the slide as it is if its animation cannot be understood."""
        name = relations_part(part)
        has_relations = name.lower() in self._names
        slide = KeptSlide(self._read(part))
        relations = Relations(part, self._read(name) if has_relations else None)
        try:
            times = self._times(slide, sound)
            self._changes.remarks += _outside(sound.number, relations)
            own = relations.of_narrate()
            own_parts = {relations.target(id_) for id_ in own}
            former = {relations.target(id_) for id_ in slide.dropped - own}
            relations.remove(slide.dropped | own)
            media, picture = self._related(sound, relations)
            shape = slide.add_picture(picture) if picture is not None else None
            content = slide.finish(*_moving(slide, shape, sound, times, is_first=is_first))
        except UnknownTimingError as error:
            message = f"its animation cannot be understood ({error}), so the slide stays as it is, without sound"
            hint = "make its animations anew in PowerPoint"
            self._changes.remarks.append((sound.number, message, hint))
            self._changes.left.add(sound.number)
            return
        changes = self._changes
        changes.dropped |= own_parts - {""}
        changes.former |= former - {""}
        changes.media += media
        changes.replaced[self._names[part.lower()]] = content
        if has_relations and relations.is_changed:
            changes.replaced[self._names[name.lower()]] = relations.content
        elif not has_relations and len(relations):
            changes.relations.append((name, relations.content))

    def _times(self, slide: KeptSlide, sound: SlideSound) -> _Times:
        """Return when what is on the slide moves. What the user should know is added to the remarks."""
        clicks = click_count(slide.timing)
        media = media_ms(slide.timing)
        given = sound.clicks_ms
        remarks = self._changes.remarks
        if clicks > len(given) and sound.mp3 is not None:
            several = clicks > len(given) + 1
            others = f"clicks {len(given) + 1} to {clicks} come" if several else f"click {clicks} comes"
            message = f"clicks: {clicks}, marks in its notes: {len(given)}; {others} evenly before the end of the slide"
            remarks.append((sound.number, message, "write [click] into the notes before the word at which each comes"))
        elif clicks < len(given):
            message = f"clicks: {clicks}, marks in its notes: {len(given)}; the last marks are not used"
            remarks.append((sound.number, message, "take these marks out, or add the animations"))
        starts = media if self._media_first and sound.mp3 is not None else 0
        at = [min(one, sound.duration_ms) for one in given[:clicks]]
        rest, last = clicks - len(at), at[-1] if at else 0
        at += [last + (sound.duration_ms - last) * number // (rest + 1) for number in range(1, rest + 1)]
        return _Times(
            starts_ms=starts,
            clicks_ms=tuple(starts + one for one in at),
            media_at_ms=0 if self._media_first else starts + sound.duration_ms,
            after_ms=0 if self._media_first else media,
        )

    def _related(
        self, sound: SlideSound, relations: Relations
    ) -> tuple[list[tuple[str, Content]], SoundPicture | None]:
        """Relate the slide to its sound and captions. Return them, and what the icon of the sound needs."""
        if sound.mp3 is None:
            return [], None
        base = _STRICT_RELATION if relations.is_strict else _USUAL_RELATION
        mp3, vtt = (f"ppt/media/{STEM}{sound.number}.{ending}" for ending in ("mp3", "vtt"))
        for name in (mp3, vtt, ICON):
            if name in self._names and name not in self._own:
                raise ValueError(f"it has a part {name} that narrate has not made")
        picture = SoundPicture(
            media=relations.add(MEDIA, mp3),
            audio=relations.add(f"{base}/audio", mp3),
            captions=relations.add(TRACK, vtt),
            image=relations.add(f"{base}/image", ICON),
            description=sound.description,
            language=sound.language,
            language_name=sound.language_name,
            guid=sound.guid,
        )
        return [(mp3, sound.mp3), (vtt, sound.captions.encode())], picture

    def _unused(self) -> set[str]:
        """Return the sounds of earlier narrations that nothing refers to any more."""
        changes = self._changes
        if not changes.former:
            return set()
        used: set[str] = set()
        for name in self._package.namelist():
            if name.endswith(".rels"):
                part = _part_of(name)
                content = changes.replaced.get(name) or self._read(name)
                used |= {target.lower() for target in Relations(part, content).targets()}
        return {
            self._names[one.lower()] for one in changes.former if one.lower() in self._names and one.lower() not in used
        }

    def _show_properties(self) -> None:
        """Let the show use the times and play the narration, if the deck says otherwise."""
        for name in self._main_relations.targets_of("/presProps"):
            content = self._read(name)
            is_strict = STRICT[0][0] in content
            for strict, usual in STRICT if is_strict else ():
                content = content.replace(strict, usual)
            root = parse(content)
            properties = root.find(f"{P}showPr")
            if properties is None:
                return
            changed = properties.attrib.pop("useTimings", "1") in ("0", "false")
            if properties.get("showNarration") not in ("1", "true"):
                properties.set("showNarration", "1")
                changed = True
            if changed:
                content = written(root)
                for strict, usual in STRICT if is_strict else ():
                    content = content.replace(usual, strict)
                self._changes.replaced[self._names[name.lower()]] = content
            return


@dataclass(frozen=True, slots=True)
class _Times:
    """When things happen on a slide, in ms from its start.

    The sound starts at ``starts_ms``, the clicks come at ``clicks_ms``, and sound and film of the slide start at
    ``media_at_ms``. These play for ``after_ms`` after the narration.
    """

    starts_ms: int
    clicks_ms: tuple[int, ...]
    media_at_ms: int
    after_ms: int


def _moving(
    slide: KeptSlide, shape: int | None, sound: SlideSound, times: _Times, *, is_first: bool
) -> tuple[etree._Element, etree._Element | None]:
    """Return the transition and the animation of a slide whose sound belongs to ``shape``."""
    if shape is None and not times.clicks_ms:  # nothing on a silent slide needs another time
        last_ms = automatic_ms(slide.timing)
        return advancing(slide.transition, max(sound.duration_ms, last_ms), last_ms, is_first=False), slide.timing
    made = timed(slide.timing, shape, times.starts_ms, sound.duration_ms, times.clicks_ms, times.media_at_ms)
    heard = max(times.starts_ms + sound.heard_ms + times.after_ms, made.last_ms)
    return advancing(slide.transition, heard, made.last_ms, is_first=is_first), made.timing


def _outside(number: int, relations: Relations) -> Iterator[tuple[int, str, str]]:
    """Yield a remark for each sound or film of slide ``number`` that is not in the deck."""
    for address in relations.media_outside():
        message = f"its sound or film lies outside the deck ({address[:60]!r}), and stays there"
        yield number, message, "insert the file into the slide, so that it plays everywhere"


def _part_of(relations: str) -> str:
    """Return the part whose relationships are in ``relations``."""
    folder, _, name = relations.rpartition("/")
    around = folder.removesuffix("_rels")
    return f"{around}{name.removesuffix('.rels')}"
