"""Sign-ins: their PINs are looked at beside the hub's thread, and who guesses has to wait longer and longer."""

import logging
from collections.abc import Callable, Container
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from math import ceil

from broker.contract.commands import SignIn
from broker.contract.message import Refusal, Reply
from broker.contract.values import Refused
from broker.hub.gate import Asked, Denied

log = logging.getLogger(__name__)

GUESSES = 5
"""Wrong sign-ins in a row after which a device's or a person's next ones are not looked at for a while."""
BRAKE = timedelta(seconds=30)
LONGEST = timedelta(minutes=15)
"""A person's brake is twice as long each time, up to this, until the PIN is right: five hundred guesses a day."""


@dataclass
class _Brake:
    """What is known of wrong sign-ins at a device, or as a person."""

    longest: timedelta
    wrong: int = 0  # in a row
    times: int = 0  # that it was braked since the last right one
    since: datetime | None = None

    def left(self, now: datetime) -> timedelta:
        """For how long nothing is looked at yet; zero when it is."""
        if self.since is None or not timedelta() <= now - self.since < self._lasts:
            return timedelta()
        return self._lasts - (now - self.since)

    def note_wrong(self, now: datetime) -> bool:
        """One more; whether the brake begins with it."""
        self.wrong += 1
        if self.wrong < GUESSES:
            return False
        self.wrong, self.times, self.since = 0, self.times + 1, now
        return True

    @property
    def _lasts(self) -> timedelta:
        return min(BRAKE * (1 << min(self.times - 1, 10)), self.longest)


@dataclass
class SignIns:
    """Looks at each sign-in's PIN once. Belongs to the hub's thread, but for `is_right`.

    Args:
        is_right: whether this is that person's PIN; slow, so it is called on `aside`.
        aside: where it is called.
        post: brings a call back to the hub's thread.
        decide: told each sign-in with what was found.
        now: the hub's clock.
        people: the staff there are; nothing is kept of others.
    """

    is_right: Callable[[str | None, str], bool]
    aside: Executor
    post: Callable[[Callable[[], None]], None]
    decide: Callable[[Asked, bool], None]
    now: Callable[[], datetime]
    people: Container[str]
    _under_way: set[str] = field(default_factory=set)
    _devices: dict[str, _Brake] = field(default_factory=dict)
    _people: dict[str, _Brake] = field(default_factory=dict)

    def look_at(self, asked: Asked, command: SignIn) -> Denied | None:
        """Have a sign-in decided once its PIN was looked at; while it may not be, the answer says for how long.

        That answer is not kept: asked again later, the same sign-in is looked at.
        """
        device = asked.device.id
        if device in self._under_way:  # this one again, or a hasty next one, which will be asked again
            return None
        if left := max(brake.left(self.now()) for brake in self._brakes(asked, command)):
            error = Refusal(code=Refused.TOO_SOON, detail=str(ceil(left.total_seconds())))
            return Denied(device, Reply(re=command.id, ok=False, at=self.now(), error=error))
        self._under_way.add(device)
        self.aside.submit(self._look, asked, command)
        return None

    def locked(self) -> list[str]:
        """The people as whom nobody signs in now."""
        return sorted(staff for staff, brake in self._people.items() if brake.left(self.now()))

    def _look(self, asked: Asked, command: SignIn) -> None:
        done: Callable[[], None] = partial(self._under_way.discard, asked.device.id)  # it must then be looked at again
        try:
            done = partial(self._found, asked, command, right=self.is_right(command.staff, command.pin))
        except Exception:
            log.exception("a PIN could not be looked at", extra={"device": asked.device.id})
        finally:  # whatever happens here, also while it is logged: else this device could sign in no more
            self.post(done)

    def _found(self, asked: Asked, command: SignIn, *, right: bool) -> None:
        device = asked.device.id
        self._under_way.discard(device)
        if right:
            self._devices.pop(device, None)
            self._people.pop(command.staff or "", None)
        else:
            log.info("a wrong PIN", extra={"device": device})
            began = [brake.note_wrong(self.now()) for brake in self._brakes(asked, command)]
            if any(began):
                log.warning("too many wrong PINs; more are not looked at for a while", extra={"device": device})
        self.decide(asked, right)

    def _brakes(self, asked: Asked, command: SignIn) -> list[_Brake]:
        brakes = [self._devices.setdefault(asked.device.id, _Brake(BRAKE))]
        if command.staff and command.staff in self.people:
            brakes.append(self._people.setdefault(command.staff, _Brake(LONGEST)))
        return brakes
