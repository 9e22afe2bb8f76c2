"""Reads the catalogue on a thread of its own, so that the screen never waits for a disk."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from broker.contract.devices import Problem

if TYPE_CHECKING:
    from kiosk.catalogue.catalogue import Catalogue
    from kiosk.catalogue.shelf import Shelf

log = logging.getLogger(__name__)

PART = "catalogue"
LOOK_S = 2.0
"""How often it is looked whether technicians have put a new catalogue in its place."""

T = TypeVar("T")


@dataclass(frozen=True)
class _Question:
    look: "Callable[[Catalogue], Any]"
    then: Callable[[Any], None]


class Librarian:
    """Answers one question at a time. A visitor asks only for what stands on the screen, so a newer one replaces it.

    Args:
        path: where the catalogue is, or will be.
        post: has something done on Qt's thread.
        on_problem: told, there, what is wrong with the catalogue, or None.

    Attributes:
        reads: whether there is a catalogue; False until that was looked.
    """

    def __init__(
        self, path: Path, post: Callable[[Callable[[], None]], None], on_problem: Callable[[Problem | None], None]
    ) -> None:
        self._path, self._post, self._on_problem = path, post, on_problem
        self._questions: queue.SimpleQueue[_Question | None] = queue.SimpleQueue()
        self._ended = False
        self.reads = False
        self._thread = threading.Thread(target=self._work, name=PART)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Put the catalogue away."""
        self._questions.put(None)
        self._thread.join()

    def ask(self, look: "Callable[[Catalogue], T]", then: Callable[[T], None]) -> None:
        """Have a look into the catalogue; `then` is told on Qt's thread, unless something newer is asked first."""
        self._questions.put(_Question(look, then))

    def _work(self) -> None:
        from kiosk.catalogue.shelf import Shelf  # noqa: PLC0415 - a tenth of a kiosk's start, for what comes after it

        shelf = Shelf(self._path)
        self._newest(shelf)
        while not self._ended:
            question = self._next()
            catalogue = self._newest(shelf)
            if catalogue is None or question is None:
                continue
            try:
                answer = question.look(catalogue)
            except Exception:  # whatever it is, the next question may be answered
                log.exception("the catalogue could not be read", extra={"part": PART})
                continue
            self._post(partial(question.then, answer))
        shelf.close()

    def _next(self) -> _Question | None:
        """The newest question; None after a while without any."""
        try:
            question = self._questions.get(timeout=LOOK_S)
            while not self._questions.empty():
                question = self._questions.get()
        except queue.Empty:
            return None
        self._ended = question is None
        return question

    def _newest(self, shelf: "Shelf") -> "Catalogue | None":
        catalogue = shelf.newest()
        self.reads = catalogue is not None
        problem = None if catalogue else Problem(part=PART, code="missing", detail=str(self._path))
        self._post(partial(self._on_problem, problem))
        return catalogue
