"""Long texts on a terminal of eighty columns."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hardware.tools.terminal import folded


@given(st.lists(st.text(st.sampled_from('a中é:/="'), min_size=1, max_size=120), max_size=20), st.integers(0, 20))
def test_no_line_is_longer_than_the_terminal_but_a_word_that_is_and_no_word_is_broken_or_lost(words, indent):
    lines = folded(" ".join(words), indent).splitlines()
    assert [word for line in lines for word in line.split()] == words
    for line in lines:
        assert line.startswith(" " * indent)
        assert cell_len(line) <= 79 or len(line.split()) == 1


def test_what_drivers_and_libraries_log_is_not_mixed_into_what_a_technician_is_told(tmp_path):
    settings = tmp_path / "device.toml"
    places = ('ticket_printer = "serial:/dev/yimen-none"', 'button = "keypad:/dev/yimen-none"')
    settings.write_text("\n".join(("[hardware]", *places)))
    command = ["unshare", "--net", sys.executable, "-m", "broker", "device", "list", "--settings", settings]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "searching" not in line] == []
    assert done.stdout.count("Nothing there") == 2
