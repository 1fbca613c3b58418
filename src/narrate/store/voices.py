"""Where voices that are not part of the program are kept."""

from __future__ import annotations

import os
from pathlib import Path


def voices_folder() -> Path:
    """``$NARRATE_VOICES`` (``~`` is the home folder), else ``narrate/voices`` in the user's data folder (XDG Base Directory)."""
    own = os.environ.get("NARRATE_VOICES", "")
    if own:
        return Path(os.path.expanduser(own))  # noqa: PTH111 - Path's raises where nobody has that name
    data = os.environ.get("XDG_DATA_HOME", "")
    # the specification: a relative path there is invalid and to be ignored
    base = Path(data) if data and Path(data).is_absolute() else Path.home() / ".local/share"
    return base / "narrate/voices"
