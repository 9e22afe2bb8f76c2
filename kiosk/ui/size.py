"""Sizes of windows, as people write them."""


def parse_size(text: str) -> tuple[int, int]:
    """Read `1080x1920`.

    Raises:
        ValueError: it is something else.
    """
    width, height = map(int, text.split("x"))
    if min(width, height) <= 0:
        raise ValueError(text)
    return width, height
