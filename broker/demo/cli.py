"""`yimen demo`: a whole hall on this machine, with nothing to configure."""

import os
import shutil
import signal
import time
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from broker.demo.hall import write_hall
from broker.demo.play import Play

PORTRAIT, PORTRAIT_ON_A_DESK = "1080x1920", "506x900"
WALL, WALL_ON_A_DESK = "1920x1080", "960x540"
WINDOW = "480x720"


def demo(
    output: Annotated[Path, typer.Option(help="Where pictures, paper and voice go; replaced.")] = Path("demo-output"),
) -> None:
    """Run a whole hall with simulated devices, and play one visitor through it."""
    say = Console(stderr=True, soft_wrap=True)
    _end_in_order()
    screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    environment = {} if screen else {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    sizes = {
        "kiosk": PORTRAIT_ON_A_DESK if screen else PORTRAIT,
        "wall": WALL_ON_A_DESK if screen else WALL,
        "window": WINDOW,
    }
    output = output.resolve()
    if output.exists():
        if not (output / "hall" / "hall.toml").exists() and any(output.iterdir()):
            say.print(f"{output} holds something else; name another folder with --output", markup=False)
            raise typer.Exit(2)
        shutil.rmtree(output)
    (output / "pictures").mkdir(parents=True)
    play = Play(write_hall(output / "hall", sizes), output, say, environment)
    try:
        with play.running():
            play.visit()
            say.print(f"Pictures of every screen, the ticket and the voice are in {output}", markup=False)
            if screen:
                _stay(play, say)
    except KeyboardInterrupt:
        say.print("The hall is closed.")


def _end_in_order() -> None:
    """However often it is told to end, the demo closes its hall once, and waits for it."""

    def end(number: int, _frame: FrameType | None) -> None:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt(number)

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, end)


def _stay(play: Play, say: Console) -> None:
    """Leave the hall open for whoever wants to play with it."""
    say.print("The hall stays open: touch the kiosk, call at a window. Clerks c001 and c002 have the PIN 2580.")
    laying = f"To lay the card: cp {play.hall.purse} {play.hall.card}; to lift it, remove that file. To end: Ctrl-C."
    say.print(laying, markup=False)
    while all(actor.runs for actor in play.actors.values()):
        time.sleep(0.5)
    ended = ", ".join(name for name, actor in play.actors.items() if not actor.runs)
    say.print(f"{ended} ended, so the hall closes.")
