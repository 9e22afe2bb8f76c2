"""The words of a report and its picture, Chinese and English."""

from broker.contract.values import Standing

WORDS: dict[str, tuple[str, str]] = {
    "waits": ("等候时间（分钟）", "Waits (minutes)"),
    "standing": ("排队类别", "standing"),
    "visitors": ("人数", "visitors"),
    "median": ("中位数", "median"),
    "p90": ("九成以内", "nine of ten"),
    "longest": ("最长", "longest"),
    "day": ("全天", "The day"),
    "given": ("取号", "tickets given"),
    "called": ("已叫号", "called"),
    "turned_away": ("停止取号后到达", "came after the last ticket"),
    "by_rule": ("按规则超前（对）", "overtakings by rule (pairs)"),
    "worst": ("最大超前（分钟）/ 上限", "worst by rule (minutes) / bound"),
    "by_hand": ("人工调整（次 / 被超前人数）", "moved by hand (times / overtaken)"),
    "idle": ("有人可办而窗口空闲（秒）", "windows idle while somebody waited (s)"),
    "estimates": ("等候预计", "Wait estimates"),
    "of": ("对象", "of"),
    "everyone": ("全部", "all who were told"),
    "who_waited": ("预计一分钟以上", "told a minute or more"),
    "within": ("在“最长”之内叫到", "called within at-most"),
    "off": ("预计误差中位数（分钟）", "median error (minutes)"),
    "naive_off": ("简单算法误差（分钟）", "naive estimate's (minutes)"),
    "arrivals": ("每一刻钟到达人数", "Arrivals per quarter of an hour"),
    "waiting": ("正在等候人数", "Waiting"),
    "windows": ("窗口", "Windows"),
    "open": ("开放", "open"),
    "busy": ("办理中", "serving"),
    "waits_by_standing": ("各类别等候时间中位数（分钟）", "Median wait by standing (minutes)"),
    "told_over_day": ("预计与实际（分钟，按取号时间）", "Told and real waits (minutes, by time of the ticket)"),
    "told_each": ("每位群众：预计与实际（分钟）", "Every visitor: told and real (minutes)"),
    "likely": ("预计", "told: likely"),
    "at_most": ("预计最长", "told: at most"),
    "real": ("实际中位数", "real: median"),
    "naive": ("简单算法", "naive estimate"),
    "longer": ("超过“最长”", "longer than at most"),
    "kept": ("在“最长”之内", "within at most"),
    "time": ("时间", "time of day"),
    "told": ("预计", "told"),
    "was": ("实际", "real"),
    Standing.NORMAL: ("普通", "normal"),
    Standing.APPOINTMENT: ("预约", "appointment"),
    Standing.PRIORITY: ("优先", "priority"),
    Standing.GREEN: ("绿色通道", "green"),
    Standing.UNKNOWN: ("其他", "other"),
    "plain": ("平日", "an ordinary day"),
    "shift-change": ("换班日", "a day of handovers"),
    "drift": ("越办越慢", "a day that slows down"),
    "burst": ("集中到达", "a day of busloads"),
}


class Words:
    """The words in one language."""

    def __init__(self, language: str) -> None:
        self._nth = 0 if language == "zh" else 1

    def __call__(self, key: str) -> str:
        """The words for something."""
        return WORDS[key][self._nth]
