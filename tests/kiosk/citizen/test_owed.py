"""What a kiosk owes the hub is told until it is answered, and not more often than the hub can use."""

import pytest

from broker.contract.commands import AbandonTicket, HandInTicket
from broker.contract.values import Refused
from tests.kiosk.citizen.alone import LEASE


def told(world, seconds, code=None, *, verb=HandInTicket, step=1):
    """How often the hub is told something of this kind in so many seconds; it refuses it with this code, if any."""
    count = 0
    for _ in range(0, seconds, step):
        world.pass_time(step)
        world.kiosk.line.put(up=True)
        world.say_all()
        while world.kiosk.jobs:
            world.disk()
        world.kiosk.numbers.tick()
        for kind, payload in world.kiosk.line.asked:
            count += kind is verb
            refused = kind is verb and code
            id_ = kind.model_validate_json(payload).id
            world.kiosk.line.answers.append(world.hub._refuse(id_, code) if refused else world.hub.hear(kind, payload))
        world.kiosk.line.asked.clear()
        while world.kiosk.line.answers:
            world.answer()
    while world.kiosk.jobs:
        world.disk()
    return count


def give(world, count=1, service="a"):
    """Give so many numbers while the hub is away; they are owed."""
    world.go("cut")
    for _ in range(count):
        world.kiosk.ask(service)
        world.go("disk")


def abandon(world):
    """The hub made a number that nobody holds; that is owed."""
    world.kiosk.ask()
    world.go("disk", "unanswered", "killed")


@pytest.mark.expect_warnings
@pytest.mark.parametrize("code", [Refused.MALFORMED, Refused.NOT_ALLOWED, Refused.UNKNOWN_SERVICE, Refused.UNKNOWN])
def test_a_number_that_is_refused_for_good_is_told_once_and_stays_the_technicians(world, code):
    give(world)
    assert told(world, 60, code) == 1
    assert world.kiosk.problems["numbers"].detail == f"A9000: {code.value}"
    world.kill()
    assert told(world, 60, code) == 0
    assert world.kiosk.problems["numbers"].detail == f"A9000: {code.value}"


@pytest.mark.parametrize("code", [Refused.DAY_OVER, Refused.WRONG_STATE])
def test_what_there_is_nothing_more_to_tell_of_is_told_once_and_troubles_nobody(world, code):
    give(world)
    assert told(world, 60, code) == 1
    assert world.kiosk.notebook.read().given == ()
    assert world.kiosk.problems == {}


@pytest.mark.parametrize("code", [Refused.WRONG_STATE, Refused.MALFORMED, Refused.NOT_ALLOWED])
def test_a_command_that_can_not_be_given_up_is_told_once_and_forgotten(world, code):
    abandon(world)
    assert told(world, 60, code, verb=AbandonTicket) == 1
    assert world.kiosk.notebook.read().asked == ()
    assert world.kiosk.problems == {}


@pytest.mark.expect_warnings
@pytest.mark.parametrize("code", [Refused.NOT_NOW, Refused.TOO_LATE, Refused.UNKNOWN_DEVICE])
def test_what_the_hub_can_not_do_now_is_told_more_and_more_seldom_and_at_once_when_it_can(world, code):
    give(world, 2)
    assert told(world, 4, code) == 2
    assert told(world, 14, code) == 4  # after 5 s, and 10 s more
    told(world, 600, code)
    assert 6 <= told(world, 600, code) <= 8  # every three minutes
    assert told(world, 200) == 2
    assert set(world.waiting) == {"A9000", "A9001"}
    assert world.kiosk.problems == {"numbers": None}


@pytest.mark.expect_warnings
def test_once_the_hub_takes_one_again_the_others_do_not_wait_out_their_pause(world):
    give(world, 2)
    told(world, 600, Refused.NOT_NOW)
    debts = world.kiosk.numbers._owed._debts
    debts[0].due -= 100
    while len(debts) == 2:
        told(world, 1)
    assert told(world, 6) == 1
    assert debts == []


@pytest.mark.expect_warnings
def test_an_unanswered_debt_is_told_again_after_a_pause(world):
    give(world)
    world.go("joined", "speaks", "slow")
    for _ in range(13):
        world.pass_time(1)
        world.kiosk.line.asked.clear()
    assert told(world, 3) == 0
    assert told(world, 4) == 1


def test_of_many_that_are_owed_eight_are_told_at_a_time(world):
    for service in "abc":
        give(world, LEASE, service)
    world.go("joined", "speaks")
    world.kiosk.numbers.tick()
    assert len(world.kiosk.line.asked) == 8
    world.kiosk.numbers.tick()
    assert len(world.kiosk.line.asked) == 8
    world.go("arrives", "answers")
    world.kiosk.numbers.tick()
    assert len(world.kiosk.line.asked) == 8  # the ninth is told once there is room
    world.heal()
    assert len(world.waiting) == 9
