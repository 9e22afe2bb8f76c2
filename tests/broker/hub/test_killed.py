"""A hub that is killed, an MQTT server that is killed, and what comes after."""

import os
import signal
import sqlite3
import threading
import time
from contextlib import closing
from datetime import timedelta

import pytest

from broker.client.bus import Address
from broker.client.paho_bus import PahoBus
from broker.hub.hub import Hub
from broker.profile import profile_of
from broker.runtime.clock import SteadyClock
from broker.runtime.secret import load_secret
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.server.keeper import Keeper
from broker.server.mosquitto import running
from broker.store.store import Store
from tests.hall import (
    DEADLINE_S,
    HALL,
    SECRET,
    TOP,
    Clock,
    HubHere,
    HubProcess,
    Peer,
    command,
    free_port,
    run_yimen,
    stopping,
    wait_until,
    write_hall,
)


def test_a_command_answered_before_a_kill_gets_the_same_reply_after_it(hub_process, join, everything):
    kiosk = join("kiosk-1")
    body = command(service="residence", lasts_s=25)
    first = kiosk.ask_for_bytes("issue-ticket", body)
    hub_process.kill()
    hub_process.start()
    assert kiosk.ask_for_bytes("issue-ticket", body) == first
    assert kiosk.ask("issue-ticket", service="residence")["ticket"]["number"] == "A002"
    everything.hear(lambda b: b.get("number") == "A002", "event")
    assert {(e["seq"], e["name"]) for e in everything.events()} - {(1, "day-opened")} == {
        (2, "ticket-issued"),
        (3, "ticket-issued"),
    }


def test_windows_and_tickets_are_after_a_kill_as_they_were_before(hub_process, join, everything):
    kiosk, terminal = join("kiosk-1"), join("terminal-1")
    tickets = [kiosk.ask("issue-ticket", service="residence")["ticket"] for _ in range(3)]
    terminal.ask("sign-in", staff="c001", pin="2468")
    terminal.ask("open-window", staff="c001")
    called = terminal.ask("call-next", staff="c001")["ticket"]
    hub_process.kill()
    hub_process.start()
    state = everything.hear(lambda b: b["ticket"] is not None, "state/window/w01")
    assert (state["ticket"]["id"], state["clerk"]["id"]) == (called["id"], "c001")
    started = terminal.ask("start-service", staff="c001", holding=called["id"])
    assert started["window"]["ticket"]["state"] == "serving"
    found = kiosk.ask("find-ticket", ref=tickets[2]["ref"])["tickets"]
    assert [(t["number"], t["ahead"]) for t in found] == [("A003", 1)]


def test_the_last_will_says_that_a_killed_hub_is_gone(hub_process, everything):
    everything.hear(lambda b: b["online"], "device/hub/presence")
    hub_process.kill()
    everything.hear(lambda b: not b["online"], "device/hub/presence")


def test_a_hub_that_ends_in_order_says_so_and_exits_with_zero(hub_process, everything):
    assert hub_process.stop() == 0
    everything.hear(lambda b: not b["online"], "device/hub/presence")


def test_what_was_committed_and_not_said_goes_out_after_the_next_start(tmp_path):
    port = free_port()
    settings = write_hall(tmp_path, port)
    with running("127.0.0.1", port, tmp_path / "server"):
        hub = HubProcess(settings).start()
        kiosk = Peer(port, "kiosk-1")
        kiosk.ask("issue-ticket", service="residence")
        for _ in range(5):
            kiosk.say("issue-ticket", command(service="residence"))
        kiosk.ask("find-ticket")
        hub.kill()
        kiosk.stop()
    with running("127.0.0.1", port, tmp_path / "server"):
        listener = Peer(port, "listener", f"{TOP}/#")
        with stopping(listener, HubProcess(settings).start()):
            listener.hear(lambda b: b.get("number") == "A006", "event")
            seqs = [e["seq"] for e in listener.events()]
            assert seqs == list(range(seqs[0], 8))
            assert seqs[0] <= 3  # the confirmations of the first may have been noted
            assert listener.hear(lambda b: b["waiting"] == 6, "state/service/residence")["seq"] == 7


@pytest.mark.expect_warnings
def test_a_hub_outlives_its_server_and_says_everything_anew(tmp_path):
    port = free_port()
    folder = tmp_path / "server"
    hub = HubHere(write_hall(tmp_path, port), Clock())
    with running("127.0.0.1", port, folder) as server:
        hub.start()
        kiosk = Peer(port, "kiosk-1", f"{TOP}/event")
        kiosk.ask("issue-ticket", service="residence")
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    with stopping(kiosk, hub), running("127.0.0.1", port, folder):
        listener = Peer(port, "listener", f"{TOP}/#")
        with stopping(listener):
            names = {
                f"{TOP}/state/{name}"
                for name in (
                    "hall/today",
                    "hall/clock",
                    "board/main",
                    "service/residence",
                    "service/household",
                    "queue/residence",
                    "queue/household",
                    "window/w01",
                    "window/w02",
                )
            }
            wait_until(lambda: names <= {m.topic for m in listener.heard}, "every state")
            assert listener.hear(lambda b: b["waiting"] == 1, "state/queue/residence")["seq"] == 2
            assert listener.hear(lambda b: b["online"], "device/hub/presence")
            assert kiosk.ask("issue-ticket", service="residence")["ticket"]["number"] == "A002"


@pytest.mark.expect_warnings
def test_a_disk_that_takes_nothing_when_the_server_is_back_keeps_nobody_from_hearing_the_states(tmp_path, caplog):
    port = free_port()
    folder = tmp_path / "server"
    hub = HubHere(write_hall(tmp_path, port), Clock())
    with running("127.0.0.1", port, folder):
        hub.start()
    wait_until(lambda: not hub.hub._linked)
    with closing(sqlite3.connect(tmp_path / "hall.db", isolation_level=None)) as blocker:
        blocker.execute("DELETE FROM topic")  # so that there is something to write
        blocker.execute("BEGIN IMMEDIATE")
        with stopping(hub), running("127.0.0.1", port, folder):
            listener = Peer(port, "listener", f"{TOP}/#")
            with stopping(listener):
                assert listener.hear(lambda b: b["waiting"] == 0, "state/service/residence")
                assert "the store can't be written now" in caplog.text
                blocker.execute("ROLLBACK")
                kiosk = Peer(port, "kiosk-1")
                with stopping(kiosk):
                    assert kiosk.ask("issue-ticket", service="residence")["ok"]


@pytest.mark.expect_warnings
def test_whatever_keeps_the_server_from_starting_is_told_and_tried_again(tmp_path, caplog, monkeypatch):
    port = free_port()
    settings = write_hall(tmp_path, port, runs_server=True)
    hall = load(HallSettings, settings)
    with closing(Store(f"sqlite:///{tmp_path / 'hall.db'}", HALL)) as store:
        bus = PahoBus(Address("127.0.0.1", port, "hub"))
        clock = SteadyClock(Clock().now, time.monotonic)
        hub = Hub(hall, profile_of(hall), store, bus, SECRET, clock, Keeper.of(settings, hall))
        setsid = tmp_path / "setsid"
        setsid.write_text("#!/bin/sh\nexit 3\n")
        setsid.chmod(0o755)
        with running("127.0.0.1", port, tmp_path / "server"):
            thread = threading.Thread(target=hub.run, args=(lambda: None,), name="hub")
            thread.start()
            wait_until(lambda: hub._linked)
            monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
        wait_until(lambda: caplog.text.count("the MQTT server can't be seen to") == 2)
        hub.end()
        thread.join(DEADLINE_S)


def test_events_made_while_the_server_is_away_go_out_in_order_when_it_is_back(tmp_path):
    port = free_port()
    clock = Clock()
    hub = HubHere(write_hall(tmp_path, port), clock)
    with running("127.0.0.1", port, tmp_path / "server"):
        hub.start()
    days = [clock.now().replace(hour=7) + timedelta(days=n) for n in (1, 2, 3)]
    for morning in days:  # nobody can ask without a server, but days turn
        clock.go_to(morning)
        wait_until(lambda morning=morning: hub.hub.hall.day == morning.date())
    with stopping(hub), running("127.0.0.1", port, tmp_path / "server"):
        listener = Peer(port, "listener", f"{TOP}/#")
        with stopping(listener):
            listener.hear(lambda b: b["seq"] == 4, "event")
            assert [e["seq"] for e in listener.events()][-3:] == [2, 3, 4]
            today = listener.hear(lambda b: b["seq"] == 4, "state/hall/today")
            assert today["day"] == str(days[-1].date())


def test_a_service_for_which_people_wait_and_a_window_with_someone_at_it_are_not_taken_out(
    hub_process, join, everything, tmp_path
):
    kiosk = join("kiosk-1")
    for _ in range(2):
        kiosk.ask("issue-ticket", service="residence")
    kiosk.ask("issue-ticket", service="household")
    join("button-2").say("call-next", b"")  # window 2 has household only
    everything.hear(lambda b: b["name"] == "ticket-called", "event")
    assert hub_process.stop() == 0
    path = tmp_path / "hall.toml"
    text = path.read_text().replace('"residence"', '"residency"').replace('"w02"', '"w03"')
    path.write_text(text)
    done = run_yimen("hub", path)
    assert done.returncode == 2
    assert "service 'residence' was taken out, but 2 of today's tickets wait for it" in done.stderr
    assert "window 'w02' was taken out, but a ticket is there" in done.stderr
    write_hall(tmp_path, int(text.split("port = ")[1].split()[0]))
    hub_process.start()


def test_a_second_hub_of_a_hall_says_so_in_one_line_and_exits_with_one(tmp_path):
    settings = write_hall(tmp_path, free_port())
    load_secret(tmp_path / "hub.secret", may_make=True)  # else it says that it made one
    first = Store(f"sqlite:///{tmp_path / 'hall.db'}", HALL)
    with closing(first):
        done = run_yimen("hub", settings)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "another hub has it open; a hall has one hub" in done.stderr
