"""Whether a process of ours runs by a settings file now."""

import os
from pathlib import Path


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
        if int(folder.name) == os.getpid():
            continue
        try:
            words = [os.fsdecode(word) for word in (folder / "cmdline").read_bytes().split(b"\0")]
        except OSError:
            continue  # it has ended
        if "doctor" in words or "--settings" not in words[:-1]:
            continue
        at = words.index("--settings")
        given = Path(words[at + 1])
        same = given.resolve() == wanted if given.is_absolute() else _ends(wanted, given)
        if same and at > 1 and wanted.suffix == ".toml":
            return f"{words[at - 1]}, process {folder.name}"
    return ""


def _ends(whole: Path, end: Path) -> bool:
    parts = [part for part in end.parts if part not in {".", ".."}]
    return bool(parts) and list(whole.parts[-len(parts) :]) == parts
