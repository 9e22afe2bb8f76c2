"""The notebook on a thread of its own, since a disk may be slow; what a job came to is told on the thread of `post`."""

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from broker.contract.devices import Problem
from kiosk.citizen.leases import T
from kiosk.citizen.notebook import Notebook, NotebookError

log = logging.getLogger(__name__)

PART = "notebook"
CLOSE_S = 2.0
"""How long the end of the kiosk waits for the disk."""


class NotebookThread:
    """Does one job with the notebook after the other.

    Args:
        path: of the notebook.
        hall: see `Notebook`.
        device: see `Notebook`.
        post: brings a call to the thread that asks for jobs.
        on_notebook: told, on that thread too, what is wrong with the notebook, if anything is.
    """

    def __init__(
        self,
        path: Path,
        hall: str,
        device: str,
        post: Callable[[Callable[[], None]], None],
        on_notebook: Callable[[Problem | None], None],
    ) -> None:
        self._path, self._hall, self._device = path, hall, device
        self._post, self._on_notebook = post, on_notebook
        self._jobs: queue.SimpleQueue[tuple[Callable[[Notebook], Any], Callable[[Any], None]] | None] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._work, name="notebook", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Finish what was asked for and let go of the file, unless the disk hangs."""
        self._jobs.put(None)
        self._thread.join(CLOSE_S)
        if self._thread.is_alive():
            log.warning("the notebook's disk hangs and is left alone", extra={"part": PART, "file": self._path.name})

    def write(self, job: Callable[[Notebook], T], then: Callable[[T | None], None]) -> None:
        """See `Write`."""
        self._jobs.put((job, then))

    def _work(self) -> None:
        notebook = self._open()
        while work := self._jobs.get():
            job, then = work
            done = None
            if notebook:
                try:
                    done = job(notebook)
                except sqlite3.Error as error:
                    self._fail("failed", str(error))
                    notebook.close()
                    notebook = None
                except Exception:  # whatever it is, visitors need numbers
                    log.exception("the notebook failed", extra={"part": PART})
                    self._fail("failed", "")
            self._post(partial(then, done))
            del work, job, then, done  # whose number it was is not kept until the next one
        if notebook:
            notebook.close()

    def _open(self) -> Notebook | None:
        try:
            notebook = Notebook(self._path, self._hall, self._device)
        except NotebookError as error:
            self._fail(error.code, str(error))
            return None
        if notebook.aside:
            self._fail("laid-aside", notebook.aside.name)
        return notebook

    def _fail(self, code: str, detail: str) -> None:
        log.warning("the kiosk's notebook", extra={"code": code, "error": detail, "file": self._path.name})
        self._post(partial(self._on_notebook, Problem(part=PART, code=code, detail=detail)))
