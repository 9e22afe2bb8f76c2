"""A touch screen where there is nothing to draw on."""

import os
import sys
from subprocess import run

import pytest

from broker.runtime.screen import NoScreenError, require_screen


@pytest.mark.parametrize("platform", [{}, {"QT_QPA_PLATFORM": "xcb"}, {"QT_QPA_PLATFORM": "wayland;xcb"}])
def test_a_desktop_is_needed_where_qt_would_ask_one_for_a_window(platform):
    with pytest.raises(NoScreenError):
        require_screen(platform)
    require_screen(platform | {"DISPLAY": ":0"})
    require_screen(platform | {"WAYLAND_DISPLAY": "wayland-0"})


@pytest.mark.parametrize("platform", ["eglfs", "linuxfb:fb=/dev/fb0", "vnc:size=800x600", "offscreen", "minimal"])
def test_what_draws_without_a_desktop_needs_none(platform):
    require_screen({"QT_QPA_PLATFORM": platform})


@pytest.mark.parametrize("app", ["kiosk", "window"])
def test_without_a_screen_an_app_ends_with_one_sentence(app, tmp_path):
    path = tmp_path / "device.toml"
    path.write_text('[device]\nid = "one"\nhall = "leiyang"\nwindow = "w01"\n', "utf-8")
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    command = [sys.executable, "-m", "broker", app, "--settings", str(path)]
    done = run(command, env=bare | {"QT_QPA_PLATFORM": "xcb"}, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, str(NoScreenError()) + "\n")
