"""Draws the ways through the citizen kiosk into docs/kiosk.md, from the table that it follows.

python -m tests.docs.kiosk
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kiosk.citizen.flow import STAY_S, TABLE, WARN_S, WARNED
from kiosk.citizen.states import Event, State
from tests.docs.diagrams import drawn_into

PAGE = Path(__file__).resolve().parents[2] / "docs" / "kiosk.md"
ANYWHERE = frozenset({Event.CARD_LAID, Event.CODE_SHOWN, Event.TIMEOUT, Event.CUT_OFF, Event.UNREGISTERED})
"""What is told once in words, since it may happen nearly everywhere."""
CHAPTERS = {
    "ways-in": (State.WELCOME, State.LAY_AGAIN, State.CARD_UNKNOWN, State.CODE_UNKNOWN, State.TYPING, State.LOOKING),
    "number": (State.CHOOSE, State.ASKING, State.PRINTING, State.HOLDING, State.NOT_GIVEN, State.NO_ANSWER,
        State.NOT_DONE,
    ),
    "needs": (State.WISHES, State.FOR_WHOM),
    "finding": (State.FINDING, State.GUIDE),
    "held": (
        State.MINE, State.OPENED, State.GIVE_BACK, State.GIVING_BACK, State.CHECKING_IN, State.APPOINTMENT,
        State.CANCELLING,
    ),
    "requests": (State.REQUESTS, State.ABOUT, State.ITEMS, State.WORDS, State.CONTACT, State.REVIEW),
    "staff": (State.STAFF_PIN, State.STAFF, State.OUT_OF_SERVICE),
    "booking": (State.CHOOSE_TO_BOOK, State.SLOTS, State.BOOKING, State.OTHER_SLOTS, State.MOVING),
}  # fmt: skip


def drawings() -> dict[str, list[str]]:
    """Every drawing of the page by its name."""
    return {name: diagram(states) for name, states in CHAPTERS.items()} | {"stays": stays()}


def diagram(states: tuple[State, ...]) -> list[str]:
    """The ways out of some states, as a Mermaid diagram."""
    arrows: defaultdict[tuple[State, State], list[str]] = defaultdict(list)
    for state in states:
        for event, after in TABLE[state].items():
            if event not in ANYWHERE and after is not state:
                arrows[state, after].append(event.value)
    ways = (f"    {_id(before)} --> {_id(after)}: {', '.join(by)}" for (before, after), by in arrows.items())
    return ["```mermaid", "stateDiagram-v2", *ways, "```"]


def stays() -> list[str]:
    """How long each page waits for a touch."""
    return ["| page | seconds | asks before |", "| --- | --- | --- |", *_stays()]


def _stays() -> Iterator[str]:
    for state, seconds in sorted(STAY_S.items(), key=lambda stay: (-stay[1], stay[0].value)):
        yield f"| {state.value} | {seconds:g} | {f'{WARN_S:g} s' if state in WARNED else ''} |"


def _id(state: State) -> str:
    return state.value.replace("-", "_")


if __name__ == "__main__":
    PAGE.write_text(drawn_into(PAGE.read_text("utf-8"), drawings()), "utf-8")
