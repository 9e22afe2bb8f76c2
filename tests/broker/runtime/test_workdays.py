"""What a day is in China: by the state's notice, by the hall's own list, and in a year that nobody knows yet."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from broker.runtime.workdays import AHEAD, Workdays

OFF_2026 = [
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
]
WORK_2026 = {
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
}
"""国务院办公厅关于2026年部分节假日安排的通知, 国办发明电〔2025〕7号."""
LAST_KNOWN = max(chinese_calendar.constants.holidays).year
NEXT = LAST_KNOWN + 1


def test_every_day_of_2026_is_what_the_state_council_said():
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]

    def said(day):
        if any(start <= day <= end for start, end in OFF_2026):
            return "holiday"
        return "weekend" if day.weekday() > 4 and day not in WORK_2026 else "workday"

    kinds = Workdays()
    assert {day: kinds.kind_of(day) for day in days} == {day: said(day) for day in days}


def test_the_halls_own_list_wins_over_the_published_days():
    own = Workdays(off=frozenset({date(2026, 11, 23)}), work=frozenset({date(2026, 10, 1)}))
    assert own.kind_of(date(2026, 11, 23)) == "holiday"
    assert own.kind_of(date(2026, 10, 1)) == "workday"
    assert own.kind_of(date(2026, 10, 2)) == "holiday"


def test_a_year_that_nobody_knows_has_plain_weeks_and_the_halls_own_list():
    monday = date(2105, 1, 5)
    own = Workdays(off=frozenset({monday}), work=frozenset({monday + timedelta(days=5)}))
    week = [own.kind_of(monday + timedelta(days=n)) for n in range(7)]
    assert week == ["holiday", *["workday"] * 5, "weekend"]


@pytest.mark.parametrize(
    "today, year",
    [
        (date(NEXT, 1, 1) - AHEAD - timedelta(days=1), None),
        (date(NEXT, 1, 1) - AHEAD, NEXT),
        (date(LAST_KNOWN, 12, 31), NEXT),
        (date(NEXT, 1, 1), NEXT),
        (date(NEXT, 12, 31), NEXT),
    ],
)
def test_a_year_that_is_not_known_is_told_from_sixty_days_before_it(today, year):
    assert timedelta(days=60) == AHEAD
    assert Workdays().unknown_year(today) == year


def test_a_year_of_which_the_hall_lists_days_is_known_and_the_one_after_it_is_not():
    for own in (Workdays(off=frozenset({date(NEXT, 5, 1)})), Workdays(work=frozenset({date(NEXT, 5, 9)}))):
        assert own.unknown_year(date(LAST_KNOWN, 12, 31)) is None
        assert own.unknown_year(date(NEXT, 6, 1)) is None
        assert own.unknown_year(date(NEXT, 12, 1)) == NEXT + 1
