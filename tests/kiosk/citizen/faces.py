"""Every page of the kiosk, as its model would have it."""

from dataclasses import replace
from datetime import date, timedelta

from broker.client.link import Seen
from broker.contract.devices import Problem
from broker.contract.values import Text
from hardware.qr import address_of
from hardware.ticketprinter.paper import Words
from kiosk.citizen import moments, offers
from kiosk.citizen.face import DayChoice, Face, Held, Offer, SlotChoice, Wish
from kiosk.citizen.finding.shown import FoundItem, GroupTile, GuidePart, ItemShown, Sought
from kiosk.citizen.models import KioskModel
from kiosk.citizen.requesting.request import Request
from kiosk.citizen.staff.lines import lines
from kiosk.citizen.staff.shown import StaffLine, StaffShown
from kiosk.citizen.states import Page

HALL = Text(zh="耒阳市政务服务中心", en="Leiyang Government Service Center")
NAMES = (
    ("居住证办理", "Residence permit"),
    ("户籍业务", "Household register"),
    ("社会保险", "Social insurance"),
    ("不动产登记", "Real estate registration"),
    ("企业开办", "Starting a business"),
    ("税务", "Tax"),
    ("出入境证件", "Exit and entry documents"),
    ("医保报销", "Medical insurance refund"),
    ("住房公积金", "Housing provident fund"),
    ("婚姻登记", "Marriage registration"),
    ("老年人优待证和高龄津贴", "Senior card and old-age allowance"),
    ("残疾人证办理与补贴申领", "Disability certificate and subsidy"),
)


TODAY = date(2026, 11, 22)


def text(zh, en):
    return Text(zh=zh, en=en)


def services(count):
    """So many services; the first has nobody waiting, the last has not told yet."""
    lines = [
        Offer(f"s{n}", "service", text(zh, en), "ABCDEFGHJKLM"[n], waiting=n * 7) for n, (zh, en) in enumerate(NAMES)
    ]
    return tuple(lines[:count])


def mixed(count):
    """Some services closed or soon to close, a journey, and the way to a booking."""
    lines = list(services(count))
    lines[1] = replace(lines[1], closed=True, opens=text("明天 09:00", "tomorrow at 09:00"))
    lines[2] = replace(lines[2], until="11:30")
    lines[3] = replace(lines[3], closed=True)
    lines[4] = replace(lines[4], closed=True, opens=text("11 月 30 日 09:00", "30 November at 09:00"))
    return (*lines, JOURNEY, BOOKING)


JOURNEY = Offer("newborn", "journey", text("新生儿出生一件事", "A child is born"), "事", parts=4)
BOOKING = Offer("", "booking", None, "约")
WAIT, AT_MOST = moments.wait(420), moments.wait(780)
_RESIDENCE = Text(zh=NAMES[0][0], en=NAMES[0][1])
_LONG = Text(zh=NAMES[10][0], en=NAMES[10][1])
_BOOKED = {"service": _RESIDENCE, "day": moments.long_date(date(2026, 11, 25)), "time": "09:30–10:00", "name": "张*"}
_AFTER = text("社会保险、不动产登记、税务", "Social insurance, Real estate registration, Tax")
_TICKET = {"number": "A017", "service": _RESIDENCE, "ahead": 3, "likely": WAIT, "at_most": AT_MOST, "name": "张*"}
_COUNTS = {"number": "A9001", "service": _RESIDENCE, "counts": True, "name": "张*"}

_EVENTS = (
    "我要上学", "我要落户", "我要开饭店", "我要买房", "我要结婚", "我要生孩子", "我要退休", "我要看病", "我要办身后事"
)  # fmt: skip
_DEPARTMENTS = (
    "县公安局", "县人力资源和社会保障局", "县自然资源局", "县住房和城乡建设局", "县市场监督管理局", "县民政局",
    "县卫生健康局", "县医疗保障局", "县税务局", "县教育局", "县残疾人联合会", "县退役军人事务局", "县交通运输局",
)  # fmt: skip
_MACHINES = Words("2 号取号机 或 3 号取号机", "Kiosk 2 or Kiosk 3")
_CODE = address_of("居住证首次申领\n要带的材料：1. 居民身份证", 8)
_ITEM = ItemShown(Words("居住证首次申领", "First residence permit"), "县公安局", "residence", _CODE)
_FOUND = tuple(
    FoundItem(str(n), Words(zh, en), "县公安局", n % 3 == 0)
    for n, (zh, en) in enumerate(
        (
            ("居住证首次申领", "First residence permit"),
            ("居住证签注", "Renewal of the residence permit"),
            ("居住证地址变更", "Change of address on the residence permit"),
            ("居住证损坏换领和丢失补领", "Replacement of a damaged or lost residence permit"),
            (
                "港澳台居民居住证申领（含首次申领、换领、补领和证件到期换领）",
                "Residence permit for residents of Hong Kong, Macao and Taiwan",
            ),
        )
        * 3
    )
)
_GUIDE = (
    GuidePart("spot", Words("现场办理", "On the spot"), Words("当场办结，立等可取", "Done while you wait")),
    GuidePart(
        "papers",
        Words("要带的材料", "Bring along"),
        Words(*["1. 居民身份证\n2. 居住地住址证明，如房屋租赁合同、房屋产权证明\n3. 近期免冠照片"] * 2),
    ),
    GuidePart(
        "who",
        Words("谁可以办", "Who may apply"),
        Words(*["离开常住户口所在地半年以上，有合法稳定就业、住所或者连续就读的公民"] * 2),
    ),
    GuidePart(
        "limit",
        Words("办理时限", "How long it takes"),
        Words("承诺 3 个工作日\n法定 15 个工作日", "Promised: 3 working days\nBy law: 15 working days"),
    ),
    GuidePart("fee", Words("收费", "Fee"), Words("免费", "Free")),
    GuidePart("place", Words("办理地点", "Where"), Words(*["一楼综合窗口 1 至 6 号"] * 2)),
)

_PARTS = ("idcard", "smartcard", "scanner", "ticket_printer")
_WRONG = (
    Problem(part="idcard", code="missing", detail="serial:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"),
    Problem(part="ticket_printer", code="paper-out"),
    Problem(part="catalogue", code="missing", detail="/srv/kiosk/catalogue.db"),
    Problem(part="numbers", code="not-handed-in", detail="A9003: unknown-lease"),
)
LINES = {"staff": lines(_PARTS, Seen.HUB, ()), "staff-troubles": lines(_PARTS, Seen.SERVER_AWAY, _WRONG)}
_STAFF = StaffShown(device="kiosk-01", version="0.1.0")

_APPEAL = Request(
    "appeal",
    text("办不成事", "What could not be done"),
    about=text("超期未办", "Overdue"),
    words="三月五日交的材料，说二十天办好，到现在没有人回话。",
    contact="0734-4321000",
)
_LONGEST = replace(_APPEAL, kind="company", items="500", words="跑了四趟，每一趟都说少一样。" * 35)

FACES = {
    "staff-pin": (Face(page=Page.STAFF_PIN, staff=StaffShown(typed=6)), 0),
    "staff-pin-wrong": (Face(page=Page.STAFF_PIN, staff=StaffShown(wrong=True)), 0),
    "staff-pin-wait": (Face(page=Page.STAFF_PIN, staff=StaffShown(wrong=True, pause_s=3600)), 0),
    "staff": (Face(page=Page.STAFF, staff=_STAFF), 0),
    "staff-troubles": (Face(page=Page.STAFF, staff=replace(_STAFF, out=True, slip="failed", read="card", of="欧*")), 0),
    "out-of-service": (Face(page=Page.OUT_OF_SERVICE), 0),
    "welcome-printer-away": (Face(page=Page.WELCOME, printer="away"), 5),
    "welcome-paper-elsewhere": (Face(page=Page.WELCOME, printer="away", elsewhere=_MACHINES), 5),
    "welcome-scanner-away": (Face(page=Page.WELCOME, scanner="away"), 5),
    "choose-later": (Face(page=Page.CHOOSE, alone=True, code="later"), 5),
    "starting": (Face(page=Page.STARTING, hall=None), 0),
    "away": (Face(page=Page.AWAY), 0),
    "unregistered": (Face(page=Page.UNREGISTERED), 0),
    "closed": (Face(page=Page.CLOSED), 0),
    "welcome": (Face(page=Page.WELCOME), 5),
    "welcome-reader-away": (Face(page=Page.WELCOME, reader="away"), 5),
    "welcome-no-reader": (Face(page=Page.WELCOME, reader="none"), 5),
    "welcome-alone": (Face(page=Page.WELCOME, alone=True), 5),
    "lay-again": (Face(page=Page.LAY_AGAIN), 5),
    "card-unknown": (Face(page=Page.CARD_UNKNOWN), 5),
    "code-unknown": (Face(page=Page.CODE_UNKNOWN, code="unknown"), 5),
    "code-foreign": (Face(page=Page.CODE_UNKNOWN, code="foreign"), 5),
    "welcome-scanner": (Face(page=Page.WELCOME, scanner="works"), 5),
    "typing": (Face(page=Page.TYPING, typed="•••1234"), 5),
    "typing-wrong": (Face(page=Page.TYPING, typed="••••••••••••••002X", misfit=True), 5),
    "opened": (Face(page=Page.OPENED, **_TICKET), 5),
    "give-back": (Face(page=Page.GIVE_BACK, **_TICKET), 5),
    "given-back": (Face(page=Page.GIVEN_BACK), 5),
    "typed-holding": (Face(page=Page.NOT_GIVEN, refused="already-holding"), 5),
    "welcome-finds": (Face(page=Page.WELCOME, finds=True), 5),
    "find-events": (Face(page=Page.FINDING, finds=True, sought=Sought(known=True, count=9)), 5),
    "find-departments": (Face(page=Page.FINDING, sought=Sought(kind="department", known=True, count=14)), 5),
    "find-hits": (Face(page=Page.FINDING, sought=Sought(typed="juzhuzheng", known=True, count=12)), 5),
    "find-none": (Face(page=Page.FINDING, sought=Sought(typed="zzzqqq", known=True)), 5),
    "find-group": (Face(page=Page.FINDING, sought=Sought(group=_EVENTS[2], known=True, count=120)), 5),
    "guide": (Face(page=Page.GUIDE, item=_ITEM), 5),
    "guide-printed": (Face(page=Page.GUIDE, item=replace(_ITEM, paper="printed")), 5),
    "guide-nothing-here": (Face(page=Page.GUIDE, item=replace(_ITEM, service="", paper="failed")), 5),
    "wishes": (Face(page=Page.WISHES, may_act=True, wishes=True, name="张*"), 5),
    "for-whom": (Face(page=Page.FOR_WHOM, name="张*"), 5),
    "for-whom-same": (Face(page=Page.FOR_WHOM, name="张*", misfit=True), 5),
    "choose-for-another": (Face(page=Page.CHOOSE, name="李*", by="张*", wished=True), 5),
    "ticket-because": (Face(page=Page.TICKET, paper="printed", **_TICKET, earlier=moments.wait(900), because="age"), 5),
    "ticket-claim": (Face(page=Page.TICKET, paper="printed", **_TICKET, claim="service"), 5),
    "choose-several": (Face(page=Page.CHOOSE, name="李*", several=2), 8),
    "choose-requests": (Face(page=Page.CHOOSE), 5),
    "requests": (Face(page=Page.REQUESTS), 5),
    "about": (Face(page=Page.ABOUT, request=_APPEAL), 5),
    "items-typed": (Face(page=Page.ITEMS, request=Request("company", items="120")), 5),
    "words": (Face(page=Page.WORDS, ready=False, request=replace(_APPEAL, words="")), 5),
    "words-written": (Face(page=Page.WORDS, request=_APPEAL), 5),
    "words-home": (Face(page=Page.WORDS, ready=False, request=Request("home")), 5),
    "contact": (Face(page=Page.CONTACT, request=replace(_APPEAL, contact="")), 5),
    "contact-needed": (Face(page=Page.CONTACT, ready=False, request=Request("home", contact="0734-")), 5),
    "review": (Face(page=Page.REVIEW, request=_APPEAL), 5),
    "review-longest": (Face(page=Page.REVIEW, request=_LONGEST), 5),
    "booked-home": (Face(page=Page.BOOKED, paper="printed", visited=True, **_BOOKED), 5),
    "slots-none-so-long": (Face(page=Page.SLOTS, service=_RESIDENCE, slots="none", request=_LONGEST), 5),
    "needs-card": (Face(page=Page.NOT_GIVEN, refused="needs-card"), 5),
    "needs-form": (Face(page=Page.NOT_GIVEN, refused="needs-form"), 5),
    "needs-card-for-time": (Face(page=Page.NOT_DONE, refused="needs-card"), 5),
    "choose-3": (Face(page=Page.CHOOSE, name="张*"), 3),
    "choose-5": (Face(page=Page.CHOOSE), 5),
    "choose-8": (Face(page=Page.CHOOSE, name="欧**试"), 8),
    "choose-12": (Face(page=Page.CHOOSE, name="买**·***逊"), 12),
    "choose-alone": (Face(page=Page.CHOOSE, alone=True, name="张*"), 5),
    "choose-alone-12": (Face(page=Page.CHOOSE, alone=True, name="买**·***逊"), 12),
    "still-there": (Face(page=Page.CHOOSE, name="张*", seconds_left=9), 8),
    "asking": (Face(page=Page.ASKING, asking=True), 5),
    "ticket-printing": (Face(page=Page.TICKET, paper="printing", **_TICKET), 5),
    "ticket-printed": (Face(page=Page.TICKET, paper="printed", **_TICKET), 5),
    "ticket-first": (
        Face(page=Page.TICKET, paper="printed", **{**_TICKET, "ahead": 0, "likely": moments.wait(1), "at_most": None}),
        5,
    ),
    "ticket-counts": (Face(page=Page.TICKET, paper="printed", **_COUNTS), 5),
    "ticket-longest": (
        Face(
            page=Page.TICKET,
            paper="printed",
            **{
                **_TICKET,
                "number": "AB1234",
                "service": _LONG,
                "ahead": 128,
                "likely": moments.wait(14700),
                "at_most": moments.wait(29460),
            },
        ),
        5,
    ),
    "ticket-why": (
        Face(page=Page.TICKET, paper="printed", **_TICKET, earlier=moments.wait(900), after=_AFTER),
        5,
    ),
    "paper-out": (Face(page=Page.UNPRINTED, paper="paper-out", take=_CODE, **_TICKET), 5),
    "paper-elsewhere": (
        Face(
            page=Page.UNPRINTED,
            paper="paper-out",
            take=_CODE,
            elsewhere=_MACHINES,
            **{**_TICKET, "name": ""},
            after=_AFTER,
        ),
        5,
    ),
    "paper-elsewhere-card": (
        Face(page=Page.UNPRINTED, paper="failed", take=_CODE, elsewhere=_MACHINES, **_TICKET),
        5,
    ),
    "paper-failed": (
        Face(page=Page.UNPRINTED, paper="failed", **{**_TICKET, "ahead": -1, "likely": None, "at_most": None}),
        5,
    ),
    "paper-counts": (Face(page=Page.UNPRINTED, paper="paper-out", **_COUNTS, after=_AFTER), 5),
    "paper-none": (Face(page=Page.UNPRINTED, paper="none", **_TICKET), 5),
    "holding": (Face(page=Page.HOLDING, **_TICKET), 5),
    "holding-called": (
        Face(page=Page.HOLDING, **{**_TICKET, "ahead": -1, "likely": None, "at_most": None, "window": "12"}),
        5,
    ),
    "not-given": (Face(page=Page.NOT_GIVEN, refused="unknown-service"), 5),
    "not-now": (Face(page=Page.NOT_GIVEN, refused="not-now"), 5),
    "no-answer": (Face(page=Page.NO_ANSWER), 5),
    "closed-now": (
        Face(page=Page.NOT_GIVEN, refused="closed-now", opens=text("明天 09:00", "tomorrow at 09:00")),
        5,
    ),
    "closed-somewhen": (Face(page=Page.NOT_GIVEN, refused="closed-now"), 5),
    "limit-reached": (Face(page=Page.NOT_GIVEN, refused="limit-reached"), 5),
    "not-allowed": (Face(page=Page.NOT_GIVEN, refused="not-allowed"), 5),
    "unmet-need": (Face(page=Page.NOT_GIVEN, refused="unmet-need"), 5),
    "comebacks-over": (Face(page=Page.NOT_DONE, tried="checking-in", refused="limit-reached"), 5),
    "booked-already": (Face(page=Page.NOT_DONE, tried="booking", refused="limit-reached"), 5),
    "over-today": (Face(page=Page.NOT_DONE, tried="checking-in", refused="closed-now"), 5),
    "not-done": (Face(page=Page.NOT_DONE, refused="no-appointments"), 5),
    "not-answered": (Face(page=Page.NOT_DONE, refused="no-answer"), 5),
    "looking": (Face(page=Page.ASKING, doing="looking", asking=True), 5),
    "booking": (Face(page=Page.ASKING, doing="booking", asking=True), 5),
    "welcome-closed": (Face(page=Page.WELCOME, closed=True, opens=text("星期一 09:00", "Monday at 09:00")), 5),
    "choose-mixed": (Face(page=Page.CHOOSE, name="张*"), 7),
    "choose-all": (Face(page=Page.CHOOSE, name="买**·***逊"), 12),
    "choose-to-book": (Face(page=Page.CHOOSE_TO_BOOK, name="张*"), 3),
    "mine-missed": (Face(page=Page.MINE, name="张*"), 5),
    "mine-two": (Face(page=Page.MINE, name="张*"), 5),
    "mine-today": (Face(page=Page.MINE, name="张*"), 5),
    "mine-journey": (Face(page=Page.MINE, name="张*"), 5),
    "mine-parked": (Face(page=Page.MINE, name="张*"), 5),
    "mine-called": (Face(page=Page.MINE, name="张*"), 5),
    "appointment": (Face(page=Page.APPOINTMENT, **_BOOKED), 5),
    "slots-asked": (Face(page=Page.SLOTS, service=_LONG, slots="asked"), 5),
    "slots-none": (Face(page=Page.SLOTS, service=_RESIDENCE, slots="none"), 5),
    "slots": (Face(page=Page.SLOTS, service=_RESIDENCE, slots="some"), 5),
    "slots-picked": (Face(page=Page.SLOTS, slots="some", **_BOOKED), 5),
    "slots-moving": (Face(page=Page.SLOTS, slots="some", moving=True, **_BOOKED), 5),
    "slots-taken": (Face(page=Page.SLOTS, slots="some", taken=True, service=_LONG), 5),
    "booked-printing": (Face(page=Page.BOOKED, paper="printing", **_BOOKED), 5),
    "booked": (Face(page=Page.BOOKED, paper="printed", **_BOOKED), 5),
    "booked-unprinted": (Face(page=Page.BOOKED, paper="failed", moving=True, **{**_BOOKED, "service": _LONG}), 5),
    "cancelled": (Face(page=Page.CANCELLED), 5),
    "again": (Face(page=Page.AGAIN, **_TICKET), 5),
}
"""Name to the face and how many services the hall has."""
_MISSED = Held("t1", "A017", _RESIDENCE, "missed")
_WAITING = Held("t2", "AB1234", _LONG, "waiting", ahead=12, likely=moments.wait(5000))
_PARKED = Held("t3", "C003", text(*NAMES[2]), "parked")
_PENDING = Held("t4", "C003", text(*NAMES[7]), "pending")
_CALLED = Held("t5", "B009", text(*NAMES[1]), "called", window="12")
_SERVED = Held("t6", "D010", text(*NAMES[3]), "serving", window="3")
_APPOINTED = Held("a1", "", _RESIDENCE, "today", day=moments.weekday(TODAY, TODAY), time="09:30–10:00")
_LATER = Held("a2", "", _LONG, "later", day=moments.long_date(date(2026, 11, 25)), time="14:00–14:30")
HELD = {
    "mine-missed": (_MISSED,),
    "mine-two": (_MISSED, _LATER),
    "mine-today": (_APPOINTED, _WAITING),
    "mine-journey": (replace(_WAITING, after=_AFTER),),
    "mine-parked": (_PARKED, _PENDING),
    "mine-called": (_CALLED, _SERVED),
}
WISHES = (
    Wish("disability", "reason", confirm=True),
    Wish("pregnant", "reason", chosen=True),
    Wish("child", "reason"),
    Wish("service", "reason", confirm=True),
    Wish("low-counter", "need", chosen=True),
    Wish("sign-language", "need"),
)
_ASKED = (
    Offer("h", "helper", text("帮代办", "Somebody to help"), "H"),
    Offer("v", "home", text("上门服务", "Home visit"), "V"),
    Offer("q", "company", text("企业接待", "Reception of companies"), "Q"),
    replace(
        Offer("p", "appeal", text("办不成事", "What could not be done"), "P"),
        closed=True,
        opens=text("明天 09:00", "tomorrow at 09:00"),
    ),
    offers.BATCH,
)
_SORTS = (
    ("不予受理", "Refused"),
    ("超期未办", "Overdue"),
    ("服务态度", "How I was treated"),
    ("其他", "Something else"),
)
OFFERS = {
    "choose-requests": (*services(5), offers.REQUESTS),
    "requests": _ASKED,
    "about": tuple(Offer(f"c{n}", "category", text(zh, en), "") for n, (zh, en) in enumerate(_SORTS)),
    "choose-several": tuple(replace(offer, picked=n in {1, 3}) for n, offer in enumerate(services(8))),
    "choose-for-another": (*services(5), offers.FINDING, offers.WISHES),
    "choose-to-book": tuple(replace(offer, waiting=-1) for offer in services(3)),
    "choose-mixed": mixed(7),
    "choose-alone": tuple(replace(offer, waiting=-1) for offer in services(5)),
    "choose-alone-12": tuple(replace(offer, waiting=-1) for offer in services(12)),
    "choose-all": mixed(12),
}


def days(picked=3):
    """Eight days; the second and the last two have no free time."""
    for n in range(8):
        day = TODAY + timedelta(days=n)
        names = moments.weekday(day, TODAY), moments.short_date(day)
        yield DayChoice(day.isoformat(), *names, free=n not in {1, 6, 7}, picked=n == picked)


def slots(picked):
    """Half hours from nine to seventeen."""
    times = [f"{9 + n // 2:02}:{n % 2 * 30:02}" for n in range(16)]
    return (SlotChoice(time, time, 3, picked=picked and time == "09:30") for time in times)


def model_of(name, language="zh", hall=HALL):
    """The model of a page."""
    model = KioskModel()
    put(model, name, language, hall)
    return model


def put(model, name, language="zh", hall=HALL):
    """Have a model show a page."""
    face, count = FACES[name]
    model.show_rows(Offer, OFFERS.get(name, services(count)))
    model.show_rows(Wish, WISHES if face.page is Page.WISHES else ())
    model.show_rows(Held, HELD.get(name, ()))
    model.show_rows(StaffLine, LINES.get(name, ()))
    sought = face.sought
    groups = _EVENTS if sought.kind == "event" else _DEPARTMENTS
    model.show_rows(GroupTile, (GroupTile(name, 120 - 7 * n) for n, name in enumerate(groups)))
    model.show_rows(FoundItem, _FOUND if sought.count else ())
    model.show_rows(GuidePart, _GUIDE if face.page is Page.GUIDE else ())
    model.show_rows(DayChoice, days() if face.page is Page.SLOTS else ())
    model.show_rows(SlotChoice, slots(face.day is not None) if face.page is Page.SLOTS else ())
    model.show(replace(face, language=language, hall=hall))


SIZES = ((1080, 1920), (1920, 1080))
