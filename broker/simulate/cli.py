"""`yimen simulate`: a day of a hall, played through its rules."""

from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from broker.profile import profile_of
from broker.queue.profile import Profile
from broker.runtime.errors import KnownError
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.simulate import arrivals, centre, picture
from broker.simulate.day import HOUR, MINUTE, Habits, Scenario, day
from broker.simulate.figures import figures
from broker.simulate.hours import carried, next_open, open_hours, walk_ins
from broker.simulate.play import BOOKED_BY, Play
from broker.simulate.record import Record
from broker.simulate.report import tables
from broker.simulate.words import Words

BUSY = 0.85
"""How much of what its windows can carry comes to a hall of which nothing else is told."""
ENDS = 18 * HOUR
"""When most days are over: where the progress bar is full."""
CHINA = "Asia/Shanghai"


class Language(StrEnum):
    """Of the report and its picture."""

    ZH = "zh"
    EN = "en"


class ClosedError(KnownError):
    """Nothing to play: the hall does not open that day."""

    exit_code = 2  # wrong use


def simulate(
    *,
    settings: Annotated[Path | None, typer.Option(help="hall.toml of a real hall; without it a built-in one.")] = None,
    arriving: Annotated[
        Path | None, typer.Option("--arrivals", help="CSV with the columns hour, service, visitors.")
    ] = None,
    visitors: Annotated[
        int | None, typer.Option(min=1, max=arrivals.MOST, help="How many come, spread as usual; not with --arrivals.")
    ] = None,
    scenario: Annotated[Scenario, typer.Option(help="What kind of day.")] = Scenario.PLAIN,
    seed: Annotated[int, typer.Option(help="The same seed plays the same day.")] = 1,
    today: Annotated[
        datetime | None,
        typer.Option(
            "--day", formats=["%Y-%m-%d"], help="Its date, for the calendars; the next that the hall opens on."
        ),
    ] = None,
    appointments: Annotated[float, typer.Option(min=0, max=1, help="Part of visitors with an appointment.")] = 0.2,
    priority: Annotated[float, typer.Option(min=0, max=1, help="Part who belong to the priority standing.")] = 0.06,
    no_shows: Annotated[float, typer.Option(min=0, max=1, help="Part who do not come when called.")] = 0.05,
    fresh: Annotated[
        float, typer.Option(min=0.1, help="Seconds that an estimate may be old when it is told; a hub's is 1.")
    ] = 15.0,
    estimates: Annotated[
        bool, typer.Option("--estimates/--no-estimates", help="Without them a day is played much faster.")
    ] = True,
    language: Annotated[Language, typer.Option(help="Of the report and its picture.")] = Language.ZH,
    out: Annotated[Path, typer.Option(help="Folder for the picture.")] = Path(),
) -> None:
    """Play a day of a hall through its real rules, and tell how long people waited."""
    hall, zone = _hall(settings)
    on = _day(hall, ZoneInfo(zone), today)
    words = Words(language)
    come = _arrivals(hall, arriving, visitors, datetime.combine(on, time(), ZoneInfo(zone)), built_in=settings is None)
    habits = Habits(appointment=appointments, priority=priority, no_show=no_shows)
    played = Play(hall, day(hall, come, habits, scenario, seed), on, ZoneInfo(zone), fresh if estimates else None)
    say = Console(markup=False, emoji=False)
    record = _run(played)
    result = figures(record)
    for table in tables(result, words):
        say.print(table)
    out.mkdir(parents=True, exist_ok=True)
    to = out / "day.png"
    name = hall.name.zh if language is Language.ZH else hall.name.en
    picture.draw(record, result, words, language, f"{name} · {words(scenario)} · {on}", to)
    say.print(f"{to}", soft_wrap=True)


def _hall(settings: Path | None) -> tuple[Profile, str]:
    """The hall to play, and its time zone."""
    if settings is None:
        return centre.profile(), CHINA
    given = load(HallSettings, settings)
    return profile_of(given), given.hall.timezone


def _day(hall: Profile, zone: ZoneInfo, given: datetime | None) -> date:
    """The day to play."""
    wanted = given.date() if given else datetime.now(zone).date()
    on = next_open(hall, zone, wanted)
    if on is None or (given and on != wanted):
        raise ClosedError(f"no window of the hall opens on {wanted}; name another day with --day")
    return on


def _arrivals(
    hall: Profile, given: Path | None, visitors: int | None, midnight: datetime, *, built_in: bool
) -> arrivals.Arrivals:
    if given and visitors:
        raise typer.BadParameter("--arrivals says how many come; leave one of the two out", param_hint="--visitors")
    if given:
        served = [service for service in hall.services if service not in hall.behind and hall.windows_for(service)]
        return arrivals.read(given, served)
    if built_in:
        come = centre.visitors_of(hall, visitors or centre.VISITORS)
    else:
        load = {service: carried(hall, service, midnight) for service in walk_ins(hall)}
        if not any(load.values()):
            raise ClosedError(
                f"no service that people walk in for gives numbers on {midnight.date()}; name another day with --day"
            )
        scale = visitors / sum(load.values()) if visitors else BUSY
        come = {service: number * scale for service, number in load.items()}
    return arrivals.spread(come, {service: open_hours(hall, service, midnight) for service in come})


def _run(played: Play) -> Record:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("06:00", total=ENDS - BOOKED_BY)
        return played.run(
            lambda second: progress.update(
                bar, completed=second - BOOKED_BY, description=f"{second // HOUR:02.0f}:{second % HOUR // MINUTE:02.0f}"
            )
        )
