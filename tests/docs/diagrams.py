"""Draws the life of tickets and windows into docs/rules.md, from the tables that the hub decides by.

python -m tests.docs.diagrams
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from broker.contract import messages as m
from broker.contract.values import Condition, TicketState
from broker.queue.life import LIFE, WINDOW_LIFE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"
STATES = [state.value for state in TicketState if state is not TicketState.UNKNOWN]


def drawn(page: str) -> str:
    """The page of the rules with each of its drawings made anew."""
    return drawn_into(page, {"ticket": ticket(), "verbs": verbs(), "window": window()})


def drawn_into(page: str, drawings: Mapping[str, list[str]]) -> str:
    """A page with each of its drawings made anew; a drawing stands between two comments that name it."""
    for name, lines in drawings.items():
        before, start, rest = page.partition(f"<!-- {name} -->\n")
        _old, end, after = rest.partition(f"<!-- end of {name} -->\n")
        page = before + start + "".join(f"{line}\n" for line in lines) + end + after
    return page


def ticket() -> list[str]:
    """A ticket's life as a Mermaid diagram; verbs that leave its state as it is stand in the table only."""
    arrows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (state, verb), then in LIFE.items():
        for after in then:
            arrows[state.value, after.value].append(verb)
    ways = [f"    {state} --> {after}: {', '.join(by)}" for (state, after), by in arrows.items() if state != after]
    issued = f"    [*] --> waiting: {m.IssueTicket.verb}, {m.CheckIn.verb}"
    ends = [f"    {end} --> [*]" for end in ("finished", "cancelled")]
    return ["```mermaid", "stateDiagram-v2", issued, *ways, *ends, "```"]


def verbs() -> list[str]:
    """What each verb makes of each state, as a table; an empty field is refused."""
    said = {(state.value, verb): " or ".join(then) for (state, verb), then in LIFE.items()}
    live = [state for state in STATES if any(state == of for of, _verb in said)]
    rows = [f"| {verb} | " + " | ".join(said.get((state, verb), "") for state in live) + " |" for verb in _verbs()]
    return ["| | " + " | ".join(live) + " |", "| --- |" + " --- |" * len(live), *rows]


def window() -> list[str]:
    """A window's conditions as a Mermaid diagram."""
    arrows: defaultdict[tuple[Condition, Condition], list[str]] = defaultdict(list)
    for (condition, verb), then in WINDOW_LIFE.items():
        arrows[condition, then].append(verb)
    ways = [f"    {before.value} --> {after.value}: {', '.join(by)}" for (before, after), by in arrows.items()]
    return ["```mermaid", "stateDiagram-v2", "    [*] --> closed", *ways, "```"]


def _verbs() -> list[str]:
    return list(dict.fromkeys(verb for _state, verb in LIFE))


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), "utf-8")
