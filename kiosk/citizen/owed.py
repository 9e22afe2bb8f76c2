"""What the hub must still hear of this kiosk: numbers that it gave by itself, and commands without an answer."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import inf

from broker.client.link import Link, Seen
from broker.contract.commands import AbandonTicket, HandInTicket
from broker.contract.devices import Problem
from broker.contract.message import Reply
from broker.contract.values import CommandId, Refused, TicketNumber
from kiosk.citizen.notebook import Given, Kept, Notebook

log = logging.getLogger(__name__)

AT_ONCE = 8
"""How many are told at a time."""
PAUSE_S, LONGEST_S = 5.0, 180.0
"""How long after an answer that did not end it something is told again: twice as long after each refusal, at most."""
FOR_NOW = frozenset({Refused.NOT_NOW, Refused.TOO_LATE, Refused.UNKNOWN_DEVICE})
"""The hub may take it yet: when its disk has room, our clock is right, or hall.toml has this kiosk."""
ENDED = frozenset({Refused.DAY_OVER, Refused.WRONG_STATE})
"""The day is over, or somebody was seen at a window with what was given up: there is nothing more to tell."""
PART = "numbers"


@dataclass(eq=False)
class _Debt:
    """One thing that is owed: a number, or a command that is given up."""

    what: Given | CommandId
    told: bool = False  # and not answered yet
    refused: Refused | None = None  # for now
    pause: float = PAUSE_S
    due: float = -inf


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
        ticks = self._link.ticks()
        told = sum(debt.told for debt in self._debts)
        due = [debt for debt in self._debts if not debt.told and ticks >= debt.due]
        for debt in due[: AT_ONCE - told]:
            debt.told = True
            on_reply = partial(self._on_reply, debt)
            if isinstance(debt.what, Given):
                self._link.ask(HandInTicket, on_reply, **dict(debt.what))
            else:
                self._link.ask(AbandonTicket, on_reply, command=debt.what)

    def _on_reply(self, debt: _Debt, reply: Reply | None) -> None:
        debt.told = False
        code = reply.error.code if reply and reply.error else None
        if reply is None:
            debt.due = self._link.ticks() + PAUSE_S
        elif code in FOR_NOW:
            debt.refused, debt.due = code, self._link.ticks() + debt.pause
            debt.pause = min(2 * debt.pause, LONGEST_S)
        else:
            self._debts.remove(debt)
            self._end(debt.what, code)
        self._report()

    def _end(self, what: Given | CommandId, code: Refused | None) -> None:
        """The hub took it, or never will."""
        if code is None:
            for debt in self._debts:  # what it could not do before it may do now
                debt.due, debt.pause = min(debt.due, self._link.ticks() + PAUSE_S), PAUSE_S
        if isinstance(what, Given) and code and (replaces := what.replaces):  # what that made is nobody's all the same
            self._write(lambda notebook: notebook.ask(replaces))
            self.abandon(replaces)
        if isinstance(what, Given) and code and code not in ENDED:  # somebody has to look
            self._never[what.number] = code.value
            self._write(lambda notebook: notebook.refuse(what, code.value))
        else:
            self._write(lambda notebook: _done(notebook, what))

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
