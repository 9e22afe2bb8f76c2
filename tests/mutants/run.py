"""Mutation testing of the rules of a hall: does a test notice when a rule is changed?

python tests/mutants/run.py [MODULE ...] [--folder FOLDER] [--children 1]

Copies the last commit to a folder, makes a virtual environment of its own there with mutmut in it, and lets mutmut
change the modules of broker/queue one expression at a time. The same folder goes on where the last run ended; it
prints a table and writes every mutant that no test noticed, as a diff, to `survivors.txt`.
"""

import argparse
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from collections import Counter
from io import BytesIO
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
MUTMUT = "mutmut==3.8.1"
MODULES = (
    "order",
    "steps",
    "moves",
    "hall",
    "at_window",
    "closing",
    "booking",
    "visitors",
    "handing_in",
    "numbers",
    "by_itself",
    "ticket",
    "here",
    "boards",
    "agenda",
    "calendar",
)
"""The most important first. life.py is two tables, which mutmut does not change: a test states them row by row."""
WITHOUT = ("random_days", "pace", "estimate")
"""Tests that take long and say nothing of these modules that a sentence elsewhere should not say better."""
SETTINGS = """[mutmut]
source_paths=broker/
only_mutate=
{only}
pytest_add_cli_args_test_selection=
    tests/broker/queue/
pytest_add_cli_args=
    -p
    no:cacheprovider
{without}
mutate_only_covered_lines=false
use_setproctitle=false
use_git_change_detection=false
track_dependencies=false
"""
ENDINGS = {0: "survived", 1: "killed", 3: "killed", 5: "no test", 33: "no test", 36: "timeout", 24: "timeout"}
ENDINGS |= {152: "timeout", 255: "timeout", -24: "timeout", None: "not run"}


def prepare(folder: Path) -> Path:
    """The last commit, and a Python that has mutmut beside what this one has; gives that Python."""
    python = folder / "venv/bin/python"
    if python.exists():
        return python
    commit = _git("rev-parse", "--short", "HEAD").decode().strip()
    (folder / "commit").write_text(commit)
    archive = _git("archive", commit, "broker", "tests", "pyproject.toml")
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        tar.extractall(folder / "hall", filter="data")
    (folder / "hall/setup.cfg").write_text(
        SETTINGS.format(
            only="\n".join(f"    broker/queue/{name}.py" for name in MODULES),
            without="\n".join(f"    --ignore=tests/broker/queue/test_{name}.py" for name in WITHOUT),
        )
    )
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    site = next((folder / "venv/lib").glob("python*/site-packages"))
    (site / "project.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [str(python), "-P", "-m", "pip", "install", "--quiet", "--ignore-installed"]
    subprocess.run([*pip, "--constraint", str(ROOT / "constraints.txt"), MUTMUT], check=True)
    return python


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout


def results(folder: Path, module: str) -> dict[str, str]:
    """How each mutant of a module ended."""
    file = folder / f"hall/mutants/broker/queue/{module}.py.meta"
    codes = json.loads(file.read_text())["exit_code_by_key"] if file.exists() else {}
    return {key: ENDINGS.get(code, f"ended with {code}") for key, code in codes.items()}


def main() -> None:
    """Run, and tell."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(MODULES))
    arguments.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "yimen-mutants")
    arguments.add_argument("--children", type=int, default=1)
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    python = prepare(given.folder)
    hall = given.folder / "hall"
    # Under CI hypothesis draws the same examples in every run, and keeps none.
    environment = {**os.environ, "CI": "1", "PYTHONPATH": ""}
    mutmut = [str(python), "-m", "mutmut"]
    for module in given.modules or MODULES:
        run = [*mutmut, "run", "--max-children", str(given.children), f"broker.queue.{module}.*"]
        subprocess.run(run, cwd=hall, env=environment, check=False)
    commit = (given.folder / "commit").read_text()
    table = Table("module", "mutants", "killed", "timeout", "survived", "no test", "not run", title=f"at {commit}")
    with (given.folder / "survivors.txt").open("w") as survivors:
        for module in MODULES:
            ended = results(given.folder, module)
            count = Counter(ended.values())
            table.add_row(module, str(len(ended)), *(str(count[str(c.header)]) for c in table.columns[2:]))
            for mutant in (key for key, how in ended.items() if how not in {"killed", "timeout", "not run"}):
                shown = subprocess.run(
                    [*mutmut, "show", mutant], cwd=hall, env=environment, check=False, capture_output=True, text=True
                )
                survivors.write(f"{mutant}\n{shown.stdout}\n")
    Console().print(table)


if __name__ == "__main__":
    main()
