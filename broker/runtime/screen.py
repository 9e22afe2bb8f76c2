"""Whether this process can have a window at all. Qt would end itself without a word of ours."""

import os
import sys
from collections.abc import Mapping

from broker.runtime.errors import KnownError

_NEED_A_DESKTOP = frozenset({"", "xcb", "wayland", "wayland-egl"})  # Qt's platforms; empty is what it takes by itself


class NoScreenError(KnownError):
    """There is nothing to draw on."""

    def __init__(self) -> None:
        super().__init__("there is no screen here; set DISPLAY, or QT_QPA_PLATFORM such as eglfs or offscreen")


def require_screen(environment: Mapping[str, str] = os.environ) -> None:
    """Make sure that Qt finds a screen.

    Args:
        environment: of the process.

    Raises:
        NoScreenError: Qt would ask a desktop for a window, and no desktop is named.
    """
    platforms = {entry.partition(":")[0] for entry in environment.get("QT_QPA_PLATFORM", "").split(";")}
    desktop = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and not desktop and platforms <= _NEED_A_DESKTOP:
        raise NoScreenError
