"""Items as a city has them, as many as are wanted: for trials, and to measure with. None of them is real.

First come the items of the city's departments, then those that every town and every village has of the same kinds:
that is how a real catalogue comes to its size.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import islice, product
from random import Random
from typing import Any

from kiosk.catalogue.item import Guide, Item

TOWN_KINDS, VILLAGE_KINDS = 900, 360
VILLAGES = 16
"""Villages of each town."""
AREA = "430481"


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of item, wherever it is done."""

    name: str
    department: str
    service: str
    applicant: str
    subject: str
    common: float
    """How often people come for the subject beside others of its department: words stand in that order."""
    plain: bool = True
    """Whether it is for everybody, without a condition."""


def items(count: int, seed: int) -> Iterator[Item]:
    """Items with names and codes of their own; the same for the same seed."""
    words = tomllib.loads((resources.files(__package__) / "vocabulary.toml").read_text("utf-8"))
    random = Random(seed)  # noqa: S311 - invented, not secret
    return islice((_item(number, *each, words, random) for number, each in enumerate(_every(words))), count)


def _every(words: dict[str, Any]) -> Iterator[tuple[_Kind, str, float]]:
    """Each kind with the place where it is done, empty for the city, and how far it is known beside others."""
    every = list(_kinds(words))
    basic = {department["name"] for department in words["department"] if department.get("basic")}
    local = [kind for kind in every if kind.plain and kind.department in basic and kind.applicant == "person"]
    yield from ((kind, "", 1.0 if kind.plain else 0.1) for kind in every)
    places = words["places"]
    for town in places["towns"]:
        yield from ((kind, town, 0.03) for kind in _spread(local, TOWN_KINDS))
    stems = ["".join(pair) for pair in product(places["first"], places["second"])]
    for number, town in enumerate(places["towns"]):
        for village in range(VILLAGES):
            stem = stems[(number * 7 + village * 23) % len(stems)]
            place = f"{town}{stem}{'社区' if '街道' in town else '村'}"
            yield from ((kind, place, 0.002) for kind in _spread(local, VILLAGE_KINDS))


def _kinds(words: dict[str, Any]) -> Iterator[_Kind]:
    seen: set[str] = set()
    plain, special = [], []
    for department in words["department"]:
        for applicant, conditions in words["conditions"].items():
            for verbs, subjects in department.get(applicant, {}).items():
                for (rank, subject), verb in product(enumerate(subjects, 1), words["verbs"][verbs]):
                    name = subject if subject.endswith(verb) else subject + verb
                    whose = (department["name"], department["service"], applicant, subject, 1 / rank)
                    plain.append(_Kind(name, *whose))
                    special += [_Kind(f"{name}（{condition}）", *whose, plain=False) for condition in conditions]
    for kind in (*plain, *special):
        if kind.name not in seen:
            seen.add(kind.name)
            yield kind


def _spread(kinds: list[_Kind], count: int) -> list[_Kind]:
    """So many of them, evenly from all."""
    return [kinds[number * len(kinds) // count] for number in range(count)]


def _item(number: int, kind: _Kind, place: str, known: float, words: dict[str, Any], random: Random) -> Item:
    guide = words["guide"]
    person = kind.applicant != "firm"
    papers = (f"{kind.subject}申请表", *random.sample(guide["papers"], random.randint(1, 5)))
    spot = random.random() < (0.4 if person else 0.1)
    where = f"{place}便民服务中心" if place else f"二楼{random.choice('ABCDEF')}区{random.randint(1, 238)}号窗口"
    return Item(
        code=f"11{AREA}{random.randrange(10**8):08d}{number:08d}",
        name=f"{kind.name}（{place}）" if place else kind.name,
        department=kind.department,
        service=kind.service,
        events=(random.choice(guide["events"]),) if not place and random.random() < 0.05 else (),  # noqa: PLR2004
        popularity=int(known * kind.common * 1000 * random.paretovariate(1.1)),
        guide=Guide(
            who=random.choice(guide["person" if person else "firm"]),
            papers=papers,
            legal=random.choice(guide["legal"]),
            promised="即时办结" if spot else random.choice(guide["promised"]),
            fee=random.choice(guide["fees"]),
            place=where,
            on_the_spot=spot,
            basis=random.choice(guide["basis"]),
        ),
    )
