"""The picture of a day. The only file that knows the library which draws it."""

from collections.abc import Callable, Iterator, Sequence
from math import nan
from pathlib import Path
from statistics import median
from typing import Literal

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import MaxNLocator

from broker.contract.values import Standing
from broker.runtime.errors import KnownError
from broker.simulate.figures import Figures
from broker.simulate.record import Record, Told
from broker.simulate.words import Words

HOUR, MINUTE, QUARTER, HALF = 3600.0, 60.0, 900.0, 1800.0
FONTS = {
    "zh": (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "WenQuanYi Micro Hei",
        "Microsoft YaHei",
        "SimHei",
    ),
    "en": ("Noto Sans", "DejaVu Sans"),
}
INK, PALE, GRID, PAPER, OPEN = "#1f2933", "#7b8794", "#e4e7eb", "#ffffff", "#dbe3ee"
COLOURS = {
    Standing.NORMAL: "#3e6fb0",
    Standing.APPOINTMENT: "#2a9d8f",
    Standing.PRIORITY: "#e08e45",
    Standing.GREEN: "#7ca937",
    Standing.UNKNOWN: PALE,
}
ACTUAL = "#c8553d"
ROW_INCHES = 16 / 3
FEW = 5
"""Fewer visitors in half an hour have no median worth a line."""


class NoFontError(KnownError):
    """This machine has no font for the picture's words."""


def draw(record: Record, figures: Figures, words: Words, language: str, title: str, to: Path) -> None:
    """Draw a day into a PNG.

    Raises:
        NoFontError: there is no font with the language's characters.
    """
    room = ConstrainedLayoutEngine(w_pad=0.15, h_pad=0.12, hspace=0.04, wspace=0.03)
    panels: tuple[Callable[[Axes, Record, Words], None], ...] = (_arrivals, _windows, _waiting, _waits)
    names: tuple[str, ...] = ("arrivals", "windows", "waiting", "waits_by_standing")
    if figures.all_told:
        panels, names = (*panels, _told_over_day, _told_each), (*names, "told_over_day", "told_each")
    rows = len(panels) // 2
    figure = Figure(figsize=(15, ROW_INCHES * rows), dpi=110, facecolor=PAPER, layout=room)
    font = _font(language)
    axes = figure.subplots(rows, 2)
    for axis, name, panel in zip(axes.flat, names, panels, strict=True):
        panel(axis, record, words)
        _dress(axis, words(name), font)
        if panel is not _told_each:
            _hours(axis, record)
    figure.suptitle(
        title, x=0.012, ha="left", fontsize=21, fontweight="bold", color=INK, fontfamily=font, parse_math=False
    )
    figure.text(0.012, -0.012, _line(figures, words), fontsize=12, color=PALE, fontfamily=font)
    figure.savefig(to, bbox_inches="tight", pad_inches=0.3)


def _font(language: str) -> str:
    here = set(font_manager.get_font_names())
    for name in FONTS[language]:
        if name in here:
            return name
    raise NoFontError("this machine has no Chinese font: install fonts-noto-cjk, or take --language en")


def _line(figures: Figures, words: Words) -> str:
    said = [f"{words('given')} {figures.visitors}", f"{words('called')} {figures.called}"]
    if of := figures.all_told:
        said += [f"{words('within')} {of.within:.1%}", f"{words('off')} {of.off / MINUTE:.1f}"]
        said += [f"{words('naive_off')} {of.naive_off / MINUTE:.1f}"]
    return "   ·   ".join(said)


def _dress(axis: Axes, title: str, font: str) -> None:
    axis.set_title(title, loc="left", fontsize=14, color=INK, fontweight="bold", pad=10, fontfamily=font)
    axis.spines[["top", "right", "left"]].set_visible(False)
    axis.spines["bottom"].set_color(PALE)
    axis.grid(axis="y", color=GRID, linewidth=1)
    axis.set_axisbelow(True)
    axis.tick_params(colors=PALE, length=0, labelsize=11, pad=7)
    axis.set_ylim(bottom=0)
    axis.margins(x=0.01)
    for label in (axis.xaxis.label, axis.yaxis.label):
        label.set(color=PALE, fontsize=11, fontfamily=font)
    if axis.get_legend_handles_labels()[0]:
        legend = axis.legend(frameon=False, prop={"family": font, "size": 11}, labelcolor=INK, loc=_corner(axis))
        for handle in legend.legend_handles:
            if isinstance(handle, PathCollection):  # single dots are too small and pale to tell a colour by
                handle.set(sizes=[50], alpha=0.9)


def _corner(axis: Axes) -> Literal["upper left", "upper right"]:
    """Where a legend covers least; looking for it among thousands of dots takes seconds."""
    return "upper left" if any(isinstance(one, PathCollection) for one in axis.collections) else "upper right"


def _hours(axis: Axes, record: Record) -> None:
    times = [count.at for count in record.counts] + [told.at for told in record.tickets.values()]
    first, last = int(min(times) // HOUR), int(max(times) // HOUR) + 1
    axis.set_xlim(first * HOUR, last * HOUR)
    hours = range(first, last + 1)
    axis.set_xticks([hour * HOUR for hour in hours], [f"{hour}:00" for hour in hours])


def _arrivals(axis: Axes, record: Record, words: Words) -> None:
    quarters = sorted({told.at // QUARTER for told in record.tickets.values()})
    below = [0.0] * len(quarters)
    for standing, colour in COLOURS.items():
        came = [told.at // QUARTER for told in record.tickets.values() if told.standing is standing]
        heights = [float(came.count(quarter)) for quarter in quarters]
        if came:
            starts = [quarter * QUARTER for quarter in quarters]
            axis.bar(
                starts, heights, QUARTER * 0.86, below, align="edge", color=colour, label=words(standing), linewidth=0
            )
        below = [one + other for one, other in zip(below, heights, strict=True)]


def _windows(axis: Axes, record: Record, words: Words) -> None:
    times = [count.at for count in record.counts]
    open_ = [count.open for count in record.counts]
    axis.fill_between(times, open_, step="post", color=OPEN, linewidth=0, label=words("open"))
    axis.yaxis.set_major_locator(MaxNLocator(integer=True))
    axis.set_ylim(0, max(open_, default=1) * 1.25)  # room for the legend above what is open all day
    busy = [count.busy for count in record.counts]
    axis.step(times, busy, where="post", color=COLOURS[Standing.NORMAL], linewidth=1.8, label=words("busy"))


def _waiting(axis: Axes, record: Record, _words: Words) -> None:
    times, waiting = [count.at for count in record.counts], [count.waiting for count in record.counts]
    axis.fill_between(times, waiting, color=COLOURS[Standing.NORMAL], alpha=0.25, linewidth=0)
    axis.plot(times, waiting, color=COLOURS[Standing.NORMAL], linewidth=1.8)


def _waits(axis: Axes, record: Record, words: Words) -> None:
    for standing, colour in COLOURS.items():
        told = [one for one in record.tickets.values() if one.standing is standing and one.waited is not None]
        points = list(_halves(told, lambda ones: median(one.waited or 0.0 for one in ones)))
        if points:
            times, waits = zip(*points, strict=True)
            axis.plot(times, waits, color=colour, linewidth=2.4, marker="o", markersize=4, label=words(standing))


def _told_over_day(axis: Axes, record: Record, words: Words) -> None:
    told = [one for one in record.tickets.values() if one.waited is not None]
    with_estimate = [one for one in told if one.likely is not None]
    likely = list(_halves(with_estimate, lambda ones: median(one.likely or 0.0 for one in ones)))
    at_most = list(_halves(with_estimate, lambda ones: median(one.at_most or 0.0 for one in ones)))
    if likely:
        times = [time for time, _wait in likely]
        blue = COLOURS[Standing.NORMAL]
        band = [wait for _time, wait in likely], [wait for _time, wait in at_most]
        axis.fill_between(times, *band, color=blue, alpha=0.2, linewidth=0, label=words("at_most"))
        axis.plot(times, band[0], color=blue, linewidth=2.4, label=words("likely"))
    points = list(_halves(told, lambda ones: median(one.waited or 0.0 for one in ones)))
    if points:
        axis.plot(*zip(*points, strict=True), color=ACTUAL, linewidth=2.4, label=words("real"))
    points = list(_halves(told, lambda ones: median(one.naive for one in ones)))
    if points:
        axis.plot(*zip(*points, strict=True), color=PALE, linewidth=1.4, linestyle="--", label=words("naive"))


def _told_each(axis: Axes, record: Record, words: Words) -> None:
    told = [one for one in record.tickets.values() if one.waited is not None and one.likely is not None]
    for kept, colour, label in ((True, COLOURS[Standing.NORMAL], "kept"), (False, ACTUAL, "longer")):
        ones = [one for one in told if ((one.waited or 0.0) <= (one.at_most or 0.0)) is kept]
        likely, waited = [(one.likely or 0.0) / MINUTE for one in ones], [(one.waited or 0.0) / MINUTE for one in ones]
        axis.scatter(likely, waited, s=7, color=colour, alpha=0.3, linewidths=0, label=words(label))
    far = max((max(one.likely or 0.0, one.waited or 0.0) / MINUTE for one in told), default=1.0)
    axis.plot([0, far], [0, far], color=INK, linewidth=1)
    axis.set_xlabel(words("told"))
    axis.set_ylabel(words("was"))
    axis.set_xlim(0, far)


def _halves(told: Sequence[Told], of: Callable[[Sequence[Told]], float]) -> Iterator[tuple[float, float]]:
    """A figure of those who came in each half hour, in minutes at its middle; NaN breaks the line where few came."""
    halves: dict[int, list[Told]] = {}
    for one in told:
        halves.setdefault(int(one.at // HALF), []).append(one)
    enough = sorted(half for half, ones in halves.items() if len(ones) >= FEW)
    for before, half in zip([None, *enough], enough, strict=False):
        if before is not None and half > before + 1:
            yield half * HALF, nan
        yield (half + 0.5) * HALF, of(halves[half]) / MINUTE
