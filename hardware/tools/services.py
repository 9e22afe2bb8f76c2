"""What only a service of the system knows of: readers of PC/SC."""

import json
import re
import threading

from hardware.errors import DeviceError
from hardware.tools.found import Found

_MOST_S = 5.0


def smartcard_readers() -> list[Found]:
    """Name the readers that PC/SC has; what stands in the way is one too, without a line."""
    try:
        from hardware.smartcard.pcsc import Pcsc  # noqa: PLC0415  a box without badges has no pyscard
    except ImportError:
        return [Found("smart card reader", "", "", "not looked for: the Python package pyscard is not installed")]
    found: list[Found] = []

    def ask() -> None:
        try:
            service = Pcsc("pcsc")
            names = service.readers()
            service.close()
            found.extend(Found("smart card reader", name, f"smartcard = {_place(name)}") for name in names)
        except DeviceError as error:
            found.append(Found("smart card reader", "", "", f"not looked for: {error.detail} (is pcscd running?)"))

    asking = threading.Thread(target=ask, daemon=True)  # a service that hangs lets its callers hang for ever
    asking.start()
    asking.join(_MOST_S)
    if asking.is_alive():
        return [Found("smart card reader", "", "", "not looked for: pcscd does not answer; restart it")]
    return found


def _place(name: str) -> str:
    """Without the numbers behind it, which PC/SC counts as readers come; quoted as TOML has it."""
    return json.dumps(f"pcsc:{re.sub(' [0-9A-F]{2} [0-9A-F]{2}$', '', name)}", ensure_ascii=False)
