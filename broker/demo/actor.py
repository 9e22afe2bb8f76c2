"""One process of the demo: started as anybody would start it, spoken to by lines."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from broker.runtime.errors import KnownError

READY_S = 40.0
PLAY_S = 30.0
END_S = 5.0


class DemoError(KnownError):
    """Something did not go as it should; the text says what, and where its log is."""


class Actor:
    """A running `yimen` command.

    Args:
        name: what it is called here; its log is `NAME.log`.
        arguments: what stands behind `yimen`.
        logs: the folder for its log.
        environment: added to ours.
    """

    def __init__(self, name: str, arguments: list[str], logs: Path, environment: Mapping[str, str]) -> None:
        self.name = name
        self._log = logs / f"{name}.log"
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                # Should the demo be killed, the kernel tells this process to end too.
                ["setpriv", "--pdeathsig", "TERM", sys.executable, "-m", "broker", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, **environment},
            )
        self._lines: queue.Queue[str] = queue.Queue()
        self._ears = threading.Thread(target=self._listen, name=f"listen-{name}", daemon=True)
        self._ears.start()

    def wait_ready(self) -> str:
        """Wait until it can do its work; returns where it does it."""
        return self._await(f"ready {self.name.split('-')[0]}", READY_S).split(maxsplit=2)[-1]

    def play(self, *lines: str) -> None:
        """Have it play lines, one after the other."""
        for line in lines:
            self._say(line)
            answer = self._await(("done ", "failed "), PLAY_S)
            if answer.startswith("failed"):
                raise DemoError(f"{self.name}: {answer}; its log is {self._log}")

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it, in order if it can."""
        self._process.terminate()

    def kill(self) -> None:
        """End it with no chance to put anything in order."""
        self._process.kill()
        self.gone()

    def gone(self) -> None:
        """Wait for its end."""
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._ears.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _say(self, line: str) -> None:
        if self._process.stdin is None:
            raise DemoError(f"{self.name} hears nothing")
        try:
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()
        except OSError:
            raise DemoError(f"{self.name} ended; its log is {self._log}") from None

    def _await(self, beginning: str | tuple[str, ...], seconds: float) -> str:
        while True:
            try:
                line = self._lines.get(timeout=seconds)
            except queue.Empty:
                raise DemoError(f"{self.name} did not answer within {seconds:.0f} s; its log is {self._log}") from None
            if not line:
                raise DemoError(f"{self.name} ended; its log is {self._log}")
            if line.startswith(beginning):
                return line

    def _listen(self) -> None:
        if self._process.stdout:
            for line in self._process.stdout:
                self._lines.put(line.decode(errors="replace").strip() or " ")
        self._lines.put("")
