"""A sound card, played by ALSA's own program: it knows every card, and a program that hangs can be ended."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from hardware.errors import (
    DeviceBusyError,
    DeviceError,
    DeviceForbiddenError,
    DeviceMissingError,
    DeviceMutedError,
    OutOfServiceError,
)
from hardware.speaker.turn import take_turn
from hardware.speaker.wave import FULL, Part, Sound, at_volume, encode, load

GRACE_S = 5.0
"""Longer than the announcement, for a card that has to wake up."""
TURN_S = 30.0
"""Longer than any announcement: how long another program that speaks on the same card is waited for."""
BREATH_S = 0.3
"""Between two announcements: for the ear, and for another program that waits for its turn."""

_SILENCE = Sound(rate=48000, samples=bytes(960))
_WITH_US = ("setpriv", "--pdeathsig", "KILL")  # no sentence goes on after a program of ours that was killed
_NOT_FOUND = 127  # how setpriv ends where there is no player
_LOOK_S = 0.02  # how soon a sentence ends that is cut off
_GONE_S = 2.0  # a killed player may still be held by the kernel, for a card that does not let go
_LAST = 2  # lines of ALSA's many that say which card, and why
_SAYS: dict[str, type[DeviceError]] = {
    "No such file or directory": DeviceMissingError,
    "No such device": DeviceMissingError,
    "Device or resource busy": DeviceBusyError,
    "Permission denied": DeviceForbiddenError,
}
"""How its last line ends."""


class AlsaSpeaker:
    """A `Speaker` on a sound card.

    Args:
        where: The loudspeaker as the settings name it.
        device: As ALSA names it, such as `default` or `plughw:1,0`.
        program: The player.
    """

    def __init__(self, where: str, device: str, program: str = "aplay") -> None:
        self._where, self._device, self._program = where, device, program
        self._closing = threading.Event()
        self._starting = threading.Lock()
        self._player: subprocess.Popen[bytes] | None = None

    def play(self, parts: Sequence[Part], volume: int = FULL, cut: threading.Event | None = None) -> None:
        """Play an announcement; see `Speaker.play`."""
        self._play_in_turn(at_volume(load(parts), volume), cut or threading.Event())

    def check(self) -> None:
        """Open the card and play nothing; see `Speaker.check`."""
        self._play_in_turn(_SILENCE, threading.Event())

    def close(self) -> None:
        """End the player; see `Speaker.close`."""
        with self._starting:
            self._closing.set()
            if self._player:
                self._player.kill()

    def _play_in_turn(self, sound: Sound, cut: threading.Event) -> None:
        def ended(seconds: float) -> bool:
            return cut.wait(seconds) or self._closing.is_set()

        turn = take_turn(self._device, TURN_S, ended)
        if turn:
            with turn:
                self._play(sound, ended)
                ended(BREATH_S)
        elif not ended(0):
            raise DeviceBusyError(self._where, f"another program of the hall has spoken for {TURN_S:g} s")

    def _play(self, sound: Sound, ended: Callable[[float], bool]) -> None:
        if self._player and self._player.poll() is None:
            raise DeviceMutedError(self._where, "the card does not let go of the player that was ended")
        with self._starting, _in_memory(encode(sound)) as wave:
            if ended(0):
                return
            player = self._player = subprocess.Popen(
                [*_WITH_US, self._program, "--quiet", "--device", self._device, "-"],
                stdin=wave,
                stderr=subprocess.PIPE,
                env=os.environ | {"LC_ALL": "C"},  # what it says is compared
            )
        limit, said = sound.seconds + GRACE_S, b""
        deadline = time.monotonic() + limit
        while player.returncode is None:
            try:
                _, said = player.communicate(timeout=_LOOK_S)
            except subprocess.TimeoutExpired as error:
                if ended(0):
                    _end(player)
                    return
                if time.monotonic() > deadline:
                    _end(player)
                    detail = f"{sound.seconds:.1f} s of sound were not played in {limit:.1f} s"
                    raise DeviceMutedError(self._where, detail) from error
        if player.returncode and not ended(0):
            raise self._fault(player.returncode, said.decode(errors="replace").splitlines())

    def _fault(self, code: int, said: Sequence[str]) -> DeviceError:
        if code == _NOT_FOUND:
            return DeviceMissingError(self._where, f"{self._program} is not installed (Debian: alsa-utils)")
        if not said:
            how = f"was ended by signal {-code}" if code < 0 else f"ended with {code}"
            return OutOfServiceError(self._where, f"{self._program} {how}")
        kind = next((kind for words, kind in _SAYS.items() if said[-1].endswith(words)), OutOfServiceError)
        return kind(self._where, " ".join(" ".join(said[-_LAST:]).split()))


@contextmanager
def _in_memory(data: bytes) -> Iterator[int]:
    """A file that no disk has: a player that reads slowly keeps nobody from looking after it."""
    with os.fdopen(os.memfd_create("sound"), "w+b") as file:
        file.write(data)
        file.seek(0)
        yield file.fileno()


def _end(player: subprocess.Popen[bytes]) -> None:
    player.kill()
    with suppress(subprocess.TimeoutExpired):
        player.wait(_GONE_S)
    if player.stderr:
        player.stderr.close()
