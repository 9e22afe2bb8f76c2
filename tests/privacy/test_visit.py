"""Nothing of a person leaves where it belongs: a whole visit, and everything that it leaves behind."""

import resource
from pathlib import Path

from tests.hall import TOP, wait_until
from tests.privacy.finder import leaks
from tests.privacy.visit import NAMES, PIN, TELEPHONE, WRITTEN, WRONG_PIN, visit


def test_a_visit_leaves_nothing_of_a_person_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # where a crash would leave its dump
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        with visit(tmp_path) as hall:
            _play(hall)
            privates, places = [*hall.privates(), *hall.theirs()], hall.places()
            everything_was_collected(hall, places)
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
    assert leaks(privates, places) == []


def _play(hall):
    kiosk, clerk = hall.actors["kiosk"], hall.actors["window"]
    hall.lays_card(0)
    kiosk.play("see service-residence", "tap service-residence", "see number", "see done", "tap done")
    hall.lays_card(0)
    kiosk.play("see mine", "see another", "tap another", "see requests", "tap requests", "see appeal-appeal")
    kiosk.play("tap appeal-appeal", "see key-mode", "tap key-mode", *(f"tap key-{sign}" for sign in WRITTEN))
    kiosk.play("see onward", "tap onward", "see key-0", *(f"tap key-{sign}" for sign in TELEPHONE), "tap onward")
    kiosk.play("see review", "tap onward", "see number", "see done", "tap done")
    hall.event("ticket-issued", service="appeal")
    hall.lays_card(0)
    kiosk.play("see mine", "see another", "tap another", "see service-residence", "tap service-residence")
    kiosk.play("see holding", "see done", "tap done")

    clerk.play("see staff", "type staff c009", f"type pin {WRONG_PIN}", "tap sign-in")
    hall.listener.hear(lambda reply: not reply["ok"] and reply["error"]["code"] == "wrong-pin", "reply/terminal-1")
    clerk.play(f"type pin {PIN}", "tap sign-in", "see open-window", "tap open-window", "see call-next")
    clerk.play("tap call-next", "see start-service", "tap start-service", "see finish-service", "tap finish-service")
    hall.event("service-finished", number="A001")
    hall.keep()

    hall.actors["hub"].kill()
    hall.lays_card(1)
    kiosk.play("see service-residence", "tap service-residence", "see number", "see done")
    hall.keep()
    hall.start("hub", "hub", "--settings", str(hall.settings)).wait_ready()
    hall.event("ticket-issued", number="A9000")
    kiosk.play("tap done")

    hall.lays_card(2)
    kiosk.play("see service-residence")
    kiosk.kill()
    hall.keep()
    kiosk = hall.start_kiosk()
    kiosk.wait_ready()
    kiosk.play("see service-residence")  # the card still lies there
    for name, pid in hall.pids().items():
        assert _core_limit(pid) == ["0", "0"], name
    kiosk._process.send_signal(11)
    kiosk.gone()
    wait_until(lambda: any((hall.folder / "speaker").glob("*.wav")), "the voice")
    hall.keep()


def _core_limit(pid):
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return next(line.split()[4:6] for line in lines if line.startswith("Max core file size"))


def everything_was_collected(hall, places):
    """Else nothing would be found for want of looking."""
    names = " ".join(places)
    for kept in ("hall.db (", "hall.db-wal (", "kiosk-1.notebook.db (", "kiosk-1.notebook.db-wal (", "kiosk.log (",
                 "hub.log (", "window.log (", ".qmlc (", "server.log (", ".secret (", "environ", "cmdline", "slip 1",
                 f"{TOP}/cmd/kiosk-1/find-ticket", f"{TOP}/cmd/terminal-1/sign-in", f"{TOP}/event",
                 f"{TOP}/reply/kiosk-1", f"{TOP}/state/hall/today", f"{TOP}/device/kiosk-1/health"):  # fmt: skip
        assert kept in names, kept
    logs = b"".join(content for place, content in places.items() if ".log (" in place)
    assert b'"level": "debug"' in logs
    commands = b"".join(content for place, content in places.items() if f"{TOP}/cmd/kiosk-1/" in place)
    assert '"name":"司**莹"'.encode() in commands
    assert f'"text":"{WRITTEN}","contact":"{TELEPHONE}"'.encode() in commands
    assert len({private.forms for private in hall.privates() if private.what == "a holder key"}) == len(NAMES)
    assert len([private for private in hall.privates() if private.what.startswith("what is in")]) == 2
    assert {"a ref", "a stored key", "a masked name", "what was filled in"} == {
        private.what for private in hall.theirs()
    }
