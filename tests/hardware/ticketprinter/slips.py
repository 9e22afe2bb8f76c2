"""Slips that tests print."""

from datetime import datetime, timedelta, timezone
from typing import Any

from hardware.ticketprinter.paper import Paper, Words
from hardware.ticketprinter.profiles import PrinterProfile
from hardware.ticketprinter.slip import AppointmentSlip, Leaflet, Slip

REF = "0f8c2a5be1d94767a0b3c4d5e6f70819"


def of(paper: Paper) -> PrinterProfile:
    """A printer that can everything, with such paper."""
    return PrinterProfile(dots=paper.value)


def a_slip(**changes: Any) -> Slip:
    slip = {
        "hall": Words("耒阳市政务服务中心", "Leiyang Government Service Centre"),
        "number": "A017",
        "service": Words("居住证办理", "Residence permit"),
        "ahead": 3,
        "issued_at": datetime(2026, 11, 22, 9, 41, tzinfo=timezone(timedelta(hours=8))),
        "ref": REF,
        "likely_min": 7,
        "at_most_min": 13,
    }
    return Slip(**(slip | changes))


def an_appointment_slip(**changes: Any) -> AppointmentSlip:
    slip = {
        "hall": Words("耒阳市政务服务中心", "Leiyang Government Service Centre"),
        "service": Words("居住证办理", "Residence permit"),
        "day": Words("11月25日 周三", "Wednesday 25 November"),
        "time": "09:30-10:00",
        "booked_at": datetime(2026, 11, 22, 9, 41, tzinfo=timezone(timedelta(hours=8))),
        "ref": REF,
    }
    return AppointmentSlip(**(slip | changes))


def a_leaflet(**changes: Any) -> Leaflet:
    leaflet = {
        "hall": Words("耒阳市政务服务中心", "Leiyang Government Service Centre"),
        "title": Words("居住证首次申领", "First residence permit"),
        "parts": (
            (Words("要带的材料", "Bring along"), (Words("1. 居民身份证"), Words("2. 居住地住址证明，如房屋租赁合同"))),
            (Words("办理时限", "How long it takes"), (Words("承诺 3 个工作日", "Promised: 3 working days"),)),
        ),
        "code": "https://hall.example/items/430481000",
        "printed_at": datetime(2026, 11, 22, 9, 41, tzinfo=timezone(timedelta(hours=8))),
    }
    return Leaflet(**(leaflet | changes))
