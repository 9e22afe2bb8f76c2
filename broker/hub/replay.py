"""`yimen replay`: proves that a hall's log is whole, and plays any day of it again."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from broker.hub.truth import account, take_in
from broker.profile import profile_of
from broker.queue.hall import Hall
from broker.runtime.plain import plain
from broker.runtime.settings.file import beside, load
from broker.runtime.settings.hall import HallSettings
from broker.store.log import Log


def replay(
    settings: Annotated[Path, typer.Option(help="The hall's hall.toml.", exists=True, dir_okay=False)],
    day: Annotated[datetime | None, typer.Option(help="The day to play; the last one.", formats=["%Y-%m-%d"])] = None,
) -> None:
    """Check every event since the first, and tell how a day went by its events alone. The hub may run meanwhile."""
    hall = load(HallSettings, settings)
    log = Log(beside(settings, hall.store.path))
    say = Console(soft_wrap=True, markup=False, emoji=False)
    try:
        whole = log.whole()
        if whole.broken is None:
            say.print(f"{whole.events:,} events, each as it was written.")
        else:
            say.print(
                f"Event {whole.broken} is not as it was written, or is missing. "
                f"The {whole.events:,} before it are whole; what comes after can't be proved. "
                "Compare with a backup, and with the head of each day in the hub's log."
            )
        days = log.days()
        chosen = day.date() if day else (days[-1] if days else None)
        if chosen not in days or chosen is None:
            known = f"; there are {days[0]} to {days[-1]}" if days else ""
            say.print(f"There is no day {chosen or ''}{known}.")
            raise typer.Exit(1)
        _tell(say, hall, log, chosen)
    finally:
        log.close()
    if whole.broken is not None:
        raise typer.Exit(1)


def _tell(say: Console, settings: HallSettings, log: Log, day: date) -> None:
    """Play the day and say what became of everybody."""
    played, kept = Hall(profile=profile_of(settings)), list(log.day(day))
    played.epoch = kept[0].event.epoch
    take_in(played, kept)
    table = Table(title=plain(f"{settings.hall.name.zh} · {day}"), show_header=False)
    states = Counter(ticket.state for ticket in played.tickets.values())
    table.add_row("tickets given", str(len(played.tickets)))
    for state, count in sorted(states.items()):
        table.add_row(f"  {state}", str(count))
    went = account(played)
    table.add_row("moved by hand / overtaken", f"{went['moved']} / {went['overtaken']}")
    table.add_row("waits told / kept", f"{went['told']} / {went['kept']}")
    table.add_row("events", f"{kept[0].event.seq} to {kept[-1].event.seq}")
    say.print(table)
    say.print(f"head {kept[-1].hash}", highlight=False)
