"""QR codes: the only file that knows segno."""

import io

import segno

_WHITE_EDGE = 4
"""Modules, as ISO/IEC 18004 asks for."""


def rows_of(text: str, level: str = "m") -> tuple[bytes, ...]:
    """The rows of a code without its white edge, a byte for each module; 1 is dark.

    Raises:
        ValueError: More text than a code holds.
    """
    return tuple(map(bytes, segno.make_qr(text, error=level, boost_error=False).matrix))


def address_of(text: str, dots: int) -> str:
    """A code with its white edge as a picture in a `data:` address.

    Args:
        text: What stands in it.
        dots: Of the picture, for each module.

    Raises:
        ValueError: More text than a code holds.
    """
    return str(segno.make_qr(text, error="l").png_data_uri(scale=dots, border=_WHITE_EDGE))


def drawing_of(text: str) -> str:
    """A code with its white edge as an SVG drawing, for paper of any size.

    Raises:
        ValueError: More text than a code holds.
    """
    drawing = io.BytesIO()
    segno.make_qr(text, error="m").save(drawing, kind="svg", border=_WHITE_EDGE)
    return drawing.getvalue().decode()
