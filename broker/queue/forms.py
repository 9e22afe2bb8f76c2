"""What a visitor writes to a service of another kind than a window's, and what such a service needs to know."""

from broker.contract import messages as m
from broker.contract.told import ServiceInfo
from broker.contract.values import BY_APPOINTMENT, Form, Refused, ServiceKind
from broker.queue.outcome import RefusedError

_NEEDED: dict[ServiceKind, tuple[str, ...]] = {
    ServiceKind.HOME: ("text", "contact"),
    ServiceKind.COMPANY: ("contact",),
    ServiceKind.APPEAL: ("text",),
}
"""What must be written; a helper can ask."""


def require_form(command: m.IssueTicket | m.BookAppointment, service: ServiceInfo) -> None:
    """See to it that who calls the ticket will know what it is about, and nobody learns what they need not.

    Raises:
        RefusedError: something is missing, which the detail names; or a form came where none is read.
    """
    if service.kind is ServiceKind.WINDOW:
        if command.form:
            raise RefusedError(Refused.MALFORMED, "form")
        return
    if command.form is None and service.kind not in _NEEDED:
        return
    form = command.form or Form()
    there = {category.id for category in service.categories} or {""}
    if form.category not in there:
        raise RefusedError(Refused.NEEDS_FORM, "category")
    for name in _NEEDED.get(service.kind, ()):
        if not getattr(form, name).strip():
            raise RefusedError(Refused.NEEDS_FORM, name)


def require_no_appointment(service: ServiceInfo) -> None:
    """Refuse a number for what has to be booked."""
    if service.kind in BY_APPOINTMENT:
        raise RefusedError(Refused.NEEDS_APPOINTMENT, service.id)


def form_of(command: m.IssueTicket | m.HandInTicket | m.BookAppointment, service: ServiceInfo) -> Form | None:
    """What is kept of the form: a paper that is out counts, but nothing is kept that nobody reads."""
    return None if service.kind is ServiceKind.WINDOW else command.form
