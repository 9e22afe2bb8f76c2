"""Says calls one after the other, on a thread of its own."""

import logging
import queue
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from broker.contract.devices import Problem
from broker.contract.told import Call
from display.voice.announce import is_timely
from display.voice.clips import clip_files, make_clips
from display.voice.errors import ClipsNotMadeError, UnspeakableError
from display.voice.words import Language, Said, announce, announce_without_window
from hardware.errors import DeviceError
from hardware.speaker.speaker import Speaker
from hardware.words import for_health

log = logging.getLogger(__name__)

CLOSE_S = 5.0


class Speaking:
    """Works through the calls in the order they came; a call that waited too long is not said.

    Args:
        speaker: closed when this ends.
        folder: of the clips; those that are missing are made first.
        languages: what each call is said in.
        now: the hub's time; asked on the thread that speaks.
        on_ready: told on that thread, once, when the clips are there.
        on_problem: told on that thread after each attempt: what is wrong, or None.
    """

    def __init__(
        self,
        speaker: Speaker,
        folder: Path,
        languages: tuple[Language, ...],
        now: Callable[[], datetime],
        on_ready: Callable[[], None],
        on_problem: Callable[[Problem | None], None],
    ) -> None:
        self._speaker, self._folder, self._languages, self._now = speaker, folder, languages, now
        self._on_ready, self._on_problem = on_ready, on_problem
        self._calls: queue.SimpleQueue[Call | None] = queue.SimpleQueue()
        self._ending = threading.Event()
        self._ready = False
        # A sentence lasts longer than anybody waits for a process to end, so the thread may be cut off.
        self._thread = threading.Thread(target=self._work, name="speaker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def say(self, call: Call) -> None:
        """Say a call after those that came before."""
        self._calls.put(call)

    def close(self) -> None:
        """Say no more; the sentence under way is cut off if it lasts."""
        self._ending.set()
        self._calls.put(None)
        self._thread.join(CLOSE_S)

    def _work(self) -> None:
        self._try(self._prepare)
        while (call := self._calls.get()) is not None and not self._ending.is_set():
            self._try(partial(self._say, call))
        self._speaker.close()

    def _try(self, act: Callable[[], None]) -> None:
        """Whatever goes wrong is told, and the next call gets its try."""
        try:
            act()
        except ClipsNotMadeError as error:
            problem = Problem(part="voice", code="no-clips", detail=str(error))
        except UnspeakableError as error:
            problem = Problem(part="voice", code="unspeakable", detail=str(error))
        except DeviceError as error:
            problem = Problem(part="speaker", code=for_health(error), detail=str(error))
        except Exception:
            log.exception("the loudspeaker's driver failed", extra={"part": "speaker"})
            problem = Problem(part="speaker", code="failed")
        else:
            self._on_problem(None)
            return
        log.warning(
            "a call was not said as it should be",
            extra={"part": problem.part, "code": problem.code, "error": problem.detail},
        )
        self._on_problem(problem)

    def _prepare(self) -> None:
        made = make_clips(self._folder, self._languages)
        log.info("the clips are there", extra={"count": made})
        self._ready = True
        self._on_ready()

    def _say(self, call: Call) -> None:
        if not self._ready:
            self._prepare()
        if not is_timely(call, self._now()):
            log.info("a call waited too long to be said", extra={"number": call.number, "call": call.call})
            return
        try:
            self._play(announce(call.number, call.window.label, self._languages))
        except UnspeakableError:  # the visitor hears the number all the same; the technician has to hear of the label
            self._play(announce_without_window(call.number, self._languages))
            raise
        log.info("said a call", extra={"number": call.number, "call": call.call, "window": call.window.id})

    def _play(self, said: Said) -> None:
        self._speaker.play(clip_files(said, self._folder))
