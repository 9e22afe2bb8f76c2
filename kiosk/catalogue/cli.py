"""`yimen catalogue`: make the catalogue of a hall, try its search, make one for trials."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table
from rich.text import Text

from broker.runtime.plain import plain
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.hit import Hit

app = typer.Typer(no_args_is_help=True, help="The items that people search for.", rich_markup_mode=None)
InFile = Annotated[Path, typer.Option("--in", help="The catalogue.", exists=True, dir_okay=False)]


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The items, a CSV.", exists=True, dir_okay=False)],
    to: Annotated[Path, typer.Option(help="The catalogue; replaced at once when all is right.", dir_okay=False)],
    synonyms: Annotated[
        list[Path] | None, typer.Option(help="A CSV of everyday words of your own.", exists=True, dir_okay=False)
    ] = None,
    hall: Annotated[
        Path | None, typer.Option(help="A hall.toml, to see that it has every service.", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """Make the catalogue of a CSV. Where a line is wrong nothing changes, and every fault is told."""
    from kiosk.catalogue import columns, store  # noqa: PLC0415 - pypinyin is slow to read in and only needed here
    from kiosk.catalogue import synonyms as words  # noqa: PLC0415 - as above

    services = {service.id for service in load(HallSettings, hall).service} if hall else None
    own = words.read(synonyms or ())
    size = file.stat().st_size
    with _progress(DownloadColumn()) as reading:
        bar = reading.add_task("reading", total=size)
        items = columns.read(file, services, lambda read: reading.update(bar, completed=read))
        reading.update(bar, completed=size)
    with _progress(MofNCompleteColumn()) as making:
        bars = {}

        def progress(what: str, done: int) -> None:
            if what not in bars:
                bars[what] = making.add_task(what, total=len(items))
            making.update(bars[what], completed=done)

        store.write(to, items, own, progress)
    _console().print(f"{to}: {len(items):,} items, {to.stat().st_size / 1e6:.0f} MB. Kiosks take it by themselves.")


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="What a visitor would type.")],
    file: InFile,
    most: Annotated[int, typer.Option("-n", help="How many items.", min=1)] = 10,
) -> None:
    """Show what a visitor would find."""
    table = Table(*(Column(name, overflow="fold") for name in ("code", "item", "department", "service", "by", "where")))
    with Catalogue(file) as catalogue:
        for hit in catalogue.search(" ".join(words), most):
            item = hit.item
            cells = (plain(text) for text in (item.code, item.name, item.department, item.service, hit.why.value))
            table.add_row(*map(Text, cells), _marked(hit))
    console = _console()
    if table.row_count:
        console.print(table)
    else:
        console.print("Nothing is found.")


@app.command()
def sample(
    file: Annotated[Path, typer.Argument(help="Where to; replaced when it is there.", dir_okay=False)],
    items: Annotated[int, typer.Option(help="How many.", min=1, max=167_978)] = 167_978,
    seed: Annotated[int, typer.Option(help="The same seed makes the same items.")] = 1,
) -> None:
    """Write a CSV of items as a city has them, for trials."""
    from kiosk.catalogue import columns, invented  # noqa: PLC0415 - only needed here

    with _progress(MofNCompleteColumn()) as making:
        bar = making.add_task("items", total=items)
        columns.write(file, invented.items(items, seed), lambda done: making.update(bar, completed=done))
        making.update(bar, completed=items)
    _console().print(f"{file}: {items:,} items.")


def _marked(hit: Hit) -> Text:
    text = Text(plain(hit.text))
    for start, end in hit.marks:
        text.stylize("bold reverse", start, end)
    return text


def _console() -> Console:
    return Console(soft_wrap=True, markup=False, emoji=False)  # a path may have brackets


def _progress(*columns: BarColumn | DownloadColumn | MofNCompleteColumn) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), *columns, TimeElapsedColumn(), console=Console(stderr=True)
    )
