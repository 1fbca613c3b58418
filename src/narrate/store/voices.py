"""The folder for voices that the user adds."""

from __future__ import annotations

import os
from pathlib import Path


def voices_folder() -> Path:
    """Return ``$NARRATE_VOICES``, else ``narrate/voices`` in the user's data folder (XDG Base Directory).

    A ``~`` in the variable is expanded.
    """
    setting = os.environ.get("NARRATE_VOICES", "")
    if setting:
        return Path(os.path.expanduser(setting))  # noqa: PTH111 - Path.expanduser raises for an unknown user
    data = os.environ.get("XDG_DATA_HOME", "")
    # The specification says that a relative path is invalid and must be ignored.
    base = Path(data) if data and Path(data).is_absolute() else Path.home() / ".local/share"
    return base / "narrate/voices"
