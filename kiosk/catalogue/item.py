"""An item of the catalogue and its guide, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guide:
    """What somebody has to know before coming for an item. An empty text is not known.

    Attributes:
        who: who may apply.
        papers: what to bring.
        legal: how long it may take by law, such as `20个工作日`.
        promised: how long the hall promises that it takes.
        fee: what it costs.
        place: where it is done.
        on_the_spot: whether it is done while the visitor waits.
        basis: the law it goes by.
    """

    who: str = ""
    papers: tuple[str, ...] = ()
    legal: str = ""
    promised: str = ""
    fee: str = ""
    place: str = ""
    on_the_spot: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One catalogued matter.

    Attributes:
        code: the state's number for it, one of its kind.
        name: in Chinese.
        department: who does it.
        service: the id in hall.toml of the service that a ticket is taken for.
        name_en: in English, or empty.
        events: the life events that it is part of.
        popularity: how often it is asked for; only compared with that of others.
        guide: what to know before coming.
    """

    code: str
    name: str
    department: str
    service: str
    name_en: str = ""
    events: tuple[str, ...] = ()
    popularity: int = 0
    guide: Guide = Guide()


@dataclass(frozen=True, slots=True)
class Group:
    """Items that stand behind one large tile.

    Attributes:
        name: of a department or a life event.
        items: how many there are.
    """

    name: str
    items: int
