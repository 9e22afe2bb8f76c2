"""Who may do what at a window, by role."""

from dataclasses import replace

import pytest

from broker.contract import messages as m
from broker.contract.values import Refused
from broker.queue.roles import MAY
from tests.broker.queue.desk import Desk, profile, window

VERBS = [command for command in m.COMMANDS if issubclass(command, m.WindowCommand)]
FIELDS = {
    m.SignIn: {"staff": "c001", "pin_ok": True},
    m.Note: {"text": "t"},
    m.TransferTicket: {"service": "a", "reason": "r"},
} | {kind: {"ticket": "00000000-0000-7000-8000-000000000000", "reason": "r"} for kind in (m.CallTicket, m.VoidTicket)}
FIELDS |= {m.ReinstateTicket: FIELDS[m.CallTicket], m.Authorise: FIELDS[m.CallTicket] | {"standing": "priority"}}
FIELDS |= {m.FinishPart: {"ticket": FIELDS[m.CallTicket]["ticket"], "service": "a"}}


def desk_of(role):
    """A window with a clerk signed in, whose role has become another since."""
    desk = Desk(profile(window("w01", ("a",)))).staffed("w01")
    desk.hall.profile = replace(desk.hall.profile, roles={"c001": role})
    return desk


def refused_for_the_role(said, role):
    return said.reply.error is not None and (said.reply.error.code, said.reply.error.detail) == (
        Refused.NOT_ALLOWED,
        role,
    )


def test_every_verb_of_a_window_is_in_the_table():
    assert set(MAY) == {command.verb for command in VERBS}


@pytest.mark.parametrize("role", ["clerk", "desk", "manager", "technician", "cleaner"])
@pytest.mark.parametrize("kind", VERBS, ids=lambda kind: kind.verb)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role, kind):
    desk = desk_of(role)
    if kind is m.SignIn:
        desk.hall.windows["w01"].staff = None
        desk.hall.staff_at.clear()
    said = desk.at("w01", kind, **FIELDS.get(kind, {}))
    may = role in MAY[kind.verb]
    assert refused_for_the_role(said, role) != may
    assert may or not said.events


def test_who_does_not_serve_can_not_sign_in_and_learns_it_only_with_the_right_pin():
    desk = Desk(replace(profile(window("w01", ("a",))), roles={"c001": "technician"}))
    assert desk.at("w01", m.SignIn, staff="c001").reply.error.code is Refused.WRONG_PIN
    assert refused_for_the_role(desk.at("w01", m.SignIn, staff="c001", pin_ok=True), "technician")


def test_who_does_not_serve_any_more_may_still_leave():
    assert desk_of("technician").at("w01", m.SignOut).reply.ok
