"""Random days of a hall: whatever people do in whatever order, these stay true."""

from datetime import time, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from broker.contract import codec
from broker.contract import messages as m
from broker.contract.told import PriorityRule
from broker.contract.values import Because, Claim, Condition, Refused, Standing, StepOutcome, TicketState
from broker.queue import order, views
from broker.queue.calendar import Calendar, DayKind
from broker.queue.life import ASIDE, AT_WINDOW, LIVE
from broker.queue.profile import Booking
from tests.broker.queue.desk import HEAD_START, Desk, profile, service, window

RULE = PriorityRule(age=65, reasons=(Claim.DISABILITY, Claim.PREGNANT), confirm=(Claim.PREGNANT,))
OLD, DISABLED, PREGNANT = (Because(reason=r, age=70) for r in (Claim.AGE, Claim.DISABILITY, Claim.PREGNANT))
WINDOWS = ("w01", "w02", "w03")
LARGEST = max(HEAD_START.values())
ALL_DAY = Calendar({DayKind.WORKDAY: ((time(0), time(23, 59)),)}, kind_of=lambda _day: DayKind.WORKDAY)
PLANS = [("a", ()), ("a", ()), ("b", ()), ("b", ()), ("a", (("a", "b"),)), ("b", (("b",), ("a", "x"), ("c",)))]
ARRIVAL = st.tuples(
    st.sampled_from(PLANS),
    st.sampled_from([None, None, OLD, DISABLED, PREGNANT]),
    st.sampled_from([(), (), ("low-counter",)]),
    st.sampled_from([{}, {}, *({"holder": n * 64} for n in "12"), {"holder": "1" * 64, "by": "4" * 64}]),
    st.sampled_from([0, 1, 60, 600, 3600]),
)
REASON = {"reason": "why"}
ABANDONED = {TicketState.WAITING, TicketState.CALLED, TicketState.MISSED}
"""Where a ticket is while nobody was seen with it."""


class RandomDays(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        low = ("low-counter",)
        self.desk = Desk(
            profile(
                window("w01", ("a",), ("b",), attributes=low),
                window("w02", ("a", "b"), ("c", "x"), attributes=low),
                window("w03", ("b",), ("a",), zone="upstairs", tidal=("c",), calendar=ALL_DAY),
                services=(
                    service("a", calendar=ALL_DAY, booking=Booking()),
                    service("b"),
                    service("c"),
                    service("x", behind=True),
                ),
                priority=RULE,
                start_after=timedelta(minutes=2),
                strained_over=3,
            )
        ).staffed(*WINDOWS)
        self.given = {}
        self.refs = []
        self.block, self.alone = None, 0

    # What people do -------------------------------------------------------------------------------

    @rule(arrivals=st.lists(ARRIVAL, min_size=1, max_size=6))
    def visitors_come(self, arrivals):
        for (first, stages), because, needs, holder, gap_s in arrivals:
            self.desk.pass_time(seconds=gap_s)
            fields = {"service": first, "stages": stages, "because": because, "needs": needs, **holder}
            self.took(self.desk.ask(m.IssueTicket, **fields))

    @rule(ahead=st.sampled_from([30, 60, 240]), holder=st.sampled_from([None, "3" * 64]))
    def a_visitor_books_a_time(self, ahead, holder):
        slots = self.desk.ask(m.FindSlots, service="a", day=(self.desk.now + timedelta(minutes=ahead)).date())
        for slot in slots.reply.slots[:1]:
            booked = self.desk.ask(m.BookAppointment, service="a", slot=slot.at, holder=holder).reply
            if booked.ok:
                self.refs.append(booked.appointment.ref)

    @precondition(lambda self: self.refs)
    @rule(data=st.data())
    def a_visitor_is_here(self, data):
        self.took(self.desk.ask(m.CheckIn, ref=data.draw(st.sampled_from(self.refs))))

    @precondition(lambda self: self.refs)
    @rule(data=st.data(), kind=st.sampled_from([m.CancelTicket, m.CancelAppointment]))
    def a_visitor_gives_something_back(self, data, kind):
        self.desk.ask(kind, ref=data.draw(st.sampled_from(self.refs)))

    @rule(arrival=ARRIVAL, away_s=st.sampled_from([0, 60, 3600]), unheard=st.booleans(), twice=st.booleans())
    def a_kiosk_hands_in_what_it_gave_by_itself(self, arrival, away_s, unheard, twice):
        (first, stages), because, needs, holder, _gap_s = arrival
        if self.block is None or self.block.service != first or self.alone > self.block.last:
            (self.block,) = self.desk.ask(m.LeaseNumbers, services=(first,)).reply.leases
            self.alone = self.block.first
        today = [event for event, *_ in self.desk.events if event.name == "ticket-issued"][-5:]
        replaces = today[0].cause if unheard and today else None
        of_lease = {"lease": self.block.id, "day": self.block.day, "ref": f"{self.desk.hall.seq:032x}"}
        of_lease |= {
            "number": f"{self.block.series}{self.alone}",
            "given_at": self.desk.now - timedelta(seconds=away_s),
        }
        of_lease |= {"service": first, "stages": stages, "because": because, "needs": needs, "replaces": replaces}
        self.alone += 1
        for _ in range(1 + twice):
            said = self.desk.ask(m.HandInTicket, **holder, **of_lease)
            assert said.reply.ok
        number = of_lease["number"]
        assert [t.number for t in self.desk.hall.tickets.values()].count(number) == 1
        if replaces and today[0].day == self.desk.hall.day:
            assert self.desk.hall.tickets[today[0].ticket].state not in ABANDONED
        self.refs.append(of_lease["ref"])

    @rule(data=st.data())
    def a_kiosk_gives_up_a_command(self, data):
        made = sorted(cause for _kiosk, cause in self.desk.hall.numbers.made) or [self.desk.new_id()]
        said = self.desk.ask(m.AbandonTicket, command=data.draw(st.sampled_from(made)))
        assert said.reply.ok or said.reply.error.code is Refused.WRONG_STATE

    @rule(at=st.sampled_from(WINDOWS))
    def a_clerk_calls_the_next(self, at):
        hall, profile_ = self.desk.hall, self.desk.hall.profile.windows[at]
        here = hall.window(at)
        free = here.condition is Condition.OPEN and here.ticket is None and here.staff is not None
        waits = [
            hall.tickets[id_]
            for offered in order.services_of(hall, profile_)
            for _place, id_ in hall.waiting.get(offered, ())
            if order.may_take(hall, profile_, hall.tickets[id_], offered)
        ]
        outcome = self.desk.at(at, m.CallNext)
        assert outcome.reply.ok == (free and bool(waits))  # no window idles while somebody waits whom it may take
        self.nobody_is_overtaken_beyond_the_bound(outcome.events)

    @rule(at=st.sampled_from(WINDOWS), count=st.integers(1, 5))
    def a_clerk_works_through_the_queue(self, at, count):
        self.desk.at(at, m.OpenWindow)
        for _ in range(count):
            for kind in (m.StartService, m.FinishService):
                self.desk.at(at, kind)
            self.a_clerk_calls_the_next(at)

    @rule(at=st.sampled_from(WINDOWS))
    def a_button_is_pressed(self, at):
        before = len(self.desk.events)
        self.desk.press(at)
        self.nobody_is_overtaken_beyond_the_bound([event for event, *_ in self.desk.events[before:]])

    @rule(
        at=st.sampled_from(WINDOWS),
        kind=st.sampled_from([m.Recall, m.StartService, m.FinishService, m.NoShow, m.ParkTicket, m.Undo]),
    )
    def a_clerk_goes_on(self, at, kind):
        self.desk.at(at, kind)

    @rule(at=st.sampled_from(WINDOWS))
    def a_clerk_finds_something_missing(self, at):
        self.desk.at(at, m.FinishService, outcome=StepOutcome.INCOMPLETE)

    @rule(
        at=st.sampled_from(WINDOWS),
        kind=st.sampled_from([m.OpenWindow, m.PauseWindow, m.CloseWindow, m.SignOut, m.CallSupport]),
    )
    def a_clerk_arranges_the_window(self, at, kind):
        self.desk.at(at, kind)

    @rule(at=st.sampled_from(WINDOWS))
    def a_clerk_comes_back(self, at):
        self.desk.at(at, m.SignIn, staff=f"c{int(at[1:]):03d}", pin_ok=True)
        self.desk.at(at, m.OpenWindow)

    @rule(
        at=st.sampled_from(WINDOWS),
        to=st.sampled_from([{}, {"service": "a"}, {"service": "b"}, {"to_window": "w02"}, {"to_staff": "c003"}]),
        placing=st.sampled_from(["first", "last", "keep"]),
    )
    def a_clerk_sends_somebody_on(self, at, to, placing):
        self.desk.at(at, m.TransferTicket, **to, placing=placing, **REASON)

    @precondition(lambda self: self.desk.hall.tickets)
    @rule(
        at=st.sampled_from(WINDOWS),
        kind=st.sampled_from(
            [
                (m.CallTicket, REASON),
                (m.ReinstateTicket, REASON),
                *(
                    (m.Authorise, REASON | {"standing": to})
                    for to in (Standing.GREEN, Standing.PRIORITY, Standing.NORMAL)
                ),
                (m.FinishPart, {"service": "x"}),
            ]
        ),
        data=st.data(),
    )
    def a_clerk_moves_somebody(self, at, kind, data):
        ticket = data.draw(st.sampled_from(sorted(self.desk.hall.tickets)))
        self.desk.at(at, kind[0], ticket=ticket, **kind[1])

    @rule(minutes=st.sampled_from([1, 16, 45]))
    def time_goes_by(self, minutes):
        self.desk.pass_time(minutes=minutes)
        self.desk.look()
        assert self.desk.look() == []  # what was due is done

    @rule()
    def a_new_day_opens(self):
        self.desk.pass_time(days=1)
        self.desk.end_day()
        self.desk.staffed(*WINDOWS)
        self.given = {}
        self.block = None

    def took(self, outcome):
        if outcome.reply.ok and outcome.events[0].name == "ticket-issued":
            number = outcome.reply.ticket.number
            self.given[number[0]] = self.given.get(number[0], 0) + 1
            assert number == f"{number[0]}{self.given[number[0]]:03d}"
            self.refs.append(outcome.reply.ticket.ref)

    # What stays true ------------------------------------------------------------------------------

    def nobody_is_overtaken_beyond_the_bound(self, events):
        """By those whom no person moved, of one service and with equal needs."""
        hall = self.desk.hall
        for event in events:
            if event.name != "ticket-called":
                continue
            called = hall.tickets[event.ticket]
            for _place, id_ in hall.waiting[event.service]:
                other = hall.tickets[id_]
                bound = {t.only_window or t.only_staff for t in (called, other)} != {None}
                if other.needs != called.needs or called.moved or other.moved or bound:
                    continue
                assert other.places[event.service] > called.places[event.service]
                assert self.eligible(called, event.service) - self.eligible(other, event.service) <= LARGEST

    def eligible(self, ticket, of):
        """When it began to count for a service: an appointment at its booked time."""
        return ticket.places[of][0] + HEAD_START[ticket.standing]

    @invariant()
    def no_ticket_is_at_two_windows_and_each_knows_of_the_other(self):
        hall = self.desk.hall
        held = {id_: w.ticket for id_, w in hall.windows.items() if w.ticket}
        assert len(set(held.values())) == len(held)
        at_window = {t.window: t.id for t in hall.tickets.values() if t.state in AT_WINDOW}
        assert held == at_window
        assert all(hall.window(id_).condition is not Condition.CLOSED for id_ in held)

    @invariant()
    def who_waits_stands_once_in_each_of_its_queues_and_in_order(self):
        hall = self.desk.hall
        waiting = [t for t in hall.tickets.values() if t.state is TicketState.WAITING]
        stands = sorted((service_, id_) for service_, queue in hall.waiting.items() for _place, id_ in queue)
        assert stands == sorted((service_, t.id) for t in waiting for service_ in t.places)
        for ticket in waiting:
            assert set(ticket.places) == {s for s in ticket.open_services if s not in hall.profile.behind}
            assert ticket.places
        assert all(queue == sorted(queue) for queue in hall.waiting.values())

    @invariant()
    def who_is_aside_is_listed_and_nobody_else(self):
        hall = self.desk.hall
        assert set(hall.aside) == {t.id for t in hall.tickets.values() if t.state in ASIDE}

    @invariant()
    def a_clerk_is_at_one_window(self):
        hall = self.desk.hall
        assert hall.staff_at == {w.staff: id_ for id_, w in hall.windows.items() if w.staff}

    @invariant()
    def every_move_by_hand_is_counted(self):
        hall = self.desk.hall
        moves = 0
        for event, *_ in reversed(self.desk.events):
            if event.name == "day-opened":
                break
            moves += isinstance(event, m.Moved) or getattr(event, "out_of_turn", False)
        assert sum(move.count for move in hall.moves.values()) == moves

    @invariant()
    def no_slot_is_taken_more_often_than_it_may_be(self):
        agenda, quota = self.desk.hall.agenda, Booking().quota
        for appointment in agenda.appointments.values():
            assert agenda.taken("a", appointment.slot, appointment.until) <= quota

    @invariant()
    def who_acts_for_others_finds_what_is_theirs_and_no_more_than_the_hall_allows(self):
        hall = self.desk.hall
        mine = hall.held_for_others(("4" * 64,))
        assert {t.id for t in mine} == {t.id for t in hall.tickets.values() if t.visitor.agent and t.state in LIVE}
        online = [t for t in mine if not t.number.startswith(("A9", "B9"))]
        assert len(online) <= hall.profile.rules.agent_limit

    @invariant()
    def seq_has_no_gap(self):
        last = self.desk.hall.seq
        assert [event.seq for event, *_ in self.desk.events[-50:]] == list(range(max(1, last - 49), last + 1))

    def teardown(self):
        """Who reads the same events from the disk has the same hall, and tells the same states."""
        hall = self.desk.hall
        opened = max(n for n, (event, *_) in enumerate(self.desk.events) if isinstance(event, m.DayOpened))
        today = self.desk.folded(since=opened)
        assert today == hall == self.desk.folded()
        for topic in views.topics(hall):
            state = views.state(hall, topic, self.desk.now)
            assert state == views.state(today, topic, self.desk.now)
            assert codec.decode(topic.kind, codec.encode(state)) == state


RandomDays.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=timedelta(seconds=5))
TestRandomDays = RandomDays.TestCase


def test_the_bound_is_the_largest_head_start():
    assert LARGEST == HEAD_START[Standing.GREEN] == timedelta(minutes=30)
