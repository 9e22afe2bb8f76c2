"""What staff do at a kiosk, joined; what has to be known over a restart is in the notebook."""

import json
from collections.abc import Mapping

from kiosk.citizen.leases import Write
from kiosk.citizen.staff.door import CheckPin, Door
from kiosk.citizen.staff.menu import Menu, Works
from kiosk.citizen.states import Event
from kiosk.citizen.visit import Visit

WRONG, OUT = "wrong pins", "out of service"
"""The facts in the notebook."""


class Staff:
    """The door and the menu behind it.

    Args:
        visit: the conversation.
        write: the notebook; without it nothing is known over a restart, and all else works.
        check: see `Door`.
        works: see `Menu`.
    """

    def __init__(self, visit: Visit, write: Write, check: CheckPin | None, works: Works) -> None:
        self._write = write
        self._door = Door(visit, check, lambda wrong: self._keep(WRONG, wrong))
        self._menu = Menu(visit, works, lambda out: self._keep(OUT, out))
        visit.hearing.recalling(self._on_kept)

    def on_card(self, event: Event, name: str) -> None:
        """Hear what happened to a card, and its masked name if it was read."""
        self._menu.on_card(event, name)

    def on_code(self, text: str) -> None:
        """Hear what stands in a code that was shown."""
        self._menu.on_code(text)

    def on_slip(self, of: str, trouble: str | None) -> None:
        """Hear what became of a slip."""
        self._menu.on_slip(of, trouble)

    def _keep(self, name: str, what: int) -> None:
        self._write(lambda notebook: notebook.keep(name, json.dumps(what)), lambda _kept: None)

    def _on_kept(self, kept: Mapping[str, str]) -> None:
        self._door.know(int(json.loads(kept.get(WRONG, "0"))))
        self._menu.know(out=kept.get(OUT) == "true")
