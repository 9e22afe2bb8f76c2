"""Who comes to sign in, without Qt and without a wire."""

from kiosk.window.arrival import FORGOTTEN_S, Arrival

BADGE = "04a1b2c3d4e501"


def test_a_badge_is_forgotten_when_no_pin_follows_and_the_window_stays_whose_it_was():
    arrival = Arrival().with_badge(BADGE, 100.0, over=True)
    assert arrival.at(100.0 + 0.9 * FORGOTTEN_S) == arrival
    gone = arrival.at(100.0 + FORGOTTEN_S)
    assert (gone.badge, gone.over) == ("", False)


def test_a_pin_that_was_wrong_gives_the_badge_its_time_again():
    arrival = Arrival().with_badge(BADGE, 100.0, over=False).asked(150.0)
    assert arrival.at(149.0 + FORGOTTEN_S).badge == BADGE
    assert arrival.at(150.0 + FORGOTTEN_S).badge == ""


def test_who_takes_over_with_a_number_has_all_the_time():
    assert Arrival().taking_over().at(1e9).over


def test_each_badge_is_another_one_also_after_nobody_came():
    first = Arrival().with_badge(BADGE, 1.0, over=False)
    second = first.gone().with_badge(BADGE, 2.0, over=False)
    assert second.laid == first.laid + 1


def test_a_serial_number_is_in_no_repr():
    assert BADGE not in repr(Arrival().with_badge(BADGE, 1.0, over=False))
