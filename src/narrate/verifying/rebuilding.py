"""Makes an edition again from its script and the store, and compares the files byte for byte.

Nothing is spoken, no recording is listened to, and no service is asked: the sound of each sentence is the one in the
store that the manifest names. The store is left as it is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from pathlib import Path

from narrate.build_settings import BuildSettings
from narrate.decisions import program_of
from narrate.deck_pictures.libreoffice import NAME as LIBREOFFICE
from narrate.deck_pictures.libreoffice import find_program, version_of
from narrate.edition_files import hash_inside
from narrate.edition_manifest import programs_of
from narrate.edition_writing import load_ahead, start_encoding, write_edition
from narrate.editions import DESCRIBED
from narrate.errors import InputError, NarrateError, OutsideError, Severity
from narrate.exporters import BRAILLE_PAGE
from narrate.exporters.edition import Exporter
from narrate.exporters.verifying.edition_record import Finding
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN, why_unread
from narrate.folder_checks import shown
from narrate.manifest import NAME as MANIFEST
from narrate.manifest import Manifest
from narrate.pipeline import examine
from narrate.script import Source
from narrate.speech.kept_sound import KeptVoice, MissingSoundError, kept_utterances
from narrate.store import Store
from narrate.store.memo import Memo
from narrate.store.scratch_store import ScratchStore
from narrate.verifying.scripts import changed_inputs, find_script, inputs_elsewhere, scripts_beside

FORMAT = "script"
_REBUILT = "gives the same bytes again"


@dataclass(frozen=True, slots=True)
class ScriptCheck:
    """How editions are compared with their scripts.

    - ``scripts``: the folder of the scripts; None for the one beside the output.
    - ``quick``: nothing is built again.
    - ``scratch``: a folder for what is built again.
    - ``jobs``: how many tasks run at the same time.
    """

    scripts: Path | None
    quick: bool
    scratch: Path
    jobs: int = 1


def compare_with_script(
    folder: Path, manifest: Manifest, store: Store, known: Mapping[str, Exporter], how: ScriptCheck
) -> Iterator[Finding]:
    """Compare the edition in ``folder`` with its script. ``known`` are the exporters by name of their format."""
    scripts = how.scripts or scripts_beside(folder, manifest)
    source = find_script(scripts, manifest)
    if source is None:
        where = (
            f"in {scripts}" if how.scripts else f"in {scripts.name}/ beside the output; name its folder with --script"
        )
        yield Finding(FORMAT, "is at hand", note=f"no script for {manifest.topic} [{manifest.language}] {where}")
        return
    changed = tuple(f"{shown(line)} since the build; {BUILD_AGAIN}" for line in changed_inputs(source, manifest))
    total = len(manifest.inputs)
    elsewhere = ", ".join(inputs_elsewhere(manifest))
    note = f"not compared, because they are outside the folder of scripts: {elsewhere}" if elsewhere else ""
    yield Finding(FORMAT, "is unchanged", max(0, total - len(changed)), total, "files", changed, note, at_least=True)
    if changed or how.quick:
        return
    if reason := _why_not(manifest, known):
        yield Finding(FORMAT, _REBUILT, note=f"not built again: {reason}")
        return
    faults = _differences(folder, manifest, source, store, [known[name] for name in manifest.formats], how)
    yield Finding(
        FORMAT, _REBUILT, max(0, len(manifest.files) - len(faults)), len(manifest.files), "files", faults, at_least=True
    )


def _why_not(manifest: Manifest, known: Mapping[str, Exporter]) -> str:
    """Why the edition cannot be built again here; empty if it can."""
    if unknown := [name for name in manifest.formats if name not in known]:
        return f"{unknown[0]!r} is not a format of narrate; give its exporter to narrate.verify"
    if manifest.program != program_of(manifest.decided_by):
        return "it was made by another version of narrate or of the packages it uses"
    try:
        programs = programs_of(known[name] for name in manifest.formats)
        if any(one.startswith(LIBREOFFICE) for one in manifest.made_with) and (soffice := find_program()):
            programs = (*programs, f"{LIBREOFFICE} {version_of(soffice)}")
    except OutsideError as error:
        return str(error)
    if manifest.made_with != programs:
        return f"it was made with {', '.join(manifest.made_with) or 'no other program'}, but installed is {', '.join(programs)}"
    return ""


def _differences(
    folder: Path, manifest: Manifest, source: Source, store: Store, exporters: Sequence[Exporter], how: ScriptCheck
) -> tuple[str, ...]:
    """Build the edition again, and return a line for each file that differs, or one that says why this failed."""
    try:
        with tempfile.TemporaryDirectory(dir=how.scratch) as temporary, store.in_use(make=False):
            base = Path(temporary)
            settings = BuildSettings(
                output=base,
                exporters=tuple(exporters),
                store=ScratchStore(base / "store", store),
                made_from=manifest.made_from,
                theme=manifest.theme,
                builds=manifest.builds,
                braille_page=manifest.braille_page or BRAILLE_PAGE,
                jobs=how.jobs,
                edition=manifest.edition,
                program=manifest.program,
                usual_date=manifest.usual_date,
            )
            new = _build(source, manifest, settings, base / "edition", folder)
            return tuple(_compared(folder, manifest, new))
    except MissingSoundError as error:
        first = error.sentences[0].text[:40]
        count = len(error.sentences)
        cure = f"name the store it was built with in NARRATE_STORE, or delete {folder} and build again"
        return (
            f"the store lacks the sound of {count} {'sentence' if count == 1 else 'sentences'}, the first {first!r}; {cure}",
        )
    except NarrateError as error:
        return (f"it cannot be built again: {error}",)
    except Exception as error:  # noqa: BLE001 - the last resort: nothing may hide the other editions
        return (f"it cannot be built again from its script and the store: {why_unread(error)}",)


def _build(source: Source, manifest: Manifest, settings: BuildSettings, stage: Path, folder: Path) -> Manifest:
    """Build the edition of ``manifest``, which lies in ``folder``, into the folder ``stage``. Return its new manifest.

    Raises MissingSoundError if the store lacks sound, NarrateError if the script can no longer be built.
    """
    from narrate.timeline import build_timeline

    edition = settings.edition
    voice = KeptVoice(manifest.voice)
    examined = examine(source, [manifest.language], voice, manifest.theme, Memo(settings.store), [edition])
    ready = examined.prepared
    if ready is None or (edition == DESCRIBED and ready.described is None):
        problems = (*examined.problems, *examined.later)
        raise InputError(*[problem for problem in problems if problem.severity is Severity.ERROR][:1])
    with ThreadPoolExecutor(2) as background:
        background.submit(load_ahead, settings.exporters)
        keys = {sentence: key for sentence, (key, _, _) in manifest.clips.items()}
        script = ready.describe(manifest.duration_ms) if edition == DESCRIBED else ready.script
        utterances = kept_utterances(script, keys, settings.store)
        timeline = build_timeline(script, utterances, ready.cast[1], edition)
        stage.mkdir()
        slides = ready.slides_of(script)
        encoding = start_encoding(background, timeline, settings)
        return write_edition(
            timeline, slides, ready.inputs, settings, stage, background, encoding, manifest.offers, folder
        )


def _compared(folder: Path, old: Manifest, new: Manifest) -> Iterator[str]:
    """Compare the files and the manifest ``old`` of the edition in ``folder`` with the manifest ``new``."""
    cure = f"delete {folder} and build again"
    for name, digest in new.inputs.items():
        if (
            digest and old.inputs.get(name) != digest
        ):  # without a digest there is no such file: narrate.yaml may be absent
            yield f"the script uses {shown(name)} now, and did not when it was built; {BUILD_AGAIN}"
    for name in sorted({*old.files, *new.files}):
        if name not in new.files:
            yield f"{shown(name)}: the script gives no such file; {cure}"
        elif hash_inside(folder, name) != new.files[name]:
            yield f"{shown(name)}: the script gives other bytes; {cure}"
    new = replace(new, inputs=old.inputs, files=old.files, decided_by=old.decided_by)
    if other := [item.name for item in fields(Manifest) if getattr(old, item.name) != getattr(new, item.name)]:
        yield f"{MANIFEST}: the script gives another value for {', '.join(other)}; {cure}"
    elif new.to_json().encode() != (folder / MANIFEST).read_bytes():
        yield f"{MANIFEST} is not written as narrate writes it; {cure}"
