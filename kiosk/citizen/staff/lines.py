"""How the kiosk is, a line for each part, in words for who stands before it. Pure."""

from collections.abc import Collection, Iterable, Iterator

from broker.client.link import Seen
from broker.contract.devices import Problem
from hardware.pageprinter.printer import Cause
from hardware.ticketprinter.paper import Words
from hardware.words import Said, for_cause, of_health
from kiosk.citizen.hearing import PAGES
from kiosk.citizen.staff.shown import StaffLine

LINK = "link"
OUT = "staff"
"""The part of a kiosk's health that tells that staff took it out of service."""
_WELL = Words("正常", "works")
_PARTS = {
    LINK: Words("和中枢的连接", "Link to the hub"),
    "idcard": Words("身份证读卡器", "ID card reader"),
    "smartcard": Words("社保卡读卡器", "Chip card reader"),
    "scanner": Words("扫码器", "Code scanner"),
    "ticket_printer": Words("小票打印机", "Slip printer"),
    "page_printer": Words("A4 打印机", "A4 printer"),
    "speaker": Words("喇叭", "Loudspeaker"),
    "camera": Words("摄像头", "Camera"),
    "catalogue": Words("办事指南", "Catalogue"),
    "notebook": Words("本机记事本", "Notebook on the disk"),
    "numbers": Words("备用号码", "Numbers for when the hub is away"),
    "kiosk": Words("在大厅的登记", "Registration in the hall"),
    "clock": Words("时钟", "Clock"),
    OUT: Words("这台机器", "This kiosk"),
}
_SEEN = {
    Seen.STARTING: Words("正在连接，请稍候", "Connecting, please wait."),
    Seen.HUB: _WELL,
    Seen.HUB_AWAY: Words("中枢没有回答：请看中枢那台机器", "The hub does not answer: see to its machine."),
    Seen.SERVER_AWAY: Words("网络不通：请检查网线和交换机", "No network: check the cable and the switch."),
}
_TOLD = {
    ("catalogue", "missing"): Words("没有找到文件：请重新导入", "The file is missing: import it again."),
    ("notebook", "taken"): Words("被另一个程序占用：请关掉那个程序", "Another program has it: end that one."),
    ("notebook", "foreign"): Words(
        "是别的机器或别的版本的：请移走它，再重新启动", "Another kiosk's or version's: move it away, then restart."
    ),
    ("notebook", "laid-aside"): Words("坏了，已换新的：不用处理", "It was broken and began anew: nothing to do."),
    ("numbers", "not-handed-in"): Words(
        "有号码没有交上去：请告诉咨询台", "A number could not be handed in: tell the information desk."
    ),
    ("numbers", "none-left"): Words("今天没有了：明天自己恢复", "None are left today: they come back tomorrow."),
    ("kiosk", "unregistered"): Words(
        "大厅设置里没有这台机器：请加进 hall.toml", "The hall does not have it: put it into hall.toml."
    ),
    ("clock", "off"): Words("和中枢差了一分钟以上：请校准时间", "More than a minute off: set it."),
    (OUT, "out-of-service"): Words("已暂停使用", "Out of service"),
}
_DISK = Said("写不进磁盘：请检查磁盘，再重新启动", "The disk takes nothing: see to it, then restart.")


def lines(devices: Collection[str], seen: Seen, problems: Iterable[Problem]) -> tuple[StaffLine, ...]:
    """The link first, then each device, then whatever else is wrong.

    Args:
        devices: those of the kiosk, by their names in the settings.
        seen: what the link sees of the hall.
        problems: what is wrong.
    """
    return tuple(_lines(devices, seen, {problem.part: problem for problem in problems}))


def _lines(devices: Collection[str], seen: Seen, problems: dict[str, Problem]) -> Iterator[StaffLine]:
    yield StaffLine(LINK, _PARTS[LINK], _SEEN[seen], seen is Seen.HUB)
    for part in devices:
        problem = problems.pop(part, None)
        yield _wrong(problem) if problem else StaffLine(part, _name(part), _WELL, well=True)
    for problem in problems.values():
        yield _wrong(problem)


def _wrong(problem: Problem) -> StaffLine:
    told = _TOLD.get((problem.part, problem.code)) or Words(*_said(problem))
    return StaffLine(problem.part, _name(problem.part), told, well=False, detail=problem.detail)


def _said(problem: Problem) -> Said:
    if problem.part == "notebook":
        return _DISK
    if problem.part == PAGES and problem.code in set(Cause):
        return for_cause(Cause(problem.code))
    return of_health(problem.code)


def _name(part: str) -> Words:
    return _PARTS.get(part, Words(part, part))
