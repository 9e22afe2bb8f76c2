"""Random evenings of a hall: whatever the afternoon left undone, everybody who stays with a ticket is served."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from broker.contract import messages as m
from broker.contract.values import Condition, Standing, TicketState
from broker.queue.calendar import Calendar, DayKind
from broker.queue.life import LIVE
from tests.broker.queue.desk import Desk, profile, service, window

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = Calendar({DayKind.WORKDAY: ((time(9), time(17)),)}, kind_of=lambda _day: DayKind.WORKDAY)
LATER = Calendar({DayKind.WORKDAY: ((time(9), time(17, 30)),)}, kind_of=lambda _day: DayKind.WORKDAY)
LOW = ("low-counter",)
COUNTERS = ("w01", "w02", "w03")
BACK = "w04"
REASON = {"reason": "why"}

OFFERS = st.permutations("abc").flatmap(lambda order: st.integers(1, 3).map(lambda n: tuple(order[:n])))
WINDOW = st.tuples(OFFERS, st.sampled_from([(), ("a",), ("b", "c")]), st.sampled_from([(), LOW]))
STAGE = st.lists(st.sampled_from("abcx"), min_size=1, max_size=2, unique=True).map(tuple)
VISIT = st.tuples(st.lists(STAGE, min_size=1, max_size=3), st.sampled_from([(), (), LOW]))
ACTION = st.tuples(
    st.sampled_from(COUNTERS),
    st.sampled_from([m.CallNext, m.CallNext, m.StartService, m.FinishService, m.ParkTicket, m.NoShow, m.Undo]),
)


def hall(windows):
    """Three counters, of which the last alone has every service and a low counter, and a back office."""
    counters = [
        window(id_, offers, tidal=tuple(s for s in tidal if s not in offers), attributes=attributes, calendar=hours)
        for id_, (offers, tidal, attributes), hours in zip(COUNTERS, windows, (OFFICE, LATER, OFFICE), strict=True)
    ]
    services = (service("a"), service("b"), service("c"), service("x", behind=True))
    desk = Desk(profile(*counters, window(BACK, ("x",)), services=services))
    desk.now = datetime.combine(date(2026, 11, 23), time(16), SHANGHAI)
    return desk.staffed(*COUNTERS, BACK)


def serve(desk, at):
    """What a clerk does who is left with nothing else."""
    ticket = desk.hall.tickets.get(desk.hall.window(at).ticket or "")
    if ticket is None:
        desk.at(at, m.CallNext)
    else:
        desk.at(at, m.FinishService if ticket.state is TicketState.SERVING else m.StartService)


def bring_back(desk):
    """Parked visitors come back, and papers are made."""
    for id_ in list(desk.hall.aside):
        ticket = desk.hall.tickets[id_]
        if ticket.state is TicketState.PENDING:
            desk.at(BACK, m.FinishPart, ticket=id_, service="x")
        elif ticket.state is TicketState.PARKED:
            any(desk.at(at, m.ReinstateTicket, ticket=id_, **REASON).reply.ok for at in COUNTERS)


@settings(max_examples=60, deadline=timedelta(seconds=5))
@given(
    windows=st.tuples(WINDOW, WINDOW, st.just((("a", "b", "c"), (), LOW))),
    visits=st.lists(VISIT, min_size=1, max_size=6),
    actions=st.lists(ACTION, max_size=15),
)
def test_closing_drops_nobody(windows, visits, actions):
    desk = hall(windows)
    for stages, needs in visits:
        if stages[0][0] != "x":
            asked = {"service": stages[0][0], "stages": tuple(stages), "needs": needs, "standing": Standing.NORMAL}
            desk.ask(m.IssueTicket, **asked)
    for at, kind in actions:
        desk.pass_time(minutes=1)
        desk.at(at, kind)
    desk.now = max(desk.now, datetime.combine(desk.now.date(), time(17), SHANGHAI))
    for _ in range(150):
        desk.look()
        still = [at for at in COUNTERS if desk.hall.window(at).condition is not Condition.CLOSED]
        if not still:
            break
        for at in still:
            serve(desk, at)
        bring_back(desk)
        desk.pass_time(minutes=3)
    for _ in range(3):  # papers that nobody is called for any more; the back office has no hours
        bring_back(desk)
    left = {
        t.number: t.state for t in desk.hall.tickets.values() if t.state in LIVE and t.state is not TicketState.MISSED
    }
    assert (left, still) == ({}, [])
