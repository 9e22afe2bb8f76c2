"""The contract that is published."""

import subprocess
import sys
from pathlib import Path

PUBLISHED = Path(__file__).parents[3] / "docs" / "asyncapi.json"


def test_the_published_contract_is_what_the_message_classes_say():
    command = [sys.executable, "-m", "broker", "contract"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said == PUBLISHED.read_text("utf-8")
