import os
import subprocess
import sys
from pathlib import Path

from broker.demo.hall import write_hall
from tests.kiosk.catalogue.shelves import COUNTY

YIMEN = Path(sys.executable).with_name("yimen")
PLAIN = {**os.environ, "COLUMNS": "200", "TERM": "dumb"}


def yimen(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [str(YIMEN), "catalogue", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=PLAIN)


def test_a_technician_makes_a_catalogue_and_tries_its_search(tmp_path):
    table, database = tmp_path / "items.csv", tmp_path / "catalogue.db"
    assert yimen("sample", table, "--items", 300).returncode == 0
    done = yimen("import", table, "--to", database)
    assert (done.returncode, "300 items" in done.stdout) == (0, True)
    found = yimen("search", "shenfenzheng", "--in", database, "-n", 3)
    assert found.stdout.count("居民身份证") >= 3
    assert yimen("search", "qqqqq", "--in", database).stdout == "Nothing is found.\n"


def test_a_wrong_table_makes_nothing_and_ends_with_every_fault(tmp_path):
    table, database = tmp_path / "items.csv", tmp_path / "catalogue.db"
    table.write_text(COUNTY.read_text("utf-8").replace(",social,", ",sozial,", 2).replace(",是,", ",也许,", 1), "utf-8")
    hall = write_hall(tmp_path / "hall", {}).hall_file
    wrong = yimen("import", table, "--to", database, "--hall", hall)
    assert wrong.returncode == 2
    assert wrong.stderr.count("the hall has no service sozial; did you mean social?") == 2
    assert "line 3, on_the_spot: 也许 must be" in wrong.stderr
    assert not database.exists()


def test_the_demos_items_belong_to_the_demos_services(tmp_path):
    hall = write_hall(tmp_path / "hall", {}).hall_file
    assert yimen("import", COUNTY, "--to", tmp_path / "catalogue.db", "--hall", hall).returncode == 0
