"""Keeps the MQTT server running: as `yimen server` itself, and as the hub that starts one when there is none."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from broker.runtime.settings.file import SettingsError
from broker.runtime.settings.hall import HallSettings
from broker.server.guard import Guard
from broker.server.mosquitto import RESTART_S, ServerError, find_program, fingerprint, listens, running, speaks_mqtt

log = logging.getLogger(__name__)

SETTLED_S = 60.0
COME_UP_S = 10.0
WORDS_BYTES = 20 * 2**20
"""How long the log may grow: each stranger who hangs up makes Mosquitto complain."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """The MQTT server of one hall.

    Attributes:
        host: where it listens.
        port: where it listens.
        folder: holds its configuration, `server.pid` (process id and fingerprint of the configuration) and, where the
            hub started it, its log `server.log`.
        settings: the hall.toml that `yimen server` is started with.
        guard: what keeps strangers out; None for a hall on one machine that was never provisioned.
    """

    host: str
    port: int
    folder: Path
    settings: Path
    guard: Guard | None = None

    @classmethod
    def of(cls, path: Path, hall: HallSettings) -> "Keeper":
        """The keeper of the server that a hall's settings describe.

        Raises:
            SettingsError: they describe none, or one that strangers could reach, or whose accounts we can't read.
        """
        if hall.server is None:
            raise SettingsError(path, ["server: missing; without it this hall uses the server named in [mqtt]"])
        guard = Guard.of(path, hall.server)
        try:
            stands = guard.stands
        except PermissionError:
            fault = f"{guard.folder} is of another user; start this as the one that yimen provision ran as"
            raise SettingsError(path, [fault]) from None
        if not stands and not (hall.server.on_loopback and hall.server.plain_listen is None):
            fault = "beyond this machine only with accounts and TLS; run yimen provision first, or use 127.0.0.1"
            raise SettingsError(path, [f"server.listen: {fault}"])
        host, port = hall.server.address
        return cls(host, port, path.resolve().parent / "server", path.resolve(), guard if stands else None)

    def serve(self, ended: threading.Event, on_ready: Callable[[], None]) -> None:
        """Run the server until `ended`, starting it again with back-off whenever it dies.

        Args:
            ended: set by whoever wants it to end.
            on_ready: called once, when it listens for the first time.

        Raises:
            ServerError: it can't be started at all.
        """
        attempt, was_ready = 0, False
        self._pid_file.parent.mkdir(parents=True, exist_ok=True)
        while not ended.is_set():
            began = time.monotonic()
            try:
                with running(self.host, self.port, self.folder, self.guard) as process:
                    self._pid_file.write_text(f"{os.getpid()} {self._fingerprint}\n", "utf-8")
                    if not was_ready:
                        on_ready()
                    was_ready = True
                    while process.poll() is None and not ended.wait(0.2):
                        self._keep_words_few()
            except ServerError:
                if not was_ready:
                    raise
                log.exception("the MQTT server does not come back")
            if ended.is_set():
                break
            attempt = 0 if time.monotonic() - began > SETTLED_S else min(attempt + 1, len(RESTART_S) - 1)
            log.error("the MQTT server died and is started again", extra={"seconds": RESTART_S[attempt]})
            ended.wait(RESTART_S[attempt])
        self._pid_file.unlink(missing_ok=True)

    def ensure(self) -> None:
        """See to it that a server listens, as a process of its own that goes on when we end.

        Raises:
            ServerError: none listens and none could be started.
        """
        self._end_outdated()
        if listens(self.host, self.port):
            self._adopt()
            return
        find_program()  # else its absence is told only after the wait
        command = [sys.executable, "-m", "broker", "server", "--settings", str(self.settings)]
        # Forked by setsid, so that it is no child of ours: it outlives us, and we need not wait for its end.
        words = self._words
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with words.open("ab") as log_file:  # its own: ours would stay open for as long as it lives
                subprocess.run(
                    ["setsid", "--fork", *command],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=log_file,
                    check=True,
                )
        except OSError as error:
            raise ServerError(f"no MQTT server can be started: {error.filename}: {error.strerror}") from None
        deadline = time.monotonic() + COME_UP_S
        while not listens(self.host, self.port):
            if time.monotonic() > deadline:
                raise ServerError(f"no MQTT server comes up at {self.host}:{self.port}; its words: {words}")
            time.sleep(0.05)

    def _end_outdated(self) -> None:
        """End a server of ours that was told something else, wherever it listens: nobody comes in by an old door."""
        try:
            words = self._pid_file.read_text("utf-8").split()
            pid, told = int(words[0]), words[1]
        except (OSError, ValueError, IndexError):
            return
        if told == self._fingerprint or not self._is_ours(pid):
            return
        log.info("the MQTT server is started anew with its new settings", extra={"pid": pid, "address": self._address})
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + COME_UP_S
        while self._is_ours(pid) or listens(self.host, self.port):
            if time.monotonic() > deadline:
                raise ServerError(f"the MQTT server at {self._address} does not end; stop process {pid}")
            time.sleep(0.05)

    def _adopt(self) -> None:
        """Go on with the server that listens already."""
        if not speaks_mqtt(self.host, self.port, self.guard):
            raise ServerError(f"another program listens at {self._address}; stop it, or set another [server] listen")
        log.info("using the MQTT server that listens already", extra={"address": self._address})

    @property
    def _address(self) -> str:
        return f"{self.host}:{self.port}"

    def _is_ours(self, pid: int) -> bool:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return b"server" in words and b"--settings" in words

    def _keep_words_few(self) -> None:
        with suppress(OSError):  # there is none, where somebody else keeps what we say
            if self._words.stat().st_size > WORDS_BYTES:
                os.truncate(self._words, 0)  # whoever has it open goes on at its new end
                log.warning("the log was too long and begins anew", extra={"file": str(self._words)})

    @property
    def _words(self) -> Path:
        return self.folder / "server.log"

    @property
    def _fingerprint(self) -> str:
        return fingerprint(self.host, self.port, self.guard)

    @property
    def _pid_file(self) -> Path:
        return self.folder / "server.pid"
