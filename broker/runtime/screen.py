"""What can be said of a window before there is Qt: whether there is a screen for it, and its size."""

import os
import sys
from collections.abc import Mapping

import typer

from broker.runtime.errors import KnownError

_NEED_A_DESKTOP = frozenset({"", "xcb", "wayland", "wayland-egl"})  # Qt's platforms; empty is what it takes by itself


class NoScreenError(KnownError):
    """There is nothing to draw on."""

    def __init__(self) -> None:
        super().__init__("there is no screen here; set DISPLAY, or QT_QPA_PLATFORM such as eglfs or offscreen")


def require_screen(environment: Mapping[str, str] = os.environ) -> None:
    """Make sure that Qt finds a screen.

    Qt would end the process itself, without a word of ours.

    Args:
        environment: of the process.

    Raises:
        NoScreenError: Qt would ask a desktop for a window, and no desktop is named.
    """
    platforms = {entry.partition(":")[0] for entry in environment.get("QT_QPA_PLATFORM", "").split(";")}
    desktop = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and not desktop and platforms <= _NEED_A_DESKTOP:
        raise NoScreenError


def parse_size(text: str) -> tuple[int, int]:
    """Read `1080x1920`.

    Raises:
        ValueError: it is something else.
    """
    width, height = map(int, text.split("x"))
    if min(width, height) <= 0:
        raise ValueError(text)
    return width, height


def asked_size(text: str | None) -> tuple[int, int] | None:
    """Read what a command was given as `--size`; nothing is the full screen.

    Raises:
        BadParameter: it is no size.
    """
    try:
        return parse_size(text) if text else None
    except ValueError:
        raise typer.BadParameter("say it as 1080x1920", param_hint="--size") from None
