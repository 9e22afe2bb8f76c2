"""Sign-ins: their PINs are looked at beside the hub's thread, and one device's guesses keep nobody else waiting."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from broker.contract.commands import SignIn
from broker.hub.gate import Asked

log = logging.getLogger(__name__)

GUESSES = 5
"""Wrong sign-ins in a row after which a device's next ones are wrong unseen."""
BRAKE = timedelta(seconds=30)


@dataclass
class SignIns:
    """Looks at each sign-in's PIN once. Belongs to the hub's thread, but for `is_right`.

    Args:
        is_right: whether this is that person's PIN; slow, so it is called on `aside`.
        aside: where it is called.
        post: brings a call back to the hub's thread.
        decide: told each sign-in with what was found.
        now: the hub's clock.
    """

    is_right: Callable[[str | None, str], bool]
    aside: Executor
    post: Callable[[Callable[[], None]], None]
    decide: Callable[[Asked, bool], None]
    now: Callable[[], datetime]
    _under_way: set[str] = field(default_factory=set)
    _wrong: dict[str, int] = field(default_factory=dict)
    _braked: dict[str, datetime] = field(default_factory=dict)

    def look_at(self, asked: Asked, command: SignIn) -> None:
        """Have a sign-in decided once its PIN was looked at."""
        device = asked.device.id
        if device in self._under_way:  # this one again, or a hasty next one, which will be asked again
            return
        braked = self._braked.get(device)
        if braked and timedelta() <= self.now() - braked < BRAKE:
            self.decide(asked, False)  # noqa: FBT003 - a callback's arguments have no names
            return
        self._under_way.add(device)
        self.aside.submit(self._look, asked, command)

    def _look(self, asked: Asked, command: SignIn) -> None:
        done: Callable[[], None] = partial(self._under_way.discard, asked.device.id)  # it must then be looked at again
        try:
            done = partial(self._found, asked, right=self.is_right(command.staff, command.pin))
        except Exception:
            log.exception("a PIN could not be looked at", extra={"device": asked.device.id})
        finally:  # whatever happens here, also while it is logged: else this device could sign in no more
            self.post(done)

    def _found(self, asked: Asked, *, right: bool) -> None:
        device = asked.device.id
        self._under_way.discard(device)
        if right:
            self._wrong.pop(device, None)
        else:
            log.info("a wrong PIN", extra={"device": device})
            self._wrong[device] = self._wrong.get(device, 0) + 1
        if self._wrong.get(device) == GUESSES:
            del self._wrong[device]
            self._braked[device] = self.now()
            seconds = BRAKE.total_seconds()
            log.warning("too many wrong PINs; more are not looked at", extra={"device": device, "seconds": seconds})
        self.decide(asked, right)
