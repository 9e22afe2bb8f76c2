"""Search for bytes that break a reader, led by what they reach: python -m tests.fuzz.guided notebook --seconds 300.

Needs `pip install atheris`, which nothing else of the project does.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

try:
    import atheris
except ImportError:
    sys.exit("pip install atheris first")

with atheris.instrument_imports(include=["broker", "hardware", "kiosk", "tomllib"]):
    from tests.fuzz import readers


def search(
    reader: Annotated[str, typer.Argument(help=" ".join(readers.NAMES))],
    seconds: Annotated[int, typer.Option(help="How long.")] = 60,
) -> None:
    """Search, and stop at the first finding; it is left in a file, and told."""
    with TemporaryDirectory(prefix="guided-") as folder:
        corpus, work = Path(folder) / "corpus", Path(folder) / "work"
        corpus.mkdir(), work.mkdir()
        read, likes = readers.named(work, reader)
        for n, seed in enumerate(likes):
            (corpus / str(n)).write_bytes(seed)
        limits = [
            f"-max_total_time={seconds}",
            "-max_len=70000",
            "-timeout=5",
            "-rss_limit_mb=1024",
            "-close_fd_mask=0",
        ]
        atheris.Setup(["guided", *limits, str(corpus)], lambda given: read(work, given))
        atheris.Fuzz()


if __name__ == "__main__":
    typer.run(search)
