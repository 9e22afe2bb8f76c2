"""What a clerk writes is kept and told letter by letter, or refused."""

import sqlite3
from contextlib import ExitStack, closing

import pytest

from broker.server import mosquitto
from tests.hall import PINS, Clock, HubHere, Peer, free_port, stopping, write_hall
from tests.privacy.hostile_texts import TEXTS, UNSEEN


@pytest.mark.expect_warnings
def test_a_note_is_kept_and_told_letter_by_letter_or_refused(tmp_path):
    port = free_port()
    settings = write_hall(tmp_path, port)
    with ExitStack() as stack:
        stack.enter_context(mosquitto.running("127.0.0.1", port, tmp_path))
        hub = HubHere(settings, Clock()).start()
        kiosk, clerk = Peer(port, "kiosk-1"), Peer(port, "terminal-1")
        stack.enter_context(stopping(kiosk, clerk, hub))
        clerk.ask("sign-in", staff="c001", pin=PINS["c001"])
        clerk.ask("open-window", staff="c001")
        kiosk.ask("issue-ticket", service="residence")
        ticket = clerk.ask("call-next", staff="c001")["ticket"]["id"]
        good = {meant: text for meant, text in TEXTS.items() if len(text) <= 200 and meant not in UNSEEN}
        for meant, text in TEXTS.items():
            reply = clerk.ask("note", staff="c001", holding=ticket, text=text)
            assert reply["ok"] == (meant in good)
            assert reply["ok"] or reply["error"]["code"] == "malformed"
        clerk.ask("start-service", staff="c001", holding=ticket)
        clerk.ask("park-ticket", staff="c001", holding=ticket, reason=TEXTS["format"])
        clerk.ask("reinstate-ticket", staff="c001", ticket=ticket, reason=TEXTS["SQL"])
        told = clerk.ask("call-next", staff="c001")["ticket"]["note"]
        with closing(sqlite3.connect(tmp_path / "hall.db")) as db:
            kept = {text for (text,) in db.execute("SELECT text FROM note")}
            events = [body for (body,) in db.execute("SELECT body FROM event")]
    assert set(good.values()) <= kept
    assert told == f"{TEXTS['sheet']} · {TEXTS['SQL']}"  # the last note, and why it was moved
    assert not [text for text in good.values() for body in events if text in body]
