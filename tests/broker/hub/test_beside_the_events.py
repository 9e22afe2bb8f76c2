"""What lies beside the events: who comes, who acts for them, what they wrote. Kept hashed, told once, forgotten."""

import sqlite3
from contextlib import closing
from datetime import timedelta

from tests.hall import PINS, HubHere, stopping, write_hall

MOTHER, SON = ({"key": letter * 64, "secret": 1, "name": name} for letter, name in (("a", "赵*"), ("b", "钱*")))
FORM = {"category": "", "text": "等了三个月。\n没有答复。", "contact": "0734-4321000"}
MORE = """
[privacy]
keep_days = 1
[[service]]
id = "appeal"
series = "P"
kind = "appeal"
name = { zh = "办不成事", en = "What could not be done" }
[[window]]
id = "w03"
label = "3"
services = [["appeal"]]
[[device]]
id = "terminal-3"
app = "window"
window = "w03"
"""


def rows(folder):
    with closing(sqlite3.connect(folder / "hall.db")) as db:
        return db.execute("SELECT holder, name, agent, agent_name, form FROM visitor").fetchall()


def test_both_cards_and_the_form_outlive_a_restart_are_told_to_the_window_and_are_forgotten_in_time(
    tmp_path, port, clock, join, everything
):
    kiosk, clerk = join("kiosk-1"), join("terminal-3")
    with stopping(hub := HubHere(write_hall(tmp_path, port, more=MORE), clock).start()):
        refused = kiosk.ask("issue-ticket", service="appeal", holder=MOTHER, by=SON)["error"]
        assert (refused["code"], refused["detail"]) == ("needs-form", "text")
        issued = kiosk.ask("issue-ticket", service="appeal", holder=MOTHER, by=SON, form=FORM)["ticket"]
        ((holder, name, agent, agent_name, form),) = rows(tmp_path)
        assert (name, agent_name, len({holder, agent, MOTHER["key"], SON["key"]})) == ("赵*", "钱*", 4)
        assert form
        hub.stop()
        hub.start()
        for card in (MOTHER, SON):
            assert [t["id"] for t in kiosk.ask("find-ticket", holder=card)["tickets"]] == [issued["id"]]
        typed = MOTHER | {"shown": "typed"}
        assert kiosk.ask("find-ticket", holder=typed)["error"]["code"] == "needs-card"
        clerk.ask("sign-in", staff="c001", pin=PINS["c001"])
        clerk.ask("open-window", staff="c001")
        told = clerk.ask("call-next", staff="c001")["ticket"]
        assert (told["name"], told["by"], told["form"]) == ("赵*", "钱*", FORM)
        hub.stop()
        clock.go_to(clock.now() + timedelta(days=3))
        hub.start()
        assert rows(tmp_path) == []
    for message in everything.heard:
        if "/cmd/" not in message.topic and "/reply/terminal-3" not in message.topic:
            assert not [word for word in ("赵", "钱", "三个月", "4321000") if word in message.payload.decode()]
    with closing(sqlite3.connect(tmp_path / "hall.db")) as db:
        bodies = "".join(body for (body,) in db.execute("SELECT body FROM event"))
    assert "三个月" not in bodies
