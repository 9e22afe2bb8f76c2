"""The terminal in every condition that it is looked at in."""

from dataclasses import dataclass, replace

from broker.contract.values import Condition, Text, TicketState
from kiosk.window.face import Face
from kiosk.window.flow import Situation, Verb, choose
from kiosk.window.known import QueueLine
from kiosk.window.panel import TO_STAFF, Mark, Option, Panel

HALL = Text(zh="耒阳市政务服务中心", en="Leiyang Government Service Centre")
RESIDENCE = Text(zh="居住证办理", en="Residence permit")
SOCIAL = Text(zh="社会保障", en="Social security")
TAX = Text(zh="税务", en="Tax")
LONG = Text(zh="企业开办变更与注销登记", en="Opening, changing and closing a business")
PAPERS = Text(zh="证照制作", en="Making certificates")
SIZES = [(480, 720), (320, 720), (960, 1440), (720, 480), (320, 600), (1200, 800), (320, 480)]


@dataclass(frozen=True)
class Scene:
    """What is on the screen."""

    face: Face
    queues: tuple[QueueLine, ...] = ()
    panel: Panel | None = None


CLAIMS = ("age", "disability", "pregnant", "child", "service", "a-word-of-tomorrow")
QUEUES = (
    QueueLine("residence", RESIDENCE, 12, 18, tuple(Mark(f"A{n:03}") for n in range(18, 26))),
    QueueLine("social", SOCIAL, 3, 5, (Mark("B031", "priority"), Mark("B030", "appointment"), Mark("B032"))),
    QueueLine("tax", TAX, 0, 0, ()),
)
BUSY = (
    QueueLine(
        "residence", RESIDENCE, 12, 125,
        (
            Mark("A018", "green", moved="authorise"), Mark("A013", moved="reinstate-ticket"),
            Mark("A016", moved="transfer-ticket", meant="here"), Mark("A019", needs=("low-counter",)),
            *(Mark(f"A02{n}", claim=claim) for n, claim in enumerate(CLAIMS)),
        ),
        strained=True,
    ),
    QueueLine("social", SOCIAL, 3, 60, (Mark("B031"), Mark("B032", meant="elsewhere")), tidal=True, strained=True,
        support=("5", "综合受理1"),
    ),
    QueueLine("papers", PAPERS, 2, 41, (Mark("A007", state="pending"), Mark("A009", state="parked")), behind=True),
)  # fmt: skip
CROWD = (
    QueueLine("business", LONG, 1208, 245, tuple(Mark(f"AB{n}", "green") for n in range(1230, 1238))),
    *QUEUES,
    *(replace(QUEUES[0], service=f"more-{n}") for n in range(3)),
)
STEPS = ((SOCIAL, "done"), (RESIDENCE, "now"), (TAX, "later"))
MANY_STEPS = (
    (LONG, "done"), (SOCIAL, "incomplete"), (RESIDENCE, "now"), (TAX, "later"), (PAPERS, "later"), (LONG, "later"),
)  # fmt: skip
NOTE = "材料齐全，只差一张近期照片；已告诉她楼下可以拍。"
LONG_NOTE = ("材料齐全，只差一张近期照片；已告诉她楼下可以拍。请先核对户口簿首页与本人页再受理，不必重新填表。" * 4)[
    :200
]


def work(condition: str, state: str = "", **more) -> Face:
    """The clerk at work."""
    situation = Situation(
        signed_in=True,
        condition=Condition(condition),
        ticket=TicketState(state) if state else None,
        undoable="undo" in more,
        linked=more.get("linked", True),
        busy=bool(more.get("doing")),
    )
    choice = choose(situation)
    face = Face(
        page="work", hall=HALL, label="3", clerk="李静", condition=condition, primary=choice.primary.value,
        possible=tuple(choice.possible), linked=True, starting=False, undo_left=48 if "undo" in more else 0,
    )  # fmt: skip
    if state:
        face = replace(face, state=state, number="A017", service=RESIDENCE, name="张*", seconds=42)
    return replace(face, **more)


SIGN_IN = Face(hall=HALL, label="3", linked=True, starting=False, possible=("sign-in",))
REFUSALS = [
    ("recall", "limit-reached", "3"), ("reinstate-ticket", "limit-reached", "2"), ("no-show", "too-soon", "17"),
    ("sign-out", "holders-wait", "A017 B002"), ("undo", "nothing-to-undo", ""), ("transfer-ticket", "unmet-need", ""),
    ("transfer-ticket", "wrong-state", ""), ("transfer-ticket", "unknown-service", ""),
    ("call-ticket", "unknown-ticket", ""), ("open-window", "closed-now", ""), ("call-support", "not-now", ""),
    ("close-window", "holders-wait", "A017 B002 A1018 B003 A019 +13"), ("authorise", "not-allowed", "clerk"),
    ("recall", "no-answer", ""), ("pause-window", "wrong-state", ""), ("note", "a-word-of-tomorrow", ""),
]  # fmt: skip
"""What the hub may refuse: verb, code, detail."""

FACES = {
    "starting": Scene(Face()),
    "sign-in": Scene(SIGN_IN),
    "misplaced": Scene(replace(SIGN_IN, label="", possible=(), misplaced=True)),
    "wrong-pin": Scene(replace(SIGN_IN, said="wrong-pin")),
    "guessed": Scene(replace(SIGN_IN, said="too-soon", tried="sign-in", detail="840")),
    "not-of-the-windows": Scene(replace(SIGN_IN, said="not-allowed", tried="sign-in", detail="technician")),
    "badge-wanted": Scene(replace(SIGN_IN, reader=True)),
    "badge-read": Scene(replace(SIGN_IN, reader=True, badge=1)),
    "badge-wrong-pin": Scene(replace(SIGN_IN, reader=True, badge=1, said="wrong-pin", tried="sign-in")),
    "badge-unread": Scene(replace(SIGN_IN, reader=True, said="lay-again")),
    "badge-none": Scene(replace(SIGN_IN, reader=True, said="no-badge")),
    "left": Scene(replace(SIGN_IN, clerk="李静")),
    "take-over": Scene(replace(SIGN_IN, clerk="李静", over=True, number="A017")),
    "take-over-free": Scene(replace(SIGN_IN, clerk="李静", over=True)),
    "take-over-wrong-pin": Scene(replace(SIGN_IN, clerk="李静", over=True, said="wrong-pin", tried="sign-in")),
    "take-over-badge": Scene(replace(SIGN_IN, clerk="欧阳静怡", over=True, number="AB1234", reader=True, badge=2)),
    "take-over-held": Scene(
        replace(SIGN_IN, clerk="李静", over=True, said="signed-in-elsewhere", tried="sign-in", detail="12")
    ),
    "take-over-needed": Scene(replace(SIGN_IN, clerk="李静", over=True, said="holders-wait", tried="sign-in")),
    "take-over-away": Scene(replace(SIGN_IN, clerk="李静", over=True, linked=False, possible=())),
    "closed": Scene(work("closed"), QUEUES),
    "open": Scene(work("open"), QUEUES),
    "calling": Scene(work("open", doing="call-next", slow=True), QUEUES),
    "called": Scene(work("open", "called"), QUEUES),
    "recalled": Scene(work("open", "called", recalls=2, note=NOTE, undo="call-next", undo_left=31), QUEUES),
    "serving": Scene(work("open", "serving", seconds=754, undo="start-service"), QUEUES),
    "visit": Scene(work("open", "serving", seconds=3754, steps=STEPS, note=NOTE, parts=True, support=True), BUSY),
    "appeal": Scene(
        work(
            "open", "serving", by="欧**试", category=Text(zh="超期未办", en="Overdue"), contact="0734-4321000",
            written="等了三个月。\n没有答复。",
        ),
        QUEUES,
    ),
    "long-appeal": Scene(
        work("open", "serving", category=LONG, contact="+86 13800138000", written="\n".join([NOTE] * 20), steps=STEPS),
        CROWD,
    ),
    "paused": Scene(work("paused", undo="finish-service"), QUEUES),
    "nobody": Scene(work("open", said="no-one-waiting", tried="call-next", undo="transfer-ticket"), QUEUES[2:]),
    "changed": Scene(work("open", "called", said="changed"), QUEUES),
    "away": Scene(work("open", "serving", linked=False, undo="start-service"), QUEUES),
    "crowded": Scene(
        work(
            "open", "called", label="综合受理1", number="WM8888", service=LONG, name="买**·***逊", seconds=35999,
            said="signed-in-elsewhere", detail="128", recalls=3, support=True, parts=True, undo="transfer-ticket",
        ),
        CROWD,
    ),
    "long-visit": Scene(work("open", "serving", steps=MANY_STEPS, note=LONG_NOTE, parts=True), CROWD),
} | {
    f"said-{verb}-{code}": Scene(work("open", "called", said=code, tried=verb, detail=detail), QUEUES)
    for verb, code, detail in REFUSALS
}  # fmt: skip

TICKETS = tuple(
    Option(mark.number, (), name, mark)
    for name, mark in (
        (RESIDENCE, Mark("A018", "green", minutes=125, moved="authorise", needs=("low-counter", "sign-language"))),
        (RESIDENCE, Mark("A019", minutes=18, claim="pregnant")),
        (SOCIAL, Mark("B030", "appointment", minutes=4, meant="here")),
        (LONG, Mark("AB1234", "priority", minutes=245, moved="transfer-ticket", needs=("lang-en", "unheard-of"))),
        *((RESIDENCE, Mark(f"A{n:03}", minutes=3)) for n in range(20, 40)),
    )
)
ASIDE = (
    Option("A004", (), RESIDENCE, Mark("A004", state="missed", minutes=12)),
    Option("B002", (), SOCIAL, Mark("B002", "appointment", state="parked", minutes=65)),
)
PENDING = (Option("A007-papers", (), PAPERS, Mark("A007", state="pending", minutes=41)),)
SERVICES = tuple(Option(text.en, (), text) for text in (RESIDENCE, SOCIAL, TAX, LONG))
WINDOWS = tuple(Option(f"w{n:02}", (), Text(zh=label, en=label)) for n, label in enumerate(("5", "12", "综合受理1")))


def asking(verb: Verb, *answers: Option, options: tuple[Option, ...] = ()) -> Panel:
    """A panel that has these answers."""
    return Panel(verb, "t", answers).offering(options)


def scene(panel: Panel, **more) -> Scene:
    """A panel over the window that it belongs to."""
    state = {Verb.PARK: "serving", Verb.NOTE: "serving", Verb.TRANSFER: "called"}.get(panel.verb, "")
    return Scene(work("open", state, parts=True, **more), QUEUES, panel)


TO_SERVICE, TO_WINDOW, TO_CLERK = (Option(value, ()) for value in ("service", "to_window", TO_STAFF))
PANELS = {
    "pause": scene(asking(Verb.PAUSE)),
    "park": scene(asking(Verb.PARK)),
    "park-away": scene(asking(Verb.PARK), linked=False),
    "note": scene(asking(Verb.NOTE)),
    "note-refused": scene(asking(Verb.NOTE), said="not-now", tried="note"),
    "transfer-where": scene(asking(Verb.TRANSFER)),
    "transfer-service": scene(asking(Verb.TRANSFER, TO_SERVICE, options=SERVICES)),
    "transfer-window": scene(asking(Verb.TRANSFER, TO_WINDOW, options=WINDOWS)),
    "transfer-nowhere": scene(asking(Verb.TRANSFER, TO_WINDOW)),
    "transfer-clerk": scene(asking(Verb.TRANSFER, TO_CLERK)),
    "transfer-placing": scene(asking(Verb.TRANSFER, TO_SERVICE, SERVICES[3])),
    "transfer-reason": scene(asking(Verb.TRANSFER, TO_WINDOW, WINDOWS[2], Option("first", ()))),
    "transfer-refused": scene(
        asking(Verb.TRANSFER, TO_SERVICE, SERVICES[3], Option("first", ())), said="unmet-need", tried="transfer-ticket"
    ),
    "call-ticket": scene(asking(Verb.CALL_TICKET, options=TICKETS)),
    "call-ticket-nobody": scene(asking(Verb.CALL_TICKET)),
    "call-ticket-reason": scene(asking(Verb.CALL_TICKET, TICKETS[0])),
    "reinstate": scene(asking(Verb.REINSTATE, options=ASIDE)),
    "reinstate-reason": scene(asking(Verb.REINSTATE, ASIDE[0]), said="limit-reached", tried="reinstate", detail="2"),
    "void": scene(asking(Verb.VOID, options=(*ASIDE, *TICKETS))),
    "void-nobody": scene(asking(Verb.VOID)),
    "void-reason": scene(asking(Verb.VOID, ASIDE[0])),
    "void-changed": scene(asking(Verb.VOID, ASIDE[0]), said="wrong-state", tried="void-ticket"),
    "authorise": scene(asking(Verb.AUTHORISE, options=TICKETS), said="unknown-ticket", tried="authorise"),
    "authorise-standing": scene(asking(Verb.AUTHORISE, TICKETS[1])),
    "authorise-reason": scene(asking(Verb.AUTHORISE, TICKETS[1], Option("green", ()))),
    "authorise-not-allowed": scene(
        asking(Verb.AUTHORISE, TICKETS[1], Option("green", ())), said="not-allowed", tried="authorise"
    ),
    "finish-part": scene(asking(Verb.FINISH_PART, options=PENDING)),
    "finish-part-outcome": scene(asking(Verb.FINISH_PART, PENDING[0])),
}
SCENES = FACES | PANELS
