"""How many visitors come in each hour for each service: from a CSV, or spread like a usual day."""

import csv
from collections.abc import Collection, Mapping
from pathlib import Path

from broker.runtime.errors import KnownError

COLUMNS = ("hour", "service", "visitors")
USUAL_DAY = {8: 0.10, 9: 0.19, 10: 0.17, 11: 0.10, 12: 0.04, 13: 0.09, 14: 0.14, 15: 0.11, 16: 0.05, 17: 0.01}
"""Which part of a day's visitors comes in which hour."""
LAST_HOUR = 23
SHOWN = 8
"""Services that an error names."""
MOST = 20_000
"""Visitors of one day: more than any hall has, and few enough to play."""

Arrivals = Mapping[tuple[str, int], float]
"""Visitors by service and hour of the day."""


class ArrivalsError(KnownError):
    """A CSV of arrivals that can't be used; it names each line to mend."""

    exit_code = 2  # wrong use


def spread(visitors: Mapping[str, float], open_hours: Mapping[str, Collection[int]]) -> dict[tuple[str, int], float]:
    """A day's visitors of each service over the hours in which it is open, as on a usual day."""
    arrivals: dict[tuple[str, int], float] = {}
    for service, number in visitors.items():
        parts = {hour: USUAL_DAY.get(hour, 0.0) for hour in sorted(open_hours[service])}
        if not any(parts.values()):
            parts = dict.fromkeys(parts, 1.0)
        whole = sum(parts.values())
        arrivals |= {(service, hour): number * part / whole for hour, part in parts.items() if part}
    return arrivals


def read(path: Path, services: Collection[str]) -> dict[tuple[str, int], float]:
    """Arrivals from a CSV with a line for each hour and service.

    Raises:
        ArrivalsError: the file can't be read, or a line of it can't be understood.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _arrivals(path, csv.DictReader(file), services)
    except OSError as error:
        raise ArrivalsError(f"{path}: {error.strerror}; name a CSV with --arrivals") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ArrivalsError(f"{path}: this is no CSV in UTF-8; save it as one") from error


def _arrivals(path: Path, rows: "csv.DictReader[str]", services: Collection[str]) -> dict[tuple[str, int], float]:
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise ArrivalsError(f"{path}: line 1 must name the columns {', '.join(COLUMNS)}; missing: {', '.join(missing)}")
    arrivals: dict[tuple[str, int], float] = {}
    faults: list[str] = []
    for row in rows:
        hour, service, visitors = ((row[column] or "").strip() for column in COLUMNS)
        problem = _problem(hour, service, visitors, services)
        if not problem and (service, int(hour)) in arrivals:
            problem = f"hour {hour} of {service} stands in an earlier line too; add them up"
        if problem:
            faults.append(f"{path}, line {rows.line_num}: {problem}")
        else:
            arrivals[service, int(hour)] = float(visitors)
    if not faults and not 0 < sum(arrivals.values()) <= MOST:
        faults.append(f"{path}: {sum(arrivals.values()):.0f} visitors in all; a day has 1 to {MOST}")
    if faults:
        raise ArrivalsError("\n".join(faults))
    return arrivals


def _problem(hour: str, service: str, visitors: str, services: Collection[str]) -> str:
    if not (hour.isascii() and hour.isdigit() and int(hour) <= LAST_HOUR):
        return f"the hour {hour!r} must be a whole number from 0 to {LAST_HOUR}"
    if service not in services:
        known = ", ".join(sorted(services)[:SHOWN]) + (" …" if len(services) > SHOWN else "")
        return f"the hall has no service {service!r}; it has {known}"
    try:
        number = float(visitors)
    except ValueError:
        number = -1
    if not 0 <= number <= MOST:  # also what is no number at all
        return f"{visitors!r} visitors: it must be a number from 0 to {MOST}"
    return ""
