"""Decides whether an edition in the output folder is up to date, or must be built again, and says why."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from narrate.build_settings import BuildSettings
from narrate.decisions import made_from_now
from narrate.edition_facts import EditionFacts, facts_of
from narrate.edition_files import hash_inside
from narrate.editions import edition_folder
from narrate.file_stamps import folder_stamp_or_none
from narrate.manifest import UNFINISHED, Manifest, file_hash, load_manifest
from narrate.output_index import OutputIndex, seen_now
from narrate.reasons import INTERRUPTED, NEVER_BUILT, OBJECT, Reason, Why, change_of, changed_decisions
from narrate.script import Source

__all__ = ["LANGUAGE", "find_edition", "find_fresh", "reasons_of"]
LANGUAGE = "language"
"""The name under which ``Manifest.decided_by`` has the language of scripts that state none."""
_OUTSIDE = "../../"


def find_fresh(
    source: Source, settings: BuildSettings, index: OutputIndex | None = None
) -> tuple[Path, EditionFacts] | None:
    """Return (folder, facts) of the edition of ``source`` with ``settings`` if it is up to date, else None.

    What ``index`` knows is not hashed, unless it is to hash always. What is hashed is put into it.
    """
    if not settings.made_from:
        return None
    for folder in _folders(source, settings):
        if index is not None and (facts := index.fresh(folder, source, settings)):
            return folder, facts
        began_ns, stamp = time.time_ns(), folder_stamp_or_none(folder)
        manifest = load_manifest(folder)
        if manifest is None or manifest.edition != settings.edition:
            continue
        if _is_of_language(source, settings, manifest) and manifest.is_true(
            folder, source.path, _made_from(settings, manifest), are_files_known=settings.is_mirror
        ):
            facts = facts_of(manifest)
            if index is not None:
                index.remember(folder, facts, seen_now(folder, source.path, manifest, began_ns, stamp))
            return folder, facts
    return None


def find_edition(source: Source, settings: BuildSettings) -> tuple[Path, Manifest] | None:
    """Return (folder, manifest) of the edition that was made from ``source`` earlier, up to date or not."""
    found = []
    for folder in _folders(source, settings):
        manifest = load_manifest(folder)
        if manifest is not None and manifest.edition == settings.edition:
            found.append((folder, manifest))
    return next((one for one in found if source.path.name in one[1].inputs), found[0] if found else None)


def reasons_of(source: Source, settings: BuildSettings, index: OutputIndex | None = None) -> tuple[Reason, ...]:
    """Return why the edition of ``source`` with ``settings`` is not up to date; nothing if it is.

    What its page says of other editions is not looked at. What ``index`` knows is not hashed.
    """
    found = find_edition(source, settings)
    if found is None:
        return (NEVER_BUILT,)
    folder, manifest = found
    if not settings.made_from or not manifest.made_from:
        return (OBJECT,)
    reasons = [*_of_inputs(source.path, manifest), *_of_decisions(source, settings, manifest)]
    if os.path.lexists(folder / UNFINISHED):
        # the mirror of a bucket marks editions in this way whose files are no longer as they were sent
        reasons.append(Reason(Why.OUTPUT, "a file", "was changed") if settings.is_mirror else INTERRUPTED)
    if settings.is_mirror or (index is not None and index.are_files_same(folder)):
        return tuple(reasons)
    return (*reasons, *_of_files(folder, manifest))


def _folders(source: Source, settings: BuildSettings) -> list[Path]:
    """Return the folders that may hold the edition of ``source``: one, or one for each language if that is unknown."""
    topic = settings.output / source.topic
    languages = [source.language] if source.language else sorted(path.name for path in topic.glob("*/"))
    return [edition_folder(settings.output, source.topic, language, settings.edition) for language in languages]


def _is_of_language(source: Source, settings: BuildSettings, manifest: Manifest) -> bool:
    """Whether the script would be taken to be in the same language again."""
    return bool(source.language) or manifest.decided_by.get(LANGUAGE, "") == settings.usual_language


def _made_from(settings: BuildSettings, manifest: Manifest) -> str:
    return made_from_now(settings.made_from, settings.decided_by, tuple(sorted(manifest.decided_by)))


def _of_inputs(script: Path, manifest: Manifest) -> Iterator[Reason]:
    if script.name not in manifest.inputs:
        yield Reason(Why.INPUT, script.name, "is the script now")
    for name, digest in manifest.inputs.items():
        if name.startswith(_OUTSIDE):
            yield Reason(Why.OUTSIDE, name)
        elif (now := file_hash(script.parent / name)) != digest:
            yield Reason(Why.INPUT, name, change_of(digest, now))


def _of_decisions(source: Source, settings: BuildSettings, manifest: Manifest) -> Iterator[Reason]:
    if _made_from(settings, manifest) != manifest.made_from:
        old = {name: value for name, value in manifest.decided_by.items() if name != LANGUAGE}
        changed = tuple(changed_decisions(old, settings.decided_by.with_names(old)))
        yield from changed or (Reason(Why.PROGRAM, "the program", "is of another version"),)
    if not _is_of_language(source, settings, manifest):
        now, before = settings.usual_language, manifest.decided_by.get(LANGUAGE, "")
        yield Reason(Why.SETTING, LANGUAGE, f"is now {now or 'none'}, was {before or 'none'}")


def _of_files(folder: Path, manifest: Manifest) -> Iterator[Reason]:
    for name, digest in manifest.files.items():
        if (now := hash_inside(folder, name)) != digest:
            yield Reason(Why.OUTPUT, name, change_of(digest, now))
