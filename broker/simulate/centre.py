"""The built-in hall: a city's centre of 44 departments and 238 windows, as large as such halls get."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from itertools import count, product
from string import ascii_uppercase

from broker.contract.told import ServiceInfo
from broker.contract.values import Standing, Text
from broker.queue.calendar import Calendar, DayKind, Hours
from broker.queue.profile import Booking, Profile, Rules, ServiceProfile, WindowProfile

VISITORS = 11_700
"""On its busiest day."""
TWO_SERVICES_FROM = 5
"""Departments with so many windows keep a second queue for what takes long."""
LONG_TAKES = 1.8
"""How much longer than a plain matter such a one takes."""


@dataclass(frozen=True, slots=True)
class Department:
    """A department: its windows, how long a plain matter takes there, and how busy it is beside the others."""

    id: str
    zh: str
    en: str
    windows: int
    minutes: float
    busy: float = 1.0


DEPARTMENTS = (
    Department("police", "公安户籍出入境", "Police and passports", 20, 6.0, 1.05),
    Department("social-security", "社会保险", "Social insurance", 20, 6.5, 1.08),
    Department("tax", "税务", "Tax", 20, 6.0, 1.04),
    Department("property", "不动产登记", "Property register", 18, 10.25, 1.06),
    Department("market", "市场监管", "Business registration", 16, 8.5, 0.98),
    Department("medical-insurance", "医疗保障", "Medical insurance", 14, 5.5, 1.05),
    Department("vehicles", "车辆管理", "Vehicles and licences", 12, 5.25, 1.02),
    Department("housing-fund", "住房公积金", "Housing fund", 10, 7.0, 1.0),
    Department("employment", "就业服务", "Employment", 8, 6.5, 0.95),
    Department("civil-affairs", "民政", "Civil affairs", 7, 7.75, 0.9),
    Department("housing", "住房建设", "Housing and building", 6, 9.5, 0.9),
    Department("planning", "自然资源规划", "Land and planning", 6, 10.25, 0.85),
    Department("health", "卫生健康", "Health", 5, 7.0, 0.9),
    Department("transport", "交通运输", "Transport", 5, 7.0, 0.92),
    Department("education", "教育", "Education", 4, 6.0, 0.8),
    Department("justice", "司法公证", "Justice and notary", 4, 12.0, 0.85),
    Department("electricity", "供电", "Electricity", 3, 4.25, 0.95),
    Department("water", "供水", "Water", 3, 4.25, 0.9),
    Department("gas", "燃气", "Gas", 3, 4.25, 0.9),
    Department("telecom", "通信广电", "Telecom", 3, 5.25, 0.8),
    Department("post", "邮政寄递", "Post", 2, 3.0, 0.9),
    Department("banks", "银行代办", "Bank counters", 4, 5.25, 0.95),
    Department("environment", "生态环境", "Environment", 3, 8.5, 0.7),
    Department("agriculture", "农业农村", "Agriculture", 3, 7.75, 0.7),
    Department("emergency", "应急管理", "Emergency management", 2, 7.75, 0.7),
    Department("fire", "消防救援", "Fire service", 2, 8.5, 0.75),
    Department("city-management", "城市管理", "City management", 3, 7.0, 0.8),
    Department("culture", "文化旅游", "Culture and tourism", 2, 7.0, 0.65),
    Department("water-affairs", "水利", "Water affairs", 2, 8.5, 0.6),
    Department("forestry", "林业", "Forestry", 2, 7.75, 0.6),
    Department("science", "科技", "Science", 1, 8.5, 0.55),
    Department("industry", "工业信息化", "Industry", 2, 8.5, 0.6),
    Department("commerce", "商务", "Commerce", 2, 7.75, 0.65),
    Department("development", "发展改革", "Development and reform", 2, 10.25, 0.65),
    Department("finance", "财政", "Finance", 1, 7.0, 0.6),
    Department("audit", "统计审计", "Statistics and audit", 1, 7.0, 0.45),
    Department("disabled", "残疾人联合会", "Disabled persons' federation", 2, 8.5, 0.8),
    Department("veterans", "退役军人事务", "Veterans", 2, 7.75, 0.8),
    Department("religion", "民族宗教", "Ethnic and religious affairs", 1, 7.75, 0.4),
    Department("archives", "档案", "Archives", 1, 7.0, 0.6),
    Department("tobacco", "烟草专卖", "Tobacco licences", 2, 7.0, 0.75),
    Department("customs", "海关", "Customs", 1, 8.5, 0.5),
    Department("seals", "印章刻制", "Company seals", 2, 4.25, 0.85),
    Department("enterprise", "企业综合服务", "Business desk", 6, 7.75, 0.9),
)

FROM, UNTIL = time(8, 30), time(17, 30)
LUNCH = ((FROM, time(12)), (time(13, 30), UNTIL))
ON_DUTY_AT_NOON = ((FROM, time(11)), (time(12), UNTIL))


def _calendar(hours: Hours, last_ticket: timedelta = timedelta()) -> Calendar:
    return Calendar({DayKind.WORKDAY: hours}, lambda _day: DayKind.WORKDAY, last_ticket=last_ticket)


def profile() -> Profile:
    """The hall, without people."""
    letters = ("".join(pair) for pair in (*product(ascii_uppercase), *product(ascii_uppercase, repeat=2)))
    numbers = count(1)
    services: dict[str, ServiceProfile] = {}
    windows: dict[str, WindowProfile] = {}
    for department in DEPARTMENTS:
        for service in _services(department, letters):
            services[service.id] = service
        for nth in range(department.windows):
            window = _window(department, nth, next(numbers))
            windows[window.id] = window
    return Profile(
        name=Text(zh="示范市政务服务中心", en="Model City Service Centre"),
        services=services,
        windows=windows,
        staff={},
        rules=Rules(
            head_start={
                Standing.NORMAL: timedelta(),
                Standing.APPOINTMENT: timedelta(minutes=20),
                Standing.PRIORITY: timedelta(minutes=15),
                Standing.GREEN: timedelta(minutes=30),
            }
        ),
    )


def visitors_of(hall: Profile, total: int) -> dict[str, float]:
    """How many of a day's visitors come for each service of the built-in hall."""
    load = {}
    for department in DEPARTMENTS:
        of_this = department.windows * department.busy / department.minutes
        long = f"{department.id}-long"
        if long in hall.services:
            load[department.id], load[long] = of_this * 0.72, of_this * 0.28 / LONG_TAKES
        else:
            load[department.id] = of_this
    scale = total / sum(load.values())
    return {service: scale * part for service, part in load.items()}


def _services(department: Department, letters: Iterator[str]) -> Iterator[ServiceProfile]:
    names = [(department.id, department.zh, department.en, department.minutes)]
    if department.windows >= TWO_SERVICES_FROM:
        long = f"{department.zh}（复杂事项）", f"{department.en}, complex"
        names.append((f"{department.id}-long", *long, department.minutes * LONG_TAKES))
    for id_, zh, en, minutes in names:
        yield ServiceProfile(
            info=ServiceInfo(id=id_, name=Text(zh=zh, en=en), series=next(letters), bookable=True),
            calendar=_calendar(((FROM, UNTIL),), last_ticket=timedelta(minutes=10)),
            booking=Booking(quota=max(1, department.windows)),
            usual=timedelta(minutes=minutes),
        )


def _window(department: Department, nth: int, number: int) -> WindowProfile:
    """Of three windows two do plain matters first, the third the long ones; every fourth is on duty at noon."""
    plain, long = (department.id,), (f"{department.id}-long",)
    tiers = (plain, long) if nth % 3 < 2 else (long, plain)  # noqa: PLR2004 - two of three
    return WindowProfile(
        id=f"w{number:03d}",
        label=str(number),
        zone=f"zone-{1 + (number - 1) // 40}",
        tiers=tiers if department.windows >= TWO_SERVICES_FROM else (plain,),
        attributes=frozenset({"low-counter"}) if nth == 0 else frozenset(),
        calendar=_calendar(ON_DUTY_AT_NOON if nth % 4 == 1 else LUNCH),
    )
