"""A hall that goes on from a copy of its database."""

from broker.contract import messages as m
from tests.broker.queue.desk import Desk


def test_numbers_go_on_above_those_that_were_given_and_never_below_its_own():
    desk = Desk()
    for service in ("a", "b", "b"):
        desk.issue(service)
    head = {"epoch": 7, "seq": desk.hall.seq + 1, "id": desk.new_id(), "at": desk.now, "cause": None}
    desk.hall.apply(m.HallRestored(**head, numbers={"A": 41, "B": 1}))
    assert desk.hall.epoch == 7
    assert [desk.issue(service).number for service in ("a", "b", "c")] == ["A042", "B003", "C001"]
    assert desk.events[-1][0].epoch == 7
