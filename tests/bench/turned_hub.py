"""A hub whose clock may be put on, days and all: each line on stdin is how many seconds of its time go by at once.

python turned_hub.py SETTINGS      prints `ready hub`
"""

import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from broker.client.bus import Address
from broker.client.paho_bus import PahoBus
from broker.hub.cli import PATIENCE_S
from broker.hub.hub import Hub
from broker.profile import profile_of
from broker.runtime.clock import SteadyClock
from broker.runtime.logs import start_log
from broker.runtime.process import on_end
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.store.store import Store


def main(settings: Path) -> None:
    """Run until it is ended."""
    start_log()
    sys.setswitchinterval(PATIENCE_S)
    hall = load(HallSettings, settings)
    ahead = [timedelta()]

    def put_on() -> None:
        for line in sys.stdin:
            ahead[0] += timedelta(seconds=float(line))

    store = Store(f"sqlite:///{settings.parent / 'hall.db'}", hall.hall.id)
    clock = SteadyClock(
        lambda: datetime.now(hall.timezone) + ahead[0], lambda: time.monotonic() + ahead[0].total_seconds()
    )
    bus = PahoBus(Address("127.0.0.1", hall.mqtt.port, "hub"))
    hub = Hub(hall, profile_of(hall), store, bus, bytes(32), clock)
    on_end(hub.end)
    threading.Thread(target=put_on, daemon=True).start()
    hub.run(lambda: print("ready hub", flush=True))
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
