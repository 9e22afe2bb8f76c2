"""Who goes first: what the hall's rule makes of what a visitor says."""

from typing import NamedTuple

from broker.contract import messages as m
from broker.contract.told import PriorityRule
from broker.contract.values import Because, Claim, Refused, Standing
from broker.queue.hall import Hall
from broker.queue.holders import is_typed
from broker.queue.outcome import RefusedError


class Weighed(NamedTuple):
    """What a ticket begins with: its standing, why, and what a clerk has yet to confirm."""

    standing: Standing = Standing.NORMAL
    because: Claim | None = None
    claim: Claim | None = None


def weigh(hall: Hall, wanted: m.IssueTicket | m.HandInTicket) -> Weighed:
    """Where the hall has no rule, whoever asks for priority has it.

    Raises:
        RefusedError: the rule does not know the reason, or there is none.
    """
    rule, because = hall.profile.rules.priority, wanted.because
    if rule is None:
        return Weighed(wanted.standing)
    if because is None:
        if wanted.standing is not Standing.NORMAL:
            raise RefusedError(Refused.NOT_ALLOWED, "because")
        return Weighed()
    if because.reason is Claim.UNKNOWN:
        raise RefusedError(Refused.MALFORMED, "because")
    if because.reason is Claim.AGE:
        laid = wanted.holder is not None and not is_typed(wanted.holder)
        return _granted(Claim.AGE, confirm=not laid) if _is_old(rule, because) else Weighed()
    if because.reason not in rule.reasons:
        raise RefusedError(Refused.NOT_ALLOWED, because.reason)
    return _granted(because.reason, confirm=because.reason in rule.confirm)


def weigh_paper(hall: Hall, wanted: m.HandInTicket) -> Weighed:
    """The same of a number that is out: what the rule does not know makes it normal, for it has to count."""
    try:
        return weigh(hall, wanted)
    except RefusedError:
        return Weighed()


def _is_old(rule: PriorityRule, because: Because) -> bool:
    return None not in {rule.age, because.age} and (because.age or 0) >= (rule.age or 0)


def _granted(reason: Claim, *, confirm: bool) -> Weighed:
    return Weighed(claim=reason) if confirm else Weighed(Standing.PRIORITY, because=reason)
