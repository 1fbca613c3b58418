"""Paths of objects, as they are shown."""

from __future__ import annotations

from pathlib import PosixPath


class ObjectPath(PosixPath):
    """The address of an object, such as ``s3://slides/out/index.html``. It is the path of no file of this machine.

    A path joins two slashes. This one shows both.
    """

    def __str__(self) -> str:
        return super().__str__().replace(":/", "://", 1)
