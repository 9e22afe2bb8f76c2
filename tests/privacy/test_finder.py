"""The finder finds: whatever is planted anywhere, in any form, is a leak."""

import base64
import hashlib
import os
import random
import sqlite3
import subprocess
from urllib.parse import quote

import pytest

from tests.privacy.finder import Private, files, leaks, of_bytes, of_number, of_photo, of_text, processes

NUMBER, NAME = "43048119870623517X", "阿卜杜热合曼·买买提"
PHOTO = random.Random(11).randbytes(1024)
SECRET = random.Random(12).randbytes(32)
PRIVATE = (
    Private("a number", of_number(NUMBER)),
    Private("a name", of_text(NAME)),
    Private("a photo", of_photo(PHOTO)),
    Private("a secret", of_bytes(SECRET)),
)
PLANTED = {
    "as it is": NUMBER.encode(),
    "lower case": NUMBER.lower().encode(),
    "split": b"430481 19870623 517X",
    "split and lower case": b"430481-19870623-517x",
    "birth date": b'{"born":"1987-06-23"}',
    "UTF-16": NUMBER.encode("utf-16-le"),
    "UTF-16, the other way round": NUMBER.encode("utf-16-be"),
    "base64": base64.b64encode(NUMBER.encode()),
    "base64 of a record": base64.b64encode(b"{'id': '" + NUMBER.encode() + b"'}"),
    "hex": NUMBER.encode().hex().encode(),
    "an unkeyed hash": hashlib.sha256(NUMBER.encode()).hexdigest().encode(),
    "name": NAME.encode(),
    "name in GB 18030": NAME.encode("gb18030"),
    "name in UTF-16": NAME.encode("utf-16-le"),
    "name in JSON": b'"\\u963f\\u535c\\u675c\\u70ed\\u5408\\u66fc\\u00b7\\u4e70\\u4e70\\u63d0"',
    "name in an address": b"/find?name=" + quote(NAME).encode(),
    "name in base64": base64.b64encode(b"xx" + NAME.encode() + b"yyy"),
    "part of the photo": PHOTO[333 : 333 + 48],
    "photo in hex": PHOTO.hex().encode(),
    "photo in base64": base64.b64encode(b"\x01\x00" + PHOTO),
    "secret": SECRET.hex().encode(),
    "secret as bytes": SECRET,
    "secret in base64": base64.b64encode(SECRET),
}


@pytest.mark.parametrize("form", PLANTED)
def test_it_is_found_in_a_file_in_every_form(form, tmp_path):
    place = tmp_path / ".cache" / "deep" / "left-over"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"before" + PLANTED[form] + b"after")
    [leak] = leaks(PRIVATE, files(tmp_path))
    assert leak.startswith(f"{place} has a ")


@pytest.mark.parametrize("kept_in", ["DELETE", "WAL"])
def test_it_is_found_in_what_a_database_has_deleted(kept_in, tmp_path):
    database = sqlite3.connect(tmp_path / "hall.db", isolation_level=None)
    database.execute(f"PRAGMA journal_mode={kept_in}")
    database.execute("PRAGMA secure_delete=OFF")
    database.execute("CREATE TABLE visitor (name TEXT)")
    database.execute("INSERT INTO visitor VALUES (?)", (NAME,))
    database.execute("DELETE FROM visitor")
    assert leaks(PRIVATE, files(tmp_path))
    database.close()


def test_it_is_found_in_a_command_line_and_in_an_environment():
    waits, pipes = ["sh", "-c", "echo; read -r _"], {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    sleeps = [
        subprocess.Popen([*waits, NUMBER], **pipes),
        subprocess.Popen(waits, **pipes, env={**os.environ, "NAME": NAME}),
    ]
    for sleep in sleeps:
        sleep.stdout.readline()
    found = leaks(PRIVATE, processes(sleep.pid for sleep in sleeps))
    for sleep in sleeps:
        sleep.communicate(b"\n")
    assert found == [f"/proc/{sleeps[0].pid}/cmdline has a number", f"/proc/{sleeps[1].pid}/environ has a name"]


def test_it_is_no_leak_where_it_belongs():
    secret = Private("a secret", of_bytes(SECRET), lambda place: place.endswith("/kiosk.secret"))
    content = SECRET.hex().encode()
    assert not leaks([secret], {"/etc/kiosk.secret": content})
    assert leaks([secret], {"/etc/kiosk.secret.half": content})


def test_what_is_nobodys_is_no_leak():
    assert not leaks(
        PRIVATE, {"noise": random.Random(13).randbytes(2**20), "slip": "A017 居住证办理".encode("gb18030")}
    )
