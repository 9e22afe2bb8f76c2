"""The log shows what is on the list and nothing else."""

import json
import logging
import subprocess
import sys

import pytest

from broker.runtime.logs import AllowList

SECRET = "110101199003077571"


def line_of(message="said", **extra):
    record = logging.LogRecord("broker.x", logging.INFO, __file__, 1, message, (), extra.pop("exc_info", None))
    record.__dict__.update(extra)
    return AllowList().format(record)


def test_a_record_is_one_line_of_json_with_the_fields_of_the_list():
    line = json.loads(line_of(device="kiosk-1", number="A001", seq=7))
    assert (line["level"], line["from"], line["says"]) == ("info", "broker.x", "said")
    assert (line["device"], line["number"], line["seq"]) == ("kiosk-1", "A001", 7)


def test_a_field_that_is_not_on_the_list_stays_unsaid():
    assert SECRET not in line_of(name_of_visitor=SECRET, holder=SECRET, ref=SECRET, payload=SECRET)


def test_an_exceptions_own_words_stay_unsaid_but_its_kind_and_place_are_told():
    try:
        raise ValueError(SECRET)
    except ValueError:
        line = line_of(exc_info=sys.exc_info())
    assert SECRET not in line
    assert json.loads(line)["exception"] == "ValueError"
    assert json.loads(line)["place"].startswith("test_logs.py:")


UNCAUGHT = {
    "main": "raise ValueError(secret)",
    "thread": "import threading; t = threading.Thread(target=lambda: int(secret + 'x')); t.start(); t.join()",
    "unraisable": "class A:\n    def __del__(self): raise ValueError(secret)\nA()",
}


@pytest.mark.parametrize("where", UNCAUGHT)
def test_an_exception_that_nobody_caught_is_one_line_without_its_own_words(where):
    program = f"from broker.runtime.logs import start_log\nstart_log()\nsecret = '{SECRET}'\n{UNCAUGHT[where]}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert SECRET not in done.stderr
    line = json.loads(done.stderr)
    assert (line["level"], line["says"]) == ("critical", "an exception nobody expected")
    assert line["exception"] == "ValueError"
    assert "place" in line
    assert done.returncode == (1 if where == "main" else 0)
