"""Random days of a hall: whatever people do in whatever order, these stay true."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from broker.contract import codec
from broker.contract import messages as m
from broker.contract.values import Condition, Standing, TicketState
from broker.queue import views
from broker.queue.hall import Hall
from broker.queue.life import AT_WINDOW
from tests.broker.queue.desk import HEAD_START, Desk, profile, window

WINDOWS = ("w01", "w02", "w03")
LARGEST = max(HEAD_START.values())
ARRIVAL = st.tuples(
    st.sampled_from(["a", "b"]),
    st.sampled_from(list(HEAD_START)),
    st.sampled_from([(), (), ("low-counter",)]),
    st.sampled_from([None, None, "1" * 64, "2" * 64]),
    st.sampled_from([0, 1, 60, 600, 3600]),
)


class RandomDays(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.desk = Desk(
            profile(
                window("w01", ("a",), ("b",)),
                window("w02", ("a", "b"), attributes=("low-counter",)),
                window("w03", ("b",), ("a",), zone="upstairs"),
            )
        ).staffed(*WINDOWS)
        self.given = {}
        self.refs = []

    @rule(arrivals=st.lists(ARRIVAL, min_size=1, max_size=6))
    def visitors_come(self, arrivals):
        for service, standing, needs, holder, gap_s in arrivals:
            self.desk.pass_time(seconds=gap_s)
            reply = self.desk.ask(m.IssueTicket, service=service, standing=standing, needs=needs, holder=holder).reply
            if reply.ok:
                number = reply.ticket.number
                self.given[number[0]] = self.given.get(number[0], 0) + 1
                assert number == f"{number[0]}{self.given[number[0]]:03d}"
                self.refs.append(reply.ticket.ref)

    @rule(at=st.sampled_from(WINDOWS))
    def a_clerk_calls_the_next(self, at):
        self.nobody_is_overtaken_beyond_the_bound(self.desk.at(at, m.CallNext).events)

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
        self.nobody_is_overtaken_beyond_the_bound([event for event, _ in self.desk.events[before:]])

    @rule(at=st.sampled_from(WINDOWS), kind=st.sampled_from([m.Recall, m.StartService, m.FinishService, m.NoShow]))
    def a_clerk_goes_on(self, at, kind):
        self.desk.at(at, kind)

    @rule(at=st.sampled_from(WINDOWS), kind=st.sampled_from([m.OpenWindow, m.PauseWindow, m.CloseWindow]))
    def a_clerk_arranges_the_window(self, at, kind):
        self.desk.at(at, kind)

    @precondition(lambda self: self.desk.hall.tickets)
    @rule(at=st.sampled_from(WINDOWS), data=st.data())
    def a_clerk_calls_out_of_turn(self, at, data):
        ticket = data.draw(st.sampled_from(sorted(self.desk.hall.tickets)))
        self.desk.at(at, m.CallTicket, ticket=ticket, reason="ill")

    @precondition(lambda self: self.refs)
    @rule(data=st.data())
    def a_visitor_gives_a_ticket_back(self, data):
        self.desk.ask(m.CancelTicket, ref=data.draw(st.sampled_from(self.refs)))

    @rule(minutes=st.sampled_from([1, 16, 45]))
    def time_goes_by(self, minutes):
        self.desk.pass_time(minutes=minutes)

    @rule()
    def a_new_day_opens(self):
        self.desk.pass_time(days=1)
        self.desk.end_day()
        self.desk.staffed(*WINDOWS)
        self.given, self.refs = {}, []

    def nobody_is_overtaken_beyond_the_bound(self, events):
        for event in events:
            if event.name != "ticket-called":
                continue
            called = self.desk.hall.tickets[event.ticket]
            for other in self.desk.hall.tickets.values():
                alike = other.service == called.service and other.needs == called.needs
                if alike and other.state is TicketState.WAITING:
                    assert called.issued_at - other.issued_at <= LARGEST
                    assert other.place > called.place

    @invariant()
    def no_ticket_is_at_two_windows_and_each_knows_of_the_other(self):
        hall = self.desk.hall
        held = {id_: w.ticket for id_, w in hall.windows.items() if w.ticket}
        assert len(set(held.values())) == len(held)
        at_window = {t.window: t.id for t in hall.tickets.values() if t.state in AT_WINDOW}
        assert held == at_window
        assert all(hall.window(id_).condition is not Condition.CLOSED for id_ in held)

    @invariant()
    def who_waits_stands_in_the_queue_once_and_in_order(self):
        hall = self.desk.hall
        waiting = sorted(t.id for t in hall.tickets.values() if t.state is TicketState.WAITING)
        assert sorted(id_ for queue in hall.waiting.values() for _place, id_ in queue) == waiting
        assert all(queue == sorted(queue) for queue in hall.waiting.values())

    @invariant()
    def seq_has_no_gap(self):
        assert [event.seq for event, _ in self.desk.events] == list(range(1, self.desk.hall.seq + 1))

    def teardown(self):
        """Who reads the same events from the disk has the same hall, and tells the same states."""
        hall, today = self.desk.hall, Hall(profile=self.desk.hall.profile)
        opened = max(n for n, (event, _) in enumerate(self.desk.events) if isinstance(event, m.DayOpened))
        for event, visitor in self.desk.events[opened:]:
            today.apply(codec.decode(type(event), codec.encode(event)), visitor)
        assert today == hall == self.desk.folded()
        for topic in views.topics(hall):
            state = views.state(hall, topic, self.desk.now)
            assert state == views.state(today, topic, self.desk.now)
            assert codec.decode(topic.kind, codec.encode(state)) == state


RandomDays.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=timedelta(seconds=5))
TestRandomDays = RandomDays.TestCase


def test_the_bound_is_the_largest_head_start():
    assert LARGEST == HEAD_START[Standing.GREEN] == timedelta(minutes=30)
