"""Sizes of windows, as people write them."""

import typer


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
