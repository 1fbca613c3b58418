"""Says why a file could not be read, in words for users instead of the names and numbers of exceptions."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

from narrate.json_files import one_line

BUILD_AGAIN = "build the edition again"


def why_unread(error: Exception) -> str:
    """Return why a file could not be read, in one line. ``error`` is the exception that reading it has raised."""
    return one_line(_why(error))


def _why(error: Exception) -> str:
    message = str(error).strip()
    if isinstance(error, UnicodeError):
        at = f" from byte {error.start + 1} on" if isinstance(error, UnicodeDecodeError) else ""
        return f"it is not text in UTF-8{at}"
    if isinstance(error, FileNotFoundError):
        return f"{_named(error, 'a file')} is gone"
    if isinstance(error, OSError) and error.strerror:
        return f"{_named(error, 'a file')} cannot be read ({error.strerror})"
    if isinstance(error, BadZipFile):
        return f"it is damaged: no zip file can be read ({message or 'no reason is known'})"
    if isinstance(error, KeyError):  # of zipfile, whose message is a sentence, or of a dict, whose message is a name
        key = str(error.args[0]) if error.args else ""
        return f"it lacks something that it refers to ({key})" if key else "it lacks something that it refers to"
    if isinstance(error, SyntaxError):  # of lxml
        return f"it is not XML as it should be ({error.msg or 'no reason is known'})"
    return message or "it is not as narrate writes it"


def _named(error: OSError, otherwise: str) -> str:
    return Path(str(error.filename)).name if error.filename else otherwise
