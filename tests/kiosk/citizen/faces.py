"""Every page of the kiosk, as its model would have it."""

from broker.contract.values import Text
from kiosk.citizen.flow import Page
from kiosk.citizen.models import Face, ServiceLine

HALL = Text(zh="耒阳市政务服务中心", en="Leiyang Government Service Center")
NAMES = (
    ("居住证办理", "Residence permit"),
    ("户籍业务", "Household register"),
    ("社会保险", "Social insurance"),
    ("不动产登记", "Real estate registration"),
    ("企业开办", "Starting a business"),
    ("税务", "Tax"),
    ("出入境证件", "Exit and entry documents"),
    ("医保报销", "Medical insurance refund"),
    ("住房公积金", "Housing provident fund"),
    ("婚姻登记", "Marriage registration"),
    ("老年人优待证和高龄津贴", "Senior card and old-age allowance"),
    ("残疾人证办理与补贴申领", "Disability certificate and subsidy"),
)


def services(count):
    """So many services; the first has nobody waiting, the last has not told yet."""
    lines = [
        ServiceLine(f"s{n}", Text(zh=zh, en=en), "ABCDEFGHJKLM"[n], waiting=n * 7) for n, (zh, en) in enumerate(NAMES)
    ]
    return tuple(lines[:count])


_RESIDENCE = Text(zh=NAMES[0][0], en=NAMES[0][1])
_LONG = Text(zh=NAMES[10][0], en=NAMES[10][1])
_TICKET = {"number": "A017", "service": _RESIDENCE, "ahead": 3, "minutes": 7, "name": "张*"}

FACES = {
    "starting": (Face(page=Page.STARTING, hall=None), 0),
    "away": (Face(page=Page.AWAY), 0),
    "unregistered": (Face(page=Page.UNREGISTERED), 0),
    "closed": (Face(page=Page.CLOSED), 0),
    "welcome": (Face(page=Page.WELCOME), 5),
    "welcome-reader-away": (Face(page=Page.WELCOME, reader="away"), 5),
    "welcome-no-reader": (Face(page=Page.WELCOME, reader="none"), 5),
    "lay-again": (Face(page=Page.LAY_AGAIN), 5),
    "card-unknown": (Face(page=Page.CARD_UNKNOWN), 5),
    "choose-3": (Face(page=Page.CHOOSE, name="张*"), 3),
    "choose-5": (Face(page=Page.CHOOSE), 5),
    "choose-8": (Face(page=Page.CHOOSE, name="欧**试"), 8),
    "choose-12": (Face(page=Page.CHOOSE, name="买**·***逊"), 12),
    "still-there": (Face(page=Page.CHOOSE, name="张*", seconds_left=9), 8),
    "asking": (Face(page=Page.ASKING, asking=True), 5),
    "ticket-printing": (Face(page=Page.TICKET, paper="printing", **_TICKET), 5),
    "ticket-printed": (Face(page=Page.TICKET, paper="printed", **_TICKET), 5),
    "ticket-first": (Face(page=Page.TICKET, paper="printed", **{**_TICKET, "ahead": 0, "minutes": 1}), 5),
    "ticket-longest": (
        Face(
            page=Page.TICKET,
            paper="printed",
            **{**_TICKET, "number": "AB1234", "service": _LONG, "ahead": 128, "minutes": 245},
        ),
        5,
    ),
    "paper-out": (Face(page=Page.UNPRINTED, paper="paper-out", **_TICKET), 5),
    "paper-failed": (Face(page=Page.UNPRINTED, paper="failed", **{**_TICKET, "ahead": -1, "minutes": -1}), 5),
    "paper-none": (Face(page=Page.UNPRINTED, paper="none", **_TICKET), 5),
    "holding": (Face(page=Page.HOLDING, **_TICKET), 5),
    "holding-called": (Face(page=Page.HOLDING, **{**_TICKET, "ahead": -1, "minutes": -1, "window": "12"}), 5),
    "not-given": (Face(page=Page.NOT_GIVEN, refused="unknown-service"), 5),
    "not-now": (Face(page=Page.NOT_GIVEN, refused="not-now"), 5),
    "no-answer": (Face(page=Page.NO_ANSWER), 5),
}
"""Name to the face and how many services the hall has."""
SIZES = ((1080, 1920), (1920, 1080))
