"""What the rules look things up by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import TypeAdapter

from broker.contract import messages as m
from broker.queue import views
from broker.queue.hall import Hall
from tests.faults.history import History, Taken
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


def named(history: History, *names: str) -> list[dict[str, Any]]:
    return [event for event in history.disk.events if event["name"] in names]


def caused(history: History) -> dict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for event in history.disk.events:
        if event["cause"]:
            found[event["cause"]].append(event)
    return found


def first_replies(history: History) -> Iterable[tuple[dict[str, Any], Taken]]:
    first: dict[str, tuple[dict[str, Any], Taken]] = {}
    for reply, taken in history.replies:
        first.setdefault(reply["re"], (reply, taken))
    return first.values()


def of_command(history: History, id_: str) -> str:
    command = history.commands.get(id_, {})
    return f"{command.get('verb')} {id_} of {command.get('device')}"


def code_of(reply: dict[str, Any]) -> str | None:
    return reply["error"]["code"] if reply["error"] else None


def tells(event: dict[str, Any], ticket: dict[str, Any]) -> bool:
    return (event.get("ticket"), event.get("number"), event.get("day")) == (
        ticket["id"],
        ticket["number"],
        ticket["day"],
    )


def was_there(history: History, command: dict[str, Any]) -> bool:
    """Whether a clerk signs in where that clerk is signed in already: that is answered well and changes nothing."""
    return any(event["staff"] == command["staff"] for event in named(history, "clerk-signed-in"))


def holdings(history: History) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
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


def fold(history: History) -> Iterator[Hall]:
    """The hall before its first event, and after each."""
    hall = Hall(profile=history.profile)
    yield hall
    for event in history.disk.events:
        hall.apply(_EVENTS.validate_python(event))
        yield hall


def differs(hall: Hall, topic: views.Topic, state: m.State) -> str:
    """How a state differs from what is true in a hall."""
    said, true = true_part(state), true_part(views.state(hall, topic, state.at))
    wrong = {name: (value, true[name]) for name, value in said.items() if value != true[name]}
    return f"said and true: {wrong}" if wrong else ""


def true_part(state: m.State) -> dict[str, Any]:
    """What of a state follows from the events."""
    return state.model_dump(exclude={"seq", "at", *BY_ESTIMATE})
