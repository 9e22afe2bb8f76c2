"""The log: one JSON line per record on stderr, with the fields that may be shown and no others."""

import json
import logging
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType

log = logging.getLogger(__name__)

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
            "says": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in sorted(SHOWN) if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            # The exception's own text may quote what a visitor gave us; its kind and place never do.
            line["exception"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace and trace.tb_next:
                trace = trace.tb_next
            if trace:
                line["place"] = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        return json.dumps(line, ensure_ascii=False, default=str)


def start_log() -> None:
    """Send every record of INFO and above to stderr, and what nobody caught too: never in its own words."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AllowList())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it speaks at each start though nothing is to be done
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda told: _log_uncaught(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: _log_uncaught(told.exc_type, told.exc_value, told.exc_traceback)


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, SystemExit):  # a thread's own end
        log.critical("an exception nobody expected", exc_info=(kind, error or BaseException(), trace))
