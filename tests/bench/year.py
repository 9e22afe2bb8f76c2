"""What a year of busiest days in the database costs: starting a hub in the evening and in the morning, and the night.

python tests/bench/year.py [--days 250] [--runs 5] [--folder FOLDER]

A start is counted from starting the process to its line `ready hub`. The year takes some 30 MB a day in the folder and
is made only once there.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.progress import track
from rich.table import Table

from broker.contract.message import Event
from broker.queue.ticket import Visitor
from broker.server.mosquitto import running
from broker.store.rows import VisitorRow, about_visitor, chained, event_row, visitor_row
from broker.store.store import KEEP_REPLIES, Store
from tests.bench import centre_hall as centre
from tests.bench.crowd import Crowd
from tests.bench.rig import HERE, free_port, medians, process
from tests.bench.usage import Usage

KEEP_DAYS = 30
REPLY_BYTES = 520
"""Of a window's reply; a ticket's is shorter."""
NIGHT_S = 5 * 3600.0
"""From the evening to the new day."""
CALM_S, TURN_S = 3.0, 12.0
SAME_FOR_ALL = "00000000-0000-7"
"""How ids of a played day begin."""
ERR = Console(stderr=True)


class Template(NamedTuple):
    """An event of the day that is repeated."""

    row: dict[str, str]
    visitor: VisitorRow | None


def make(database: Path, days: int, today: date, ahead: int) -> None:
    """A year of the same busy day, chained; every command of the last days with its reply, visitors of a month."""
    Store(f"sqlite:///{database}", centre.HALL).close()
    events, hall = centre.played()
    visitors = centre.people(hall)
    templates = [_template(event, visitors.get(about_visitor(event))) for _second, event in events]
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA synchronous=OFF")
    seq, head = 0, ""
    for day in track(centre.workdays(today, days), description=f"{days} days", console=ERR):
        db.execute("BEGIN")
        rows, head = _day(templates, day, ahead, seq, head)
        seq += len(rows)
        db.executemany("INSERT INTO event VALUES (:seq, :day, :name, :at, :body, :hash)", rows)
        stamp = _stamp(day)
        if today - day <= timedelta(days=KEEP_DAYS):
            people = [visitor_row(t.visitor) | {"day": str(day)} for t in templates if t.visitor]
            people = [row | {"subject": row["subject"].replace(SAME_FOR_ALL, stamp)} for row in people]
            db.executemany("INSERT INTO visitor VALUES (:subject, :day, :ref, :holder, :name)", people)
        if today - day <= KEEP_REPLIES:
            causes = dict.fromkeys(json.loads(row["body"])["cause"] for row in rows)
            replies = [(cause, "k000", str(day), "x" * REPLY_BYTES) for cause in causes if cause]
            db.executemany("INSERT INTO reply VALUES (?, ?, ?, ?)", replies)
        db.execute("COMMIT")
    db.execute("INSERT OR REPLACE INTO fact VALUES ('published', ?)", (str(seq),))
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def _template(event: Event, who: Visitor | None) -> Template:
    subject = about_visitor(event)
    row = event_row(event, centre.TODAY, "")
    visitor = VisitorRow(subject, centre.TODAY, who.ref, ("f" * 64,), "张*") if subject and who else None
    return Template(row, visitor)


def _stamp(day: date) -> str:
    """The beginning of ids made on a day."""
    ms = int(datetime(day.year, day.month, day.day, 8, tzinfo=UTC).timestamp() * 1000)
    text = f"{ms:012x}"
    return f"{text[:8]}-{text[8:]}-7"


def _day(
    templates: list[Template], day: date, ahead: int, before: int, head: str
) -> tuple[list[dict[str, object]], str]:
    """The rows of one day, after so many events and this head."""
    rows: list[dict[str, object]] = []
    stamp, offset, from_ = _stamp(day), f"{ahead:+03d}:00", str(centre.TODAY)
    for n, template in enumerate(templates, 1):
        body = template.row["body"].replace(f'"seq":{n},', f'"seq":{before + n},', 1).replace(from_, str(day))
        body = body.replace(SAME_FOR_ALL, stamp).replace("+08:00", offset)
        head = chained(head, body)
        at = template.row["at"].replace(from_, str(day)).replace("+08:00", offset)
        rows.append(
            {"seq": before + n, "day": str(day), "name": template.row["name"], "at": at, "body": body, "hash": head}
        )
    return rows, head


def start(settings: Path) -> tuple[float, float, float]:
    """Seconds from starting a hub to its being ready, seconds of computing in it, and MB that it has then."""
    began = time.perf_counter()
    with process(["-m", "broker", "hub", "--settings", str(settings)], settings.parent / "hub.log") as hub:
        took = time.perf_counter() - began
        usage = Usage(hub.pid)
        return took, usage.seconds(), usage.megabytes()


def imports() -> tuple[float, float, float]:
    """The same until Python has read all that a hub is made of."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "broker", "hub", "--help"], check=True, capture_output=True)
    return time.perf_counter() - began, 0.0, 0.0


def cold(database: Path) -> None:
    """See to it that nothing of the database is in memory."""
    with database.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def night(settings: Path, port: int) -> tuple[float, float, float]:
    """p99 and the longest reply in ms of a calm while, and the longest when the day turns; one command at a time."""
    with process([str(HERE / "turned_hub.py"), str(settings)], settings.parent / "hub.log") as hub:
        crowd = Crowd(port)
        asker = crowd.asker(centre.HALL, "k000")
        took: list[float] = []

        def again(_reply: object = None, seconds: float = 0.0) -> None:
            took.append(seconds)
            asker.ask("find-ticket", again, ref="0" * 32)

        again()
        crowd.rest(CALM_S)
        calm = sorted(took[1:])
        took.clear()
        if hub.stdin:
            hub.stdin.write(f"{NIGHT_S}\n".encode())
            hub.stdin.flush()
        asker.ahead = timedelta(seconds=NIGHT_S)
        crowd.rest(TURN_S)
        return 1000 * calm[int(len(calm) * 0.99)], 1000 * calm[-1], 1000 * max(took)


def figures(took: list[tuple[float, float, float]]) -> list[str]:
    """The medians, as cells of the table."""
    seconds, computing, megabytes = medians(took)
    return [f"{seconds:.2f}", f"{computing:.2f}", f"{megabytes:.0f}"]


def last_event(database: Path) -> int:
    """The seq of the last event."""
    with closing(sqlite3.connect(database)) as db:
        return int(db.execute("SELECT max(seq) FROM event").fetchone()[0])


def forget_after(database: Path, seq: int) -> None:
    """Let the events after this one never have happened."""
    with closing(sqlite3.connect(database)) as db:
        db.execute("DELETE FROM event WHERE seq > ?", (seq,))
        db.execute("UPDATE fact SET value = ? WHERE name = 'published'", (str(seq),))
        db.commit()


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--days", type=int, default=250)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "yimen-year")
    given = arguments.parse_args()
    zone, ahead = centre.evening()
    today = (datetime.now(UTC) + timedelta(hours=ahead)).date()
    folder = given.folder / f"{today}-{ahead}-{given.days}"
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / "hall.db"
    if not database.exists():
        make(database.with_suffix(".new"), given.days, today, ahead)
        database.with_suffix(".new").rename(database)
    port = free_port()
    table = Table("a hub starts", "s", "of it computing", "MB", "goal")
    with running("127.0.0.1", port, folder):
        settings = centre.write(folder, port, zone)
        empty = folder / "empty"
        empty.mkdir(exist_ok=True)
        new = centre.write(empty, port, zone)
        rows: dict[str, list[tuple[float, float, float]]] = {}
        for _ in track(range(given.runs), description="starting", console=ERR):
            rows.setdefault("of it Python and our code read in", []).append(imports())
            rows.setdefault("with an empty day and no year", []).append(start(new))
            rows.setdefault("in the evening of a busiest day, a year behind it", []).append(start(settings))
            cold(database)
            rows.setdefault("the same, nothing of it in memory", []).append(start(settings))
        for label, took in rows.items():
            table.add_row(label, *figures(took), "2" if "evening" in label else "")
        last = last_event(database)
        calm99, calm, turn = night(settings, port)
        forget_after(database, last)
        settings = centre.write(folder, port, centre.zone(ahead + int(NIGHT_S // 3600)))
        table.add_row("in the morning, as the first thing in the day", *figures([start(settings)]), "")
        table.add_row("in the morning, once the day has begun", *figures([start(settings)]), "2")
        forget_after(database, last)
    Console(width=100).print(table)
    size = database.stat().st_size / 1e9
    print(f"{given.days} days, {size:.1f} GB. Replies on a calm evening: p99 {calm99:.1f}, longest {calm:.1f} ms; ")
    print(f"while the day turns: longest {turn:.0f} ms")


if __name__ == "__main__":
    main()
