"""Days, times and waits in words, in both languages."""

import math
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from broker.contract.values import Text
from hardware.ticketprinter.slip import span

_CHINESE, _ENGLISH = QLocale("zh_CN"), QLocale("en_GB")
_A_WEEK = 7


def minutes(seconds: int) -> int:
    """Whole minutes that people are told, at least one."""
    return max(1, math.ceil(seconds / 60))


def wait(seconds: int) -> Text:
    """A wait, such as 7 分钟."""
    words = span(minutes(seconds))
    return Text(zh=words.zh, en=words.en)


def weekday(day: date, today: date) -> Text:
    """今天, 明天, or the day of the week."""
    match (day - today).days:
        case 0:
            return Text(zh="今天", en="Today")
        case 1:
            return Text(zh="明天", en="Tomorrow")
        case _:
            return _said(day, "dddd", "dddd")


def short_date(day: date) -> Text:
    """Such as 11 月 23 日."""
    return _said(day, "M 月 d 日", "d MMM")


def long_date(day: date) -> Text:
    """Such as 11 月 23 日 星期一."""
    return _said(day, "M 月 d 日 dddd", "dddd d MMMM")


def printed_date(day: date) -> Text:
    """Such as 11月23日 周一, which stands on the narrowest paper in large letters."""
    return _said(day, "M月d日 ddd", "dddd d MMMM")


def moment(at: datetime, now: datetime) -> Text:
    """A moment to come, as near as people say it: 今天 14:00, 明天 09:00, 星期一 09:00, 11 月 30 日 09:00."""
    ahead = (at.date() - now.date()).days
    day = weekday(at.date(), now.date()) if ahead < _A_WEEK else short_date(at.date())
    english = day.en if ahead > 1 else day.en.lower()
    return Text(zh=f"{day.zh} {at:%H:%M}", en=f"{english} at {at:%H:%M}")


def times(start: datetime, end: datetime) -> str:
    """From when to when."""
    return f"{start:%H:%M}–{end:%H:%M}"


def _said(day: date, chinese: str, english: str) -> Text:
    there = QDate(day.year, day.month, day.day)
    return Text(zh=_CHINESE.toString(there, chinese), en=_ENGLISH.toString(there, english))
