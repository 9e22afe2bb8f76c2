"""What was said: in order, as it is on disk, to every reader, newest last."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from broker.contract import messages as m
from broker.queue import views
from broker.queue.boards import BOARD_CALLS
from tests.faults.history import Came, Died, History, Showed
from tests.faults.rules.lookup import EVENT, differs, fold, named, true_part


def events_are_said_in_order(history: History) -> Iterator[str]:
    """The events on disk are said, each as it is there, without a gap; twice only after the hub's link was new."""
    newest, link, last = 0, None, 0
    for taken in history.said:
        if taken.topic != EVENT:
            continue
        event = json.loads(taken.payload)
        seq = event["seq"]
        if seq > len(history.disk.events) or event != history.disk.events[seq - 1]:
            yield f"event {seq} was said, and is not on disk"
        if seq > newest + 1:
            yield f"event {seq} was said after {newest}"
        if seq <= last and taken.link == link:
            yield f"event {seq} was said again after {last} on the same link"
        newest, link, last = max(newest, seq), taken.link, seq
    if newest != len(history.disk.events):
        yield f"{len(history.disk.events)} events are on disk, {newest} were said"


def events_are_heard_as_they_are(history: History) -> Iterator[str]:
    """Whoever listens hears what is on disk."""
    for came in history.of(Came):
        if came.topic == EVENT:
            event = json.loads(came.payload)
            if event["seq"] > len(history.disk.events) or event != history.disk.events[event["seq"] - 1]:
                yield f"{came.client} heard an event {event['seq']} that is not on disk"


def every_state_was_true(history: History) -> Iterator[str]:
    """What a state says of seq n is what follows from the first n events."""
    said: defaultdict[int, list[tuple[str, views.Topic, m.State]]] = defaultdict(list)
    for taken in history.said:
        if (topic := history.topics.get(taken.topic)) and taken.payload:
            state = topic.kind.model_validate_json(taken.payload)
            said[state.seq].append((taken.topic, topic, state))
    for hall in fold(history):
        for name, topic, state in said.pop(hall.seq, ()):
            if wrong := differs(hall, topic, state):
                yield f"{name} at seq {hall.seq}: {wrong}"
    for seq, states in said.items():
        yield f"{states} said at seq {seq}, which never was"


def the_newest_states_are_kept(history: History) -> Iterator[str]:
    """In the end each state's topic has what follows from all events, and no other topic has a state."""
    *_, hall = fold(history)
    for name, topic in history.topics.items():
        payload = history.kept.get(name)
        if payload is None:
            yield f"{name} was never said"
        elif wrong := differs(hall, topic, topic.kind.model_validate_json(payload)):
            yield f"{name}: {wrong}"
    for name in history.kept:
        if "/state/" in name and name not in history.topics:
            yield f"{name} is kept, and nobody's"


def readers_never_go_back(history: History) -> Iterator[str]:
    """No device takes a state for true that is older than the one it has."""
    newest: dict[tuple[str, str], tuple[int, int]] = {}
    for line in history.lines:
        if isinstance(line, Died):
            newest = {key: value for key, value in newest.items() if key[0] != line.client}
        if isinstance(line, Showed):
            key, state = (line.client, line.topic), (line.state.epoch, line.state.seq)
            if state < newest.get(key, (0, 0)):
                yield f"{line.client} took {state} of {line.topic} after {newest[key]}"
            newest[key] = state


def readers_have_the_newest(history: History) -> Iterator[str]:
    """In the end every device shows what the MQTT server keeps, but for the wait, which changes while it is said."""
    shown = {(line.client, line.topic): line.state for line in history.of(Showed)}
    for (client, topic), state in shown.items():
        of = history.topics.get(topic)
        if (
            of
            and (kept := history.kept.get(topic))
            and true_part(of.kind.model_validate_json(kept)) != true_part(state)
        ):
            yield f"{client} shows {state} of {topic}, the server has {kept!r}"


def no_call_is_lost_to_a_wall(history: History) -> Iterator[str]:
    """Each call is on the next board that a wall shows, unless newer ones, its recall or a slip took its place."""
    calls = named(history, "ticket-called", "ticket-recalled", "step-undone", "day-opened")
    shown: dict[str, m.Board] = {}
    for line in history.of(Showed):
        if isinstance(line.state, m.Board):
            yield from _lost(calls, shown.get(line.client), line.state, line.client)
            shown[line.client] = line.state
    for client, board in shown.items():
        if calls and calls[-1]["name"] != "day-opened" and board.seq < calls[-1]["seq"]:
            yield f"{client} never showed event {calls[-1]['seq']}"


def _lost(calls: list[dict[str, Any]], before: m.Board | None, board: m.Board, client: str) -> Iterator[str]:
    if before is None:
        return
    new: dict[str, dict[str, Any]] = {}
    for event in calls:
        if before.seq < event["seq"] <= board.seq:
            if event["name"] == "day-opened":
                new.clear()
            elif event["name"] == "step-undone":
                new.pop(event["number"], None)
            else:
                new.pop(event["number"], None)
                new[event["number"]] = event
    there = {call.call for call in board.calls}
    for event in list(new.values())[-BOARD_CALLS:]:
        if event["call"] not in there:
            yield f"{client} never showed the call of {event['number']}, event {event['seq']}"
