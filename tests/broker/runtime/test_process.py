"""How a process is told to end."""

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import threading
from broker.runtime.process import on_end, say_ready

ended, times = threading.Event(), []

def end():
    times.append(1)
    ended.set()

on_end(end)
say_ready("test", "here")
while not ended.is_set():
    ended.wait(0.00001)
print("ended", len(times))
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("_again", range(3))
def test_a_process_told_to_end_many_times_at_once_ends_once(how, _again):
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready test here\n"
        for _ in range(200):
            process.send_signal(how)
        try:
            rest, _ = process.communicate(timeout=20)
        finally:
            process.kill()
    assert rest == "ended 1\n"
    assert process.returncode in (0, -how)  # the last of them may find Python itself ending
