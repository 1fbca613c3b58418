"""Renews the manifest of an edition that a change has not affected, instead of building it again.

A word in a lexicon, a line in the settings, or a new voice changes what editions are made from, but few of them. Once a
script has been read and its words have their pronunciation, it is known whether anything is different that decides the
bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from narrate.build_plan import BuildPlan
from narrate.build_settings import BuildSettings
from narrate.decisions import is_of_voices
from narrate.edition_facts import EditionFacts, facts_of
from narrate.edition_files import hash_inside
from narrate.edition_manifest import input_names
from narrate.editions import DESCRIBED
from narrate.freshness import LANGUAGE, find_edition
from narrate.languages import primary_language
from narrate.manifest import Manifest
from narrate.model import Script
from narrate.pipeline import Prepared, with_decisions
from narrate.prepared_digest import prepared_digest
from narrate.publishing import publish_manifest
from narrate.script import Source


def renew_unaffected(
    prepared: Prepared, source: Source, plan: BuildPlan, fresh: Mapping[str, tuple[Path, EditionFacts]]
) -> dict[str, tuple[Path, EditionFacts]]:
    """Return (folder, facts) of those editions that are not ``fresh`` and that a build would write as they are, by name.

    Their manifests get the hashes of what they are made from now. Raises OutsideError if the disk refuses.
    """
    found = {}
    for settings in plan.in_language(prepared.script.language):
        if settings.edition in fresh or not settings.made_from or settings.is_mirror:
            continue
        edition = find_edition(source, settings)
        if edition is not None and (renewed := _renewed(*edition, prepared, settings)) is not None:
            found[settings.edition] = (edition[0], facts_of(renewed))
    return found


def _renewed(folder: Path, old: Manifest, prepared: Prepared, settings: BuildSettings) -> Manifest | None:
    """Return the manifest that the edition in ``folder`` has now; None if it must be built.

    What takes longest comes last: after most edits of a script, its sentences are known to be others.
    """
    if not _could_be_same(old, prepared, settings):
        return None
    script = prepared.describe(old.duration_ms) if settings.edition == DESCRIBED else prepared.script
    inputs = input_names(script, prepared.inputs)
    new = with_decisions(replace(old, inputs=inputs), script, prepared.cast[1], settings)
    if not _is_decided_alike(old, new, script):
        return None
    deck = prepared.slides_of(script).lasting(old.duration_ms).deck()
    if prepared_digest(script, deck, prepared.inputs) != old.prepared or not _are_files_there(folder, old):
        return None
    return new if publish_manifest(folder, old, new, settings.output) else None


def _could_be_same(old: Manifest, prepared: Prepared, settings: BuildSettings) -> bool:
    """Whether the voice and the sentences may be as before. A recording is always compared anew."""
    return (
        bool(old.prepared)
        and not old.recorded
        and old.voice == str(prepared.cast[1])
        and old.language == prepared.script.language
        and _are_said(prepared.script, old, alone=settings.edition != DESCRIBED)
    )


def _are_said(script: Script, old: Manifest, *, alone: bool) -> bool:
    """Whether the old edition says all sentences of ``script``, and if they stand there ``alone``, no others.

    The id of a sentence holds a hash of its words.
    """
    said = {sentence.id for segment in script.segments for sentence in segment.sentences}
    return said == old.clips.keys() if alone else said <= old.clips.keys()


def _are_files_there(folder: Path, old: Manifest) -> bool:
    """Whether the files of the edition are as they were written."""
    return all(hash_inside(folder, name) == digest for name, digest in old.files.items())


def _is_decided_alike(old: Manifest, new: Manifest, script: Script) -> bool:
    """Whether all that decides the edition is the same, or only other voices are installed for its own language.

    The voice that is chosen for this language is known to be the same. If voices of other languages speak too, it is not
    known which.
    """
    names = {name for name in (*old.decided_by, *new.decided_by) if is_of_voices(name)}
    if names <= {f"voices {primary_language(script.language)}"}:
        names.add(LANGUAGE)
    else:
        names = {LANGUAGE}
    before, now = ({k: v for k, v in one.decided_by.items() if k not in names} for one in (old, new))
    return before == now
