"""docs/security.md says what is true."""

import re
from pathlib import Path

from tests.docs.matrix import PAGE, drawn

TESTS = Path(__file__).parents[1]


def test_the_table_of_rights_is_the_one_that_the_server_is_given():
    page = PAGE.read_text("utf-8")
    assert drawn(page) == page, "python -m tests.docs.matrix"
    assert page.count("says") > 30


def test_every_attack_that_is_told_is_played_by_a_test_that_there_is():
    told = set(re.findall(r"`(test_\w+)`", PAGE.read_text("utf-8")))
    played = set(
        re.findall(r"^def (test_\w+)", "\n".join(p.read_text("utf-8") for p in TESTS.rglob("test_*.py")), re.MULTILINE)
    )
    assert len(told) > 20
    assert told <= played, told - played
