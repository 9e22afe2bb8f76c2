"""Whether a process of ours runs by a settings file now."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

APPS = ("kiosk", "window", "button", "wall", "voice")
"""The commands that run by a device.toml, and hold its account and its devices."""


def running_by(settings: Path, proc: Path = Path("/proc")) -> str:
    """Tell the process of this machine that was started with a settings file, such as `kiosk, process 812`.

    Its own folder may be closed to us, so of a path that is not absolute only the end is compared.

    Args:
        settings: The file.
        proc: Where the kernel tells of processes.

    Returns:
        Empty if there is none.
    """
    wanted = settings.resolve()
    for folder in proc.glob("[0-9]*"):
        try:
            words = [os.fsdecode(word) for word in (folder / "cmdline").read_bytes().split(b"\0")]
        except OSError:
            continue  # it has ended
        app = next((word for word in words if word in APPS), "")
        if app and any(_is(wanted, given) for given in _settings_in(words)):
            return f"{app}, process {folder.name}"
    return ""


def _settings_in(words: Sequence[str]) -> Iterator[Path]:
    for word, behind in zip(words, [*words[1:], ""], strict=True):
        if word == "--settings" and behind:
            yield Path(behind)
        elif word.startswith("--settings="):
            yield Path(word.partition("=")[2])


def _is(wanted: Path, given: Path) -> bool:
    if given.is_absolute():
        return given.resolve() == wanted
    parts = [part for part in given.parts if part not in {".", ".."}]
    return bool(parts) and list(wanted.parts[-len(parts) :]) == parts
