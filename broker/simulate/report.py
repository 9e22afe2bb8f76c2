"""A day's figures as tables on a terminal."""

from collections.abc import Iterator

from rich.table import Table

from broker.simulate.figures import Estimates, Figures
from broker.simulate.words import Words


def tables(figures: Figures, words: Words) -> Iterator[Table]:
    """The tables of a report."""
    yield _waits(figures, words)
    yield _day(figures, words)
    if figures.all_told:
        yield _estimates(figures, words)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for nth, column in enumerate(columns):
        table.add_column(column, justify="right" if nth else "left", overflow="fold")
    return table


def _waits(figures: Figures, words: Words) -> Table:
    table = _table(words("waits"), *(words(key) for key in ("standing", "visitors", "median", "p90", "longest")))
    for standing, waits in figures.waits.items():
        minutes = (f"{seconds / 60:.1f}" for seconds in (waits.median, waits.p90, waits.longest))
        table.add_row(words(standing), str(waits.count), *minutes)
    return table


def _day(figures: Figures, words: Words) -> Table:
    table = _table(words("day"), "", "")
    table.show_header = False
    table.add_row(words("given"), str(figures.visitors))
    table.add_row(words("called"), str(figures.called))
    table.add_row(words("turned_away"), str(figures.turned_away))
    table.add_row(words("by_rule"), str(figures.by_rule))
    table.add_row(words("worst"), f"{figures.worst_s / 60:.1f} / {figures.bound_s / 60:.0f}")
    table.add_row(words("by_hand"), f"{figures.moved_by_hand} / {figures.by_hand}")
    table.add_row(words("idle"), f"{figures.idle_s:.0f}")
    return table


def _estimates(figures: Figures, words: Words) -> Table:
    table = _table(words("estimates"), *(words(key) for key in ("of", "visitors", "within", "off", "naive_off")))
    for key, of in (("everyone", figures.all_told), ("who_waited", figures.waiting_told)):
        if of:
            table.add_row(words(key), *_came_true(of))
    return table


def _came_true(of: Estimates) -> tuple[str, ...]:
    return str(of.count), f"{of.within:.1%}", f"{of.off / 60:.1f}", f"{of.naive_off / 60:.1f}"
