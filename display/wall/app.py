"""`yimen wall`: the wall screen as a process."""

from pathlib import Path
from typing import Annotated

import typer

from broker.runtime.logs import start_log
from broker.runtime.screen import asked_size
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load
from display.ui.show import Show, run, start_qt
from display.ui.stage import Stage
from display.wall.follow import Follower
from display.wall.watch import FrameWatch

VIEW = Path(__file__).with_name("views") / "Wall.qml"


def wall(
    settings: Annotated[Path, typer.Option(help="The screen's device.toml.", exists=True, dir_okay=False)],
    size: Annotated[str, typer.Option(help="A window of this size instead of the full screen, as 1920x1080.")] = "",
    *,
    stage: Annotated[bool, typer.Option(help="Be played by lines on stdin.")] = False,
) -> None:
    """Show the last calls of a zone, large, and how busy each service is."""
    start_log()
    device = load(DeviceSettings, settings)
    asked = asked_size(size or device.screen.size)
    qt = start_qt()
    follower = Follower(settings, device)
    show = Show(VIEW, wall=follower.model)
    show.open(asked)
    played = Stage(show.window, {"watch": FrameWatch(show.window, follower.model).start}) if stage else None
    follower.start()
    code = run("wall", show, end=follower.stop)
    if played:
        played.close()
    del qt
    raise typer.Exit(code)
