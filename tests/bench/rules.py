"""What the rules cost: one operation with 10, 1,000 and 100,000 tickets in the day, a whole day, and reading it back.

python tests/bench/rules.py [--runs 5] [--operations 2000] [--sizes 10 1000 100000]

The hall is the built-in one of `yimen simulate`. Of the tickets up to 8,500 are of the measured service, as many as
its numbers allow; the others are spread over all other services. An operation is to decide and to make true.
"""

import argparse
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.progress import track
from rich.table import Table

from broker.contract import messages as m
from broker.contract.values import App
from broker.hub.truth import take_in
from broker.queue import by_itself, views
from broker.queue.decide import decide
from broker.queue.hall import Hall
from broker.queue.outcome import Asking
from broker.queue.ticket import Visitor
from broker.simulate import centre
from broker.store.rows import Batch, VisitorRow, about_visitor
from broker.store.store import Store
from tests.bench.centre_hall import CHINA, PROFILE, TODAY, people, played

MOST_OF_ONE = 8500
FROM, TO = "police", "tax"
WHY = {"reason": "bench"}
PER_ROUND = 10
"""Measured operations of one round."""
AT_ONCE = 50
"""Events of one durable transaction of a busy hub."""


class Counter:
    """A hall, its open windows, and a stopwatch on whatever is asked of it."""

    def __init__(self) -> None:
        profile = centre.profile()
        self.hall = Hall(profile=replace(profile, rules=replace(profile.rules, no_show_after=timedelta())))
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
        self.took: defaultdict[str, list[float]] = defaultdict(list)
        self._ids, self._random = count(1), Random(0)
        self._apply(by_itself.end_day(self.hall, self._asking(None)))
        self.here = profile.windows_for(FROM)[1].id
        self.there = profile.windows_for(TO)[1].id
        for window in (self.here, self.there):
            self.ask(m.OpenWindow, window)

    def ask(self, kind: type[m.Command], window: str | None = None, *, name: str = "", **fields: Any) -> m.Reply:
        """Ask, and note how long it took to decide and to make true."""
        self.now += timedelta(milliseconds=1)
        if issubclass(kind, m.WindowCommand) and window:
            fields["holding"] = self.hall.window(window).ticket
        command = kind(id=self._id(), at=self.now, until=self.now, **fields)
        asking = self._asking(window)
        began = perf_counter()
        outcome = decide(self.hall, command, asking)
        self._apply(outcome.events, outcome.visitor, outcome.note)
        self.took[name or kind.verb].append(perf_counter() - began)
        reply = outcome.answer(self.hall)
        if not reply.ok:
            raise ValueError(reply)
        if name:
            self._tell(outcome.events)
        return reply

    def tick(self) -> None:
        """What a hub does once a second."""
        began = perf_counter()
        self._apply(by_itself.due(self.hall, self._asking(None)))
        self.took["once a second"].append(perf_counter() - began)

    def issue(self, service: str, **more: Any) -> str:
        """A number; the ref of its ticket."""
        reply = self.ask(m.IssueTicket, service=service, **more)
        return reply.ticket.ref if isinstance(reply, m.TicketReply) and reply.ticket else ""

    def at(self, window: str, *kinds: type[m.WindowCommand], **fields: Any) -> None:
        """Ask at a window."""
        for kind in kinds:
            self.ask(kind, window, name=kind.verb, **fields)

    def ticket(self, window: str) -> tuple[str, str]:
        """Id and ref of the ticket at a window."""
        id_ = self.hall.window(window).ticket or ""
        return id_, self.hall.tickets[id_].visitor.ref

    def round(self) -> None:
        """One of every measured operation; the queues are as long as before."""
        self.ask(m.IssueTicket, name=m.IssueTicket.verb, service=FROM)
        self.at(self.here, m.CallNext, m.Undo, m.CallNext)
        self.at(self.here, m.TransferTicket, service=TO, **WHY)
        self.at(self.there, m.CallNext, m.NoShow)
        id_, ref = self._last, self.hall.tickets[self._last].visitor.ref
        self.at(self.there, m.ReinstateTicket, ticket=id_, **WHY)
        self.at(self.there, m.CallTicket, ticket=id_, **WHY)
        self.at(self.there, m.NoShow)
        self.ask(m.CheckIn, name=m.CheckIn.verb, ref=ref)
        self.at(self.there, m.CallTicket, ticket=id_, **WHY)
        self.at(self.there, m.StartService, m.FinishService)
        self.tick()

    def _tell(self, events: Sequence[m.Event]) -> None:
        """Make the states that events touched, as the hub does after them."""
        began = perf_counter()
        for event in events:
            for topic in dict.fromkeys(views.touched(self.hall, event)):
                views.state(self.hall, topic, self.now)
        self.took["telling it"].append(perf_counter() - began)

    def _apply(self, events: Sequence[m.Event], visitor: Visitor | None = None, note: str = "") -> None:
        for event in events:
            self.hall.apply(event, visitor, note)
            if isinstance(event, m.TicketCalled):
                self._last = event.ticket

    def _id(self) -> str:
        return f"00000000-0000-7000-8000-{next(self._ids):012x}"

    def _asking(self, window: str | None) -> Asking:
        return Asking("bench", App.BUTTON, window, self.now, self._id, lambda: f"{self._random.getrandbits(128):032x}")


def filled(size: int, *, waiting: bool) -> Counter:
    """A hall with so many tickets in its day, all waiting or all but ten of each measured service done."""
    counter = Counter()
    profile = counter.hall.profile
    others = [service for service in profile.services if service not in {FROM, TO}]
    here = profile.windows_for(FROM)[1].id
    for n in track(range(size), description=f"{size} tickets", console=Console(stderr=True), transient=True):
        service = FROM if n < MOST_OF_ONE else others[n % len(others)]
        if waiting:
            counter.issue(service)
        elif service == FROM:
            counter.issue(service)
            for kind in (m.CallNext, m.StartService, m.FinishService):
                counter.ask(kind, here)
        else:
            counter.ask(m.CancelTicket, ref=counter.issue(service))
    for _ in range(5 if waiting else 10):
        counter.issue(TO)
        if not waiting:
            counter.issue(FROM)
    counter.took.clear()
    return counter


def operations(sizes: Sequence[int], runs: int, wanted: int) -> None:
    """What one operation costs."""
    for waiting in (False, True):
        counters = {size: filled(size, waiting=waiting) for size in sizes}
        results: defaultdict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        title = "all of them waiting" if waiting else "nearly all of them done"
        for _ in track(range(runs), description=title, console=Console(stderr=True)):
            for size, counter in counters.items():
                for _ in range(wanted // PER_ROUND):
                    counter.round()
                for name, took in counter.took.items():
                    results[name][size].append(statistics.median(took) * 1e6)
                counter.took.clear()
        table = Table(f"µs, {title}", *(f"{size:,} tickets" for size in sizes), *(f": {sizes[0]}" for _ in sizes[1:]))
        for name, by_size in results.items():
            medians = [statistics.median(by_size[size]) for size in sizes]
            ratios = (f"{median / medians[0]:.2f}" for median in medians[1:])
            table.add_row(name, *(f"{median:.0f}" for median in medians), *ratios)
        Console(width=110).print(table)


def unfit(runs: int) -> None:
    """What each ticket costs that stands before the one to call and needs another window."""
    took: dict[int, list[float]] = {10: [], 1000: []}
    counters = {size: Counter() for size in took}
    for size, counter in counters.items():
        for _ in range(size):
            counter.issue(FROM, needs=("low-counter",))
        for _ in range(50 * runs):
            counter.issue(FROM)
        counter.took.clear()
    for _ in range(runs):
        for size, counter in counters.items():
            for _ in range(50):
                counter.at(counter.here, m.CallNext, m.NoShow)
            took[size].append(statistics.median(counter.took.pop(m.CallNext.verb)) * 1e6)
    few, many = (statistics.median(took[size]) for size in took)
    print(
        f"call-next behind 10 / 1,000 who need a low counter: {few:.0f} / {many:.0f} µs, {(many - few) / 990:.2f} each"
    )


def whole_day(runs: int) -> None:
    """A day of the built-in hall: decided, folded, and read back from the disk."""
    profile = PROFILE
    began = perf_counter()
    happened, hall = played()
    decided = perf_counter() - began
    events = [event for _second, event in happened]
    visitors = people(hall)
    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'hall.db'}"
        wrote = _write(url, events, visitors)
        folds, reads = [], []
        for _ in track(range(runs), description="folding a day", console=Console(stderr=True)):
            began = perf_counter()
            again = Hall(profile=profile)
            for event in events:
                again.apply(event, visitors.get(about_visitor(event)))
            folds.append(perf_counter() - began)
            began = perf_counter()
            store = Store(url, "bench")
            read = Hall(profile=profile)
            take_in(read, store.today())
            reads.append(perf_counter() - began)
            store.close()
            if read != again or [t.state for t in read.tickets.values()] != [t.state for t in hall.tickets.values()]:
                raise ValueError("what was read is not what happened")
    fold, read_back = statistics.median(folds), statistics.median(reads)
    table = Table(f"{len(hall.tickets):,} tickets, {len(profile.windows)} windows, {len(events):,} events", "s", "goal")
    table.add_row("decided and folded, with everybody's doings", f"{decided:.1f}", "")
    table.add_row(f"written, {AT_ONCE} events at a time, each durable", f"{wrote:.1f}", "")
    table.add_row(f"folded: {len(events) / fold:,.0f} events a second", f"{fold:.2f}", "seconds")
    table.add_row("read back from SQLite and folded, as when a hub starts", f"{read_back:.2f}", "seconds")
    Console(width=110).print(table)


def _write(url: str, events: Sequence[m.Event], visitors: dict[str, Visitor]) -> float:
    began = perf_counter()
    store = Store(url, "bench")
    for start in range(0, len(events), AT_ONCE):
        batch = Batch(TODAY, list(events[start : start + AT_ONCE]))
        for event in batch.events:
            if who := visitors.get(about_visitor(event)):
                batch.visitors.append(VisitorRow(about_visitor(event), TODAY, who.ref, who.holder, who.name))
        store.commit(batch)
    store.close()
    return perf_counter() - began


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--operations", type=int, default=2000)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[10, 1000, 100_000])
    given = arguments.parse_args()
    whole_day(given.runs)
    unfit(given.runs)
    operations(given.sizes, given.runs, given.operations)


if __name__ == "__main__":
    main()
