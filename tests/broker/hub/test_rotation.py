"""A new secret of the kiosks: nobody loses a ticket or an appointment by it, whichever kiosks know it already."""

import pytest

from tests.hall import HubProcess, Peer, stopping, write_hall

BEFORE, AFTER = "a1" * 32, "b2" * 32
"""The keys of one card by the old secret and by the new one."""
NOT_YET = {"key": BEFORE, "secret": 1, "name": "张*"}
BOTH = {"key": AFTER, "secret": 2, "older": [BEFORE], "name": "张*"}
ALONE = {"key": AFTER, "secret": 2, "name": "张*"}
"""The same card at a kiosk that has not heard of the new secret, during the rotation, and when the old one is over."""


def numbers(kiosk, holder):
    return [ticket["number"] for ticket in kiosk.ask("find-ticket", holder=holder)["tickets"]]


@pytest.mark.parametrize("first, then", [(NOT_YET, BOTH), (BOTH, NOT_YET), (BOTH, ALONE)])
@pytest.mark.parametrize("restarted", [False, True])
def test_a_card_finds_at_every_kiosk_what_it_took_at_another(tmp_path, port, first, then, restarted):
    hub = HubProcess(write_hall(tmp_path, port)).start()
    with stopping(hub):
        with stopping(kiosk := Peer(port, "kiosk-1")):
            assert kiosk.ask("issue-ticket", service="residence", holder=first)["ok"]
            if restarted:
                hub.kill()
                hub.start()
        with stopping(other := Peer(port, "kiosk-2")):
            assert numbers(other, then) == ["A001"]
            again = other.ask("issue-ticket", service="residence", holder=then)["error"]
            assert (again["code"], again["ticket"]["number"]) == ("already-holding", "A001")
            assert numbers(other, {**ALONE, "key": "c3" * 32}) == []


def test_neither_key_is_in_the_database(tmp_path, port):
    hub = HubProcess(write_hall(tmp_path, port)).start()
    with stopping(hub), stopping(kiosk := Peer(port, "kiosk-1")):
        assert kiosk.ask("issue-ticket", service="residence", holder=BOTH)["ok"]
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("hall.db*"))
    assert not [key for key in (BEFORE, AFTER) if key.encode() in kept or bytes.fromhex(key) in kept]


@pytest.mark.usefixtures("hub")
@pytest.mark.expect_warnings
def test_a_kiosk_that_nobody_told_of_the_new_secret_is_told_in_the_hubs_health_until_it_has_it(join, everything):
    one, two = join("kiosk-1"), join("kiosk-2")
    one.ask("find-ticket", holder=BOTH)
    two.ask("find-ticket", holder=NOT_YET)
    problem = everything.hear(lambda b: b["problems"], "device/hub/health")["problems"][0]
    assert (problem["part"], problem["code"]) == ("kiosk-2", "old-secret")
    two.ask("find-ticket", holder=BOTH)
    everything.hear(lambda b: not b["problems"], "device/hub/health")
