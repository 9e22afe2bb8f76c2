"""The hub: takes commands off the wire, lets the rules decide, makes it durable, then says so.

One thread owns the hall, the store and the publisher; everything else brings it work through one queue. Commands that
wait at the same moment are decided one after the other and written in one transaction.
"""

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from broker.client.bus import Bus, Received
from broker.contract import codec, topics
from broker.contract.commands import SignIn
from broker.contract.devices import Health as DeviceHealth
from broker.contract.devices import Presence, Problem
from broker.contract.states import HallClock, HallRecord, ServiceQueue
from broker.contract.values import App
from broker.hub.door import Door
from broker.hub.floods import Floods
from broker.hub.forecasts import Forecasts
from broker.hub.gate import Asked, Denied, Gate, Press
from broker.hub.health import Health
from broker.hub.inbox import Inbox
from broker.hub.publisher import Publisher
from broker.hub.signins import SignIns
from broker.hub.truth import Entering, Told, Truth
from broker.profile import warn_of_unknown_year
from broker.queue import views
from broker.queue.boards import BOARD_CALLS
from broker.queue.curve import Curve
from broker.queue.hall import Hall
from broker.queue.profile import Profile
from broker.runtime.clock import SteadyClock
from broker.runtime.settings.hall import HallSettings
from broker.server.keeper import Keeper
from broker.server.mosquitto import ServerError
from broker.store.lock import StoreError, StoreUnsureError
from broker.store.store import Store

log = logging.getLogger(__name__)

BATCH = 64
"""Commands decided in one transaction at most."""
ROUND = 4 * BATCH
"""What is looked at in one round at most: a flood of what is no command keeps no command waiting."""
CLOCK_EVERY = timedelta(seconds=5)
LOOK_EVERY = timedelta(seconds=1)
"""How often the hub looks what time has brought by itself."""
SERVER_GONE_S = 3.0
"""How long the keeper of the MQTT server has to start it again before the hub does."""
IDLE_S = 0.5
SOON_S = 0.02
"""How long to wait for work: while a state is held back for a moment, not long."""


class Hub:
    """One hall's hub.

    Args:
        settings: the hall.
        profile: the same as the rules know it.
        store: the truth on disk.
        bus: the wire.
        secret: the hub-only secret of holders.
        clock: the hall's time.
        keeper: the MQTT server that this hub starts again when it is gone; None where it is somebody else's.

    Raises:
        StoreUnsureError: the store can't be read.
    """

    def __init__(
        self,
        settings: HallSettings,
        profile: Profile,
        store: Store,
        bus: Bus,
        secret: bytes,
        clock: SteadyClock,
        keeper: Keeper | None = None,
    ) -> None:
        self._hall_id, self._store, self._bus = settings.hall.id, store, bus
        self._clock, self._now = clock, clock.now
        guard = keeper.guard if keeper else None
        devices = [device.id for device in settings.device]
        self._gate = Gate(settings, secret)
        floods = Floods() if guard else None
        self._inbox = Inbox(self._hall_id, devices, floods, self._look_at_door, self._gate.foreign.topics)
        certificate = guard.certificate if guard else None
        unknown_year = partial(warn_of_unknown_year, settings)
        self._keeper = keeper
        keep = timedelta(days=settings.privacy.keep_days)
        self._truth = Truth(profile, store, self._gate, clock.now, keep)
        if last := self._truth.hall.at:
            clock.not_before(last)
        self._publisher = Publisher(bus, self._hall_id, store.published, self._inbox.post)
        self._noted = store.published
        # Two threads beside the hub's: one looks at PINs, which is slow by design, one after the MQTT server.
        self._aside = ThreadPoolExecutor(max_workers=2, thread_name_prefix="aside")
        self._door = Door(keeper, self._inbox.outside, self._aside)
        self._sign_ins = SignIns(
            self._gate.pin_ok, self._aside, self._inbox.post, self._decide_sign_in, clock.now, profile.staff
        )
        looks = self._inbox.not_calm, self._gate.not_told, self._sign_ins.locked
        self._health = Health(clock, unknown_year, store, *looks, certificate=certificate)
        self._told_health: tuple[Problem, ...] | None = None
        self._forecasts = Forecasts(profile, self._inbox.post, self._on_forecast)
        self._seeing_to_server: Future[None] | None = None
        self._ended = threading.Event()
        self._linked = False
        self._clock_said: datetime | None = None
        self._looked: datetime | None = None
        self._told_waits = 0
        self._on_ready: Callable[[], None] | None = None

    @property
    def hall(self) -> Hall:
        """What is true; for whoever runs on the hub's thread."""
        return self._truth.hall

    def run(self, on_ready: Callable[[], None]) -> None:
        """Work until `end`; `on_ready` is called when the first link stands and all is said.

        Raises:
            StoreUnsureError: what is true is not known any more; whoever started us starts us again, to read it.
        """
        try:
            self.begin(on_ready)
            while not self._ended.is_set():
                self.step(SOON_S if self._publisher.waits else IDLE_S)
        finally:
            self.close()

    def begin(self, on_ready: Callable[[], None] | None = None) -> None:
        """Open the day if it is new, and connect; then `step` is to be called again and again."""
        self._on_ready = on_ready
        self._open_day_if_new()
        self._bus.subscribe(topics.commands_of(self._hall_id), *self._gate.foreign.topics)
        self._bus.start(self._inbox.take_in, self._post_link)

    def close(self) -> None:
        """Leave in order."""
        self._ended.set()
        self._aside.shutdown(cancel_futures=True)
        self._forecasts.close()
        self._say_presence(online=False)
        self._bus.stop()
        self._note_published()

    def end(self) -> None:
        """Stop working, now; from any thread."""
        self._ended.set()
        self._inbox.post(lambda: None)  # wakes the hub's thread

    # One round of work ----------------------------------------------------------------------------

    def step(self, wait_s: float) -> None:
        """One round: everything that has come, at most a batch of it, and what time has brought.

        Args:
            wait_s: how long to wait where nothing has come.
        """
        entering: list[Entering] = []
        calls = 0
        with suppress(queue.Empty):
            for n in range(ROUND):
                work = self._inbox.get(0 if n else wait_s)
                if not isinstance(work, Received):
                    work()
                elif what := self._let_in(work):
                    entering.append(Entering(what))
                    calls += what.may_call
                if len(entering) == BATCH or calls == BOARD_CALLS:  # of more calls the board would lose the first
                    break
        self._open_day_if_new()
        if entering:
            self._say(self._truth.decide_all(entering))
        self._pass_time()
        self._forecasts.start_due(self.hall, self._now())
        self._say_clock()
        if self._linked:
            self._publisher.say_due(self.hall, self._now())

    def _let_in(self, message: Received) -> Asked | Press | None:
        """What may be decided now; a sign-in comes back once its PIN was looked at."""
        what = self._gate.let_in(message, self._now())
        if (
            isinstance(what, Asked)
            and isinstance(what.command, SignIn)
            and not self._was_answered(what.command.id)  # else its first reply is said again
        ):
            what = self._sign_ins.look_at(what, what.command)
        if isinstance(what, Denied):
            self._publisher.reply(what.device, codec.encode(what.reply))
            return None
        return what

    def _was_answered(self, command: str) -> bool:
        try:
            return self._store.has_answered(command)
        except StoreError:
            return True  # whoever decides it finds the same, and answers nobody

    def _decide_sign_in(self, asked: Asked, pin_ok: bool) -> None:  # noqa: FBT001 - called back
        self._say(self._truth.decide_all([Entering(asked, pin_ok)]))

    def _open_day_if_new(self) -> None:
        if self.hall.day and not self._clock.steady:  # it may be wrong, and an ended day can't be taken back
            return
        if self._store.trouble:
            return
        with suppress(StoreError):  # as of what is due
            self._say(self._truth.open_day_if_new())

    def _pass_time(self) -> None:
        """Do what is due by itself."""
        now = self._now()
        if self._looked and timedelta() <= now - self._looked < LOOK_EVERY:
            return
        self._looked = now
        with suppress(StoreError):  # it is due the next time again; health tells what is wrong with the store
            if self._store.trouble:
                self._store.try_again()
            self._say(self._truth.pass_time())
        self._look_at_door()
        self._say_health()

    def _on_forecast(self, curves: dict[str, Curve]) -> None:
        changed = [service for service, curve in curves.items() if self.hall.waits.get(service) != curve]
        self.hall.waits.update(curves)
        self._publisher.touch(views.Topic(ServiceQueue, service) for service in changed)

    # Saying it ------------------------------------------------------------------------------------

    def _say(self, told: Told) -> None:
        for device, body in told.said:
            self._publisher.reply(device, body)
        if self._linked:
            self._publisher.events((event.seq, codec.encode(event)) for event in told.events)
        self._publisher.touch(told.touched)
        self._forecasts.touch(topic.about for topic in told.touched if topic.kind is ServiceQueue)

    def _post_link(self, linked: bool) -> None:  # noqa: FBT001 - the bus's callback
        change = self._publisher.link_changed()
        self._inbox.post(lambda: self._on_link(change, linked=linked))

    def _on_link(self, change: int, *, linked: bool) -> None:
        if not self._publisher.is_newest(change):  # it was lost or found again while we were busy
            return
        self._linked = linked
        if not linked:
            self._see_to_server()
            return
        self._say_presence(online=True)
        self._told_health = None
        self._publisher.start_anew(change)
        try:
            unsaid = self._store.unpublished(self._publisher.published)
        except StoreError as error:  # to go on would leave a gap in what is said
            raise StoreUnsureError(f"events that were not said yet can't be read: {error}") from None
        self._publisher.events(unsaid)
        ours = list(views.topics(self.hall))
        try:
            gone = self._store.own_topics(self._publisher.name(topic) for topic in ours)
        except StoreError as error:  # the next link tries again; until then a topic of nobody's may stay
            log.warning("the store can't be written now", extra={"error": str(error)})
            gone = ()
        for name in gone:
            self._clear(name)
        self._publisher.touch(ours)
        self._publisher.say_due(self.hall, self._now())
        if self._on_ready:
            self._on_ready()
            self._on_ready = None

    def _clear(self, name: str) -> None:
        """Take a retained topic away that nobody owns any more; it is forgotten once the server has done so."""

        def disown() -> None:
            try:
                self._store.disown_topic(name)
            except StoreError as error:
                log.warning("the store can't be written now", extra={"error": str(error)})

        self._bus.publish(name, b"", retain=True, on_taken=lambda: self._inbox.post(disown))

    def _say_presence(self, *, online: bool) -> None:
        topic = topics.topic(self._hall_id, Presence, device="hub")
        self._bus.publish(topic, codec.encode(Presence(online=online, app=App.HUB)), retain=True)

    def _say_health(self) -> None:
        """Tell what is wrong with the hub, when it has changed."""
        problems = self._health.problems(self._now().date())
        if self._linked and problems != self._told_health:
            health = codec.encode(DeviceHealth(at=self._now(), app=App.HUB, problems=problems))
            topic = topics.topic(self._hall_id, DeviceHealth, device="hub")
            if self._bus.publish(topic, health, retain=True):
                self._told_health = problems

    def _see_to_server(self) -> None:
        """Start the MQTT server again, beside this thread, if it is ours and really gone."""
        keeper = self._keeper
        if keeper is None or (self._seeing_to_server and not self._seeing_to_server.done()):
            return

        def ensure() -> None:
            while not self._ended.wait(SERVER_GONE_S) and not self._linked:
                try:
                    keeper.ensure()
                except ServerError as error:
                    log.error("there is no MQTT server", extra={"error": str(error)})
                except Exception:  # nobody asks this thread how it ended, and it must try again
                    log.exception("the MQTT server can't be seen to")

        self._seeing_to_server = self._aside.submit(ensure)

    def _look_at_door(self) -> None:
        self._door.look()

    def _say_clock(self) -> None:
        now = self._now()
        if self._clock_said and timedelta() <= now - self._clock_said < CLOCK_EVERY:
            return
        self._clock_said = now
        self._publisher.touch([views.Topic(HallClock)])
        if self.hall.pace.told != self._told_waits:
            self._told_waits = self.hall.pace.told
            self._publisher.touch([views.Topic(HallRecord)])
        self._note_published()

    def _note_published(self) -> None:
        """Keep how far the events are confirmed, so that a restart says few of them twice."""
        if self._publisher.published == self._noted or self._store.trouble:
            return
        try:
            self._store.note_published(self._publisher.published)
            self._noted = self._publisher.published
        except StoreError as error:
            log.warning("the store can't be written now", extra={"error": str(error)})
