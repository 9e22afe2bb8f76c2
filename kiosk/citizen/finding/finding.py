"""The chapter of a visit in which somebody looks for what they came for."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from hardware.qr import address_of
from hardware.ticketprinter.paper import Words
from hardware.ticketprinter.slip import AnySlip, Leaflet
from kiosk.catalogue.guide import parts, printed, to_take
from kiosk.catalogue.hit import Hit
from kiosk.catalogue.item import Group, Item
from kiosk.citizen.finding import shown
from kiosk.citizen.finding.librarian import Librarian
from kiosk.citizen.finding.shown import NOTHING, FoundItem, GroupTile, GuidePart, Sought
from kiosk.citizen.hearing import PAGES
from kiosk.citizen.slip import printed_language, words_of
from kiosk.citizen.states import Event, State
from kiosk.citizen.visit import Visit

if TYPE_CHECKING:
    from kiosk.catalogue.catalogue import Catalogue

MOST_TYPED = 24
"""Signs; nobody types more before reading what was found."""
MOST_LISTED = 48
"""Items of a group, those most asked for; who wants another one types its name."""
_DOTS = 8
"""Of the screen, for one of a QR code."""

T = TypeVar("T")


class Finding:
    """Searches and browses the catalogue, shows guides, and leads from an item to its ticket.

    Args:
        visit: the conversation.
        librarian: reads the catalogue; None for a kiosk without one.
        print_slip: see `Paper`.
        print_page: the same for a leaflet on A4.
        page: the address of an item's page for telephones, with `{code}` in it; empty where the hall has none.
    """

    def __init__(
        self,
        visit: Visit,
        librarian: Librarian | None,
        print_slip: Callable[[str, AnySlip], None] | None,
        print_page: Callable[[str, Leaflet], None] | None,
        page: str,
    ) -> None:
        self._visit, self._librarian, self._page = visit, librarian, page
        self._print_slip, self._print_page = print_slip, print_page
        self._item: Item | None = None
        self._asked: object = None  # the last question; answers to an earlier one count no more
        touch = visit.model.finding
        touch.begun.connect(lambda: librarian and visit.on(Event.FIND))
        touch.typed.connect(lambda sign: self._type(visit.face.sought.typed + sign))
        touch.erased.connect(lambda: self._type(visit.face.sought.typed[:-1]))
        touch.cleared.connect(lambda: self._type(""))
        touch.kindChosen.connect(self._on_kind)
        touch.groupOpened.connect(self._on_group)
        touch.itemOpened.connect(self._on_item)
        touch.printed.connect(self._on_print)
        self._came_from = State.WELCOME
        visit.entering(State.FINDING, self._begin)
        visit.forgetting(self._forget)
        visit.painting(lambda face: replace(face, finds=librarian is not None and librarian.reads))
        visit.going_back(self._leave)

    @property
    def service(self) -> str:
        """The service of the item whose guide is read; empty where there is none."""
        item = self._visit.face.item
        return item.service if item else ""

    def on_printed(self, of: str, trouble: str | None) -> None:
        """Hear what became of a leaflet: what does not come out on A4 comes out as a slip, where there are slips."""
        item = self._visit.face.item
        if not (self._item and item) or of not in {_slip_of(self._item), _sheet_of(self._item)}:
            return
        on_a4 = of == _sheet_of(self._item)
        if on_a4 and trouble and self._print_slip and (leaflet := self._leaflet()):
            self._print_slip(_slip_of(self._item), leaflet)
            return
        self._visit.change(item=replace(item, paper=trouble or ("on-a4" if on_a4 else "printed")))
        self._visit.show()

    def _begin(self, before: State) -> None:
        if before is not State.GUIDE:
            self._came_from = before
            self._seek(NOTHING)
            self._groups()

    def _type(self, typed: str) -> None:
        if self._visit.state is not State.FINDING or len(typed) > MOST_TYPED:
            return
        self._seek(Sought(typed=typed, kind=self._visit.face.sought.kind))
        if typed:
            self._ask(lambda catalogue: catalogue.search(typed), self._on_hits)
        else:
            self._groups()

    def _on_kind(self, kind: str) -> None:
        self._seek(Sought(kind=kind))
        self._groups()

    def _on_group(self, name: str) -> None:
        kind = self._visit.face.sought.kind
        tiles = self._visit.model.rows(GroupTile)
        count = next((tile.items for tile in tiles if tile.key == name), 0)
        self._visit.model.show_rows(FoundItem, ())
        self._seek(Sought(kind=kind, group=name, count=count))

        def look(catalogue: "Catalogue") -> tuple[Item, ...]:
            listed = catalogue.of_event if kind == "event" else catalogue.of_department
            return listed(name, 0, MOST_LISTED)

        self._ask(look, self._on_listed)

    def _leave(self) -> bool:
        """Go back from what was found to the groups, and from there to where the visitor came from."""
        visit, sought = self._visit, self._visit.face.sought
        if visit.state is not State.FINDING:
            return False
        if sought.group or sought.typed:
            self._on_kind(sought.kind)
            return True
        return self._came_from is State.WELCOME and visit.on(Event.DONE)

    def _on_item(self, code: str) -> None:
        self._ask(lambda catalogue: catalogue.item(code), self._on_guide)

    def _on_guide(self, item: Item | None) -> None:
        visit = self._visit
        if item is None or not visit.on(Event.ITEM_OPENED):
            return
        self._item = item
        today = visit.hearing.today
        here = today is not None and any(service.id == item.service for service in today.services)
        paper = "" if self._print_slip or self._print_page else "none"
        visit.change(item=replace(shown.item(item, item.service if here else ""), paper=paper))
        visit.model.show_rows(GuidePart, map(shown.part, parts(item)))
        visit.show()
        # A long guide's code takes longer to draw than the page, so that does not wait for it.
        self._ask(lambda _catalogue: address_of(to_take(item, self._page), _DOTS), self._on_code)

    def _on_code(self, code: str) -> None:
        visit = self._visit
        if visit.face.item:
            visit.change(item=replace(visit.face.item, code=code))
            visit.show()

    def _on_print(self) -> None:
        visit, item, face = self._visit, self._item, self._visit.face.item
        leaflet = self._leaflet()
        if visit.state is not State.GUIDE or not (item and face and leaflet):
            return
        if self._print_page and (visit.hearing.works(PAGES) or not self._print_slip):
            self._print_page(_sheet_of(item), leaflet)
        elif self._print_slip:
            self._print_slip(_slip_of(item), leaflet)
        else:
            return
        visit.change(item=replace(face, paper="printing"))
        visit.show()

    def _leaflet(self) -> Leaflet | None:
        visit, item, today = self._visit, self._item, self._visit.hearing.today
        if item is None or today is None:
            return None
        return Leaflet(
            hall=words_of(today.name),
            title=Words(item.name, item.name_en),
            parts=printed(item),
            code=to_take(item, self._page) if self._page else "",
            printed_at=visit.link.hub_now,
            language=printed_language(visit.face.language),
        )

    def _groups(self) -> None:
        kind = self._visit.face.sought.kind
        self._ask(lambda c: c.events() if kind == "event" else c.departments(), self._on_groups)

    def _on_groups(self, groups: tuple[Group, ...]) -> None:
        self._visit.model.show_rows(GroupTile, map(shown.tile, groups))
        self._know(len(groups))

    def _on_hits(self, hits: tuple[Hit, ...]) -> None:
        self._visit.model.show_rows(FoundItem, map(shown.found, hits))
        self._know(len(hits))

    def _on_listed(self, items: tuple[Item, ...]) -> None:
        self._visit.model.show_rows(FoundItem, map(shown.listed, items))
        self._know(self._visit.face.sought.count)

    def _know(self, count: int) -> None:
        self._visit.change(sought=replace(self._visit.face.sought, known=True, count=count))
        self._visit.show()

    def _seek(self, sought: Sought) -> None:
        """Show what is looked for; what was found for something else stays until it is known better."""
        self._visit.change(sought=sought)
        self._visit.show()

    def _ask(self, look: "Callable[[Catalogue], T]", then: Callable[[T], None]) -> None:
        if self._librarian is None:
            return
        asked = self._asked = object()

        def heard(answer: T) -> None:
            if self._asked is asked:
                then(answer)

        self._librarian.ask(look, heard)

    def _forget(self) -> None:
        self._item = self._asked = None
        self._visit.change(sought=NOTHING, item=None)
        for kind in (GroupTile, FoundItem, GuidePart):
            self._visit.model.show_rows(kind, ())


def _slip_of(item: Item) -> str:
    return f"slip {item.code}"


def _sheet_of(item: Item) -> str:
    return f"sheet {item.code}"
