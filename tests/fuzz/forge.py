"""What a hostile device says: commands that are nearly right, made from the message classes, and what is no command."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

from pydantic import BaseModel

from broker.contract.message import Command
from broker.contract.messages import COMMANDS
from broker.contract.values import App
from tests.fuzz.values import HUGE, ODD, matching, text
from tests.hall import HALL, command, paper

HOSTILE = {"kiosk-2": App.KIOSK, "kiosk-3": App.KIOSK, "terminal-2": App.WINDOW}
STRANGERS = {"wall-1": App.WALL, "voice-1": App.VOICE, "nobody": None, "button-2": App.BUTTON}
"""Devices that may ask nearly nothing of what they ask, and one that nobody knows."""
VERBS = {app: [kind for kind in COMMANDS if app in kind.apps] for app in {*HOSTILE.values()}}
CARDS = tuple({"key": f"{n:064x}", "secret": 1, "name": "张*"} for n in range(1, 7))
CARDS = (*CARDS, CARDS[0] | {"shown": "typed"})
Known = Mapping[str, Sequence[Any]]
"""What was seen of each kind: ids, refs, numbers, leases; see `MEANS`."""

MEANS: dict[str, tuple[Any, ...]] = {
    "service": ("residence", "household", "certificates", "review", "appeal", "visit"),
    "services": (["residence"], ["household", "residence", "certificates"], ["review"]),
    "stages": ([], [["residence"], ["household", "review"]], [["household", "residence"], ["certificates"]]),
    "standing": ("normal", "priority", "green", "appointment"), "needs": ([], ["low-counter"], ["sign-language"]),
    "language": ("zh", "en"), "staff": ("c002", "c002", "c002", "c001", None), "pin": ("1357", "1357", "2469", "0000"),
    "to_staff": ("c001", "c002", None), "to_window": ("w01", "w02", "w03", None), "window": ("w01", "w02"),
    "holder": (None, *CARDS), "by": (None, None, None, *CARDS), "badge": (None,),
    "form": (None, None, *({"category": "", "text": "等了\n很久", "contact": of} for of in ("", "13800138000"))),
    "because": (None, *({"reason": word, "age": 70} for word in ("age", "disability", "pregnant", "child"))),
    "items": (1, 2, 11), "outcome": ("done", "incomplete"),
    "placing": ("first", "last", "keep"),
}  # fmt: skip
"""By a field's name, what it may mean in this hall."""
SEEN = {
    "ticket": "ticket", "holding": "holding", "appointment": "appointment", "lease": "lease", "ref": "ref",
    "command": "command", "replaces": "command", "number": "number", "slot": "slot", "day": "day",
}  # fmt: skip
"""By a field's name, what was seen that it may mean."""
PLACES = (
    "yimen/v1/{hall}/cmd/{device}", "yimen/v1/{hall}/cmd/{device}/{verb}/again", "$SYS/broker", "/", "yimen",
    "yimen/v1/{hall}/cmd/{device}/ISSUE-TICKET", "yimen/v1/{hall}/cmd//{verb}", "yimen/v1//cmd/{device}/{verb}",
    "yimen/v2/{hall}/cmd/{device}/{verb}", "yimen/v1/hengyang/cmd/{device}/{verb}", "/yimen/v1/{hall}/cmd/{device}",
    "yimen/v1/{hall}/cmd/{device}/" + "x" * 3000, "yimen/v1/{hall}/cmd/{device}\n/{verb}", "y\u202eimen/\u200b",
    "yimen/v1/{hall}/cmd/{device}/{verb}\n", "yimen/v1/{hall}/cmd/KIOSK-2/{verb}", "yimen/v1/{hall}/cmd/{device}/",
    "yimen/v1/{hall}/cmd/-/{verb}", "yimen/v1/{hall}/cmd/{device}/{verb}\U0001f921", "yimen/v1/{hall}/cmd/ {device}/ ",
    "yimen/v1/{hall}/device/{device}/presence", "yimen/v1/{hall}/device/{device}/health",
)  # fmt: skip
LONGEST = 200_000
"""Bytes; whoever sends more than 256 KiB is thrown off by the server, and what that one said before may be lost."""
FAR = (timedelta(days=-20_000), timedelta(days=-3), timedelta(hours=-30), timedelta(days=2), timedelta(days=300_000))


class Message(NamedTuple):
    """What is said, by whom and where. `device` is the one that hears the answer."""

    device: str
    verb: str
    topic: str
    payload: bytes
    retained: bool


def hostile(dice: Random, known: Known, now: datetime) -> Message:
    """Something that a hostile device says: mostly where a command belongs, and nearly right."""
    device = dice.choice(list(HOSTILE))
    kind = dice.choice(VERBS[HOSTILE[device]] if dice.random() < 0.95 else COMMANDS)
    if dice.random() < 0.05:
        device = dice.choice(list(STRANGERS))
    topic = f"yimen/v1/{HALL}/cmd/{device}/{kind.verb}"
    if dice.random() < 0.04:
        topic = dice.choice(PLACES).format(hall=HALL, device=device, verb=kind.verb)
    payload = b"" if dice.random() < 0.02 else _body(dice, spoilt(dice, kind, true(dice, kind, known, now), known))
    return Message(device, kind.verb, topic, payload[:LONGEST], dice.random() < 0.02)


def true(dice: Random, kind: type[Command], known: Known, now: datetime) -> dict[str, Any]:
    """A command that may well be done, with lies in it: another's ids, numbers and times where its own belong."""
    fields: dict[str, Any] = command(made=now, lasts_s=dice.choice([5, 10, 29]))
    for name, schema in _properties(kind).items():
        if name not in fields and (name in _required(kind) or dice.random() < 0.7):
            fields[name] = _meant(dice, name, schema, known, _defs(kind))
    if kind.verb == "hand-in-ticket" and known.get("leased") and dice.random() < 0.8:
        lease = dice.choice(known["leased"])
        fields |= paper(lease, dice.choice([0, 0, 1, 2, 3, 4, 5, 6, 7, 50, -1]))
        fields["ref"] = dice.choice([f"{dice.getrandbits(128):032x}"] * 4 + [*known.get("ref", ())])
        fields["given_at"] = (now + dice.choice([timedelta(), timedelta(), *FAR[1:-1]])).isoformat("T", "milliseconds")
    if dice.random() < 0.03:
        far = now + dice.choice(FAR)
        fields |= {name: command(made=far)[name] for name in dice.choice([("id",), ("at", "until"), ("until",)])}
    if dice.random() < 0.04 and known.get("command"):
        fields["id"] = dice.choice(known["command"])  # once more, with another content
    return fields


def any_of(dice: Random, kind: type[BaseModel]) -> bytes:
    """Any message of a class, by its schema."""
    return json.dumps(_fitting(dice, _schema(kind), _defs(kind))).encode()


def spoilt(dice: Random, kind: type[Command], fields: dict[str, Any], known: Known) -> dict[str, Any]:
    """The same, mostly; or a field of it wrong, at its bound, missing, too much, or something else's."""
    spoil: list[Callable[[str], None]] = [
        lambda name: fields.update({name: dice.choice(ODD)}),
        lambda name: fields.update({name: _at_bound(dice, _properties(kind).get(name, {}), _defs(kind))}),
        lambda name: fields.update({name: dice.choice(dice.choice([*known.values()] or [ODD]) or ODD)}),
        lambda name: fields.update({name: text(dice)}),
        lambda name: fields.update({name: {"v": 1, **fields}}),
        lambda name: fields.pop(name, None),
        lambda _name: fields.update({text(dice): _deep(dice.choice([1, 100, 900]))}),
    ]
    if dice.random() < 0.35:
        for _ in range(dice.choice([1, 1, 1, 2, 5])):
            dice.choice(spoil)(dice.choice([*fields] or ["id"]))
    return fields


def _body(dice: Random, fields: dict[str, Any]) -> bytes:
    said = json.dumps(fields, ensure_ascii=dice.random() < 0.5)
    ways: list[Callable[[], str]] = [
        lambda: said[: dice.randrange(len(said))],
        lambda: said[:-1] + "," + said[1:],  # every key twice
        lambda: said[:-1] + ',"id":"' + "0" * 36 + '"}',
        lambda: "\ufeff" + said,
        lambda: dice.randbytes(dice.randrange(200)).decode("latin-1"),
        lambda: dice.choice("[{") * dice.choice([10, 10_000, 65_536, 200_000]),
        lambda: said[:-1] + ',"more":' + "[" * 10_000 + "]" * 10_000 + "}",
        lambda: said.replace('"v": 1', '"v": ' + dice.choice(["1e999", "NaN", "-Infinity", "1.0", "1e0", HUGE, "01"])),
        lambda: said + " " * (65_536 - len(said.encode(errors="surrogatepass")) + dice.choice([-1, 0, 1])),
        lambda: said + dice.choice(["\x00", "}", said, "//", "\n"]),
        lambda: said.translate({ord("a"): "\\u0061"}),
    ]
    if dice.random() < 0.1:
        said = dice.choice(ways)()
    payload = said.encode("utf-8", errors="surrogatepass")
    match dice.randrange(100):
        case 0:
            return said.encode("utf-16", errors="surrogatepass")
        case 1:
            at = dice.randrange(len(payload) or 1)
            return payload[:at] + dice.choice([b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\x00"]) + payload[at + 1 :]
        case _:
            return payload


def _meant(dice: Random, name: str, schema: dict[str, Any], known: Known, defs: dict[str, Any]) -> Any:
    """A value that fits, and means something in this hall where it can."""
    if name in MEANS and dice.random() < 0.95:
        return dice.choice(MEANS[name])
    if (seen := known.get(SEEN.get(name, ""))) and dice.random() < 0.9:
        return dice.choice(seen)
    return _fitting(dice, schema, defs)


def _fitting(dice: Random, schema: dict[str, Any], defs: dict[str, Any]) -> Any:  # noqa: PLR0911 - one a kind
    """Any value that the schema allows."""
    match schema:
        case {"$ref": str(ref)}:
            return _fitting(dice, defs[ref.rpartition("/")[2]], defs)
        case {"const": const}:
            return const
        case {"enum": words}:
            return dice.choice(words)
        case {"anyOf": kinds}:
            return _fitting(dice, dice.choice(kinds), defs)
        case {"type": "object"}:
            inner = schema.get("properties", {})
            return {name: _fitting(dice, one, defs) for name, one in inner.items()}
        case {"type": "array", "items": items}:
            count = min(schema.get("minItems", 0) + dice.randrange(3), schema.get("maxItems", 9))
            return [_fitting(dice, items, defs) for _ in range(count)]
        case {"type": "integer"}:
            return dice.choice([schema.get("minimum", -1), schema.get("maximum", 2**70), 1, 2])
        case {"type": "boolean"}:
            return dice.random() < 0.5
        case {"type": "string"}:
            least, most = schema.get("minLength", 0), schema.get("maxLength", 40)
            made = matching(dice, schema)
            return made if made is not None else (dice.choice(["张", "x", "\U0001f921 é", "<b>"]) + "x" * least)[:most]
        case _:
            return None


def _at_bound(dice: Random, schema: dict[str, Any], defs: dict[str, Any]) -> Any:
    """A value just beyond what the schema allows, or at its end."""
    for part in schema.get("anyOf", [schema]):
        match part:
            case {"maxLength": most}:
                return dice.choice(["张", "x", "\U0001f921"]) * (most + dice.choice([0, 1]))
            case {"maxItems": most, "items": items}:
                return [_fitting(dice, items, defs)] * (most + dice.choice([0, 1]))
            case {"maximum": most, "minimum": least}:
                return dice.choice([least - 1, least, most, most + 1, float(most)])
            case {"minimum": least}:
                return dice.choice([least - 1, least, 2**63, int(HUGE)])
            case {"pattern": _}:
                made = matching(dice, part) or ""
                return dice.choice([made + "\n", made.upper(), made[:-1], made + made, f" {made}", made + "\u0660"])
            case _:
                continue
    return dice.choice(ODD)


def _deep(levels: int) -> list[Any]:
    inner: list[Any] = []
    for _ in range(levels):
        inner = [inner]
    return inner


@cache
def _schema(kind: type[BaseModel]) -> dict[str, Any]:
    return kind.model_json_schema()


def _properties(kind: type[Command]) -> dict[str, Any]:
    return dict(_schema(kind)["properties"])


def _required(kind: type[Command]) -> Sequence[str]:
    return list(_schema(kind).get("required", ()))


def _defs(kind: type[BaseModel]) -> dict[str, Any]:
    return dict(_schema(kind).get("$defs", {}))
