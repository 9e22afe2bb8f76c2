"""What is true, in memory and on disk as one: commands are decided and written together, or none of it happened."""

import gc
import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import NamedTuple

import uuid6

from broker.contract import codec
from broker.contract.events import DayOpened
from broker.contract.message import Event, Refusal, Reply
from broker.contract.values import Refused
from broker.hub.gate import Asked, Gate, Press
from broker.queue import by_itself, views
from broker.queue.decide import decide, press
from broker.queue.hall import Hall
from broker.queue.life import AT_WINDOW
from broker.queue.outcome import Asking
from broker.queue.profile import Profile
from broker.queue.ticket import Visitor
from broker.runtime.settings.hall import HUB, Device
from broker.store.lock import StoreError, StoreUnsureError
from broker.store.reading import Told as Kept
from broker.store.rows import Batch, Forget, VisitorRow, about_visitor
from broker.store.store import Store

log = logging.getLogger(__name__)

NEW_DAY_AT_THE_LATEST = 4
"""The hour at which a new day opens even though a window still serves someone of the old one."""
NOT_NOW_KEPT = 10_000
"""Commands refused for the disk's sake that are remembered until the disk takes that too: their next copy must not be
done after all."""


_OF_VISITOR = tuple(one.name for one in fields(Visitor))


class Said(NamedTuple):
    """A reply to send, now that what it says is on disk."""

    device: str
    body: bytes


class Entering(NamedTuple):
    """What came through the gate; `pin_ok` is for a sign-in whose PIN was found right."""

    what: Asked | Press
    pin_ok: bool = False


@dataclass(slots=True)
class Told:
    """What is to be said of commands that were decided together."""

    said: list[Said] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    touched: dict[views.Topic, None] = field(default_factory=dict)

    def add(self, other: "Told") -> None:
        """And what comes after it."""
        self.said += other.said
        self.events += other.events
        self.touched.update(other.touched)


@dataclass(slots=True)
class _Round:
    """Commands while they are decided together. `answered` are the first replies, of this round and before."""

    batch: Batch
    answered: dict[str, Said]
    told: Told = field(default_factory=Told)

    def answer(self, command: str, first: Said) -> None:
        """Keep the first reply to a command."""
        self.batch.add_reply(command, *first)
        self.answered[command] = first


class Truth:
    """The hall in memory and the store it is the fold of. Belongs to one thread.

    Args:
        profile: the hall as the settings describe it.
        store: the truth on disk.
        gate: tells what of a command only the hub's secrets and clock can tell.
        now: the hub's clock, in the hall's time zone.
        keep: how long visitors and notes are kept beside their events.

    Raises:
        StoreUnsureError: the store can't be read.
    """

    def __init__(
        self, profile: Profile, store: Store, gate: Gate, now: Callable[[], datetime], keep: timedelta
    ) -> None:
        self._profile, self._store, self._gate, self._now, self._keep = profile, store, gate, now, keep
        self._not_now: dict[str, Said] = {}
        self._read()

    @property
    def hall(self) -> Hall:
        """What is true; it is another object after the disk refused something."""
        return self._hall

    def decide_all(self, entering: Sequence[Entering]) -> Told:
        """Decide one after the other and write what comes of it at once: all of it, or "not now" for each.

        Raises:
            StoreUnsureError: nobody knows what is true; nobody may be answered.
        """
        ids = [one.what.command.id for one in entering if isinstance(one.what, Asked)]
        try:
            before = {id_: Said(*first) for id_, first in self._store.replies(ids).items()}
        except StoreError as error:
            # Whether they were done can't be known, so no answer would be true; they ask again.
            log.error("the store can't be read; nobody is answered", extra={"error": str(error)})
            return Told()
        if not self._store_is_back():
            return self._refuse(entering, before)
        try:
            return self._decide_together(entering, before)
        except StoreError as error:
            log.error("the store can't do it; nothing of this happened", extra={"error": str(error)})
            return self._take_back(entering, before)
        except StoreUnsureError:
            raise
        except Exception:  # a fault of ours in one command must not take the others with it, nor the hall
            log.exception("a command could not be decided; nothing of it happened", extra={"count": len(entering)})
            if len(entering) == 1:
                return self._take_back(entering, before)
            told = self._take_back((), before)
            for one in entering:
                told.add(self.decide_all([one]))
            return told

    def open_day_if_new(self) -> Told:
        """Turn to the day of the clock, once nobody is served any more or the night is nearly over.

        Raises:
            StoreError: it can't be written; the old day goes on.
        """
        now, hall = self._now(), self._hall
        if hall.day and now.date() <= hall.day:
            return Told()
        served = any(ticket.state in AT_WINDOW for ticket in hall.tickets.values())
        if served and now.hour < NEW_DAY_AT_THE_LATEST:
            return Told()
        old_day = account(hall)
        round_ = _Round(Batch(now.date()), {})
        booked = tuple(appointment.id for appointment in hall.agenda.booked())
        round_.batch.forget = Forget(now.date() - self._keep, booked)
        events = by_itself.end_day(hall, asked_by(HUB, now))
        opened = next(event.seq for event in events if isinstance(event, DayOpened))
        self._apply(events, round_)
        self._write(round_.batch)
        if old_day["day"]:
            head = None
            with suppress(StoreError):  # the day has turned, whether its head can be told or not
                head = self._store.hash_before(opened)
            log.info("a day is over", extra=old_day | {"head": head})
        return round_.told

    def pass_time(self) -> Told:
        """Do what is due by itself.

        Raises:
            StoreError: it can't be written; nothing of it happened.
        """
        events = by_itself.due(self._hall, asked_by(HUB, self._now())) if self._hall.day else ()
        if not events and not self._not_now:
            return Told()
        round_ = _Round(Batch(self._now().date()), {})
        self._apply(events, round_)
        self._write(round_.batch)
        return round_.told

    def _store_is_back(self) -> bool:
        """Ask a store that is in trouble before anything is decided: then there is nothing to take back."""
        if self._store.trouble:
            with suppress(StoreError):
                self._store.try_again()
        return self._store.trouble is None

    def _decide_together(self, entering: Sequence[Entering], before: dict[str, Said]) -> Told:
        if self._hall.day is None:
            raise StoreError("the day could not be opened")
        round_ = _Round(Batch(self._hall.day), dict(before))
        for one in entering:
            self._decide(one, round_)
        if round_.batch.events or round_.batch.replies:
            self._commit(round_.batch)
        return round_.told

    def _write(self, batch: Batch) -> None:
        try:
            self._commit(batch)
        except StoreError:
            self._read()
            raise

    def _commit(self, batch: Batch) -> None:
        """Write a batch, and with it what was refused for the disk's sake: after a restart it must stay refused."""
        known = {reply["id"] for reply in batch.replies}
        for id_, first in self._not_now.items():
            if id_ not in known:
                batch.add_reply(id_, *first)
        self._store.commit(batch)
        self._not_now.clear()

    def _decide(self, one: Entering, round_: _Round) -> None:
        now = self._now()
        if isinstance(one.what, Press):
            for events in press(self._hall, asked_by(one.what.device, now)):
                self._apply(events, round_)
            return
        device, command = one.what
        first = round_.answered.get(command.id) or self._not_now.get(command.id)
        if first:
            if first.device == device.id:
                round_.told.said.append(first)
            else:
                log.warning("dropped: the command of another device", extra={"device": device.id})
            return
        if self._gate.too_late(command, now):
            reply = Reply(re=command.id, ok=False, at=now, error=Refusal(code=Refused.TOO_LATE))
        else:
            asking = asked_by(device, now, self._gate.holder(command), self._gate.agent(command), pin_ok=one.pin_ok)
            outcome = decide(self._hall, command, asking)
            self._apply(outcome.events, round_, outcome.visitor, outcome.note)
            reply = outcome.answer(self._hall)
            if outcome.blocked:
                self._block(outcome.blocked, device.id, round_)
        answer = Said(device.id, codec.encode(reply))
        round_.answer(command.id, answer)
        round_.told.said.append(answer)

    def _block(self, command: str, device: str, round_: _Round) -> None:
        """See to it that a command which has not come yet never takes effect."""
        if command in round_.answered or self._store.has_answered(command):
            return
        replaced = Reply(re=command, ok=False, at=self._now(), error=Refusal(code=Refused.REPLACED))
        round_.answer(command, self._not_now.get(command) or Said(device, codec.encode(replaced)))

    def _apply(self, events: tuple[Event, ...], round_: _Round, visitor: Visitor | None = None, note: str = "") -> None:
        for event in events:
            self._hall.apply(event, visitor, note if event is events[-1] else "")
            round_.told.touched.update(dict.fromkeys(views.touched(self._hall, event)))
            if visitor and (about := about_visitor(event)):
                round_.batch.visitors.append(_row(about, round_.batch.day, visitor))
        if note and events:
            round_.batch.add_note(events[-1].id, note)
        round_.batch.events += events
        round_.told.events += events

    def _take_back(self, entering: Sequence[Entering], before: dict[str, Said]) -> Told:
        """The disk did not take it, so none of it is true: read the hall again and say "not now" to each."""
        self._read()
        return self._refuse(entering, before)

    def _refuse(self, entering: Sequence[Entering], before: dict[str, Said]) -> Told:
        """Say "not now" to each, for good."""
        told = Told()
        for one in entering:
            if not isinstance(one.what, Asked):
                continue
            device, command = one.what
            first = before.get(command.id) or self._not_now.get(command.id)
            if first is None:
                reply = Reply(re=command.id, ok=False, at=self._now(), error=Refusal(code=Refused.NOT_NOW))
                first = self._not_now[command.id] = Said(device.id, codec.encode(reply))
            if first.device == device.id:
                told.said.append(first)
        while len(self._not_now) > NOT_NOW_KEPT:
            del self._not_now[next(iter(self._not_now))]
        return told

    def _read(self) -> None:
        try:
            hall = Hall(profile=self._profile, epoch=self._store.epoch)
            take_in(hall, self._store.today())
        except StoreError as error:  # never go on with a hall that is half read
            words = f"{self._store.path}: can't be read: {error}; look after this machine's disk and memory"
            raise StoreUnsureError(words) from None
        self._hall = hall


def asked_by(
    device: Device, now: datetime, holder: tuple[str, ...] = (), agent: tuple[str, ...] = (), *, pin_ok: bool = False
) -> Asking:
    """A device that asks now, with ids and refs that nobody has guessed or had before."""
    return Asking(
        device=device.id,
        app=device.app,
        window=device.window,
        now=now,
        new_id=lambda: str(uuid6.uuid7()),
        new_ref=lambda: secrets.token_hex(16),
        holder=holder,
        agent=agent,
        pin_ok=pin_ok,
    )


def take_in(hall: Hall, events: Iterable[Kept]) -> None:
    """Make the events of a day true in a hall, as they are read from the store."""
    gc.disable()  # all of it stays: looking through it for garbage again and again would take half of the time
    try:
        for kept in events:
            hall.apply(kept.event, _visitor(kept.visitor) if kept.visitor else None, kept.note)
    finally:
        gc.enable()


def _row(about: str, day: date, visitor: Visitor) -> VisitorRow:
    return VisitorRow(about, day, **{name: getattr(visitor, name) for name in _OF_VISITOR})


def _visitor(row: VisitorRow) -> Visitor:
    return Visitor(**{name: getattr(row, name) for name in _OF_VISITOR})


def account(hall: Hall) -> dict[str, object]:
    """How a day went, for the log: how many came, what was moved by hand, how many told waits were kept."""
    return {
        "day": str(hall.day) if hall.day else None,
        "count": len(hall.tickets),
        "moved": sum(moves.count for moves in hall.moves.values()),
        "overtaken": sum(moves.overtaken for moves in hall.moves.values()),
        "told": hall.pace.told,
        "kept": hall.pace.kept,
    }
