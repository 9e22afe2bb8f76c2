"""The terminal in every condition that it is looked at in."""

from dataclasses import replace

from broker.contract.values import Condition, Text, TicketState
from kiosk.window.flow import Situation, choose
from kiosk.window.models import Face, QueueLine

HALL = Text(zh="耒阳市政务服务中心", en="Leiyang Government Service Centre")
RESIDENCE = Text(zh="居住证办理", en="Residence permit")
LONG = Text(zh="企业开办变更与注销登记", en="Opening, changing and closing a business")
SIZES = [(480, 720), (320, 720), (960, 1440), (720, 480), (320, 600), (1200, 800)]

QUEUES = (
    QueueLine("residence", RESIDENCE, 12, 18, tuple((f"A{n:03}", "normal") for n in range(18, 26))),
    QueueLine(
        "social", Text(zh="社会保障", en="Social security"), 3, 5,
        (("B031", "priority"), ("B030", "appointment"), ("B032", "normal")),
    ),
    QueueLine("tax", Text(zh="税务", en="Tax"), 0, 0, ()),
)  # fmt: skip
CROWD = (
    QueueLine("business", LONG, 1208, 245, tuple((f"AB{n}", "green") for n in range(1230, 1238))),
    *QUEUES,
    *(replace(QUEUES[0], service=f"more-{n}") for n in range(3)),
)


def work(condition: str, state: str = "", **more) -> Face:
    """The clerk at work."""
    situation = Situation(
        signed_in=True,
        condition=Condition(condition),
        ticket=TicketState(state) if state else None,
        linked=more.get("linked", True),
        busy=bool(more.get("doing")),
    )
    choice = choose(situation)
    face = Face(
        page="work", hall=HALL, label="3", clerk="李静", condition=condition, primary=choice.primary.value,
        possible=tuple(choice.possible), linked=True, starting=False,
    )  # fmt: skip
    if state:
        face = replace(face, state=state, number="A017", service=RESIDENCE, name="张*", seconds=42)
    return replace(face, **more)


SIGN_IN = Face(hall=HALL, label="3", linked=True, starting=False, possible=("sign-in",))

FACES = {
    "starting": (Face(), ()),
    "sign-in": (SIGN_IN, ()),
    "misplaced": (replace(SIGN_IN, label="", possible=(), misplaced=True), ()),
    "wrong-pin": (replace(SIGN_IN, said="wrong-pin"), ()),
    "taken": (replace(SIGN_IN, said="wrong-state", clerk="李静"), ()),
    "closed": (work("closed"), QUEUES),
    "open": (work("open"), QUEUES),
    "calling": (work("open", doing="call-next", slow=True), QUEUES),
    "called": (work("open", "called"), QUEUES),
    "serving": (work("open", "serving", seconds=754), QUEUES),
    "paused": (work("paused"), QUEUES),
    "nobody": (work("open", said="no-one-waiting"), QUEUES[2:]),
    "changed": (work("open", "called", said="changed"), QUEUES),
    "away": (work("open", "serving", linked=False), QUEUES),
    "crowded": (
        work(
            "open", "called", label="综合受理1", number="WM8888", service=LONG, name="买**·***逊", seconds=5999,
            said="signed-in-elsewhere", where="128",
        ),
        CROWD,
    ),
}  # fmt: skip
