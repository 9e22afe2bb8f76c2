"""Numbers with and without the hub: one ticket for each visitor, wherever it breaks off."""

from datetime import timedelta

import pytest

from broker.client.link import Seen
from broker.contract.values import Holder, Refused, Wanted
from broker.queue import views
from broker.queue.by_itself import end_day
from broker.queue.numbers import LAST, LAST_ONLINE
from tests.kiosk.citizen.alone import World


def use_up(world, service="a"):
    """Give every leased number of a service away, while the hub is away."""
    world.go("cut")
    while service in world.kiosk.numbers.services:
        world.kiosk.ask(service)
        world.go("disk")


def test_with_the_hub_there_its_number_is_shown_once_the_answer_is_on_the_disk(world):
    world.kiosk.ask()
    assert world.kiosk.line.asked == []  # its id is not on the disk yet
    world.go("disk", "arrives", "answers")
    assert world.papers == []
    world.go("disk")
    assert world.numbers == ["A001"]
    assert world.kiosk.notebook.read().asked == ()


def test_a_lost_reply_is_replaced_by_a_leased_number_and_comes_too_late(world):
    world.kiosk.ask()
    world.go("disk", "arrives", "silence")
    assert world.papers == []  # a leased number too is shown only once it is on the disk
    world.go("disk", "answers")
    assert world.numbers == ["A9000"]
    assert world.papers[0].ahead is None
    world.heal()
    assert (world.waiting, world.numbers) == (["A9000"], ["A9000"])


def test_a_lost_command_is_replaced_and_never_takes_effect_when_it_comes_after_all(world):
    world.kiosk.ask()
    world.go("disk")
    (late,) = world.kiosk.line.asked
    world.go("lost", "silence", "disk")
    world.heal()
    world.kiosk.line.asked.append(late)
    world.go("arrives", "answers")
    assert (world.waiting, world.numbers) == (["A9000"], ["A9000"])


def test_where_the_hub_can_not_do_it_now_a_leased_number_is_given(world):
    world.hall.numbers.last["A"] = LAST_ONLINE
    world.kiosk.ask()
    world.go("disk", "arrives", "answers", "disk")
    assert world.numbers == ["A9000"]
    world.heal()
    assert (world.waiting, world.numbers) == (["A9000"], ["A9000"])


def test_where_the_hub_can_not_do_it_now_and_no_number_is_left_the_visitor_is_told_so(world):
    use_up(world)
    world.heal()
    for lease in world.kiosk.numbers._leases.all:
        world.hall.numbers.highest[lease.lease.series] = LAST
    use_up(world)
    world.heal()
    world.hall.numbers.last["A"] = LAST_ONLINE
    assert "a" not in world.kiosk.numbers.services
    world.kiosk.ask()
    world.go("disk", "twice", "arrives", "answers")
    late = world.kiosk.line.asked.pop()
    assert world.said[-1].error.code is Refused.NOT_NOW
    del world.hub.replies[world.said[-1].re]  # the hub died before it was on the disk
    world.heal()
    waiting, world.hall.numbers.last["A"] = world.waiting, 0
    world.kiosk.line.asked.append(late)
    world.go("arrives", "answers")
    assert world.waiting == waiting


@pytest.mark.expect_warnings
def test_a_command_goes_on_being_asked_where_no_number_is_left_and_is_given_up_at_the_end(world):
    use_up(world)
    world.heal()
    world.kiosk.numbers._leases.all = ()
    given = len(world.papers)
    world.kiosk.ask()
    world.go("disk", "unanswered", "silence")
    assert world.kiosk.line.asked  # again: the hub may be slow
    world.go("lost", "silence", "silence")
    assert world.said[-1] is None
    assert world.kiosk.numbers.alone  # it is told first that nobody holds the number that it made
    assert "A001" in world.waiting
    world.heal()
    assert world.waiting == world.numbers[:given]


def test_what_was_asked_and_not_shown_when_the_kiosk_was_killed_waits_for_nobody(world):
    for steps in (("disk", "unanswered"), ("disk", "arrives", "answers")):
        world.kiosk.ask()
        world.go(*steps, "killed")
        world.heal()
        assert (world.waiting, world.papers) == ([], [])


@pytest.mark.parametrize(
    "steps", [("disk", "arrives", "answers", "disk"), ("cut", "disk", "disk")], ids=["hub", "lease"]
)
def test_what_was_shown_when_the_kiosk_was_killed_counts(world, steps):
    world.kiosk.ask()
    world.go(*steps, "killed")
    world.heal()
    assert len(world.numbers) == 1
    assert world.waiting == world.numbers


def test_a_hub_that_is_back_hears_what_is_owed_before_it_is_asked_for_anything(world):
    world.go("cut")
    world.kiosk.ask()
    world.go("disk", "joined", "speaks")
    assert world.kiosk.link.seen is Seen.HUB
    assert world.kiosk.numbers.alone
    world.kiosk.ask()
    assert world.kiosk.line.asked == []
    world.heal()
    assert not world.kiosk.numbers.alone
    assert world.numbers == world.waiting == ["A9000", "A9001"]


def test_a_card_goes_with_its_number_but_not_onto_the_disk(world):
    card = Holder(key="ab12" * 16, secret=1, name="欧**试")
    world.go("cut")
    world.kiosk.ask(holder=card)
    world.go("disk")
    written = b"".join(path.read_bytes() for path in world.file.parent.iterdir())
    assert b"A9000" in written
    assert card.key.encode() not in written
    assert card.name.encode() not in written
    world.heal()
    assert [ticket.number for ticket in world.hall.held_by((card.key,))] == ["A9000"]


def test_no_number_is_given_of_a_day_that_is_over_or_by_a_clock_that_was_put_back(world):
    world.go("cut")
    assert world.kiosk.numbers.services == {"a", "b", "c"}
    world.ahead -= timedelta(hours=10)  # the technician, or an empty battery
    world.pass_time()
    assert world.kiosk.numbers.services == frozenset()
    world.ahead += timedelta(hours=10)
    world.midnight()
    assert world.kiosk.numbers.services == frozenset()


def test_no_number_is_given_that_the_hall_leased_before_it_went_on_from_a_copy(world):
    leased = world.kiosk.numbers._leases
    leased.today = leased.today.model_copy(update={"epoch": 2})
    assert world.kiosk.numbers.services == frozenset()


def test_a_kiosk_that_was_restarted_while_all_is_away_goes_on_by_the_halls_clock(tmp_path):
    world = World(tmp_path, ahead=timedelta(hours=16))  # its own clock is at tomorrow's morning
    world.heal()
    world.go("cut", "killed", "disk", "slow", "silence")
    assert world.kiosk.link.seen is Seen.SERVER_AWAY
    world.kiosk.ask()
    world.go("disk")
    given = world.papers[0]
    assert (given.number, given.day) == ("A9000", world.hall.day)
    world.heal()
    assert world.waiting == ["A9000"]
    world.kiosk.close()


def test_a_disk_that_is_too_slow_is_not_waited_for_and_what_it_writes_late_harms_nobody(world):
    world.kiosk.ask()
    world.go("silence", "slow")
    assert world.kiosk.problems["notebook"].code == "slow"
    world.go("disk", "arrives", "answers")
    assert world.numbers == ["A001"]
    world.go("killed")
    world.heal()
    assert world.waiting == ["A001"]


def write_too_late(world, *, begun):
    """The disk writes what a visitor waits for when the kiosk has given it up, and the kiosk is restarted then."""
    if begun:
        world.disk(takes=6)
    else:
        world.go("silence", "slow")
    assert world.said == [None]
    world.go("disk", "killed")
    world.heal()


@pytest.mark.parametrize("begun", [False, True])
def test_a_number_that_the_disk_writes_when_its_visitor_was_told_of_none_waits_for_nobody(world, begun):
    world.go("cut")
    world.kiosk.ask()
    write_too_late(world, begun=begun)
    assert (world.waiting, world.papers) == ([], [])


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("steps", [("disk", "unanswered", "silence"), ("disk", "arrives", "answers")])
def test_what_the_hub_made_is_abandoned_after_a_restart_too_where_the_disk_wrote_its_end_too_late(world, steps, begun):
    world.kiosk.ask()
    world.go(*steps)
    assert world.waiting == ["A001"]
    write_too_late(world, begun=begun)
    assert (world.waiting, world.papers) == ([], [])


def test_a_clock_that_is_put_right_meanwhile_makes_no_disk_slow(world):
    world.kiosk.ask()
    world.ahead += timedelta(hours=3)
    world.pass_time()
    assert world.kiosk.problems == {}
    world.go("killed")
    world.ahead += timedelta(hours=3)
    world.pass_time()
    assert not world.kiosk.numbers.ready


def test_a_notebook_that_does_not_open_is_not_waited_for_but_what_it_owes_is_told_however_late_it_comes(world):
    world.go("cut")
    world.kiosk.ask()
    world.go("disk", "killed")
    assert not world.kiosk.numbers.ready
    world.go("joined", "speaks", "silence", "speaks", "slow")
    assert world.kiosk.numbers.ready
    assert world.kiosk.problems["notebook"].code == "slow"
    world.kiosk.ask()
    world.go("arrives", "answers")
    assert world.numbers == ["A9000", "A001"]
    world.heal()
    assert set(world.waiting) == {"A9000", "A001"}


def test_a_disk_that_fails_before_an_answer_is_safe_leaves_no_number_that_a_restart_would_take_away(world):
    world.kiosk.ask()
    world.go("disk", "arrives", "answers")
    world.disk(fails=True)
    assert world.said == [None]
    world.heal()
    assert world.waiting == []
    world.kiosk.ask()  # from now on without the notebook
    world.go("arrives", "answers")
    assert world.numbers == world.waiting == ["A002"]


def test_a_kiosk_whose_notebook_failed_in_a_job_that_nobody_waits_for_leases_and_offers_no_more_numbers(world):
    world.say_all()
    world.disk(fails=True)
    assert not world.kiosk.numbers.services
    world.midnight()
    leased = dict(world.hall.numbers.held)
    for _ in range(3):
        world.go("speaks")
        world.pass_time(61)
        world.heal()
    assert world.hall.numbers.held == leased


def test_when_a_job_fails_that_nobody_waits_for_the_visitor_waits_no_longer_for_the_next_one(world):
    world.say_all()
    world.kiosk.ask()
    world.disk(fails=True)
    world.go("arrives", "answers")
    assert world.numbers == world.waiting == ["A001"]


def test_leases_that_are_written_after_the_notebook_was_given_up_are_not_offered(world):
    use_up(world)
    world.heal()
    world.pass_time(70)
    world.say_all()
    world.pass_time()
    while world.kiosk.line.asked:
        world.arrive()
        world.answer()
    world.kiosk.ask()
    world.go("silence", "slow")
    assert world.kiosk.problems["notebook"].code == "slow"
    while world.kiosk.jobs:
        world.disk()
    world.go("cut")
    assert not world.kiosk.numbers.services


@pytest.mark.expect_warnings
def test_a_number_whose_handing_in_had_no_answer_is_handed_in_again(world):
    world.go("cut")
    world.kiosk.ask()
    world.go("disk", "joined", "speaks", "slow", "unanswered")
    for _ in range(4):
        world.pass_time(4)
        world.kiosk.line.asked.clear()
    assert world.kiosk.notebook.read().given
    world.heal()
    assert world.waiting == ["A9000"]
    assert world.kiosk.notebook.read().given == ()


@pytest.mark.expect_warnings
def test_a_number_that_the_hub_will_never_take_is_told_to_the_technician_until_its_day_is_over(world):
    world.go("cut")
    world.kiosk.ask()
    world.go("disk")
    world.hub.device = "kiosk-2"
    world.heal()
    assert world.kiosk.problems["numbers"].detail == "A9000: unknown-lease"
    world.go("killed", "disk")
    assert world.kiosk.problems["numbers"].code == "not-handed-in"
    world.midnight()
    world.heal()
    world.go("killed", "disk")
    assert "numbers" not in world.kiosk.problems


def test_a_number_of_a_day_that_is_over_is_no_trouble(world):
    world.go("cut")
    world.kiosk.ask()
    world.go("disk")
    world.midnight()
    world.heal()
    assert world.kiosk.problems == {}
    assert world.kiosk.notebook.read().given == ()


def test_a_number_of_a_day_that_is_over_leaves_nothing_of_the_command_that_it_replaced(world):
    world.kiosk.ask()
    world.go("disk")
    (late,) = world.kiosk.line.asked
    world.go("lost", "silence", "disk")
    desk = world.hub.desk
    desk._apply(end_day(desk.hall, desk.asking(), desk.now.date() + timedelta(days=1)))
    world.kiosk.line.asked.append(late)
    world.go("arrives")
    assert world.waiting == ["A001"]
    world.heal()
    assert world.waiting == []
    assert world.kiosk.notebook.read().asked == ()


def test_new_numbers_are_leased_when_less_than_half_is_left_and_the_old_ones_are_given_first(world):
    world.go("cut")
    for _ in range(2):
        world.kiosk.ask()
        world.go("disk")
    world.heal()
    world.pass_time(70)
    world.go("speaks", "slow")
    world.heal()
    assert [leased.left for leased in world.kiosk.notebook.leases() if leased.lease.service == "a"] == [1, 3]
    use_up(world)
    assert world.numbers == ["A9000", "A9001", "A9002", "A9003", "A9004", "A9005"]


def test_a_visit_of_several_services_tells_its_steps(world):
    world.go("cut")
    world.kiosk.numbers.ask(Wanted(service="a", stages=(("a", "b"), ("c",))), world.kiosk.on_reply)
    world.go("disk")
    told = world.papers[0].steps
    world.heal()
    assert views.held(world.hall, next(iter(world.hall.tickets.values()))).steps == told
