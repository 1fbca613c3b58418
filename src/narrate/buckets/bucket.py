"""The objects under a prefix of a bucket, through fsspec.

fsspec repeats nothing: the client of S3 does, with pauses that grow, at most ``ATTEMPTS`` times.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from narrate.buckets.failures import explained
from narrate.errors import MissingDependencyError
from narrate.installed import how_to_install

AT_ONCE = 32  # requests at the same time
ATTEMPTS = 5
CONNECT_S, READ_S = 10, 30

Result = TypeVar("Result")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a list of a bucket says about an object. ``tag`` is different for each content.

    ``age_s`` is how many seconds ago the object was written.
    """

    size: int
    tag: str
    age_s: float = 0.0


class Bucket:
    """The objects whose names begin with ``address`` and a slash. Names are relative to it.

    Every method raises OutsideError if the service does not answer or refuses. Threads may share a bucket.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._files = _file_system(address)
        self._prefix = address.partition("://")[2]

    def read(self, name: str) -> bytes | None:
        """Return the content of the object ``name``, or None if there is none."""
        try:
            content: bytes = self._files.cat_file(self._path(name))
        except FileNotFoundError as error:
            if is_no_bucket(error):
                raise explained(error, self.address, "read") from error
            return None
        except Exception as error:  # the client has many kinds of errors, without a common class
            raise explained(error, self.address, "read") from error
        return content

    def write(self, name: str, content: bytes, kind: str = "") -> None:
        """Write the object ``name``. ``kind`` is its media type, such as ``text/html``."""
        try:
            self._files.pipe_file(self._path(name), content, **self._headers(kind))
        except Exception as error:
            raise explained(error, self.address, "write") from error

    def create(self, name: str, content: bytes) -> bool:
        """Write the object ``name``, unless there is one. Return whether it was written."""
        try:
            self._files.pipe_file(self._path(name), content, mode="create", **self._headers(""))
        except FileExistsError:
            return False
        except Exception as error:
            raise explained(error, self.address, "write") from error
        return True

    def stamps(self, beneath: str = "") -> dict[str, Stamp]:
        """Return the objects whose names begin with ``beneath`` and a slash, or all."""
        root = self._path(beneath) if beneath else self._prefix
        try:
            found = self._files.find(root, detail=True)
        except FileNotFoundError as error:
            if is_no_bucket(error):
                raise explained(error, self.address, "read") from error
            return {}
        except Exception as error:
            raise explained(error, self.address, "read") from error
        start = len(self._prefix) + 1
        return {
            path.lstrip("/")[start:]: _stamp(info)
            for path, info in found.items()
            if path.lstrip("/").startswith(f"{root}/")
        }

    def remove(self, names: Iterable[str]) -> None:
        """Remove the objects ``names``. An object that is gone already is no error."""
        self.each(self._remove, names)

    def each(self, do: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
        """Return ``do`` of each of ``items``, in order. Several are done at the same time."""
        todo = list(items)
        return list(self.threads.map(do, todo)) if len(todo) > 1 else [do(item) for item in todo]

    @cached_property
    def threads(self) -> ThreadPoolExecutor:
        """Threads for requests."""
        return ThreadPoolExecutor(AT_ONCE, "bucket")

    def _remove(self, name: str) -> None:
        try:
            self._files.rm_file(self._path(name))
        except FileNotFoundError:
            return
        except Exception as error:
            raise explained(error, self.address, "write") from error

    def _path(self, name: str) -> str:
        return f"{self._prefix}/{name}"

    def _headers(self, kind: str) -> Mapping[str, str]:
        return {"ContentType": kind} if kind and self.address.startswith("s3://") else {}


def is_no_bucket(error: BaseException) -> bool:
    """Whether ``error`` says that the whole bucket is missing, and not only an object."""
    return "bucket does not exist" in str(error)


def _file_system(address: str) -> Any:
    try:
        import fsspec

        if address.startswith("memory://"):
            return fsspec.filesystem("memory")
        import s3fs
    except ImportError as error:
        raise MissingDependencyError(f"{address}: buckets need more packages: {how_to_install('cluster')}") from error
    files = s3fs.S3FileSystem(
        skip_instance_cache=True,
        use_listings_cache=False,
        max_concurrency=1,  # an object is one request, without asking for its size first
        config_kwargs={
            "connect_timeout": CONNECT_S,
            "read_timeout": READ_S,
            "max_pool_connections": AT_ONCE,
            "retries": {"mode": "standard", "total_max_attempts": ATTEMPTS},
        },
    )
    files.retries = 1
    return files


def _stamp(info: Mapping[str, Any]) -> Stamp:
    if "LastModified" in info:
        return Stamp(int(info["size"]), info["ETag"].strip('"'), time.time() - info["LastModified"].timestamp())
    return Stamp(int(info["size"]), str(info["created"]), time.time() - info["created"])
