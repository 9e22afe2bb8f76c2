"""What the hub must still hear of this kiosk: numbers that it gave by itself, and commands without an answer."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from broker.client.link import Link, Seen
from broker.contract.commands import AbandonTicket, HandInTicket
from broker.contract.devices import Problem
from broker.contract.message import Reply
from broker.contract.values import CommandId, Refused, TicketNumber
from kiosk.citizen.leases import LONG_AGO
from kiosk.citizen.notebook import Given, Kept, Notebook

log = logging.getLogger(__name__)

AT_ONCE = 8
"""How many are told at a time."""
PAUSE = timedelta(seconds=5)
"""How long after an answer that did not end it something is told again."""
ENDED = frozenset({Refused.DAY_OVER, Refused.WRONG_STATE})
"""The day is over, or somebody was seen at a window with what was given up: there is nothing more to tell."""
NEVER = frozenset({Refused.UNKNOWN_LEASE, Refused.UNKNOWN_SERVICE})
"""The hub will never take such a number; somebody has to look."""
PART = "numbers"


@dataclass(eq=False)
class _Debt:
    """One thing that is owed: a number, or a command that is given up."""

    what: Given | CommandId
    told: bool = False  # and not answered yet
    refused: Refused | None = None  # for now
    answered_at: datetime = LONG_AGO


class Owed:
    """Tells the hub what is owed, oldest first, until it has answered; nothing of it is lost by a restart.

    A number whose hand-in meets a restart of the kiosk has no holder any more: it becomes a ticket without a card.

    Args:
        link: the wire.
        write: has a job done with the notebook; nobody waits for it.
        on_problem: told what of it the hub refuses, or None.
    """

    def __init__(
        self,
        link: Link,
        write: Callable[[Callable[[Notebook], bool]], None],
        on_problem: Callable[[Problem | None], None],
    ) -> None:
        self._link, self._write, self._on_problem = link, write, on_problem
        self._debts: list[_Debt] = []
        self._never: dict[TicketNumber, str] = {}
        self._problem: Problem | None = None

    @property
    def first(self) -> bool:
        """Whether something was not even heard by the hub: it comes before anything that is asked.

        Else a card might be shown a ticket that is about to be replaced.
        """
        return any(debt.refused is None for debt in self._debts)

    def begin(self, kept: Kept) -> None:
        """Owe what was owed before a restart."""
        self._never = dict(kept.refused)
        self._debts[:0] = [*map(_Debt, kept.asked), *map(_Debt, kept.given)]
        self._report()

    def abandon(self, command: CommandId) -> None:
        """Nobody holds what came of this command."""
        self._debts.append(_Debt(command))

    def hand_in(self, given: Given) -> None:
        """This number was given."""
        self._debts.append(_Debt(given))

    def tick(self) -> None:
        """Go on."""
        if self._link.seen is not Seen.HUB:
            return
        now = self._link.now()
        told = sum(debt.told for debt in self._debts)
        due = [debt for debt in self._debts if not debt.told and abs(now - debt.answered_at) >= PAUSE]
        for debt in due[: AT_ONCE - told]:
            debt.told = True
            on_reply = partial(self._on_reply, debt)
            if isinstance(debt.what, Given):
                self._link.ask(HandInTicket, on_reply, **dict(debt.what))
            else:
                self._link.ask(AbandonTicket, on_reply, command=debt.what)

    def _on_reply(self, debt: _Debt, reply: Reply | None) -> None:
        debt.told = False
        given = debt.what if isinstance(debt.what, Given) else None
        code = reply.error.code if reply and reply.error else None
        if given and (code in NEVER):
            self._never[given.number] = code.value
            self._debts.remove(debt)
            self._write(lambda notebook: notebook.refuse(given, code.value))
        elif reply and (reply.ok or code in ENDED):
            self._debts.remove(debt)
            self._write(lambda notebook: _done(notebook, debt.what))
        else:
            debt.refused, debt.answered_at = code or debt.refused, self._link.now()
        self._report()

    def _report(self) -> None:
        """Tell the technician of the first that the hub refuses."""
        refused = [*self._never.items(), *((_name(d.what), d.refused.value) for d in self._debts if d.refused)]
        problem = Problem(part=PART, code="not-handed-in", detail=": ".join(refused[0])) if refused else None
        if problem != self._problem:
            self._problem = problem
            if problem:
                log.warning("the hub refuses what this kiosk hands in", extra={"error": problem.detail})
            self._on_problem(problem)


def _done(notebook: Notebook, what: Given | CommandId) -> bool:
    return notebook.hand_in(what) if isinstance(what, Given) else notebook.settle(what)


def _name(what: Given | CommandId) -> str:
    return what.number if isinstance(what, Given) else what
