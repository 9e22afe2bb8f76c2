"""Several services in one visit: what a ticket does next when one of them is done.

Stages come one after the other, the services of one stage in any order; those done behind the windows need nobody to
wait. What follows a stage begins when all of it is done, so the last stage can be the one counter that hands out
everything together.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from broker.contract.values import Stages, StepOutcome, StepState, TicketState
from broker.queue.life import AT_WINDOW
from broker.queue.ticket import Step, Ticket


class Then(NamedTuple):
    """What comes after a step: the ticket's state, the queues it goes back to, and those it is new in."""

    state: TicketState
    again: tuple[str, ...] = ()
    anew: tuple[str, ...] = ()


@lru_cache(maxsize=1000)  # visits are of few kinds
def planned(service: str, stages: Stages) -> tuple[Step, ...]:
    """The steps of a visit, its first stage open."""
    plan = stages or ((service,),)
    return tuple(
        Step(id_, stage, StepState.LATER if stage else StepState.OPEN)
        for stage, services in enumerate(plan)
        for id_ in services
    )


def first_queues(steps: tuple[Step, ...], behind: Collection[str]) -> tuple[str, ...]:
    """The services of a visit's first stage for which it is called."""
    return tuple(step.service for step in steps if not step.stage and step.service not in behind)


def to_come(ticket: Ticket, behind: Collection[str]) -> tuple[str, ...]:
    """The services that a ticket is still to be called for; the one that it is at a window for is not among them."""
    lacks = any(step.state is StepState.INCOMPLETE for step in ticket.steps)
    left = list(ticket.open_services if lacks else ticket.services)
    if ticket.state in AT_WINDOW:
        left.remove(ticket.service)
    return tuple(service for service in left if service not in behind)


def after(ticket: Ticket, service: str, outcome: StepOutcome, behind: Collection[str]) -> Then:
    """What comes after one of a ticket's open steps.

    Args:
        ticket: the ticket before it.
        service: the step's.
        outcome: an incomplete step ends the visit with its stage: what follows depends on it.
        behind: the services done behind the windows.
    """
    rest = list(ticket.open_services)
    rest.remove(service)
    if rest:
        before_the_windows = tuple(id_ for id_ in rest if id_ not in behind)
        if not before_the_windows:
            return Then(TicketState.PENDING)
        return Then(TicketState.WAITING, again=before_the_windows)
    later = [step for step in ticket.steps if step.state is StepState.LATER]
    missing = outcome is StepOutcome.INCOMPLETE or any(s.state is StepState.INCOMPLETE for s in ticket.steps)
    if not later or missing:
        return Then(TicketState.FINISHED)
    stage = min(step.stage for step in later)
    anew = tuple(step.service for step in later if step.stage == stage and step.service not in behind)
    return Then(TicketState.WAITING if anew else TicketState.PENDING, anew=anew)
