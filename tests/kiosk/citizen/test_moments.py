"""Days, times and waits in words."""

from datetime import date, datetime, timedelta, timezone

import pytest

from kiosk.citizen import moments

HALL = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=HALL)  # a Sunday


@pytest.mark.parametrize("seconds, told", [(0, 1), (1, 1), (60, 1), (61, 2), (420, 7)])
def test_minutes_are_whole_and_never_too_few(seconds, told):
    assert moments.minutes(seconds) == told


def test_a_wait_is_told_in_both_languages():
    assert (moments.wait(3900).zh, moments.wait(3900).en) == ("1 小时 5 分钟", "1 h 5 min")


@pytest.mark.parametrize(
    "at, zh, en",
    [
        (datetime(2026, 11, 22, 14, tzinfo=HALL), "今天 14:00", "today at 14:00"),
        (datetime(2026, 11, 23, 9, tzinfo=HALL), "明天 09:00", "tomorrow at 09:00"),
        (datetime(2026, 11, 25, 9, tzinfo=HALL), "星期三 09:00", "Wednesday at 09:00"),
        (datetime(2026, 11, 28, 9, tzinfo=HALL), "星期六 09:00", "Saturday at 09:00"),
        (datetime(2026, 11, 29, 9, tzinfo=HALL), "11 月 29 日 09:00", "29 Nov at 09:00"),
    ],
)
def test_a_moment_to_come_is_told_as_near_as_people_say_it(at, zh, en):
    told = moments.moment(at, NOW)
    assert (told.zh, told.en) == (zh, en)


def test_a_day_is_told_with_its_weekday():
    day = moments.long_date(date(2026, 11, 25))
    assert (day.zh, day.en) == ("11 月 25 日 星期三", "Wednesday 25 November")
