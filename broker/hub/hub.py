"""The hub: takes commands off the wire, lets the rules decide, makes it durable, then says so.

One thread owns the hall, the store and the publisher; everything else reaches it through `post`. Commands that wait
at the same moment are decided one after the other and written in one transaction.
"""

import logging
import queue
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

import uuid6

from broker.client.bus import Bus, Received
from broker.contract import codec, topics
from broker.contract.messages import Event, HallClock, Presence, Refusal, Reply, SignIn, TicketIssued
from broker.contract.values import App, Refused
from broker.hub.gate import Asked, Denied, Gate, Press
from broker.hub.publisher import Publisher
from broker.queue import views
from broker.queue.decide import decide, end_day, press
from broker.queue.hall import Hall, Profile, Visitor
from broker.queue.life import AT_WINDOW
from broker.queue.outcome import Asking
from broker.runtime.settings import Device, HallSettings
from broker.server.keeper import Keeper
from broker.server.mosquitto import ServerError
from broker.store.store import Batch, Store, StoreError, VisitorRow

log = logging.getLogger(__name__)

BATCH = 64
"""Commands decided in one transaction at most."""
CLOCK_EVERY = timedelta(seconds=5)
NEW_DAY_AT_THE_LATEST = 4
"""The hour at which a new day opens even though a window still serves someone of the old one."""
SERVER_GONE_S = 3.0
"""How long the keeper of the MQTT server has to start it again before the hub does."""
IDLE_S = 0.5
SOON_S = 0.02
"""How long to wait for work: while a state is held back for a moment, not long."""


class _Said(NamedTuple):
    """A reply to send once its batch is on disk."""

    device: str
    body: bytes


class _Entering(NamedTuple):
    """What came through the gate; `pin_ok` once a sign-in's PIN was looked at."""

    what: Asked | Press
    pin_ok: bool | None = None


@dataclass(slots=True)
class _Round:
    """What comes of commands decided together."""

    batch: Batch
    said: list[_Said] = field(default_factory=list)
    touched: dict[views.Topic, None] = field(default_factory=dict)
    answered: dict[str, _Said] = field(default_factory=dict)


class Hub:
    """One hall's hub.

    Args:
        settings: the hall.
        profile: the same as the rules know it.
        store: the truth on disk.
        bus: the wire.
        secret: the hub-only secret of holders.
        now: the hub's clock, in the hall's time zone.
        keeper: the MQTT server that this hub starts again when it is gone; None where it is somebody else's.
    """

    def __init__(
        self,
        settings: HallSettings,
        profile: Profile,
        store: Store,
        bus: Bus,
        secret: bytes,
        now: Callable[[], datetime],
        keeper: Keeper | None = None,
    ) -> None:
        self._settings, self._profile, self._store, self._bus, self._now = settings, profile, store, bus, now
        self._keeper = keeper
        self._gate = Gate(settings, secret)
        self._work: queue.SimpleQueue[Callable[[], None] | Received] = queue.SimpleQueue()
        self._publisher = Publisher(bus, settings.hall.id, store.published, self._work.put)
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")
        self._ended = threading.Event()
        self._linked = False
        self._clock_said: datetime | None = None
        self._noted = store.published
        self._read_hall()

    @property
    def hall(self) -> Hall:
        """What is true; for whoever runs on the hub's thread."""
        return self._hall

    def run(self, on_ready: Callable[[], None]) -> None:
        """Work until `end`; `on_ready` is called when the first link stands and all is said."""
        self._on_ready: Callable[[], None] | None = on_ready
        self._open_day_if_new()
        self._bus.subscribe(topics.commands_of(self._settings.hall.id))
        self._bus.start(self._work.put, lambda linked: self._work.put(lambda: self._on_link(linked=linked)))
        try:
            while not self._ended.is_set():
                self._step()
        finally:
            self._aside.shutdown(cancel_futures=True)
            self._note_published()
            self._say_presence(online=False)
            self._bus.stop()

    def end(self) -> None:
        """Stop working, soon; may be called from a signal handler."""
        self._ended.set()

    # One round of work ----------------------------------------------------------------------------

    def _step(self) -> None:
        entering: list[_Entering] = []
        try:
            work = self._work.get(timeout=SOON_S if self._publisher.waits else IDLE_S)
            while True:
                if not isinstance(work, Received):
                    work()
                elif what := self._let_in(work):
                    entering.append(_Entering(what))
                if len(entering) == BATCH:
                    break
                work = self._work.get_nowait()
        except queue.Empty:
            pass
        self._open_day_if_new()
        if entering:
            self._decide_all(entering)
        self._say_clock()
        if self._linked:
            self._publisher.say_due(self._hall, self._now())

    def _let_in(self, message: Received) -> Asked | Press | None:
        what = self._gate.let_in(message, self._now())
        if isinstance(what, Denied):
            self._publisher.reply(what.device, codec.encode(what.reply))
            return None
        return what

    def _decide_all(self, entering: list[_Entering]) -> None:
        """Decide one after the other, write what comes of it at once, then say it: all of it, or "not now"."""
        round_ = _Round(Batch(self._day))
        try:
            if self._hall.day is None:
                raise StoreError("the day could not be opened")
            asked = [one.what.command.id for one in entering if isinstance(one.what, Asked)]
            round_.answered = {id_: _Said(*first) for id_, first in self._store.replies(asked).items()}
            for one in entering:
                self._decide(one, round_)
            if round_.batch.events or round_.batch.replies:
                self._store.commit(round_.batch, self._publisher.published)
        except StoreError as error:
            log.error("the store can't do it; nothing of this happened", extra={"error": str(error)})
            self._undo(entering)
            return
        except Exception:  # a fault of ours in one command must not take the others with it, nor the hall
            log.exception("a command could not be decided; nothing of it happened", extra={"count": len(entering)})
            self._undo(entering if len(entering) == 1 else [])
            if len(entering) > 1:
                for one in entering:
                    self._decide_all([one])
            return
        for device, body in round_.said:
            self._publisher.reply(device, body)
        self._say_events(round_.batch.events, round_.touched)

    def _decide(self, one: _Entering, round_: _Round) -> None:
        now = self._now()
        if isinstance(one.what, Press):
            self._apply(press(self._hall, self._asking(one.what.device, now)), None, round_)
            return
        device, command = one.what
        first = round_.answered.get(command.id)
        if first:
            if first.device == device.id:
                round_.said.append(first)
            return
        if isinstance(command, SignIn) and one.pin_ok is None:
            self._check_pin(one.what, command)
            return
        if self._gate.too_late(command, now):
            reply = Reply(re=command.id, ok=False, at=now, error=Refusal(code=Refused.TOO_LATE))
        else:
            asking = self._asking(device, now, self._gate.holder(command), pin_ok=bool(one.pin_ok))
            outcome = decide(self._hall, command, asking)
            reply = outcome.reply
            self._apply(outcome.events, outcome.visitor, round_)
        answer = _Said(device.id, codec.encode(reply))
        round_.batch.add_reply(command.id, *answer)
        round_.answered[command.id] = answer
        round_.said.append(answer)

    def _check_pin(self, asked: Asked, command: SignIn) -> None:
        """Check the PIN on another thread and come back with what it said."""

        def check() -> None:
            ok = self._gate.pin_ok(command.staff, command.pin)
            self._work.put(lambda: self._decide_all([_Entering(asked, ok)]))

        self._aside.submit(check)

    def _apply(self, events: tuple[Event, ...], visitor: Visitor | None, round_: _Round) -> None:
        for event in events:
            self._hall.apply(event, visitor)
            round_.touched.update(dict.fromkeys(views.touched(self._hall, event)))
            if visitor and isinstance(event, TicketIssued):
                row = VisitorRow(event.ticket, event.day, visitor.ref, visitor.holder, visitor.name)
                round_.batch.visitors.append(row)
        round_.batch.events += events

    def _undo(self, entering: list[_Entering]) -> None:
        """The disk did not take it, so none of it is true: read the hall again and say "not now" to each."""
        try:
            self._read_hall()
        except StoreError as error:  # nothing can be known: whoever started us starts us again, and we read it then
            log.critical("the store can't be read; the hub ends", extra={"error": str(error)})
            self._ended.set()
        for one in entering:
            if isinstance(one.what, Asked):
                device, command = one.what
                reply = Reply(re=command.id, ok=False, at=self._now(), error=Refusal(code=Refused.NOT_NOW))
                self._publisher.reply(device.id, codec.encode(reply))

    # What is true, and saying it ------------------------------------------------------------------

    def _read_hall(self) -> None:
        self._hall = Hall(profile=self._profile, epoch=self._store.epoch)
        for event, row in self._store.today():
            self._hall.apply(event, Visitor(row.ref, row.holder, row.name) if row else None)

    def _say_events(self, events: list[Event], touched: dict[views.Topic, None]) -> None:
        if self._linked:
            self._publisher.events((event.seq, codec.encode(event)) for event in events)
        self._publisher.touch(touched)

    def _on_link(self, *, linked: bool) -> None:
        self._linked = linked
        if not linked:
            self._see_to_server()
            return
        self._say_presence(online=True)
        self._publisher.start_anew()
        self._publisher.events(self._store.unpublished(self._publisher.published))
        ours = list(views.topics(self._hall))
        for name in self._store.own_topics(self._publisher.name(topic) for topic in ours):
            self._publisher.clear(name)
        self._publisher.touch(ours)
        self._publisher.say_due(self._hall, self._now())
        if self._on_ready:
            self._on_ready()
            self._on_ready = None

    def _say_presence(self, *, online: bool) -> None:
        topic = topics.topic(self._settings.hall.id, Presence, device="hub")
        self._bus.publish(topic, codec.encode(Presence(online=online, app=App.HUB)), retain=True)

    def _see_to_server(self) -> None:
        """Start the MQTT server again, off this thread, if it is ours and really gone."""
        if self._keeper:
            keeper = self._keeper

            def ensure() -> None:
                if self._ended.wait(SERVER_GONE_S):
                    return
                try:
                    keeper.ensure()
                except ServerError as error:
                    log.error("there is no MQTT server", extra={"error": str(error)})

            self._aside.submit(ensure)

    def _say_clock(self) -> None:
        now = self._now()
        if self._clock_said and timedelta() <= now - self._clock_said < CLOCK_EVERY:
            return
        self._clock_said = now
        self._publisher.touch([views.Topic(HallClock)])
        self._note_published()

    def _note_published(self) -> None:
        """Keep how far the events are confirmed, so that a restart says few of them twice."""
        if self._publisher.published == self._noted:
            return
        try:
            self._store.commit(Batch(self._day), self._publisher.published)
            self._noted = self._publisher.published
        except StoreError as error:
            log.warning("the store can't be written now", extra={"error": str(error)})

    # Days -----------------------------------------------------------------------------------------

    @property
    def _day(self) -> date:
        return self._hall.day or self._now().date()

    def _open_day_if_new(self) -> None:
        now, hall = self._now(), self._hall
        if hall.day and now.date() <= hall.day:
            return
        served = any(ticket.state in AT_WINDOW for ticket in hall.tickets.values())
        if served and now.hour < NEW_DAY_AT_THE_LATEST:
            return
        round_ = _Round(Batch(now.date()))
        self._apply(end_day(hall, self._asking(Device(id="hub", app=App.OBSERVER), now)), None, round_)
        try:
            self._store.commit(round_.batch, self._publisher.published)
        except StoreError as error:
            log.error("the new day can't be written; trying again", extra={"error": str(error)})
            self._read_hall()
            self._ended.wait(1.0)
        else:
            self._say_events(round_.batch.events, round_.touched)

    def _asking(self, device: Device, now: datetime, holder: str | None = None, *, pin_ok: bool = False) -> Asking:
        return Asking(
            device=device.id,
            app=device.app,
            window=device.window,
            now=now,
            new_id=lambda: str(uuid6.uuid7()),
            new_ref=lambda: secrets.token_hex(16),
            holder=holder,
            pin_ok=pin_ok,
        )
