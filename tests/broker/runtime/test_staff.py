"""The list of staff as a file of its own."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.runtime.pin import is_pin
from broker.runtime.settings.file import SettingsError, load
from broker.runtime.settings.hall import HallSettings
from broker.runtime.settings.staff import COLUMNS, read_staff, write_staff
from tests.hall import write_hall

HASH = "$argon2id$v=19$m=65536,t=3,p=4$abcd$abcd"
CELL_OF_HASH = f'"{HASH}"'  # it has commas


def hall_with(folder, text, encoding="utf-8"):
    (folder / "people.csv").write_bytes(text.encode(encoding))
    path = write_hall(folder, 1883)
    path.write_text('staff_file = "people.csv"\n' + path.read_text("utf-8"), "utf-8")
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_people_of_a_list_work_here_as_those_in_the_halls_own_file_do(tmp_path, encoding):
    rows = f" m001 ,{CELL_OF_HASH},manager,04a1b2c3", "", f"c900,{CELL_OF_HASH},,"
    text = "\r\n".join(("name,id,pin_hash,role,badge", f"王芳,{rows[0]}", rows[1], f"欧阳海,{rows[2]}", ""))
    staff = {p.id: p for p in load(HallSettings, hall_with(tmp_path, text, encoding)).staff}
    assert set(staff) == {"c001", "c002", "m001", "c900"}
    assert (staff["m001"].name, staff["m001"].role, staff["m001"].badge) == ("王芳", "manager", "04a1b2c3")
    assert (staff["c900"].role, staff["c900"].badge) == ("clerk", None)


@pytest.mark.parametrize(
    "text, fault",
    [
        ("", "first line must name the columns"),
        ("id,name,wage\n", "first line must name the columns"),
        ("id,name,name\n", "first line must name the columns"),
        (f"id,name,pin_hash\nc9,王芳,{CELL_OF_HASH},more\n", "row 2: has more cells"),
        ('id,name,pin_hash\nc9,"王芳\n', "is not CSV"),
        ("id,name,pin_hash\nc9,王芳,1234\n", "staff c9.pin_hash: must be what `yimen pin` prints"),
        ("id,name\nc9,王芳\n", "staff c9.pin_hash: missing"),
        (f"id,name,pin_hash\nc001,王芳,{CELL_OF_HASH}\n", "staff: the id 'c001' stands twice"),
        (f"id,name,pin_hash,badge\nc9,王芳,{CELL_OF_HASH},04A1\n", "staff c9.badge: must be a chip's serial"),
        (f"id,name,pin_hash,role\nc9,王芳,{CELL_OF_HASH},boss\n", "staff c9.role: must be 'clerk'"),
    ],
)
def test_what_is_wrong_with_a_list_is_told_by_its_line_or_its_person(tmp_path, text, fault):
    with pytest.raises(SettingsError) as caught:
        load(HallSettings, hall_with(tmp_path, text))
    assert fault in str(caught.value)


def test_a_list_that_is_missing_or_of_another_encoding_is_told(tmp_path):
    path = hall_with(tmp_path, f"id,name,pin_hash\nc9,王芳,{CELL_OF_HASH}\n", "gb18030")
    with pytest.raises(SettingsError, match="save it as CSV UTF-8"):
        load(HallSettings, path)
    (tmp_path / "people.csv").unlink()
    with pytest.raises(SettingsError, match=r"people.csv: can't be read"):
        load(HallSettings, path)
    path.write_text("staff_file = 7\n" + write_hall(tmp_path, 1883).read_text("utf-8"), "utf-8")
    with pytest.raises(SettingsError, match="staff_file: must be a file's name"):
        load(HallSettings, path)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.fixed_dictionaries({"id": CELL, "name": CELL}, optional=dict.fromkeys(COLUMNS[2:], CELL))))
def test_a_list_that_was_written_is_read_again_whatever_names_people_have(tmp_path_factory, people):
    path = tmp_path_factory.mktemp("staff") / "people.csv"
    write_staff(path, people)
    assert read_staff(path) == people
    assert path.stat().st_mode & 0o777 == 0o600


def test_everybody_in_a_list_without_a_pin_gets_one_that_is_shown_once_and_opens(tmp_path):
    path = hall_with(tmp_path, f"id,name,pin_hash,role\nc8,王芳,,manager\nc9,李静,{CELL_OF_HASH},\n")
    pins = [sys.executable, "-m", "broker", "pin", "--staff", str(tmp_path / "people.csv")]
    done = subprocess.run(pins, capture_output=True, text=True, check=True)
    made, id_, name = done.stdout.split()
    assert (id_, name, len(made)) == ("c8", "王芳", 6)
    staff = {person.id: person for person in load(HallSettings, path).staff}
    assert is_pin(staff["c8"].pin_hash, made)
    assert (staff["c8"].role, staff["c9"].pin_hash) == ("manager", HASH)
    again = subprocess.run(pins, capture_output=True, text=True, check=True)
    assert (again.stdout, again.stderr) == ("", "Everybody has a PIN.\n")
