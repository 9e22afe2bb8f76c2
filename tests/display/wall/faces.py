"""The wall in every condition that it is looked at in."""

from datetime import UTC, datetime, timedelta, timezone

from broker.client.link import Seen
from broker.contract.states import Board, HallToday, ServiceQueue
from broker.contract.told import Call, ServiceInfo, Wait, WindowInfo, WindowLabel
from broker.contract.values import Text
from display.wall.board import Face, Heard, face

NOW = datetime(2026, 11, 22, 14, 32, 10, tzinfo=timezone(timedelta(hours=8)))

SERVICES = (
    ("residence", "居住证办理", "Residence permit"),
    ("household", "户政综合", "Household register"),
    ("social", "社会保障", "Social security"),
    ("medical", "医疗保障", "Medical insurance"),
    ("housing", "住房公积金", "Housing fund"),
    ("estate", "不动产登记", "Real estate"),
    ("business", "企业开办与注销", "Opening and closing a business"),
    ("tax", "税务", "Tax"),
    ("civil", "民政与社会救助", "Civil affairs and social relief"),
    ("traffic", "车辆和驾驶证", "Vehicles and driving licences"),
    ("disabled", "残疾人服务", "Services for people with disabilities"),
    ("veterans", "退役军人事务", "Veterans' affairs"),
    ("collect", "证照领取", "Collecting documents"),
    ("complaint", "办不成事反映", "When a matter can't be settled"),
)


def today(services: int) -> HallToday:
    """A hall with so many services, all in zone main."""
    infos = tuple(
        ServiceInfo(id=id_, name=Text(zh=zh, en=en), series=chr(ord("A") + place))
        for place, (id_, zh, en) in enumerate(SERVICES[:services])
    )
    window = WindowInfo(id="w03", label="3", zone="main", services=(tuple(info.id for info in infos),))
    name = Text(zh="耒阳市政务服务中心", en="Leiyang Government Service Centre")
    return HallToday(
        epoch=1, seq=1, at=NOW, name=name, day=NOW.date(), services=infos, windows=(window,), zones=("main",)
    )


def calls(*said: tuple[str, str, int], now: datetime = NOW) -> Board:
    """A board of calls, each (number, window label, seconds ago), newest first."""
    lines = tuple(
        Call(
            call=f"00000000-0000-7000-8000-{place:012x}",
            number=number,
            window=WindowLabel(id=f"w{place}", label=label),
            at=now - timedelta(seconds=ago),
        )
        for place, (number, label, ago) in enumerate(said)
    )
    return Board(epoch=1, seq=1, at=now, calls=lines)


def queues(services: int) -> dict[str, ServiceQueue]:
    """How busy each is: none, a few, very many, closed."""
    busy = [(12, 3, 1080), (3, 2, 300), (0, 1, None), (108, 14, 14700), (0, 0, None), (5, 0, None)]
    return {
        id_: ServiceQueue(
            epoch=1,
            seq=1,
            at=NOW,
            waiting=busy[place % 6][0],
            open_windows=busy[place % 6][1],
            wait=Wait(likely_s=s, at_most_s=2 * s) if (s := busy[place % 6][2]) else None,
        )
        for place, (id_, _, _) in enumerate(SERVICES[:services])
    }


def partly_closed(services: int) -> dict[str, ServiceQueue]:
    """Every other queue closed: till later today, tomorrow, a weekday, a date, somewhen, and with people in it."""
    opens = (
        NOW.replace(hour=15, minute=0),
        NOW + timedelta(days=1),
        NOW + timedelta(days=3),
        NOW + timedelta(days=8),
        None,
    )
    told = queues(services)
    for place, id_ in enumerate(list(told)[::2]):
        waiting = 4 if place > len(opens) else 0
        more = {"open": False, "opens_at": opens[place % len(opens)], "waiting": waiting}
        told[id_] = told[id_].model_copy(update=more)
    return told


USUAL = calls(
    ("A017", "3", 4), ("C204", "12", 18), ("B031", "7", 55), ("A016", "1", 80), ("A015", "3", 160), ("D002", "21", 400),
    ("B030", "2", 500), ("B029", "7", 600),
)  # fmt: skip
WIDEST = calls(
    ("WM8888", "综合受理1", 4), ("AB1234", "128", 18), ("AB1233", "综合一", 20), ("QW9999", "低位", 80),
    ("MM1000", "B12", 160), ("AB1190", "21", 400), ("AB1189", "2", 500),
)  # fmt: skip
EMPTY = calls()


def heard(board: Board | None, services: int) -> Heard:
    """What the hub said."""
    return Heard(today(services), board, queues(services), NOW)


FACES: dict[str, Face] = {
    "calling": face(heard(USUAL, 4), "main", Seen.HUB, NOW),
    "one-call": face(heard(calls(("A001", "1", 3)), 2), "main", Seen.HUB, NOW),
    "widest": face(heard(WIDEST, 14), "main", Seen.HUB, NOW),
    "closed": face(Heard(today(4), USUAL, partly_closed(4), NOW), "main", Seen.HUB, NOW),
    "closed-many": face(Heard(today(14), USUAL, partly_closed(14), NOW), "main", Seen.HUB, NOW),
    "welcome": face(heard(EMPTY, 4), "main", Seen.HUB, NOW),
    "no-such-zone": face(heard(USUAL, 4), "elsewhere", Seen.HUB, NOW),
    "starting": face(Heard(), "main", Seen.STARTING, NOW),
    "hub-away": face(heard(USUAL, 14), "main", Seen.HUB_AWAY, NOW + timedelta(minutes=3)),
    "server-away": face(heard(WIDEST, 14), "main", Seen.SERVER_AWAY, NOW + timedelta(hours=2)),
    "away-from-start": face(Heard(), "main", Seen.SERVER_AWAY, NOW.astimezone(UTC)),
}
