"""What a person may do at a window, by role. Green tickets have a rule of their own (`Rules.green_by`)."""

from collections.abc import Mapping

from broker.contract import messages as m
from broker.contract.values import Refused
from broker.queue.hall import Hall
from broker.queue.outcome import RefusedError

SERVE = frozenset({"clerk", "desk", "manager"})
EVERYBODY = SERVE | {"technician"}

MAY: Mapping[str, frozenset[str]] = {
    command.verb: EVERYBODY if command is m.SignOut else SERVE  # who may not be here any more may still leave
    for command in m.COMMANDS
    if issubclass(command, m.WindowCommand)
}
"""The roles that may ask each verb of a window."""


def require_role(hall: Hall, staff: str, verb: str) -> None:
    """Raise RefusedError unless this person's role may do that."""
    role = hall.profile.roles.get(staff, "clerk")
    if role not in MAY[verb]:
        raise RefusedError(Refused.NOT_ALLOWED, role)
