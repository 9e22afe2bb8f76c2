"""Looks at PINs on a thread of their own: it is slow by design, and the screen never waits."""

import threading
from collections.abc import Callable

from kiosk.citizen.staff.door import CheckPin


def checking(pin_hash: str, post: Callable[[Callable[[], None]], None]) -> CheckPin:
    """What looks at PINs.

    Args:
        pin_hash: as it stands in device.toml.
        post: has something done on Qt's thread.
    """

    def check(pin: str, then: Callable[[bool], None]) -> None:
        def look() -> None:
            from broker.runtime.pin import is_pin  # noqa: PLC0415 - a kiosk's start need not wait for it

            right = is_pin(pin_hash, pin)
            post(lambda: then(right))

        threading.Thread(target=look, name="pin", daemon=True).start()

    return check
