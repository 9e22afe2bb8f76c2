"""Asks the hub for free slots, and keeps what the visitor picks of them. Runs on Qt's thread and never waits."""

from collections.abc import Callable
from datetime import date
from functools import partial

from broker.client.link import Link
from broker.contract.commands import FindSlots
from broker.contract.message import Reply
from broker.contract.replies import SlotsReply
from broker.contract.told import Slot
from broker.contract.values import Refused, ServiceId
from kiosk.citizen.slots import Picking


class SlotSearch:
    """One visitor's search for a time.

    Args:
        link: the wire.
        on_change: told when more is known or picked.
        on_trouble: told of a missing answer (None), or of one that refuses this kiosk whatever it asks.
    """

    def __init__(self, link: Link, on_change: Callable[[], None], on_trouble: Callable[[Reply | None], None]) -> None:
        self._link, self._on_change, self._on_trouble = link, on_change, on_trouble
        self._items = 1
        self._asking: object = None  # the last asking; answers to an earlier one count no more
        self.picking: Picking | None = None

    @property
    def picked(self) -> Slot | None:
        """The slot that was picked."""
        return self.picking.picked if self.picking else None

    def begin(self, service: ServiceId, items: int = 1) -> None:
        """Look for a time of a service."""
        self.picking, self._items = Picking(service, self._link.hub_now.date()), items
        self._ask(self.picking)

    def again(self) -> None:
        """Look anew, on the day that was shown."""
        if self.picking:
            self.picking = self.picking.afresh()
            self._ask(self.picking)

    def touch_day(self, key: str) -> None:
        """Show another day."""
        if self.picking:
            self.picking = self.picking.touch_day(key)
            self._on_change()

    def touch_slot(self, key: str) -> None:
        """Pick a slot."""
        if self.picking:
            self.picking = self.picking.pick(key)
            self._on_change()

    def forget(self) -> None:
        """Know nothing any more."""
        self.picking = self._asking = None

    def _ask(self, picking: Picking) -> None:
        asking = self._asking = object()
        for day in picking.days:
            on_reply = partial(self._on_reply, asking, day)
            self._link.ask(FindSlots, on_reply, service=picking.service, day=day, items=self._items)

    def _on_reply(self, asking: object, day: date, reply: Reply | None) -> None:
        if asking is not self._asking or self.picking is None:
            return
        if reply is None or (reply.error and reply.error.code is Refused.UNKNOWN_DEVICE):
            self._asking = None
            self._on_trouble(reply)
            return
        slots = reply.slots if isinstance(reply, SlotsReply) else ()
        self.picking = self.picking.hear(day, slots, self._link.hub_now)
        self._on_change()
