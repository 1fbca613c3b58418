"""Runs LibreOffice in a process of its own, to print a deck as a PDF. narrate loads no code of it.

The deck is not trusted: LibreOffice gets a private profile, in which macros are off and links to other files and addresses are
not followed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from functools import cache
from pathlib import Path

from narrate.errors import OutsideError

NAME = "LibreOffice"
PROGRAMS = ("soffice", "libreoffice")
_VERSION = re.compile(r"LibreOffice (\d[\w.]{0,30})")
_START_S, _SLIDE_S = 90.0, 5.0
_EXPORT = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"},"ExportNotes":{"type":"boolean","value":"false"}}'
_NOWHERE = "http://127.0.0.1:9"  # nothing listens there, so nothing leaves this machine
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Load"><prop oor:name="UpdateDocMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def find_program() -> str | None:
    """Return the path of LibreOffice; None if it is not installed. NARRATE_SOFFICE may name it."""
    named = os.environ.get("NARRATE_SOFFICE")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, PROGRAMS)), None)


@cache
def version_of(program: str) -> str:
    """Return the version of LibreOffice. Raises OutsideError if it does not say."""
    found = _VERSION.search(_run([program, "--version"], _START_S, {}))
    if found is None:
        raise OutsideError(f"{program} does not say which version of LibreOffice it is; install LibreOffice again")
    return found[1]


def print_deck(program: str, deck: Path, folder: Path, slides: int) -> Path:
    """Print ``deck``, which has ``slides`` slides, as a PDF into the empty ``folder``, and return its path.

    Hidden slides are printed too, so that a page has the number of its slide. Raises OutsideError if it fails.
    """
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS)
    copy = folder / f"deck{deck.suffix.lower()}"  # in a folder of its own: LibreOffice writes a lock beside the file
    shutil.copyfile(deck, copy)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        _EXPORT,
    ]
    output = _run([*command, "--outdir", str(folder), str(copy)], _START_S + _SLIDE_S * slides, {"HOME": str(folder)})
    made = folder / "deck.pdf"
    if not made.is_file():
        last = (output.strip().splitlines() or ["it says nothing"])[-1]
        raise OutsideError(
            f"{deck}: LibreOffice could not print the slides ({last[:120]}); "
            f"export them as pictures into a folder {deck.stem}/ beside the deck"
        )
    return made


def _run(command: list[str], seconds: float, environment: dict[str, str]) -> str:
    """Return what ``command`` writes. Raises OutsideError if it cannot be started or takes longer than ``seconds``."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE)
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **proxies, **environment},
            start_new_session=True,
        ) as process:
            try:
                return process.communicate(timeout=seconds)[0].decode(errors="replace")
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)  # LibreOffice runs in a child of the process
                raise
    except subprocess.TimeoutExpired as error:
        raise OutsideError(
            f"LibreOffice has not finished after {seconds:.0f} s; export the slides as pictures instead"
        ) from error
    except OSError as error:
        raise OutsideError(f"LibreOffice cannot be started: {error.strerror or error}; install it again") from error
