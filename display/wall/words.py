"""What the wall says, in both languages at once: the only place with words for it."""

from datetime import datetime, timedelta

from broker.contract.states import ServiceQueue
from broker.contract.told import WindowLabel
from broker.contract.values import Text

NOW_CALLING = Text(zh="正在叫号", en="Now calling")
LAST_CALL = Text(zh="最近一次叫号", en="Last call")
EARLIER = Text(zh="刚才叫过", en="Called before")
WELCOME = Text(zh="欢迎光临", en="Welcome")
TAKE_A_NUMBER = Text(zh="请先取号，再留意屏幕和广播", en="Please take a number, then watch and listen for it")
LISTEN = Text(zh="请听窗口工作人员招呼。", en="Please listen for the staff at the windows.")
NOT_SET_UP = Text(zh="这块屏幕还没有登记好", en="This screen is not set up yet")
CALL_THE_TECHNICIAN = Text(zh="请联系技术人员", en="Please call the technician")
STARTING = Text(zh="屏幕正在准备", en="This screen is getting ready")

_WEEKDAYS = (
    Text(zh="星期一", en="Monday"),
    Text(zh="星期二", en="Tuesday"),
    Text(zh="星期三", en="Wednesday"),
    Text(zh="星期四", en="Thursday"),
    Text(zh="星期五", en="Friday"),
    Text(zh="星期六", en="Saturday"),
    Text(zh="星期日", en="Sunday"),
)
_HOUR = 60  # minutes
_MONTHS = "January February March April May June July August September October November December"


def window(label: WindowLabel) -> Text:
    """Where to go, such as 3 号窗口."""
    text = label.label
    if text.isascii():
        return Text(zh=f"{text} 号窗口", en=f"Window {text}")
    return Text(zh=text if text.endswith("窗口") else f"{text}窗口", en=f"Window {text}")


def queue(state: ServiceQueue, now: datetime) -> Text:
    """How busy a service is, or that it gives no numbers now and when it does again."""
    if state.waiting == 0:
        if not state.open:
            return _opens(state.opens_at, now) if state.opens_at else Text(zh="现在不取号", en="Closed now")
        if state.open_windows == 0:
            return Text(zh="暂无窗口办理", en="No window open")
        return Text(zh="无人等候", en="No one waiting")
    people = Text(zh=f"{state.waiting} 人", en=f"{state.waiting} waiting")
    if not state.open:
        return Text(zh=f"{people.zh} · 不再取号", en=f"{people.en} · no new numbers")
    if state.wait is None:
        return Text(zh=f"{people.zh}等候", en=people.en)
    wait = _range(_minutes(state.wait.likely_s), _minutes(state.wait.at_most_s))
    return Text(zh=f"{people.zh} · 约 {wait.zh}", en=f"{people.en} · about {wait.en}")


def _opens(at: datetime, now: datetime) -> Text:
    """When numbers are given again, as near as people say it."""
    there = at.astimezone(now.tzinfo)
    time = f"{there:%H:%M}"
    match (there.date() - now.date()).days:
        case 0:
            day = Text(zh="今天", en="at")
        case 1:
            day = Text(zh="明天", en="tomorrow")
        case near if near < len(_WEEKDAYS):
            day = _WEEKDAYS[there.weekday()]
        case _:
            day = Text(zh=f"{there.month} 月 {there.day} 日", en=f"{there.day} {_MONTHS.split()[there.month - 1][:3]}")
    return Text(zh=f"{day.zh} {time} 开始取号", en=f"Opens {day.en} {time}")


def _minutes(seconds: int) -> int:
    return max(1, round(seconds / 60))


def _range(likely: int, at_most: int) -> Text:
    """From the likely wait to the one that is seldom exceeded; of hours there is room for the likely one only."""
    if likely < at_most < _HOUR:
        return Text(zh=f"{likely}–{at_most} 分钟", en=f"{likely}–{at_most} min")
    return _span(likely)


def _span(minutes: int) -> Text:
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return Text(zh=f"{rest} 分钟", en=f"{rest} min")
    if not rest:
        return Text(zh=f"{hours} 小时", en=f"{hours} h")
    return Text(zh=f"{hours} 小时 {rest} 分钟", en=f"{hours} h {rest} min")


def today(moment: datetime) -> Text:
    """The date."""
    weekday, month = _WEEKDAYS[moment.weekday()], _MONTHS.split()[moment.month - 1]
    return Text(zh=f"{moment.month} 月 {moment.day} 日 {weekday.zh}", en=f"{weekday.en} {moment.day} {month}")


def away(as_of: datetime | None, age: timedelta) -> Text:
    """That nothing new is heard, and how old what stands here is."""
    if as_of is None:
        return Text(zh="屏幕暂时收不到叫号。", en="This screen hears no calls at the moment.")
    old = _age(age)
    return Text(
        zh=f"屏幕暂时收不到新叫号，以上是{old.zh}前的情况。",
        en=f"This screen hears no new calls; what you see is {old.en} old.",
    )


def _age(age: timedelta) -> Text:
    minutes, hours = age // timedelta(minutes=1), age // timedelta(hours=1)
    if minutes < 1:
        return Text(zh="不到 1 分钟", en="less than a minute")
    if hours < 1:
        return Text(zh=f" {minutes} 分钟", en="1 minute" if minutes == 1 else f"{minutes} minutes")
    return Text(zh=f" {hours} 小时", en="1 hour" if hours == 1 else f"{hours} hours")
