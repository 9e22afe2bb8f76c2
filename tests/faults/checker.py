"""What must be true of any day, whatever went wrong: one rule, one function, one sentence.

Pure: a rule reads a history and tells what is wrong with it. `judge` asks all of them.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter

from broker.contract import messages as m
from broker.contract.values import Refused
from broker.queue import views
from broker.queue.boards import BOARD_CALLS
from broker.queue.hall import Hall
from tests.faults.history import Arrived, Began, Came, Died, Ended, Got, History, Showed, Taken, Unheard, WalkedAway
from tests.hall import TOP

EVENT = f"{TOP}/event"
_EVENTS: TypeAdapter[m.Event] = TypeAdapter(m.AnyEvent)
MAY_CHANGE_NOTHING = frozenset(
    kind.verb for kind in (m.FindTicket, m.FindSlots, m.HandInTicket, m.AbandonTicket, m.LeaseNumbers)
)
"""A number that is handed in again, and a command that never came, change nothing, which is answered well."""
WITHDRAWS = frozenset({"ticket-missed", "ticket-cancelled"})
"""What may happen to several tickets at once: all that a card waits with goes when a kiosk's number is handed in."""
LEAVES = frozenset({"service-finished", "ticket-missed", "ticket-parked", "ticket-transferred"})
ENDS = frozenset({"ticket-cancelled", "ticket-expired"})
BY_ESTIMATE = {"wait"}
"""What a state tells that is no part of the truth: it is guessed from outside, and better from second to second."""

Rule = Callable[[History], Iterator[str]]


def judge(history: History) -> list[str]:
    """Everything that is wrong with a history; empty when nothing is."""
    return [f"{rule.__name__}: {wrong}" for rule in RULES for wrong in rule(history)]


# What is on disk ----------------------------------------------------------------------------------


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
    for cause, events in _by_cause(history).items():
        seqs = [event["seq"] for event in events]
        if seqs != list(range(seqs[0], seqs[0] + len(seqs))):
            yield f"{_command(history, cause)} took effect at {seqs}"
        made = Counter((event["name"], event["ticket"] if event["name"] in WITHDRAWS else "") for event in events)
        twice = [name for (name, _of), count in made.items() if count > 1]
        if twice:
            yield f"{_command(history, cause)} made {twice} more than once"


def what_happened_was_asked_for(history: History) -> Iterator[str]:
    """Every cause is a command that some device really sent."""
    for cause in _by_cause(history):
        if cause not in history.commands:
            yield f"nobody asked for {cause}"


def nothing_happens_after_until(history: History) -> Iterator[str]:
    """No command takes effect when its `until` has passed, by the hub's time."""
    for cause, events in _by_cause(history).items():
        until = history.commands.get(cause, {}).get("until")
        if until and datetime.fromisoformat(events[0]["at"]) > datetime.fromisoformat(until):
            yield f"{_command(history, cause)} took effect at {events[0]['at']}, after {until}"


def numbers_are_given_once_and_in_order(history: History) -> Iterator[str]:
    """The numbers that the hub gives in a series and day are 1, 2, 3 and so on."""
    last: Counter[tuple[str, str]] = Counter()
    for event in _named(history, "ticket-issued"):
        if event["lease"]:
            continue
        series = event["day"], event["number"].rstrip("0123456789")
        last[series] += 1
        if event["number"] != f"{series[1]}{last[series]:03d}":
            yield f"{event['number']} was given as number {last[series]} of its series on {event['day']}"


def nobody_is_at_two_windows(history: History) -> Iterator[str]:
    """A window that holds a ticket calls nobody else, and a ticket that is held is called by nobody else."""
    for event, at in _windows(history):
        if event["name"] == "ticket-called":
            if at.get(event["window"]):
                yield f"event {event['seq']} calls to {event['window']}, which holds another"
            if event["ticket"] in at.values():
                yield f"event {event['seq']} calls {event['number']}, which is at another window"


def a_clerk_acts_on_what_stands_there(history: History) -> Iterator[str]:
    """A window's command does something only if the ticket that the clerk saw is the one at the window."""
    done = set()
    for event, at in _windows(history):
        command = history.commands.get(event["cause"] or "")
        if command and "holding" in command and event["cause"] not in done and event.get("window"):
            done.add(event["cause"])
            there = at.get(event["window"])
            if command["holding"] != there:
                yield f"{_command(history, event['cause'])} saw {command['holding']} where {there} was"


def a_press_calls_once(history: History) -> Iterator[str]:
    """A bare button calls at most as often as it was pressed; retained and duplicate presses count for nothing."""
    pressed: Counter[str] = Counter()
    called: Counter[str] = Counter()
    calls = {event["seq"]: event for event in _named(history, "ticket-called", "ticket-recalled") if not event["cause"]}
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


# What was answered --------------------------------------------------------------------------------


def the_first_reply_is_the_reply(history: History) -> Iterator[str]:
    """Every copy of a reply is byte for byte the first one."""
    first: dict[str, bytes] = {}
    for reply, taken in history.replies:
        if reply["re"] in history.unkept:
            continue
        if first.setdefault(reply["re"], taken.payload) != taken.payload:
            yield f"{_command(history, reply['re'])} was answered {first[reply['re']]!r}, then {taken.payload!r}"


def what_a_reply_says_is_on_disk(history: History) -> Iterator[str]:
    """A reply is on disk as it was said; only "not now" can't be, since it is said where the disk refuses."""
    for reply, taken in history.replies:
        if _code(reply) != Refused.NOT_NOW and history.disk.replies.get(reply["re"]) != taken.payload:
            yield f"{_command(history, reply['re'])} was answered {taken.payload!r}, which is not on disk"


def who_is_told_yes_finds_it_done(history: History) -> Iterator[str]:
    """A command that was answered well has its events, and the reply tells what they tell."""
    by_cause = _by_cause(history)
    for reply, _taken in _first_replies(history):
        command = history.commands.get(reply["re"], {})
        verb = command.get("verb")
        events = by_cause.get(reply["re"], [])
        if not reply["ok"] or (verb == m.SignIn.verb and _was_there(history, command)):
            continue
        if not events and verb not in MAY_CHANGE_NOTHING:
            yield f"{_command(history, reply['re'])} was answered well, and nothing happened"
        ticket = reply.get("ticket")
        if ticket and not any(_tells(event, ticket) for event in events or history.disk.events):
            yield f"{_command(history, reply['re'])} was answered with {ticket['number']}, of which nothing is told"


def who_is_told_no_finds_nothing_done(history: History) -> Iterator[str]:
    """A command that was refused has no events: nothing happened."""
    by_cause = _by_cause(history)
    for reply, _taken in _first_replies(history):
        if not reply["ok"] and reply["re"] in by_cause and reply["re"] not in history.unkept:
            yield f"{_command(history, reply['re'])} was refused, but {by_cause[reply['re']][0]['name']} happened"


def a_device_hears_what_the_hub_said(history: History) -> Iterator[str]:
    """What a device is told of its command is what the hub answered."""
    replies = {reply["re"]: reply["ok"] for reply, _taken in _first_replies(history)}
    for ended in history.of(Ended):
        if ended.ok is not None and replies.get(ended.id) is not ended.ok and ended.id not in history.unkept:
            yield f"{_command(history, ended.id)}: {ended.client} was told {ended.ok}, the hub said otherwise"


def everybody_is_told_once(history: History) -> Iterator[str]:
    """Who asks is told once what came of it, or that no answer came, unless the device died meanwhile."""
    open_: dict[str, str] = {}
    for line in history.lines:
        match line:
            case Began():
                open_[line.id] = line.client
            case Ended() if open_.pop(line.id, None) is None:
                yield f"{_command(history, line.id)}: told twice"
            case Died():
                open_ = {id_: client for id_, client in open_.items() if client != line.client}
    for id_ in open_:
        yield f"{_command(history, id_)}: never told"


# What visitors hold -------------------------------------------------------------------------------


def no_number_is_given_to_two(history: History) -> Iterator[str]:
    """Of a day each number is one ticket, and one visitor's, whoever gave it."""
    issued = Counter((event["day"], event["number"]) for event in _named(history, "ticket-issued"))
    held = Counter((got.day, got.number) for got in history.of(Got))
    for what, counts in (("is two tickets", issued), ("was given to two", held)):
        for (day, number), times in counts.items():
            if times > 1:
                yield f"{number} of {day} {what}"


def a_kiosk_gives_only_what_it_leased(history: History) -> Iterator[str]:
    """A number that a kiosk gave by itself lies in a block that it alone was leased."""
    leases = {
        lease["id"]: (event["device"], lease)
        for event in _named(history, "numbers-leased")
        for lease in event["leases"]
    }
    for event in _named(history, "ticket-issued"):
        if event["lease"]:
            device, lease = leases.get(event["lease"], (None, {}))
            number = int(event["number"].removeprefix(lease.get("series", "")) or 0)
            if device != event["device"] or not lease["first"] <= number <= lease["last"]:
                yield f"{event['number']} of {event['device']} is not in its lease"


def every_slip_counts(history: History) -> Iterator[str]:
    """Who holds a slip has one ticket of its number in the hall, which nobody takes away.

    But by the visitor's own word, for another number that the same card holds a slip of, or when the day was over before
    the kiosk's word came.
    """
    tickets = {history.disk.refs.get(event["ticket"]): event for event in _named(history, "ticket-issued")}
    held = {(got.day, got.number) for got in history.of(Got)}
    last_day = _named(history, "day-opened")[-1]["day"]
    cancelled = {event["ticket"]: event for event in _named(history, "ticket-cancelled")}
    for got in history.of(Got):
        ticket = tickets.get(got.ref)
        if ticket is None or ticket["number"] != got.number:
            if got.day == last_day:
                yield f"{got.number} of visitor {got.visitor} at {got.client} is not in the hall"
            continue
        gone = cancelled.get(ticket["ticket"])
        by = history.commands.get(gone["cause"] or "", {}) if gone else {}
        if gone and by.get("verb") != m.CancelTicket.verb and (got.day, gone["instead"]) not in held:
            yield f"{got.number} of visitor {got.visitor} at {got.client} was cancelled by {by}"


def nobody_waits_for_nobody(history: History) -> Iterator[str]:
    """In the end each ticket that waits is a slip in somebody's hand: nobody has two, nobody is called for ever.

    But where a kiosk was killed between writing down and printing, or a window was told that somebody had come.
    """
    held = {got.ref for got in history.of(Got)}
    over = {e["ticket"] for e in _named(history, "ticket-cancelled", "ticket-expired", "service-started")}
    nobodys = [
        event
        for event in _named(history, "ticket-issued")
        if event["ticket"] not in over and history.disk.refs.get(event["ticket"]) not in held
    ]
    if len(nobodys) > len(history.of(Unheard)):
        yield f"{[event['number'] for event in nobodys]} wait, and nobody has them"


def what_was_given_up_never_happens(history: History) -> Iterator[str]:
    """A command that was replaced or abandoned does nothing from then on, and what it made is over."""
    by_cause = _by_cause(history)
    seen = {event["ticket"] for event in _named(history, "service-started")}
    over = {event["ticket"] for event in _named(history, "ticket-cancelled", "ticket-expired")}
    for reply, _taken in _first_replies(history):
        command = history.commands.get(reply["re"], {})
        given_up = command.get("command") if command.get("verb") == m.AbandonTicket.verb else command.get("replaces")
        for event in by_cause.get(given_up or "", ()) if reply["ok"] else ():
            if datetime.fromisoformat(event["at"]) > datetime.fromisoformat(reply["at"]):
                yield f"{_command(history, given_up or '')} was given up, and made event {event['seq']} after that"
            if event.get("ticket") not in over | seen:
                yield f"{_command(history, given_up or '')} was given up, and {event['number']} waits still"


def every_visitor_is_told(history: History) -> Iterator[str]:
    """Who comes to a kiosk has a slip or walks away, once."""
    ends = Counter((line.client, line.visitor) for kind in (Got, WalkedAway) for line in history.of(kind))
    for line in history.of(Arrived):
        if ends[line.client, line.visitor] != 1:
            yield f"visitor {line.visitor} at {line.client} was told {ends[line.client, line.visitor]} times"


# What was said ------------------------------------------------------------------------------------


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
    for hall in _fold(history):
        for name, topic, state in said.pop(hall.seq, ()):
            if wrong := _differs(hall, topic, state):
                yield f"{name} at seq {hall.seq}: {wrong}"
    for seq, states in said.items():
        yield f"{states} said at seq {seq}, which never was"


def the_newest_states_are_kept(history: History) -> Iterator[str]:
    """In the end each state's topic has what follows from all events, and no other topic has a state."""
    *_, hall = _fold(history)
    for name, topic in history.topics.items():
        payload = history.kept.get(name)
        if payload is None:
            yield f"{name} was never said"
        elif wrong := _differs(hall, topic, topic.kind.model_validate_json(payload)):
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
        if of and (kept := history.kept.get(topic)) and _true(of.kind.model_validate_json(kept)) != _true(state):
            yield f"{client} shows {state} of {topic}, the server has {kept!r}"


def no_call_is_lost_to_a_wall(history: History) -> Iterator[str]:
    """Each call is on the next board that a wall shows, unless newer ones, its recall or a slip took its place."""
    calls = _named(history, "ticket-called", "ticket-recalled", "step-undone", "day-opened")
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


RULES: tuple[Rule, ...] = (
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


# What the rules look things up by -----------------------------------------------------------------


def _named(history: History, *names: str) -> list[dict[str, Any]]:
    return [event for event in history.disk.events if event["name"] in names]


def _by_cause(history: History) -> dict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for event in history.disk.events:
        if event["cause"]:
            found[event["cause"]].append(event)
    return found


def _first_replies(history: History) -> Iterable[tuple[dict[str, Any], Taken]]:
    first: dict[str, tuple[dict[str, Any], Taken]] = {}
    for reply, taken in history.replies:
        first.setdefault(reply["re"], (reply, taken))
    return first.values()


def _command(history: History, id_: str) -> str:
    command = history.commands.get(id_, {})
    return f"{command.get('verb')} {id_} of {command.get('device')}"


def _code(reply: dict[str, Any]) -> str | None:
    return reply["error"]["code"] if reply["error"] else None


def _tells(event: dict[str, Any], ticket: dict[str, Any]) -> bool:
    return (event.get("ticket"), event.get("number"), event.get("day")) == (
        ticket["id"],
        ticket["number"],
        ticket["day"],
    )


def _was_there(history: History, command: dict[str, Any]) -> bool:
    """Whether a clerk signs in where that clerk is signed in already: that is answered well and changes nothing."""
    return any(event["staff"] == command["staff"] for event in _named(history, "clerk-signed-in"))


def _windows(history: History) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Each event, and which ticket is at which window before it."""
    at: dict[str, str] = {}
    for event in history.disk.events:
        yield event, at
        name = event["name"]
        if name == "ticket-called":
            at[event["window"]] = event["ticket"]
        elif name in LEAVES:
            at.pop(event["window"], None)
        elif name in ENDS:
            at = {window: ticket for window, ticket in at.items() if ticket != event["ticket"]}
        elif name == "step-undone":
            at.pop(event["window"], None)
            if history.disk.events[event["undone"] - 1]["name"] != "ticket-called":
                at[event["window"]] = event["ticket"]


def _fold(history: History) -> Iterator[Hall]:
    """The hall before its first event, and after each."""
    hall = Hall(profile=history.profile)
    yield hall
    for event in history.disk.events:
        hall.apply(_EVENTS.validate_python(event))
        yield hall


def _differs(hall: Hall, topic: views.Topic, state: m.State) -> str:
    """How a state differs from what is true in a hall."""
    said, true = _true(state), _true(views.state(hall, topic, state.at))
    wrong = {name: (value, true[name]) for name, value in said.items() if value != true[name]}
    return f"said and true: {wrong}" if wrong else ""


def _true(state: m.State) -> dict[str, Any]:
    """What of a state follows from the events."""
    return state.model_dump(exclude={"seq", "at", *BY_ESTIMATE})
