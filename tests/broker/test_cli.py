"""The command line."""

import subprocess
import sys


def test_help_names_the_settings_tables_as_they_stand_in_the_file():
    command = [sys.executable, "-m", "broker", "hub", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "when [server] is set" in " ".join(done.stdout.split())
