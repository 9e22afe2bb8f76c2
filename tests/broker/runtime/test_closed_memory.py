"""Nobody looks into a process of ours: no core dump, no other program of the same user."""

import os
import resource
import signal
import subprocess
import sys

import pytest

NOBODY = 65534
BECOME = f"import ctypes, os\nif not os.getuid(): os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
OPEN = BECOME + "ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # as every program begins; who changes his user has lost it\n"
CLOSED = "from broker.runtime.process import close_memory\n" + OPEN + "close_memory()\n"
LOOK = (
    BECOME
    + """
import sys
for name in ("environ", "maps", "mem", "cmdline", "status"):
    try:
        with open(f"/proc/{sys.argv[1]}/{name}", "rb") as file:
            name == "mem" or file.read()
        print(name)
    except PermissionError:
        pass
"""
)


def seen_by_its_own_user(program):
    """Which files of a process another one of its user can read."""
    with subprocess.Popen(
        [sys.executable, "-c", program + "print('there', flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "there\n"
        look = [sys.executable, "-c", LOOK, str(process.pid)]
        seen = subprocess.run(look, capture_output=True, text=True, check=True).stdout.split()
        process.communicate("\n")
    return set(seen)


def test_its_own_user_cannot_read_its_memory_but_finds_it_by_its_command_line():
    assert {"environ", "maps", "cmdline", "status"} <= seen_by_its_own_user(OPEN)
    assert seen_by_its_own_user(CLOSED) == {"cmdline", "status"}


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_leaves_no_core_dump(how, tmp_path):
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    program = f"import os, resource\nresource.setrlimit(resource.RLIMIT_CORE, ({most}, {most}))\n"
    program += f"from broker.runtime.process import close_memory\nclose_memory()\nos.kill(os.getpid(), {int(how)})"
    paths = os.pathsep.join(sys.path)
    done = subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path, env={**os.environ, "PYTHONPATH": paths})
    _, status = os.waitpid(done.pid, 0)
    done.returncode = -how  # it was waited for here
    assert os.WTERMSIG(status) == how
    assert not os.WCOREDUMP(status)
    assert not list(tmp_path.iterdir())


def test_every_command_closes_its_memory_before_anything_else():
    program = """
import sys
from broker import cli
sys.argv = ["yimen", "pin", "--help"]
try:
    cli.main()
except SystemExit:
    pass
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "0"
