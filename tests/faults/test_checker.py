"""Each rule of the checker complains about a history that was forged to break it, and none about an honest one."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from broker.store.log import Whole
from tests.faults import checker
from tests.faults.history import Came, Ended, Got, History, Showed, Taken, WalkedAway
from tests.faults.rules.lookup import EVENT
from tests.faults.run import play
from tests.hall import TOP

pytestmark = pytest.mark.expect_warnings
SEED = 3
"""A run in which enough happens for every forger."""


@pytest.fixture(scope="module")
def honest():
    return play(SEED)


def test_nothing_is_wrong_with_an_honest_history(honest):
    assert checker.judge(honest) == []


def test_every_rule_has_its_forger():
    assert {rule.__name__ for rule in checker.RULES} == {forger.__name__ for forger in FORGERS}


# Each forger breaks the rule of its name, once.


def events_are_numbered_without_a_gap(history):
    del history.disk.events[3]


def the_chain_is_whole(history):
    history.disk.whole = Whole(3, 4)


def time_never_goes_back(history):
    age(history.disk.events[5], hours=-1)


def a_command_takes_effect_at_most_once(history):
    first, second = next(
        pair for pair in pairwise(history.disk.events) if {one["name"] for one in pair} == {"ticket-issued"}
    )
    second["cause"] = first["cause"]  # side by side, as if it had been decided twice in one go


def what_happened_was_asked_for(history):
    events(history, "ticket-issued")[0]["cause"] = "01a2037e-e335-7724-b959-f75b1ee987ce"


def nothing_happens_after_until(history):
    age(events(history, "ticket-issued")[0], hours=1)


def numbers_are_given_once_and_in_order(history):
    first, second, *_ = [event for event in events(history, "ticket-issued") if not event["lease"]]
    second["number"] = first["number"]


def nobody_is_at_two_windows(history):
    events(history, "service-finished")[0]["name"] = "note-added"


def a_clerk_acts_on_what_stands_there(history):
    called = next(event for event in events(history, "ticket-called") if event["cause"])
    history.commands[called["cause"]]["holding"] = called["ticket"]


def a_press_calls_once(history):
    for n, line in enumerate(history.lines):
        if isinstance(line, Came) and line.client == "hub" and not line.payload:
            history.lines[n] = replace(line, duplicate=True)


def the_first_reply_is_the_reply(history):
    reply = taken(history, f"{TOP}/reply/")
    history.lines.append(replace(reply, payload=reply.payload.replace(b'"at":"20', b'"at":"21')))


def what_a_reply_says_is_on_disk(history):
    history.disk.replies.popitem()


def who_is_told_yes_finds_it_done(history):
    next(event for event in events(history, "ticket-issued") if not event["lease"])["cause"] = None


def who_is_told_no_finds_nothing_done(history):
    refused = next(reply for reply, _taken in history.replies if not reply["ok"])
    events(history, "ticket-issued")[0]["cause"] = refused["re"]


def a_device_hears_what_the_hub_said(history):
    forge(history, Ended, lambda line: line.ok is True, ok=False)


def everybody_is_told_once(history):
    history.lines.remove(next(line for line in history.lines if isinstance(line, Ended)))


def no_number_is_given_to_two(history):
    first, second, *_ = history.of(Got)
    forge(history, Got, lambda line: line is second, number=first.number, day=first.day)


def a_kiosk_gives_only_what_it_leased(history):
    given = next(event for event in events(history, "ticket-issued") if event["lease"])
    given["device"] = "kiosk-9"


def every_slip_counts(history):
    forge(history, Got, lambda _line: True, ref="0" * 32)


def nobody_waits_for_nobody(history):
    history.lines[:] = [line for line in history.lines if not isinstance(line, Got)]


def what_was_given_up_never_happens(history):
    given_up = events(history, "ticket-issued")[-1]["cause"]
    handed_in = next(reply for reply, _taken in history.replies if verb(history, reply) == "hand-in-ticket")
    history.commands[handed_in["re"]]["replaces"] = given_up


def every_visitor_is_told(history):
    history.lines.remove(history.of(WalkedAway)[0])


def events_are_said_in_order(history):
    history.lines.remove(taken(history, EVENT))


def events_are_heard_as_they_are(history):
    heard = next(line for line in history.lines if isinstance(line, Came) and line.topic == EVENT)
    history.lines.append(replace(heard, payload=heard.payload.replace(b'"epoch":1', b'"epoch":2')))


def every_state_was_true(history):
    state = taken(history, f"{TOP}/state/queue/residence")
    history.lines.append(replace(state, payload=wrong(state.payload)))


def the_newest_states_are_kept(history):
    topic = f"{TOP}/state/queue/residence"
    history.kept[topic] = wrong(history.kept[topic])


def readers_never_go_back(history):
    line = next(line for line in reversed(history.lines) if isinstance(line, Showed))
    history.lines.append(replace(line, state=line.state.model_copy(update={"seq": 1})))


def readers_have_the_newest(history):
    line = next(line for line in reversed(history.lines) if isinstance(line, Showed) and "/queue/" in line.topic)
    history.lines.append(replace(line, state=line.state.model_copy(update={"waiting": 99})))


def no_call_is_lost_to_a_wall(history):
    boards = [n for n, line in enumerate(history.lines) if isinstance(line, Showed) and "/board/" in line.topic]
    changed = next(n for m, n in pairwise(boards) if calls(history, m) != calls(history, n))
    line = history.lines[changed]
    history.lines[changed] = replace(line, state=line.state.model_copy(update={"calls": line.state.calls[1:]}))


FORGERS = (
    events_are_numbered_without_a_gap,
    the_chain_is_whole,
    time_never_goes_back,
    a_command_takes_effect_at_most_once,
    what_happened_was_asked_for,
    nothing_happens_after_until,
    numbers_are_given_once_and_in_order,
    nobody_is_at_two_windows,
    a_clerk_acts_on_what_stands_there,
    a_press_calls_once,
    the_first_reply_is_the_reply,
    what_a_reply_says_is_on_disk,
    who_is_told_yes_finds_it_done,
    who_is_told_no_finds_nothing_done,
    a_device_hears_what_the_hub_said,
    everybody_is_told_once,
    no_number_is_given_to_two,
    a_kiosk_gives_only_what_it_leased,
    every_slip_counts,
    nobody_waits_for_nobody,
    what_was_given_up_never_happens,
    every_visitor_is_told,
    events_are_said_in_order,
    events_are_heard_as_they_are,
    every_state_was_true,
    the_newest_states_are_kept,
    readers_never_go_back,
    readers_have_the_newest,
    no_call_is_lost_to_a_wall,
)


@pytest.mark.parametrize("forger", FORGERS, ids=lambda forger: forger.__name__)
def test_a_forged_history_is_found(honest, forger):
    forged = History(honest.profile, deepcopy(honest.disk), dict(honest.kept), list(honest.lines))
    forger(forged)
    (rule,) = [rule for rule in checker.RULES if rule.__name__ == forger.__name__]
    assert list(rule(forged))


def events(history, name):
    return [event for event in history.disk.events if event["name"] == name]


def verb(history, reply):
    return history.commands[reply["re"]]["verb"] if reply["ok"] else ""


def age(event, **by):
    event["at"] = (datetime.fromisoformat(event["at"]) + timedelta(**by)).isoformat()


def taken(history, topic):
    return next(line for line in reversed(history.lines) if isinstance(line, Taken) and topic in line.topic)


def forge(history, kind, wanted, **fields):
    n = next(n for n, line in enumerate(history.lines) if isinstance(line, kind) and wanted(line))
    history.lines[n] = replace(history.lines[n], **fields)


def wrong(payload):
    return json.dumps(json.loads(payload) | {"waiting": 99}).encode()


def calls(history, n):
    return history.lines[n].state.calls
