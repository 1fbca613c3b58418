"""Processes that tests start and look at."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest


def gone_within(pid: int, seconds: float) -> bool:
    """Whether the process ``pid`` ends within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{pid}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def first_process(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``narrate`` with process id 1, as the entry point of a container; skips where that is not permitted."""
    unshare = ["unshare", *([] if os.getuid() == 0 else ["--map-root-user"]), "--pid", "--fork", "--mount-proc"]
    try:
        subprocess.run([*unshare, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no process namespace can be made here: {error}")
    program = "import os, sys; from narrate.cli import main; assert os.getpid() == 1; sys.exit(main())"
    command = [*unshare, sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


def imported_by(path: str | Path) -> set[str]:
    """The packages that the Python file ``path`` imports."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    names = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}
