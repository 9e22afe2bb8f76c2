"""`yimen simulate` as people run it."""

import re
import subprocess
import sys
from pathlib import Path

HALL = """
[hall]
id = "small"
name = { zh = "小厅", en = "Small hall" }
[[calendar]]
id = "weekdays"
workday = ["09:00-12:00", "13:30-17:00"]
last_ticket_min = 10
[[service]]
id = "tax"
series = "A"
name = { zh = "税务", en = "Tax" }
calendar = "weekdays"
usual_min = 6
[[service]]
id = "gas"
series = "B"
name = { zh = "燃气", en = "Gas" }
calendar = "weekdays"
usual_min = 4
[[window]]
id = "w01"
label = "1"
services = [["tax"], ["gas"]]
calendar = "weekdays"
[[window]]
id = "w02"
label = "2"
services = [["gas", "tax"]]
calendar = "weekdays"
"""


def simulate(folder: Path, *more: str, hall: str = HALL) -> subprocess.CompletedProcess[str]:
    (folder / "hall.toml").write_text(hall, encoding="utf-8")
    command = [sys.executable, "-m", "broker", "simulate", "--settings", "hall.toml", "--day", "2026-11-23", *more]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_a_real_halls_day_ends_with_tables_and_a_picture(tmp_path):
    (tmp_path / "come.csv").write_text("hour,service,visitors\n9,tax,20\n10,tax,12\n10,gas,15\n14,gas,10\n", "utf-8")
    done = simulate(tmp_path, "--arrivals", "come.csv", "--language", "en", "--out", "result", "--fresh", "60")
    assert done.returncode == 0, done.stderr
    assert "Waits (minutes)" in done.stdout
    assert "57" in done.stdout
    assert done.stdout.rstrip().endswith("result/day.png")
    assert (tmp_path / "result" / "day.png").read_bytes().startswith(b"\x89PNG")
    assert "Traceback" not in done.stderr


def test_a_hall_of_which_only_the_settings_are_known_gets_what_its_windows_can_carry(tmp_path):
    done = simulate(tmp_path, "--no-estimates", "--language", "zh")
    assert done.returncode == 0, done.stderr
    assert "取号" in done.stdout
    assert "等候预计" not in done.stdout
    assert (tmp_path / "day.png").exists()


def test_as_many_come_as_are_asked_for(tmp_path):
    done = simulate(tmp_path, "--no-estimates", "--language", "en", "--visitors", "53")
    given, late = (int(re.search(rf"{row} *│ *(\d+)", done.stdout)[1]) for row in ("given", "after the last ticket"))
    assert given + late == 53


def test_without_a_day_the_next_that_the_hall_opens_on_is_played(tmp_path):
    (tmp_path / "hall.toml").write_text(HALL, encoding="utf-8")
    command = [sys.executable, "-m", "broker", "simulate", "--settings", "hall.toml", "--no-estimates"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_a_day_on_which_the_hall_is_closed_is_refused_in_words(tmp_path):
    done = simulate(tmp_path, "--day", "2026-11-22")
    assert done.returncode == 2
    assert done.stderr.strip() == "no window of the hall opens on 2026-11-22; name another day with --day"


def test_a_day_on_which_windows_open_and_no_service_gives_numbers_is_refused_in_words(tmp_path):
    closed = HALL.replace(
        "[[service]]", '[[calendar]]\nid = "weekends"\nworkday = []\nweekend = ["09:00-12:00"]\n[[service]]', 1
    )
    head, windows = closed.split("[[window]]", 1)
    closed = head.replace('calendar = "weekdays"', 'calendar = "weekends"') + "[[window]]" + windows
    done = simulate(tmp_path, "--visitors", "20", hall=closed)
    assert done.returncode == 2
    assert "no service that people walk in for gives numbers on 2026-11-23" in done.stderr


def test_a_wrong_csv_is_refused_in_words(tmp_path):
    (tmp_path / "come.csv").write_text("hour,service,visitors\n9,fees,20\n", "utf-8")
    done = simulate(tmp_path, "--arrivals", "come.csv")
    assert done.returncode == 2
    assert done.stderr.strip() == "come.csv, line 2: the hall has no service 'fees'; it has gas, tax"


def test_two_answers_to_how_many_come_are_one_too_many(tmp_path):
    (tmp_path / "come.csv").write_text("hour,service,visitors\n9,tax,20\n", "utf-8")
    done = simulate(tmp_path, "--arrivals", "come.csv", "--visitors", "100")
    assert done.returncode == 2
    assert "leave one of the two out" in done.stderr
