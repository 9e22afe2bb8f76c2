"""What visitors hold: one slip, which counts, and nothing that nobody holds."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from broker.contract import messages as m
from tests.faults.history import Arrived, Got, History, Unheard, WalkedAway
from tests.faults.rules.lookup import caused, first_replies, named, of_command


def no_number_is_given_to_two(history: History) -> Iterator[str]:
    """Of a day each number is one ticket, and one visitor's, whoever gave it."""
    issued = Counter((event["day"], event["number"]) for event in named(history, "ticket-issued"))
    held = Counter((got.day, got.number) for got in history.of(Got))
    for what, counts in (("is two tickets", issued), ("was given to two", held)):
        for (day, number), times in counts.items():
            if times > 1:
                yield f"{number} of {day} {what}"


def a_kiosk_gives_only_what_it_leased(history: History) -> Iterator[str]:
    """A number that a kiosk gave by itself lies in a block that it alone was leased."""
    leases = {
        lease["id"]: (event["device"], lease) for event in named(history, "numbers-leased") for lease in event["leases"]
    }
    for event in named(history, "ticket-issued"):
        if event["lease"]:
            device, lease = leases.get(event["lease"], (None, {}))
            number = int(event["number"].removeprefix(lease.get("series", "")) or 0)
            if device != event["device"] or not lease["first"] <= number <= lease["last"]:
                yield f"{event['number']} of {event['device']} is not in its lease"


def every_slip_counts(history: History) -> Iterator[str]:
    """Who holds a slip has one ticket of its number in the hall, which nobody takes away.

    But by the visitor's own word, for another number that the same card holds a slip of, or when the day was over
    before the kiosk's word came.
    """
    tickets = {history.disk.refs.get(event["ticket"]): event for event in named(history, "ticket-issued")}
    held = {(got.day, got.number) for got in history.of(Got)}
    last_day = named(history, "day-opened")[-1]["day"]
    cancelled = {event["ticket"]: event for event in named(history, "ticket-cancelled")}
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
    over = {e["ticket"] for e in named(history, "ticket-cancelled", "ticket-expired", "service-started")}
    nobodys = [
        event
        for event in named(history, "ticket-issued")
        if event["ticket"] not in over and history.disk.refs.get(event["ticket"]) not in held
    ]
    if len(nobodys) > len(history.of(Unheard)):
        yield f"{[event['number'] for event in nobodys]} wait, and nobody has them"


def what_was_given_up_never_happens(history: History) -> Iterator[str]:
    """A command that was replaced or abandoned does nothing from then on, and what it made is over."""
    by_cause = caused(history)
    seen = {event["ticket"] for event in named(history, "service-started")}
    over = {event["ticket"] for event in named(history, "ticket-cancelled", "ticket-expired")}
    for reply, _taken in first_replies(history):
        command = history.commands.get(reply["re"], {})
        given_up = command.get("command") if command.get("verb") == m.AbandonTicket.verb else command.get("replaces")
        for event in by_cause.get(given_up or "", ()) if reply["ok"] else ():
            if datetime.fromisoformat(event["at"]) > datetime.fromisoformat(reply["at"]):
                yield f"{of_command(history, given_up or '')} was given up, and made event {event['seq']} after that"
            if event.get("ticket") not in over | seen:
                yield f"{of_command(history, given_up or '')} was given up, and {event['number']} waits still"


def every_visitor_is_told(history: History) -> Iterator[str]:
    """Who comes to a kiosk has a slip or walks away, once."""
    ends = Counter((line.client, line.visitor) for kind in (Got, WalkedAway) for line in history.of(kind))
    for line in history.of(Arrived):
        if ends[line.client, line.visitor] != 1:
            yield f"visitor {line.visitor} at {line.client} was told {ends[line.client, line.visitor]} times"
