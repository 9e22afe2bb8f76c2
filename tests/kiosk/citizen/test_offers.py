"""What the kiosk offers, without Qt and without a wire."""

from datetime import datetime, timedelta, timezone

from broker.contract.states import HallToday, ServiceQueue
from broker.contract.told import Journey, ServiceInfo
from broker.contract.values import Text
from kiosk.citizen.offers import bookable, by_now, offers, opens_first, requests

NOW = datetime(2026, 11, 22, 11, 10, tzinfo=timezone(timedelta(hours=8)))
TOMORROW = datetime(2026, 11, 23, 9, 0, tzinfo=NOW.tzinfo)


def service(id_, **more):
    return ServiceInfo(id=id_, name=Text(zh=f"业务{id_}", en=id_), series=id_[0].upper(), **more)


def today(*services, journeys=()):
    name = Text(zh="大厅", en="Hall")
    return HallToday(
        epoch=1, seq=1, at=NOW, name=name, day=NOW.date(), services=services, windows=(), zones=(), journeys=journeys
    )


def queue(waiting=3, **more):
    return ServiceQueue(epoch=1, seq=1, at=NOW, waiting=waiting, open_windows=1, **more)


def offered(hall, *, may_book=False, only=None, **queues):
    return {offer.key or offer.kind: offer for offer in offers(hall, queues, NOW, may_book=may_book, only=only)}


def test_who_waits_is_told_and_unknown_is_not_nobody():
    told = offered(today(service("a"), service("b")), a=queue(0))
    assert (told["a"].waiting, told["b"].waiting) == (0, -1)


def test_what_is_done_behind_the_windows_is_not_offered():
    assert list(offered(today(service("a"), service("b", behind=True)))) == ["a"]


def test_a_closed_service_says_when_it_opens_where_a_calendar_does():
    told = offered(today(service("a"), service("b")), a=queue(open=False, opens_at=TOMORROW), b=queue(open=False))
    assert (told["a"].closed, told["a"].opens.zh) == (True, "明天 09:00")
    assert (told["b"].closed, told["b"].opens) == (True, None)


def test_the_last_ticket_is_told_in_its_last_half_hour_only():
    def until(minutes):
        return offered(today(service("a")), a=queue(last_ticket_at=NOW + timedelta(minutes=minutes)))["a"].until

    assert (until(31), until(30), until(1)) == ("", "11:40", "11:11")


def test_a_journey_is_an_offer_of_its_own_and_closed_with_any_service_that_it_begins_with():
    birth = Journey(id="birth", name=Text(zh="出生", en="Birth"), stages=(("a", "b"), ("c",)))
    hall = today(service("a"), service("b"), service("c"), journeys=(birth,))
    told = offered(hall, a=queue(), b=queue(), c=queue(open=False, opens_at=TOMORROW))["birth"]
    assert (told.kind, told.parts, told.closed) == ("journey", 3, False)
    told = offered(hall, a=queue(), b=queue(open=False, opens_at=TOMORROW), c=queue())["birth"]
    assert (told.closed, told.opens.zh) == (True, "明天 09:00")


def test_the_way_to_a_booking_is_there_for_a_card_and_a_service_that_can_be_booked():
    hall = today(service("a", bookable=True), service("b"))
    assert "booking" in offered(hall, may_book=True)
    assert "booking" not in offered(hall, may_book=False)
    assert "booking" not in offered(today(service("b")), may_book=True)
    assert [offer.key for offer in bookable(hall)] == ["a"]


def asked_for(hall, *, may_book=False, only=None, **queues):
    found = requests(hall, queues, NOW, may_book=may_book, only=only)
    return {offer.key or offer.kind: offer for offer in found}


OTHERS = (
    service("h", kind="helper"),
    service("v", kind="home", bookable=True),
    service("c", kind="company", bookable=True),
    service("r", kind="company"),  # a batch room: another service leads there
    service("p", kind="appeal"),
    service("f", kind="something of years to come"),
)


def test_what_is_not_a_windows_stands_behind_one_way_and_not_among_the_others():
    hall = today(service("a"), *OTHERS)
    assert list(offered(hall, may_book=True)) == ["a", "requests"]
    assert list(asked_for(hall)) == ["h", "v", "c", "p"]
    assert list(offered(today(service("a")))) == ["a"]


def test_many_items_are_asked_for_where_a_windows_service_can_be_booked():
    hall = today(service("a", bookable=True), *OTHERS)
    assert "batch" in asked_for(hall, may_book=True)
    assert "batch" not in asked_for(hall, may_book=False)
    assert "batch" not in asked_for(today(service("a"), *OTHERS), may_book=True)
    assert [offer.key for offer in bookable(hall)] == ["a"]
    assert "booking" not in offered(today(service("a"), *OTHERS), may_book=True)


def test_what_is_booked_is_asked_for_also_while_it_gives_no_numbers():
    told = asked_for(today(*OTHERS), h=queue(open=False, opens_at=TOMORROW), v=queue(open=False))
    assert (told["h"].closed, told["h"].opens.zh) == (True, "明天 09:00")
    assert not told["v"].closed


def test_without_the_hub_only_what_becomes_a_number_at_hand_is_asked_for():
    hall = today(service("a", bookable=True), *OTHERS)
    assert list(asked_for(hall, may_book=True, only=frozenset("ap"))) == ["p"]
    assert list(offered(hall, only=frozenset("ap"))) == ["a", "requests"]
    assert list(offered(hall, only=frozenset("a"))) == ["a"]


def test_all_is_closed_only_when_every_service_is_and_the_first_to_open_is_told():
    hall = today(service("a"), service("b"), service("c", behind=True))
    later = TOMORROW + timedelta(hours=4)
    closed = {"a": queue(open=False, opens_at=later), "b": queue(open=False, opens_at=TOMORROW), "c": queue()}
    assert opens_first(hall, closed) == (True, TOMORROW)
    assert opens_first(hall, closed | {"a": queue()}) == (False, None)
    assert opens_first(hall, {}) == (False, None)
    assert opens_first(hall, {"a": queue(open=False)}) == (True, None)


def test_without_the_hub_only_what_begins_with_a_number_at_hand_is_offered_and_nobody_is_counted():
    birth = Journey(id="birth", name=Text(zh="出生", en="Birth"), stages=(("a", "b"), ("c",)))
    moving = Journey(id="moving", name=Text(zh="搬家", en="Moving"), stages=(("b",), ("a",)))
    hall = today(service("a"), service("b"), service("c"), journeys=(birth, moving))
    told = offered(hall, only=frozenset("ac"), a=queue(), c=queue(open=False))
    assert list(told) == ["a", "c", "birth"]
    assert (told["a"].waiting, told["c"].closed) == (-1, True)
    assert offered(hall, only=frozenset()) == {}


def test_hours_that_were_told_a_while_ago_are_kept_to():
    ends, opens = NOW - timedelta(minutes=1), NOW - timedelta(minutes=1)
    told = {
        "over": queue(last_ticket_at=ends),
        "still": queue(last_ticket_at=TOMORROW),
        "begun": queue(open=False, opens_at=opens),
        "later": queue(open=False, opens_at=TOMORROW),
        "any": queue(),
        "shut": queue(open=False),
    }
    is_open = {id_: told.open for id_, told in by_now(told, NOW).items()}
    assert is_open == {"over": False, "still": True, "begun": True, "later": False, "any": True, "shut": False}
