"""Values that no honest device says: odd ones of every kind, texts that hurt, and texts that fit a pattern."""

from collections.abc import Callable
from random import Random
from typing import Any

import uuid6

HUGE = "9" * 4000
NOW_MS = uuid6.uuid7().time
ODD: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 1.5, 2**31, 2**63, 2**64, 10**4000, -(10**400), 1e308, 5e-324, float("nan"),
    float("inf"), float("-inf"), "", " ", "null", "x" * 70_000, "张" * 20_000, "\x00", "\ud800", "\udfff\ud800", "张三",
    "../../etc/passwd", "' OR 1=1 --", "'; DROP TABLE event; --", "<b>x</b>", "{0.__class__}", "%s%n", "${jndi:ldap:x}",
    "2026-02-30", "2026-11-22", "9999-12-31T23:59:59.999+14:00", "0001-01-01T00:00:00Z", "1899-12-31T23:59:59Z",
    "2999-12-31T23:59:59.999-23:59", "2026-11-22T24:00:00+08:00", "2026-11-22T12:00:60+08:00", "20261122", 1e18,
    -62135596801, 4102444800, 3600.5, "3600", "true", "2.0",
    "+", "#", "a/b", [], {}, [[]], {"": {}}, ["residence"] * 600, [None], {"services": [[[]]]}, ["x"] * 20_000,
    "01a2037e-e335-7724-b959-f75b1ee987ce", "00000000-0000-7000-8000-000000000000",
    "ffffffff-ffff-7fff-bfff-ffffffffffff", "A001", "A9999", "AA0000", "A٠٠١", "Ａ００１", "residence\u200b",
    "résidence", "RESIDENCE", "residence ", "w03", "c003",
)  # fmt: skip
_HORRORS = (
    "\u202e", "\u200b", "\u0000", "\ufeff", "\u2028", "e" + "\u0301" * 60, "\U0001f469\u200d\U0001f469\u200d\U0001f466",
    "\x1b[2J", "\x7f", "\ufffe", "\U0010ffff", "𠮷", "ﷺ", "\r\n", "\t", "ı", "ß", "</script>", "&lt;",
    "買\u0308", "\x1b@", "\x1dV\x00", "\u0600",
)  # fmt: skip
_MATCHING: dict[str, Callable[[Random], str]] = {
    "7[0-9a-f]{3}-[89ab]": lambda dice: str(uuid6.UUID(int=NOW_MS << 80 | dice.getrandbits(80), version=7)),
    "[0-9a-f]{32}$": lambda dice: f"{dice.getrandbits(128):032x}",
    "[0-9a-f]{64}$": lambda dice: f"{dice.getrandbits(256):064x}",
    "[A-Z]{1,2}[0-9]{3,4}": lambda dice: (
        f"{dice.choice(['A', 'B', 'C', 'AB', 'Z'])}{dice.choice([0, 1, 17, 901, 9999]):03d}"
    ),
    "[a-z][a-z0-9-]{0,7}": lambda dice: dice.choice(["zh", "en", "x-klingon"[:8], "z"]),
    "[a-z][a-z0-9-]{0,31}": lambda dice: dice.choice(["low-counter", "sign-language", "z" * 32]),
    "[a-z0-9][a-z0-9-]{0,62}": lambda dice: dice.choice(["residence", "w01", "0", "z" * 63, "c001"]),
    "([0-9a-f]{2}){4,10}": lambda dice: dice.choice(["04a1b2c3", "00" * 10]),
    "[0-9][0-9 -]{3,20}": lambda dice: dice.choice(["", "13800138000", "+86 734 4321000"]),
    "^[A-Z]{1,2}$": lambda dice: dice.choice(["A", "ZZ"]),
}
"""By what is told of it in its pattern, how such a text is made."""


def text(dice: Random) -> str:
    """A short text of horrors."""
    return "".join(dice.choice(_HORRORS) for _ in range(dice.randrange(1, 5)))


def matching(dice: Random, schema: dict[str, Any]) -> str | None:
    """A text that fits a schema's pattern or format; None where it has none."""
    if schema.get("format") == "date":
        return dice.choice(["2026-11-22", "2026-02-28", "0001-01-01", "9999-12-31", "2000-02-29"])
    if schema.get("format") == "date-time":
        return dice.choice(["2026-11-22T12:00:00.000+08:00", "1900-01-01T00:00:00Z", "2999-12-31T23:59:59.999+08:00"])
    if not (pattern := schema.get("pattern")):
        return None
    for part, make in _MATCHING.items():
        if part in pattern:
            return make(dice)
    raise LookupError(f"teach tests/fuzz how to make a text of {pattern}")
