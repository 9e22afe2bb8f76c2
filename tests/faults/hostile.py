"""What a hostile client sends: commands that are nearly right, and what is no command at all."""

import json
import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from hypothesis import strategies as st

from broker.contract import codec
from broker.contract.messages import COMMANDS
from broker.contract.values import App
from tests.broker.contract.messages_of import messages_of
from tests.hall import HALL, command

DEVICES = {"kiosk-1": App.KIOSK, "kiosk-2": App.KIOSK, "terminal-1": App.WINDOW, "terminal-2": App.WINDOW}
OTHERS = ("button-1", "wall-1", "nobody", "hub")
MEANT: dict[str, tuple[Any, ...]] = {
    "service": ("residence", "household"), "services": (["residence"], ["household", "residence"]), "stages": ([],),
    "standing": ("normal", "priority", "green"), "needs": ([], ["low-counter"]), "holder": (None,), "language": ("zh",),
    "staff": ("c001", "c002"), "by": ("c001", "c002"), "pin": ("2468", "1357"), "window": ("w01", "w02", None),
}  # fmt: skip
"""By a field's name, what it means in this hall; other fields mean an id, a ref or a number that was seen."""
ODD: tuple[Any, ...] = (
    None, True, -1, 0, 2**63, 10**4000, -(10**400), 1e308, float("nan"), float("inf"), "", " ", "x" * 70_000, "\x00",
    "\ud800", "张三", "../../etc/passwd", "' OR 1=1 --", "2026-02-30", "9999-12-31T23:59:59.999+14:00",
    "0001-01-01T00:00:00Z", "+", "#", [], {}, [[]], {"": {}}, ["residence"] * 600, [None], {"services": [[[]]]},
)  # fmt: skip
PLACES = (
    "yimen/v1/{hall}/cmd/{device}", "yimen/v1/{hall}/cmd/{device}/issue-ticket/again", "", "$SYS/broker",
    "yimen/v1/{hall}/cmd/{device}/ISSUE-TICKET", "yimen/v1/{hall}/cmd//issue-ticket",
    "yimen/v2/{hall}/cmd/{device}/undo", "yimen/v1/hengyang/cmd/{device}/undo", "yimen/v1/{hall}/event",
    "yimen/v1/{hall}/cmd/{device}/" + "x" * 3000,
)  # fmt: skip

TEMPLATES = st.fixed_dictionaries(
    {kind.verb: messages_of(kind).map(lambda message: json.loads(codec.encode(message))) for kind in COMMANDS}
)
"""One valid command of each kind."""


class Message(NamedTuple):
    """What is said, and where."""

    topic: str
    payload: bytes
    retained: bool
    duplicate: bool


def hostile(
    dice: random.Random, templates: Mapping[str, dict[str, Any]], known: Sequence[Any], now: datetime
) -> Message:
    """A command that is nearly right, or no command at all; mostly where a command belongs.

    Args:
        dice: what decides.
        templates: a valid command of each verb.
        known: values that were seen, such as ids of tickets and of commands, refs and numbers.
        now: the hub's time.
    """
    device = dice.choice(list(DEVICES))
    verb = dice.choice([kind.verb for kind in COMMANDS if DEVICES[device] in kind.apps])
    template = templates[verb]
    match dice.randrange(30):
        case 0:
            return Message(f"yimen/v1/{HALL}/cmd/button-1/call-next", b"", dice.random() < 0.2, dice.random() < 0.2)
        case 1:
            template = templates[dice.choice(list(templates))]
        case 2:
            device = dice.choice(OTHERS)
    topic = f"yimen/v1/{HALL}/cmd/{device}/{verb}"
    if dice.random() < 0.05:
        topic = dice.choice(PLACES).format(hall=HALL, device=device)
    return Message(topic, _body(dice, _fields(dice, template, known, now)), dice.random() < 0.03, dice.random() < 0.03)


def _body(dice: random.Random, fields: dict[str, Any]) -> bytes:
    text = json.dumps(fields, ensure_ascii=dice.random() < 0.5)
    ways = {
        0: lambda: text[: dice.randrange(len(text))],
        1: lambda: text[:-1] + "," + text[1:],  # every key twice
        2: lambda: "\ufeff" + text,
        3: lambda: dice.randbytes(dice.randrange(200)).decode("latin-1"),
        4: lambda: "",
        5: lambda: "",
        6: lambda: "[" * dice.choice([10, 10_000, 65_536, 200_000]),
    }
    way = ways.get(dice.randrange(40))
    return (way() if way else text).encode("latin-1" if way is ways[3] else "utf-8", errors="surrogatepass")


def _fields(dice: random.Random, template: dict[str, Any], known: Sequence[Any], now: datetime) -> dict[str, Any]:
    fields, made = dict(template), command(made=now)
    for name, value in template.items():
        if name in made:
            fields[name] = made[name] if dice.random() < 0.99 else value
        elif dice.random() < 0.8:
            fields[name] = dice.choice(MEANT.get(name) or (None, *known))
    if dice.random() < 0.3:
        fields[dice.choice(list(fields))] = dice.choice((*ODD, *known))
    if dice.random() < 0.03:
        del fields[dice.choice(list(fields))]
    if dice.random() < 0.03:
        fields["more"] = _deep(dice.choice([10, 300, 900]))
    return fields


def _deep(levels: int) -> list[Any]:
    inner: list[Any] = []
    for _ in range(levels):
        inner = [inner]
    return inner
