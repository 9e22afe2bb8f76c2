"""A kiosk that went on by itself is back at the hub, over the wire: one ticket, whatever was lost on the way."""

import json
from datetime import timedelta

import pytest

from tests.hall import PINS, TOP, command, paper, wait_until


def lease(kiosk, service="residence"):
    (block,) = kiosk.ask("lease-numbers", services=[service])["leases"]
    return block


def waiting(everything, number, service="residence"):
    """Wait until it is told who waits; gives the numbers."""
    state = everything.hear(
        lambda b: number in [t["number"] for t in b["tickets"]] and b["waiting"] == len(b["tickets"]),
        f"state/queue/{service}",
    )
    return [ticket["number"] for ticket in state["tickets"]]


def test_a_lease_outlives_the_hub_and_its_papers_are_one_ticket_each_however_often_they_come(
    hub_process, join, everything
):
    kiosk = join("kiosk-1")
    block = lease(kiosk)
    assert (block["first"], block["last"], block["series"]) == (9000, 9019, "A")
    given = [command(lasts_s=25, **paper(block, n)) for n in range(2)]
    hub_process.kill()
    hub_process.start()
    first = kiosk.ask_for_bytes("hand-in-ticket", given[0])
    hub_process.kill()
    hub_process.start()
    assert kiosk.ask_for_bytes("hand-in-ticket", given[0]) == first
    ticket = json.loads(first)["ticket"]
    assert kiosk.ask("hand-in-ticket", **paper(block))["ticket"]["id"] == ticket["id"]
    assert kiosk.ask("hand-in-ticket", given[1])["ticket"]["number"] == "A9001"
    assert kiosk.ask("find-ticket", ref=ticket["ref"])["tickets"][0]["number"] == "A9000"
    assert kiosk.ask("issue-ticket", service="residence")["ticket"]["number"] == "A001"
    assert waiting(everything, "A001") == ["A9000", "A9001", "A001"]
    assert lease(kiosk)["first"] == 9020


def test_a_command_whose_reply_was_lost_leaves_only_the_paper(hub_process, join, everything):
    kiosk = join("kiosk-1")
    block, asked = lease(kiosk), command(service="residence", lasts_s=25)
    unheard = kiosk.ask_for_bytes("issue-ticket", asked)
    hub_process.kill()
    hub_process.start()
    assert kiosk.ask("hand-in-ticket", **paper(block, replaces=asked["id"]))["ok"]
    assert kiosk.ask_for_bytes("issue-ticket", asked) == unheard  # its first reply, for ever
    cancelled = everything.hear(lambda b: b["name"] == "ticket-cancelled", "event")
    assert (cancelled["number"], cancelled["instead"]) == ("A001", "A9000")
    assert waiting(everything, "A9000") == ["A9000"]


def test_a_command_that_comes_after_its_paper_never_takes_effect_also_after_a_kill(hub_process, join, everything):
    kiosk = join("kiosk-1")
    block = lease(kiosk)
    late, later = command(service="residence", lasts_s=28), command(service="residence", lasts_s=28)
    assert kiosk.ask("hand-in-ticket", **paper(block, replaces=late["id"]))["ok"]
    assert kiosk.ask("abandon-ticket", command=later["id"])["ticket"] is None
    refused = [kiosk.ask_for_bytes("issue-ticket", body) for body in (late, later)]
    assert [json.loads(reply)["error"]["code"] for reply in refused] == ["replaced", "replaced"]
    hub_process.kill()
    hub_process.start()
    assert [kiosk.ask_for_bytes("issue-ticket", body) for body in (late, later)] == refused
    assert waiting(everything, "A9000") == ["A9000"]


def test_a_command_its_paper_and_copies_of_both_in_one_batch_make_one_ticket(join, hub, everything):
    kiosk = join("kiosk-1")
    block, asked = lease(kiosk), command(service="residence")
    handed_in = command(**paper(block, replaces=asked["id"]))
    for verb, body in (
        ("issue-ticket", asked),
        ("hand-in-ticket", handed_in),
        ("issue-ticket", asked),
        ("hand-in-ticket", handed_in),
        ("hand-in-ticket", command(**paper(block))),
    ):
        kiosk.say(verb, body)
    wait_until(lambda: sum(m.topic == f"{TOP}/reply/kiosk-1" for m in kiosk.heard) == 6)
    assert [t.number for t in hub.hub.hall.tickets.values()] == ["A001", "A9000"]
    assert waiting(everything, "A9000") == ["A9000"]


@pytest.mark.expect_warnings
@pytest.mark.usefixtures("hub")
def test_a_command_that_names_itself_is_malformed_and_takes_no_other_with_it(join):
    kiosk = join("kiosk-1")
    block = lease(kiosk)
    abandoned, handed_in = command(), command(**paper(block))
    wanted = command(service="residence")
    kiosk.say("abandon-ticket", abandoned | {"command": abandoned["id"]})
    kiosk.say("hand-in-ticket", handed_in | {"replaces": handed_in["id"]})
    assert kiosk.ask("issue-ticket", wanted)["ok"]
    replies = {json.loads(m.payload)["re"]: json.loads(m.payload) for m in kiosk.heard if "/reply/" in m.topic}
    assert [replies[body["id"]]["error"]["code"] for body in (abandoned, handed_in)] == ["malformed", "malformed"]


@pytest.mark.expect_warnings
@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize("at", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "1899-12-31T00:00:00+08:00"])
def test_a_time_at_the_ends_of_the_calendar_is_malformed(join, at):
    kiosk = join("kiosk-1")
    block = lease(kiosk)
    assert kiosk.ask("hand-in-ticket", **paper(block, given_at=at))["error"]["code"] == "malformed"
    assert kiosk.ask("book-appointment", service="residence", slot=at)["error"]["code"] == "malformed"
    assert kiosk.ask("find-slots", service="residence", day=at[:10])["error"]["code"] == "no-appointments"


def test_another_kiosk_hands_in_and_abandons_nothing_of_this_one(join, hub):
    kiosk, other = join("kiosk-1"), join("kiosk-2")
    block, asked = lease(kiosk), command(service="residence")
    kiosk.ask("issue-ticket", asked)
    assert other.ask("hand-in-ticket", **paper(block))["error"]["code"] == "unknown-lease"
    assert other.ask("abandon-ticket", command=asked["id"])["ticket"] is None
    assert [t.state.value for t in hub.hub.hall.tickets.values()] == ["waiting"]


@pytest.mark.usefixtures("hub")
def test_the_card_that_was_laid_is_the_papers_and_its_name_goes_to_the_window_alone(join, everything):
    kiosk, terminal = join("kiosk-1"), join("terminal-1")
    for verb in ("sign-in", "open-window"):
        assert terminal.ask(verb, staff="c001", pin=PINS["c001"])["ok"]
    holder = {"key": "cd34" * 16, "secret": 1, "name": "测*试"}
    assert kiosk.ask("hand-in-ticket", **paper(lease(kiosk), holder=holder))["ok"]
    assert [t["number"] for t in kiosk.ask("find-ticket", holder=holder)["tickets"]] == ["A9000"]
    assert terminal.ask("call-next", staff="c001")["ticket"]["name"] == "测*试"
    everything.hear(lambda b: b["name"] == "ticket-called", "event")
    said = [m.payload.decode() for m in everything.heard if "/cmd/" not in m.topic and "/reply/" not in m.topic]
    assert not [text for text in said if "测*试" in text or holder["key"] in text or f"{9000:032x}" in text]


def test_a_lease_ends_with_its_day(join, hub, clock):
    kiosk = join("kiosk-1")
    block = lease(kiosk)
    clock.go_to(clock.now().replace(hour=7) + timedelta(days=1))
    wait_until(lambda: str(hub.hub.hall.day) != block["day"])
    made = clock.now()
    fields = paper(block, given_at=made.isoformat(timespec="milliseconds"))
    assert kiosk.ask("hand-in-ticket", command(made=made, **fields))["error"]["code"] == "day-over"
