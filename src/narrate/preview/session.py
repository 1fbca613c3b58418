"""A preview from its start to its end: a folder, two processes, a watcher and a server."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from narrate.batch import PATIENCE_S
from narrate.errors import OutsideError, UsageError, refused
from narrate.output_index import OutputIndex
from narrate.preview.building import build_page, only_source
from narrate.preview.hearing import load_ahead, sound_of
from narrate.preview.serving import PreviewServer
from narrate.preview.shown import Built, Progress, Told, Trial, Tried, Wish
from narrate.preview.state import State
from narrate.preview.trying import try_out
from narrate.preview.watching import Watcher
from narrate.processes.pool import ProcessDiedError, ProcessPool
from narrate.store import Store
from narrate.store.opening import open_store, store_address

_PATIENCE_OF_TRIAL_S = 120.0
_POLL_S = 0.1  # how long the end may wait for the server
_folders: set[Path] = set()  # of this process
Notice = Callable[[str], None]


@contextmanager
def previewing(wish: Wish, port: int = 0, notice: Notice = lambda _: None) -> Iterator[Preview]:
    """Give a running preview of ``wish.script``, and end it. ``wish.output`` is not used: the preview has its own folder.

    ``notice`` is called with messages for the user. Raises InputError or UsageError if there is no such script,
    OutsideError if the port cannot be had or the disk refuses.
    """
    only_source(wish.script)
    store = open_store(store_address(wish.store))
    try:
        folder = _private_folder()
        output = folder / "output"
        preview = Preview(replace(wish, output=output), store, port, notice)
        try:
            yield preview
        finally:
            preview.end()
            OutputIndex(output, store).forget()
    finally:
        remove_own_folders()


def _private_folder() -> Path:
    """Make a folder that only the user can read. Raises OutsideError if the disk refuses."""
    try:
        folder = Path(tempfile.gettempdir()) / f"narrate-preview-{secrets.token_hex(8)}"
        _folders.add(folder)  # before it exists, so that an interruption never leaves one that is not known
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise OutsideError(
            f"{error.filename or 'the folder for temporary files'}: {refused(error, 'set TMPDIR')}"
        ) from error
    return folder


def remove_own_folders() -> None:
    """Remove the folders of the previews of this process. Their processes must have ended."""
    for folder in tuple(_folders):
        shutil.rmtree(folder, ignore_errors=True)
        _folders.discard(folder)


class Preview:
    """A preview that runs until ``end``."""

    def __init__(self, wish: Wish, store: Store, port: int, notice: Notice) -> None:
        self._wish, self._store, self._notice = wish, store, notice
        self._state = State()
        self._is_due, self._is_over = threading.Event(), threading.Event()
        self._misuse = ""
        self._builder = ProcessPool(1, self._hear_news, PATIENCE_S)
        self._speaker = ProcessPool(1, self._hear_news, _PATIENCE_OF_TRIAL_S)
        self._watcher = Watcher(wish.script, self._is_due.set)
        self._server = PreviewServer(wish.output, wish.script.name, self._state, self, port)
        self._is_due.set()
        for work in (lambda: self._server.serve_forever(_POLL_S), self._build_always, load_ahead):
            threading.Thread(target=work, daemon=True).start()
        self._watcher.start()

    @property
    def address(self) -> str:
        return self._server.guard.address

    def new_entrance(self) -> str:
        """Return an address that leads to the preview once, for a command that opens a browser."""
        return self._server.guard.new_entrance()

    def wait(self) -> None:
        """Wait until the preview can go on no longer. Raises UsageError if it was called wrongly."""
        self._is_over.wait()
        if self._misuse:
            raise UsageError(self._misuse)

    def end(self) -> None:
        """End the processes, and stop answering."""
        self._is_over.set()
        self._is_due.set()
        self._watcher.stop()
        self._state.end()
        for pool in (self._builder, self._speaker):
            pool.shutdown(wait=False, cancel_futures=True)
        self._server.shutdown()
        self._server.server_close()

    def hear(self, sentence: str) -> bytes:
        return sound_of(self._state.page, sentence, self._store)

    def try_out(self, trial: Trial) -> Tried:
        speaking = self._state.speaking
        if speaking is None:
            raise UsageError("The script cannot be read yet, so its language and voice are not known.")
        try:
            return self._speaker.submit(try_out, trial, speaking, self._wish).result()
        except (ProcessDiedError, CancelledError) as error:
            raise OutsideError(f"The voice ended: it {error}. Try again.") from error

    def build(self) -> None:
        self._is_due.set()

    def _build_always(self) -> None:
        """Build at the start and after each change, one build after the other."""
        while self._is_due.wait() and not self._is_over.is_set():
            self._is_due.clear()  # what is saved from now on is built after this
            self._state.begin()
            began_ns = time.time_ns()
            try:
                built = self._builder.submit(build_page, self._wish).result()
            except (ProcessDiedError, CancelledError, RuntimeError) as error:
                if self._is_over.is_set():
                    return
                cause = f"The build ended: it {error}. Save the script again, or press “Build again”."
                built = Built(cause=cause)
            if built.is_misused and self._state.page is None:
                self._misuse = built.cause
                self._is_over.set()
                return
            if built.page is not None:
                self._state.complete(built)
            else:
                self._state.take(built)
            self._watcher.follow(built.inputs, began_ns)

    def _hear_news(self, news: Any) -> None:
        if isinstance(news, Built):
            self._state.take(news)
        elif isinstance(news, Progress):
            self._state.progress(news)
        elif isinstance(news, Told) and self._state.notice(news):
            self._notice(news.text)
