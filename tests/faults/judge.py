"""Who asks all day while things break, and what must be true when the day is over."""

import json
import sqlite3
import threading

from tests.hall import command, wait_until

SERVICES = ("residence", "household")


def on_disk(tmp_path):
    """Every event and what stands beside it, as another program reads it."""
    db = sqlite3.connect(tmp_path / "hall.db")
    try:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        events = [(seq, json.loads(body)) for seq, body in db.execute("SELECT seq, body FROM event ORDER BY seq")]
        refs = dict(db.execute("SELECT subject, ref FROM visitor"))
        replies = {id_: body.encode() for id_, body in db.execute("SELECT id, body FROM reply")}
    finally:
        db.close()
    return events, refs, replies


def judge(tmp_path, answered, heard=None):
    """What must be true at the end of any day.

    Args:
        tmp_path: where the store is.
        answered: bytes of the reply to each command, by its id.
        heard: the events that a listener heard; None where it was away for a while itself.
    """
    events, refs, replies = on_disk(tmp_path)
    assert [seq for seq, _ in events] == list(range(1, len(events) + 1))
    issued = [event for _, event in events if event["name"] == "ticket-issued"]
    for series in "AB":
        numbers = [event["number"] for event in issued if event["number"].startswith(series)]
        assert numbers == [f"{series}{n:03d}" for n in range(1, len(numbers) + 1)]
    causes = [event["cause"] for event in issued]
    assert len(set(causes)) == len(causes), "a command was done twice"
    by_cause = {event["cause"]: event for event in issued}
    for id_, body in answered.items():
        reply = json.loads(body)
        assert reply["ok"], reply
        ticket, event = reply["ticket"], by_cause[id_]
        assert (ticket["id"], ticket["number"], ticket["day"]) == (event["ticket"], event["number"], event["day"])
        assert refs[ticket["id"]] == ticket["ref"]
        assert replies[id_] == body
    assert set(by_cause) == set(answered), "a ticket that nobody asked for"
    if heard is None:
        return
    said = {}
    newest = 0
    for event in heard:
        if event["seq"] > newest:
            assert event["seq"] == newest + 1 or newest == 0, "a gap in what was said"
            newest = event["seq"]
        assert said.setdefault(event["seq"], event) == event, "one seq, two events"
    assert said == {seq: event for seq, event in events if seq in said}
    assert newest == len(events)


def judge_the_day(tmp_path, hub, people, listener):
    """Send everybody home, wait until all is said, stop the hub and judge what the day left."""
    people.over.set()
    people.join()
    last = len(on_disk(tmp_path)[0])
    wait_until(lambda: any(e["seq"] == last for e in listener.events()[-50:]), "the last event")
    hub.stop()
    judge(tmp_path, people.answered, listener.events())


class People:
    """Kiosks and a clerk, each a thread that asks again with the same id until it is answered."""

    def __init__(self):
        self.answered, self.called = {}, {}
        self.faults = []
        self.over = threading.Event()
        self._threads = []

    def start(self, work, *args):
        self._threads.append(threading.Thread(target=self._do, args=(work, *args)))
        self._threads[-1].start()

    def join(self):
        for thread in self._threads:
            thread.join()
        assert not self.faults

    def take_ticket(self, kiosk, service):
        body = command(service=service, lasts_s=30)
        self.answered[body["id"]] = kiosk.ask_for_bytes("issue-ticket", body)
        return body

    def come_all_day(self, kiosk, chance):
        """Take one ticket after the other; some are asked for once more after the answer."""
        while not self.over.is_set():
            body = self.take_ticket(kiosk, chance.choice(SERVICES))
            if chance.random() < 0.3:
                assert kiosk.ask_for_bytes("issue-ticket", body) == self.answered[body["id"]]

    def serve_all_day(self, terminal):
        """Call, start and finish, one visitor after the other; each call is asked for twice with one id."""
        while not self.over.is_set():
            body = command(staff="c001", holding=None, lasts_s=30)
            first = terminal.ask_for_bytes("call-next", body)
            assert terminal.ask_for_bytes("call-next", body) == first
            reply = json.loads(first)
            if not reply["ok"]:
                assert reply["error"]["code"] == "no-one-waiting", reply
                continue
            holding = reply["ticket"]["id"]
            self.called[holding] = reply["ticket"]["number"]
            for verb in ("start-service", "finish-service"):
                assert terminal.ask(verb, command(staff="c001", holding=holding, lasts_s=30))["ok"]

    def _do(self, work, *args):
        try:
            work(*args)
        except AssertionError as error:
            self.faults.append(error)
