"""Errors in words: for the visitor who stands before a screen, and for the operator who mends the device.

The visitor's words hold no code and no blame, and always a way on. One table for each; a class that is not in it is
said in the words of its parent.
"""

from typing import NamedTuple

from hardware.errors import (
    CancelledError,
    ClipError,
    CoverOpenError,
    DeviceBusyError,
    DeviceError,
    DeviceForbiddenError,
    DeviceForeignError,
    DeviceMissingError,
    DeviceMutedError,
    DeviceRefusedError,
    FontMissingError,
    IdCardError,
    LayAgainError,
    MaybePrintedError,
    NoCardError,
    NotPrintedError,
    NumberCheckError,
    OutOfServiceError,
    PageError,
    PaperOutError,
    PictureBlackError,
    PictureFrozenError,
    PrinterUnknownError,
    UnsupportedCardError,
)
from hardware.pageprinter.printer import Cause


class Said(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str


_LAY_AGAIN = Said("请拿起证件，再放一次", "Please lift your card and lay it again.")
_NOTE_THE_NUMBER = Said(
    "这次没有打出纸票，请记下屏幕上的号码", "No paper ticket came out. Please note the number on the screen."
)

_VISITOR: dict[str, dict[type[DeviceError], Said]] = {
    "idcard": {
        NoCardError: Said("请把身份证放在感应区", "Please lay your ID card on the reader."),
        LayAgainError: _LAY_AGAIN,
        NumberCheckError: _LAY_AGAIN,
        IdCardError: _LAY_AGAIN,
        UnsupportedCardError: Said(
            "这里还读不了这种证件，您可以不刷证取号，也可以找工作人员",
            "This kind of card cannot be read here yet. Take a ticket without a card, or ask our staff.",
        ),
        DeviceError: Said(
            "读卡器暂时不能用，您可以不刷证取号，也可以找工作人员",
            "The card reader is out of service. Take a ticket without a card, or ask our staff.",
        ),
    },
    "smartcard": {
        NoCardError: Said("请把工牌放在读卡器上", "Please lay your badge on the reader."),
        NumberCheckError: _LAY_AGAIN,
        UnsupportedCardError: Said("这张卡不能当工牌，请改用工号", "This card is no badge. Use your staff number."),
        IdCardError: Said("请拿起工牌，再放一次", "Please lift your badge and lay it again."),
        DeviceError: Said("读卡器暂时不能用，请改用工号", "The reader is out of service. Use your staff number."),
    },
    "ticket_printer": {DeviceError: _NOTE_THE_NUMBER},
    "page_printer": {
        MaybePrintedError: Said(
            "请看一下打印机出了几张，再找工作人员", "Please see what came out of the printer, then ask our staff."
        ),
        DeviceError: Said("这次没有打印，请找工作人员", "Nothing was printed. Please ask our staff."),
    },
    "button": {
        DeviceError: Said("按键暂时不能用，请在屏幕上叫号", "The button does not work. Call the number on your screen.")
    },
    "scanner": {
        DeviceError: Said("扫码器暂时不能用，请输入号码", "The scanner does not work. Type your number, please.")
    },
    "camera": {DeviceError: Said("摄像头暂时不能用，请找工作人员", "The camera does not work. Please ask our staff.")},
    "speaker": {DeviceError: Said("请留意屏幕上的叫号", "Please watch the screen for your number.")},
}

_OPERATOR: dict[type[DeviceError], Said] = {
    DeviceError: Said("设备不能工作", "The device does not work."),
    DeviceMissingError: Said(
        "找不到设备：检查电源、连线和设备文件的权限",
        "Nothing there: check power, cable and the permission of the device file.",
    ),
    DeviceBusyError: Said(
        "设备正被别的程序占用：关掉那个程序再试", "Another program is using the device: end it, then try again."
    ),
    DeviceForbiddenError: Said(
        "没有权限打开设备：把用户加入设备文件的用户组，或装上 udev 规则",
        "This user may not open it: join the group of the device file, or install the udev rule.",
    ),
    DeviceForeignError: Said(
        "这个位置上不是这种设备：检查设置里写的位置",
        "What is there is another kind of thing: check the place in the settings.",
    ),
    DeviceRefusedError: Said(
        "设备拒绝访问：检查地址里的用户名、密码和路径",
        "It refuses: check user, password and path in its address.",
    ),
    DeviceMutedError: Said(
        "设备没有回答：检查速率和连线，断电后重新接通", "No answer: check speed and cable, switch it off and on."
    ),
    OutOfServiceError: Said(
        "设备报告自己不能工作：断电后重新接通，仍不行请联系厂家",
        "The device says that it cannot work: switch it off and on, then ask its maker.",
    ),
    NoCardError: Said("没有放卡", "No card was laid."),
    IdCardError: Said("没有读到卡", "The card was not read."),
    LayAgainError: Said("读卡中断或卡未通过认证", "The read was cut short, or card and module refused each other."),
    NumberCheckError: Said("读到的号码校验不符", "The number that was read fails its check."),
    UnsupportedCardError: Said("不支持的证件类型", "A kind of card that is not supported."),
    PaperOutError: Said("缺纸：换一卷纸", "Out of paper: put in a new roll."),
    CoverOpenError: Said("上盖打开：关好上盖", "The cover is open: close it."),
    CancelledError: Said("程序结束，小票没有打印完", "The slip was broken off because the program ends."),
    PrinterUnknownError: Said(
        "已发送，但没有回应：看看小票有没有出来", "Sent; nothing came back: look whether a slip came out."
    ),
    FontMissingError: Said("缺少中文字体：安装系统字体包", "A Chinese font is missing: install the system's package."),
    PageError: Said("文件没有打印完", "The document was not printed to its end."),
    NotPrintedError: Said("没有打印，一张也没有出", "Nothing was printed, for certain."),
    MaybePrintedError: Said(
        "可能已打印一部分或全部：先看出了几张，再决定是否重打",
        "Some or all of it may have been printed: see what came out before printing again.",
    ),
    PictureBlackError: Said(
        "画面全黑：取下镜头盖或遮挡物，打开灯",
        "The picture is black: take off what covers the lens, switch on the light.",
    ),
    PictureFrozenError: Said(
        "画面停住不动：重新插拔摄像头，或断电后重新接通",
        "The picture stands still: pull the camera out and plug it in again, or switch it off and on.",
    ),
    ClipError: Said("语音片段缺失或损坏", "A voice clip is missing or broken."),
}

_CAUSES: dict[Cause, Said] = {
    Cause.PAPER: Said("缺纸：装入 A4 纸", "Out of paper: put in A4."),
    Cause.TRAY: Said(
        "纸盒缺失、已满或不是 A4 纸：检查纸盒和纸张设置",
        "A tray is missing, full or not A4: check the trays and what the printer believes is in them.",
    ),
    Cause.TONER: Said("缺墨粉：更换墨粉盒", "Out of toner: change the cartridge."),
    Cause.JAM: Said("卡纸：按打印机提示取出卡纸", "Paper jam: clear it as the printer shows."),
    Cause.COVER: Said("机盖打开：关好机盖", "A cover is open: close it."),
    Cause.OFFLINE: Said(
        "打印机脱机：检查电源、网络和面板上的提示", "The printer is off line: check power, network and its panel."
    ),
    Cause.BUSY: Said("打印机一直忙：看看面板或队列里的其他作业", "Busy for too long: look at its other jobs."),
    Cause.FORMAT: Said(
        "打印机不接受这份 PDF：换一台支持 PDF 的打印机，或通过 CUPS 打印",
        "It does not take this PDF: use a printer that does, or print through CUPS.",
    ),
    Cause.FOREIGN: Said(
        "这个地址上不是 IPP 打印机：检查地址、端口和路径",
        "What is there is no IPP printer: check address, port and path.",
    ),
    Cause.REFUSED: Said(
        "打印机拒绝：检查地址、登录要求和访问权限", "The printer refuses: check address, login and who may print."
    ),
    Cause.CANCELLED: Said("作业被取消", "The job was cancelled."),
    Cause.ABORTED: Said("打印机中止了作业：看面板提示", "The printer gave the job up: look at its panel."),
    Cause.SILENT: Said(
        "打印机不回答，或回答残缺：检查地址，断电后重新接通",
        "No answer, or a broken one: check the address, switch it off and on.",
    ),
    Cause.GONE: Said("打印机中途断开或重启：检查电源和网络", "It went away half way: check power and network."),
}


HEALTH: dict[type[DeviceError], str] = {
    DeviceError: "out-of-service",
    DeviceMissingError: "missing",
    DeviceBusyError: "busy",
    DeviceForbiddenError: "forbidden",
    DeviceForeignError: "foreign",
    DeviceRefusedError: "refused",
    DeviceMutedError: "mute",
    PictureBlackError: "black",
    PictureFrozenError: "frozen",
}
"""The word for it in a box's health; a printer's own words are its status and its causes."""
_OF_WORDS: dict[str, Said] = {
    "paper-out": _OPERATOR[PaperOutError],
    "cover-open": _OPERATOR[CoverOpenError],
    "near-end": Said("纸快用完了：准备一卷纸", "The paper is near its end: have a new roll ready."),
    "offline": _OPERATOR[DeviceMissingError],
    "failed": _OPERATOR[OutOfServiceError],
    "unknown": Said(
        "收下小票，但什么也不报告：看看小票有没有出来", "It takes slips and tells nothing: look whether they come out."
    ),
    "out-of-service": _OPERATOR[OutOfServiceError],
}


def for_health(error: DeviceError) -> str:
    """Say in one word of a closed list what is wrong with a device."""
    return next(HEALTH[kind] for kind in type(error).__mro__ if kind in HEALTH)


def of_health(word: str) -> Said:
    """Say to the operator what a word in a box's health means, and what to do."""
    if word in _OF_WORDS:
        return _OF_WORDS[word]
    return _OPERATOR[next((kind for kind, other in HEALTH.items() if other == word), DeviceError)]


def for_cause(cause: Cause) -> Said:
    """Say to the operator why an A4 printer does not print, and what to do."""
    return _CAUSES[cause]


def for_visitor(device: str, error: DeviceError) -> Said:
    """Say it to the visitor.

    Args:
        device: What it happened to, as the settings name it, such as `idcard`.
        error: What happened.
    """
    return _nearest(_VISITOR[device], error)


def for_operator(error: DeviceError) -> str:
    """Say it to the operator, Chinese first, with the place and what the device said."""
    said = _nearest(_OPERATOR, error)
    if isinstance(error, PageError) and error.cause:
        why = for_cause(Cause(error.cause))
        said = Said(f"{said.zh}。{why.zh}", f"{said.en} {why.en}")
    return f"{said.zh} {said.en} [{error}]"


def _nearest(table: dict[type[DeviceError], Said], error: DeviceError) -> Said:
    return next(table[kind] for kind in type(error).__mro__ if kind in table)
