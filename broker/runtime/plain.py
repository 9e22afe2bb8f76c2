"""Texts that somebody else chose, on a terminal."""

import unicodedata


def plain(text: str) -> str:
    r"""A text in which a terminal finds nothing to obey: what can't be seen stands as its escape, such as `\x1b`.

    Ends of lines stay, and so do spaces of any width.
    """
    if text.isprintable():
        return text
    return "".join(
        sign
        if sign == "\n" or sign.isprintable() or unicodedata.category(sign) == "Zs"
        else sign.encode("unicode_escape").decode()
        for sign in text
    )
