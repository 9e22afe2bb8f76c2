"""Long texts on a terminal of eighty columns, where a Chinese character takes two."""

from rich.cells import cell_len

_COLUMNS = 79


def folded(text: str, indent: int) -> str:
    """Break a text at its spaces, every line so far from the edge; what has no space stays whole, to be copied."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and cell_len(longer) <= _COLUMNS - indent:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(" " * indent + line for line in lines)
