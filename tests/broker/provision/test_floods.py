"""A device that floods a provisioned hall is shut out by the MQTT server itself, and let in again."""

import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from broker.contract.values import App
from broker.hub.door import Door
from broker.server.keeper import Keeper
from broker.server.mosquitto import running
from broker.server.shut_out import keep_out
from tests.broker.provision.place import Place
from tests.hall import DEADLINE_S, TOP, HubProcess, command, stopping, wait_until


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    place.provision()
    secret = tmp_path / "hub.secret"
    secret.write_text("00" * 32)
    secret.chmod(0o600)
    with running("127.0.0.1", place.port, place.folder / "server", place.guard):
        yield place


def shut(place, *accounts):
    keep_out(place.guard, place.folder / "server", lambda: accounts)


def files_of(place):
    return [(file.read_text(), file.stat().st_mode, file.stat().st_uid) for file in place.guard.folder.iterdir()]


@contextmanager
def hub_at(place):
    with stopping(hub := HubProcess(place.settings).start()):
        yield hub


def ask(guest, device):
    """Take a ticket: ask until it is answered."""
    body = command(service="residence", holder=None)

    def answered():
        return any(
            json.loads(payload)["re"] == body["id"] for topic, payload in list(guest.heard) if "/reply/" in topic
        )

    with guest.came:
        for _ in range(40):
            guest.publish(f"{TOP}/cmd/{device}/issue-ticket", json.dumps(body).encode())
            if guest.came.wait_for(answered, 0.5):
                return
    raise AssertionError("never answered")


def log_of(hub):
    return [json.loads(line) for line in hub.log.read_text().splitlines()]


def flood(guest, until):
    while not until() and guest.linked:
        for _ in range(100):
            guest.publish(f"{TOP}/cmd/kiosk-1/issue-ticket", b"{" * 300)


def test_whose_account_is_shut_out_is_cut_off_and_gets_in_again_and_others_notice_nothing(place):
    before = files_of(place)
    bad, other = place.come("kiosk-1"), place.come("kiosk-2")
    with stopping(bad, other):
        shut(place, "kiosk-1")
        bad.wait(lambda: not bad.linked, "the end of its line")
        with stopping(again := place.come("kiosk-1")):
            assert again.refused
        other.listen(f"{TOP}/reply/kiosk-2")
        shut(place)
        wait_until(lambda: came_in(place, "kiosk-1"), "that it may come in again")
        assert other.linked
    assert sorted(files_of(place)) == sorted(before)


def came_in(place, account, **how):
    with stopping(guest := place.come(account, **how)):
        return guest.linked


def test_a_button_is_shut_out_of_both_doors(place):
    how = {"port": place.plain_port, "ca_file": None}
    shut(place, "button-1")
    wait_until(lambda: not came_in(place, "button-1", **how), "that it is refused at the plain door")
    assert not came_in(place, "button-1")
    assert came_in(place, "button-2", **how)


def test_provisioning_meanwhile_keeps_its_password_and_keeps_it_out(place):
    shut(place, "kiosk-1")
    done = place.provision()
    assert done.new == done.out == ()
    wait_until(lambda: not came_in(place, "kiosk-1"), "that it is out")
    shut(place)
    wait_until(lambda: came_in(place, "kiosk-1"), "that it comes in by its old password")


def test_a_box_that_is_renewed_comes_in_at_once(place):
    shut(place, "kiosk-1")
    assert place.provision(["kiosk-1"]).new == ("kiosk-1",)
    wait_until(lambda: came_in(place, "kiosk-1"), "that the new box comes in")


def test_a_device_that_was_listed_meanwhile_stays(place):
    text = place.settings.read_text()
    shut(place, "kiosk-1")
    place.settings.write_text(f'{text}[[device]]\nid = "kiosk-9"\napp = "{App.KIOSK}"\n')
    place.provision()
    shut(place)
    wait_until(lambda: came_in(place, "kiosk-9"), "the new device")


def test_who_floods_is_shut_out_while_others_get_their_tickets_and_health_tells_it(place):
    ended = threading.Event()
    with hub_at(place) as hub, stopping(bad := place.come("kiosk-1"), other := place.come("kiosk-2")):
        other.listen(f"{TOP}/reply/kiosk-2")
        attack = threading.Thread(target=flood, args=(bad, ended.is_set))
        attack.start()
        try:
            deadline = time.monotonic() + DEADLINE_S
            while bad.linked and time.monotonic() < deadline:
                ask(other, "kiosk-2")
            assert not bad.linked
        finally:
            ended.set()
            attack.join()
        ask(other, "kiosk-2")
        with stopping(again := place.come("kiosk-1")):
            assert again.refused
        wait_until(lambda: ("floods", "kiosk-1") in [(line.get("code"), line.get("part")) for line in log_of(hub)])
        assert [line["says"] for line in log_of(hub)].count("a device floods the hub; it is shut out") == 1


def test_the_hub_shuts_out_and_lets_in_again_as_it_is_told(place):
    out = {"kiosk-1"}
    with ThreadPoolExecutor() as aside:
        door = Door(Keeper.of(place.settings, place.hall), lambda: frozenset(out), aside)
        door.look()
        wait_until(lambda: not came_in(place, "kiosk-1"), "that it is out")
        out.clear()
        door.look()
        wait_until(lambda: came_in(place, "kiosk-1"), "that it is in again")


def test_for_who_does_not_read_the_server_keeps_so_much_and_no_more(place):
    large, memory = b"x" * 200_000, 0
    with stopping(hub := place.come("hub"), deaf := place.come("wall-1")):
        deaf.listen(f"{TOP}/state/hall/today")
        with deaf.came:  # it reads no further than the first
            hub.say(*[f"{TOP}/state/hall/today"] * 400, payload=large)
            memory = server_memory(place)
    assert memory < 400 * len(large) * 3 / 4


def server_memory(place):
    """The most bytes that the MQTT server ever had in memory."""
    pid = (place.folder / "server" / f"mosquitto-{place.port}.pid").read_text().split()[0]
    return 1024 * int(re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())[1])


def test_a_hub_that_was_killed_leaves_nobody_outside(place):
    shut(place, "kiosk-1")
    wait_until(lambda: not came_in(place, "kiosk-1"), "that it is out")
    with hub_at(place):
        wait_until(lambda: came_in(place, "kiosk-1"), "that it comes in")
