"""`yimen backup` and `yimen restore`: a copy of the hall's truth, and going on from one."""

import re
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from broker.contract.events import HallRestored
from broker.contract.message import Event
from broker.hub.truth import asked_by, take_in
from broker.profile import profile_of
from broker.queue import by_itself
from broker.queue.hall import Hall
from broker.queue.numbers import LAST, LAST_ONLINE
from broker.queue.profile import Profile
from broker.runtime.errors import KnownError
from broker.runtime.settings.file import beside, load
from broker.runtime.settings.hall import HUB, HallSettings
from broker.store.copy import copy, prove, put_in_place
from broker.store.lock import StoreError, locked
from broker.store.log import Log
from broker.store.rows import Batch
from broker.store.store import Store

SettingsFile = Annotated[Path, typer.Option(help="The hall's hall.toml.", exists=True, dir_okay=False)]

UNSEEN_RESTORES = 1000
"""Added to the copy's epoch where nobody can tell how often the lost hall was restored since."""


class RestoreError(KnownError):
    """A restore would give numbers twice."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a hall had come when it was lost: what must not be given again."""

    day: date
    epoch: int
    numbers: dict[str, int]
    leased: dict[str, int]


def backup(
    file: Annotated[Path, typer.Argument(help="Where to; replaced when it is there.", dir_okay=False)],
    settings: SettingsFile,
) -> None:
    """Copy the hall's database, while the hub may run; the copy is checked before it gets its name."""
    hall = load(HallSettings, settings)
    half = file.with_name(file.name + ".half")
    try:
        copy(beside(settings, hall.store.path), half)
        events = prove(half)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
    _console().print(f"{file}: {events:,} events, each as it was written.")


def restore(
    file: Annotated[Path, typer.Argument(help="A copy made by yimen backup.", exists=True, dir_okay=False)],
    settings: SettingsFile,
    above: Annotated[
        list[str] | None,
        typer.Option(help="The last number given, such as A350; only where the lost database can't be read."),
    ] = None,
) -> None:
    """Go on from a copy; the hub must not run. Numbers go on above those that were given, and screens follow."""
    hall, say = load(HallSettings, settings), _console()
    database, now = beside(settings, hall.store.path), datetime.now(hall.timezone)
    profile = profile_of(hall)
    aside = database.with_name(f"{database.name}.lost-{now:%Y%m%d-%H%M%S}")
    coming = database.with_name(database.name + ".coming")
    with locked(database):
        try:
            copy(file, coming)
            with closing(Store(f"sqlite:///{coming}", hall.hall.id)) as store:  # carries an older version over
                prove(coming)
                seen = _seen(database, profile) or _told(above or [], profile, now.date(), store.epoch)
                known = _go_on(store, profile, seen, now)
            put_in_place(coming, database, aside)
        finally:
            for left in coming.parent.glob(coming.name + "*"):
                left.unlink()
    say.print(f"{database} is the copy now. Start the hub; screens follow by themselves.")
    after = [(series, known[series] + 1, last) for series, last in seen.numbers.items() if last > known[series]]
    if after:
        numbers = ", ".join(f"{series}{first:03d} to {series}{last:03d}" for series, first, last in after)
        say.print(f"Given after the copy was made, and unknown to the hall now: {numbers}. Numbers go on above.")
    if aside.exists():
        say.print(f"What was there before lies in {aside}.")


def _console() -> Console:
    return Console(soft_wrap=True, markup=False, emoji=False)  # a path may have brackets


def _seen(database: Path, profile: Profile) -> Seen | None:
    """How far the database had come that is to be replaced; None where it can't tell."""
    try:
        with closing(Log(database)) as log:
            day = log.days()[-1]
            kept = list(log.day(day))
    except (StoreError, ValueError, IndexError):
        return None
    hall = Hall(profile=profile)
    take_in(hall, kept)
    return Seen(day, kept[-1].event.epoch, dict(hall.numbers.last), dict(hall.numbers.highest))


def _told(above: list[str], profile: Profile, today: date, epoch: int) -> Seen:
    """How far the technician says that it had come."""
    numbers = {}
    for number in above:
        if not (found := re.fullmatch("([A-Z]{1,2})([0-9]{1,4})", number)):
            raise RestoreError(f"--above {number}: must be a number as on a slip, such as A350")
        numbers[found[1]] = int(found[2])
        if numbers[found[1]] > LAST_ONLINE:
            raise RestoreError(f"--above {number}: a kiosk gave it by itself; say the last one below {LAST_ONLINE + 1}")
    missing = sorted({service.info.series for service in profile.services.values()} - set(numbers))
    if missing:
        raise RestoreError(
            "the lost database can't be read, so numbers could be given twice: look at the newest slips and say "
            f"the last number of each series, as in --above A350; missing are {', '.join(missing)}"
        )
    return Seen(today, epoch + UNSEEN_RESTORES, numbers, dict.fromkeys(numbers, LAST))  # what is leased nobody knows


def _go_on(store: Store, profile: Profile, seen: Seen, now: datetime) -> defaultdict[str, int]:
    """Add to the copy what makes it go on from where the lost hall was; gives the last numbers that it knows itself."""
    hall = Hall(profile=profile, epoch=max(seen.epoch, store.epoch) + 1)
    take_in(hall, store.today())
    asking = asked_by(HUB, now)
    events: list[Event] = []
    if hall.day is None or hall.day < seen.day:
        for event in by_itself.end_day(hall, asking, seen.day):
            hall.apply(event)
            events.append(event)
    restored = HallRestored(
        epoch=hall.epoch,
        seq=hall.seq + 1,
        id=asking.new_id(),
        at=now,
        cause=None,
        numbers=seen.numbers,
        leased=seen.leased,
    )
    known = defaultdict(int, hall.numbers.last)
    store.raise_epoch(hall.epoch)
    store.commit(Batch(now.date(), events=[*events, restored]))
    return known
