"""The command line `yimen`. It finds its subcommands by entry points and imports only the one asked for."""

import gc
import sys
from importlib.metadata import entry_points

import typer

from broker.runtime.errors import KnownError
from broker.runtime.plain import plain
from broker.runtime.process import close_memory


def main() -> None:
    """Run the subcommand asked for; what is the world's fault is told in words."""
    close_memory()
    points = {point.name: point for point in entry_points(group="yimen.commands")}
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    app = typer.Typer(
        name="yimen",
        help="Everything people touch, see and hear in a government service hall.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # else it takes the [tables] that our help names for its own marks
    )
    app.callback()(lambda: None)  # else a single command would swallow its own name
    gc.disable()  # what is imported stays for ever: looking through it for garbage takes a tenth of a screen's start
    commands = {name: points[name].load() for name in ([asked] if asked in points else sorted(points))}
    gc.freeze()
    gc.enable()
    for name, command in commands.items():
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    try:
        app()
    except KnownError as error:
        typer.echo(plain(str(error)), err=True)
        sys.exit(error.exit_code)
