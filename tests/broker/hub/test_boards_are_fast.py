"""A call is what people look out for: the board with it waits for nothing, and is said only when it changed."""

import json
import time
from datetime import datetime
from itertools import pairwise

import pytest

from tests.hall import DEADLINE_S, PINS, TOP

pytestmark = pytest.mark.usefixtures("hub")


def at_work(join, name, staff):
    terminal = join(name)
    for verb, fields in (("sign-in", {"pin": PINS[staff]}), ("open-window", {})):
        assert terminal.ask(verb, staff=staff, **fields)["ok"]
    return terminal


def boards(everything):
    heard = [json.loads(m.payload) for m in list(everything.heard) if m.topic == f"{TOP}/state/board/main"]
    return [board for board in heard if board["calls"]]


def test_two_calls_within_a_moment_are_both_on_the_board_at_once(join, everything):
    one, two = at_work(join, "terminal-1", "c001"), at_work(join, "terminal-2", "c002")
    kiosk, apart, deadline = join("kiosk-1"), [], time.monotonic() + DEADLINE_S
    while not any(0 < gap < 0.15 for gap in apart):
        assert time.monotonic() < deadline, f"boards came {apart} seconds apart"
        for _ in range(2):
            kiosk.ask("issue-ticket", service="household")
        calls = [(asking, staff, asking.ask("call-next", staff=staff, holding=None)["ticket"]["id"])
                 for asking, staff in ((one, "c001"), (two, "c002"))]  # fmt: skip
        for asking, staff, ticket in calls:
            for verb in ("start-service", "finish-service"):
                assert asking.ask(verb, staff=staff, holding=ticket)["ok"]
        moments = [datetime.fromisoformat(board["at"]) for board in boards(everything)]
        apart = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]


def test_a_board_is_said_when_somebody_is_called_and_not_when_the_service_starts_or_ends(join, everything):
    terminal, kiosk = at_work(join, "terminal-1", "c001"), join("kiosk-1")
    for number in ("A001", "A002", "A003"):
        kiosk.ask("issue-ticket", service="residence")
        ticket = terminal.ask("call-next", staff="c001", holding=None)["ticket"]["id"]
        everything.hear(lambda b, called=number: [c["number"] for c in b["calls"][:1]] == [called], "state/board/main")
        for verb in ("start-service", "finish-service"):
            assert terminal.ask(verb, staff="c001", holding=ticket)["ok"]
    assert terminal.ask("pause-window", staff="c001")["ok"]
    everything.hear(lambda b: b["condition"] == "paused", "state/window/w01")  # what was touched before it was said too
    assert [board["calls"][0]["number"] for board in boards(everything)] == ["A001", "A002", "A003"]
