"""The log: one JSON line per record on stderr, with the fields that may be shown and no others."""

import json
import logging
import sys
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

log = logging.getLogger(__name__)

OF_DEVICE, OF_ALL = 20, 200
"""Lines of one sentence shown in a minute, about one device and altogether; of the rest only how many there were."""
WINDOW_S = 60.0
LONGEST = 500
"""Characters of one field; names of topics are as long as whoever sends them likes."""

SHOWN = frozenset(
    """
    address app attempt call code command count day device epoch error file hall head kept moved number overtaken part
    pid port reason seconds seq service signal state status ticket told topic verb window zone
    """.split()  # noqa: SIM905 - one word a line is a page long
)


class AllowList(logging.Formatter):
    """Shows the message, the place and the listed fields; whatever else a record carries stays unsaid."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": str(record.msg),  # a library's arguments may be anybody's
        }
        line |= {name: _short(getattr(record, name)) for name in sorted(SHOWN) if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            # The exception's own text may quote what a visitor gave us; its kind and place never do.
            line["exception"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace and trace.tb_next:
                trace = trace.tb_next
            if trace:
                line["place"] = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        text = json.dumps(line, ensure_ascii=False, default=str)
        if text.isprintable():
            return text
        return "".join(
            sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in text
        )  # for no terminal to obey


def _short(value: object) -> object:
    return value[:LONGEST] if isinstance(value, str) else value


class Bounded(logging.StreamHandler[TextIO]):
    """Writes records, but nobody fills the disk by making us complain.

    Args:
        stream: where to.
        ticks: seconds that only ever count up.
    """

    def __init__(self, stream: TextIO, ticks: Callable[[], float] = time.monotonic) -> None:
        super().__init__(stream)
        self._ticks, self._began = ticks, ticks()
        self._shown: Counter[tuple[str, ...]] = Counter()
        self._hidden: Counter[tuple[str, ...]] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record, or count it."""
        if self._ticks() - self._began >= WINDOW_S:
            self._began = self._ticks()
            self._shown.clear()
            hidden, self._hidden = self._hidden, Counter()
            for (name, said, *about), count in hidden.items():
                told = {"name": name, "reason": said, "count": count} | ({"device": about[0]} if about else {})
                super().emit(logging.makeLogRecord(_OVER | told))
        sentence: tuple[str, ...] = (record.name, str(record.msg))
        device = (*sentence, str(getattr(record, "device", "")))
        if self._shown[sentence] >= OF_ALL:
            self._hidden[sentence] += 1
        elif hasattr(record, "device") and self._shown[device] >= OF_DEVICE:
            self._hidden[device] += 1
        else:
            self._shown.update((sentence, device))
            super().emit(record)


_OVER = {"msg": "said more often than is shown", "levelno": logging.WARNING, "levelname": "WARNING"}


def start_log() -> None:
    """Send every record of INFO and above to stderr, and what nobody caught too: never in its own words."""
    handler = Bounded(sys.stderr)
    handler.setFormatter(AllowList())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it speaks at each start though nothing is to be done
    warnings.showwarning = lambda _text, kind, file, line, *_: _log_remark(kind, file, line)
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda told: _log_uncaught(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: _log_uncaught(told.exc_type, told.exc_value, told.exc_traceback)


def _log_remark(kind: type[Warning], file: str, line: int) -> None:
    """Pydantic's own words, for one, quote the value that they are about."""
    log.warning("a library has a remark", extra={"code": kind.__name__, "file": f"{Path(file).name}:{line}"})


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, SystemExit):  # a thread's own end
        log.critical("an exception nobody expected", exc_info=(kind, error or BaseException(), trace))
