"""What is on disk: numbered, chained, each command once, nobody at two windows."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from tests.faults.history import Came, History, Taken
from tests.faults.rules.lookup import EVENT, WITHDRAWS, caused, holdings, named, of_command


def events_are_numbered_without_a_gap(history: History) -> Iterator[str]:
    """`seq` counts up by one from one."""
    for n, event in enumerate(history.disk.events, 1):
        if event["seq"] != n:
            yield f"event {event['seq']} stands at place {n}"
            return


def the_chain_is_whole(history: History) -> Iterator[str]:
    """Every event is as it was written."""
    if history.disk.whole.broken is not None or history.disk.whole.events != len(history.disk.events):
        yield f"{history.disk.whole}"


def time_never_goes_back(history: History) -> Iterator[str]:
    """No event is older than the one before it, whatever was done to the clock."""
    for before, event in pairwise(history.disk.events):
        if datetime.fromisoformat(event["at"]) < datetime.fromisoformat(before["at"]):
            yield f"event {event['seq']} is older than the one before it"


def a_command_takes_effect_at_most_once(history: History) -> Iterator[str]:
    """What a command causes, it causes in one go, and no part of it twice."""
    for cause, events in caused(history).items():
        seqs = [event["seq"] for event in events]
        if seqs != list(range(seqs[0], seqs[0] + len(seqs))):
            yield f"{of_command(history, cause)} took effect at {seqs}"
        made = Counter((event["name"], event["ticket"] if event["name"] in WITHDRAWS else "") for event in events)
        twice = [name for (name, _of), count in made.items() if count > 1]
        if twice:
            yield f"{of_command(history, cause)} made {twice} more than once"


def what_happened_was_asked_for(history: History) -> Iterator[str]:
    """Every cause is a command that some device really sent."""
    for cause in caused(history):
        if cause not in history.commands:
            yield f"nobody asked for {cause}"


def nothing_happens_after_until(history: History) -> Iterator[str]:
    """No command takes effect when its `until` has passed, by the hub's time."""
    for cause, events in caused(history).items():
        until = history.commands.get(cause, {}).get("until")
        if until and datetime.fromisoformat(events[0]["at"]) > datetime.fromisoformat(until):
            yield f"{of_command(history, cause)} took effect at {events[0]['at']}, after {until}"


def numbers_are_given_once_and_in_order(history: History) -> Iterator[str]:
    """The numbers that the hub gives in a series and day are 1, 2, 3 and so on."""
    last: Counter[tuple[str, str]] = Counter()
    for event in named(history, "ticket-issued"):
        if event["lease"]:
            continue
        series = event["day"], event["number"].rstrip("0123456789")
        last[series] += 1
        if event["number"] != f"{series[1]}{last[series]:03d}":
            yield f"{event['number']} was given as number {last[series]} of its series on {event['day']}"


def nobody_is_at_two_windows(history: History) -> Iterator[str]:
    """A window that holds a ticket calls nobody else, and a ticket that is held is called by nobody else."""
    for event, at in holdings(history):
        if event["name"] == "ticket-called":
            if at.get(event["window"]):
                yield f"event {event['seq']} calls to {event['window']}, which holds another"
            if event["ticket"] in at.values():
                yield f"event {event['seq']} calls {event['number']}, which is at another window"


def a_clerk_acts_on_what_stands_there(history: History) -> Iterator[str]:
    """A window's command does something only if the ticket that the clerk saw is the one at the window."""
    done = set()
    for event, at in holdings(history):
        command = history.commands.get(event["cause"] or "")
        if command and "holding" in command and event["cause"] not in done and event.get("window"):
            done.add(event["cause"])
            there = at.get(event["window"])
            if command["holding"] != there:
                yield f"{of_command(history, event['cause'])} saw {command['holding']} where {there} was"


def a_press_calls_once(history: History) -> Iterator[str]:
    """A bare button calls at most as often as it was pressed; retained and duplicate presses count for nothing."""
    pressed: Counter[str] = Counter()
    called: Counter[str] = Counter()
    calls = {event["seq"]: event for event in named(history, "ticket-called", "ticket-recalled") if not event["cause"]}
    said = set()
    for line in history.lines:
        if isinstance(line, Came) and line.client == "hub" and not line.payload and not line.retained:
            pressed["w0" + line.topic.split("/")[-2][-1]] += not line.duplicate
        if isinstance(line, Taken) and line.topic == EVENT:
            event = calls.get(json.loads(line.payload)["seq"])
            if event and event["seq"] not in said:
                said.add(event["seq"])
                called[event["window"]] += 1
                if called[event["window"]] > pressed[event["window"]]:
                    yield f"event {event['seq']} calls to {event['window']}, whose button nobody pressed for it"
