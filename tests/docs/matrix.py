"""Draws who may say and hear what into docs/security.md, from the rights that the MQTT server is given.

python -m tests.docs.matrix
"""

from pathlib import Path

from paho.mqtt.client import topic_matches_sub

from broker.contract.devices import Health, Presence
from broker.contract.message import Command, Event, Reply
from broker.contract.messages import COMMANDS, STATES
from broker.contract.values import App
from broker.server.rights import rights

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security.md"
APPS = [app for app in App if app is not App.UNKNOWN]
NAMES = {"zone": "z", "service": "s", "window": "w"}
BEGIN, END = "<!-- matrix -->\n", "<!-- end of matrix -->"


def drawn(page: str) -> str:
    """The page with its table made anew."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


def table() -> str:
    """One row a kind of topic, one column a kind of account; an account's own topics are named by it."""
    patterns = {kind.topic: kind.topic for kind in (*STATES, Event, Reply, Presence, Health)}
    patterns |= {f"cmd/{{device}}/{command.verb}": Command.topic for command in COMMANDS}
    head = ["topic below `yimen/v1/{hall}/`", *APPS]
    rows = [head, ["---"] * len(head)]
    rows += [[f"`{pattern}`", *(cell(pattern, app) for app in APPS)] for pattern in patterns]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def cell(pattern: str, app: App) -> str:
    """What accounts of an app may do with such a topic: their own, or anybody's."""
    me = "hub" if app is App.HUB else "me"
    allowed = rights("h", me, app, NAMES["window"])
    words = []
    for may, word in (("write", "says"), ("read", "hears")):
        own = f"yimen/v1/h/{pattern.format(device=me, **NAMES)}"
        others = f"yimen/v1/h/{pattern.format(**NAMES | {'device': 'another', 'window': 'another'})}"
        here = [any(r.may == may and topic_matches_sub(r.topic, topic) for r in allowed) for topic in (own, others)]
        if here[1]:
            words.append(word)
        elif here[0]:
            words.append(f"{word} its own")
    return ", ".join(words)


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), "utf-8")
