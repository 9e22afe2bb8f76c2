"""The photo of a card, decoded by small libraries of ours that do what makers' libraries do, and what they must not."""

import io
import json
import os
import subprocess
import threading
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from hardware.bench import open_photos
from hardware.cli import app
from hardware.errors import DeviceMissingError, OutOfServiceError
from hardware.idcard.number import CardForm
from hardware.idcard.photo import PhotoDecoder
from hardware.idcard.profiles import WltProfile
from hardware.idcard.record import IdCard
from hardware.settings import parse_hardware
from hardware.tools.state import state_of
from tests.hardware.idcard.pty_reader import PtyReader

SOURCE = r"""
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
enum { WIDE = 102, HIGH = 126, RAW = WIDE * HIGH * 3 };

/* A toy format: byte 0 is red, byte 1 green, byte 2 blue of every dot but the topmost row, which is white. */
static void paint(const unsigned char *wlt, unsigned char *out) {
    for (int at = 0; at < RAW; at++) out[at] = at >= RAW - WIDE * 3 ? 255 : wlt[at % 3]; /* rows bottom-up */
}
static void save(const unsigned char *out) {
    unsigned char head[54] = {'B', 'M'}, row[308] = {0};
    int sizes[] = {54 + 308 * HIGH, 0, 54, 40, WIDE, HIGH};
    memcpy(head + 2, sizes, sizeof sizes);
    head[26] = 1, head[28] = 24;
    FILE *file = fopen("zp.bmp", "wb");
    if (!file) abort();
    fwrite(head, 1, 54, file);
    for (int y = 0; y < HIGH; y++) {
        for (int x = 0; x < WIDE; x++)
            for (int c = 0; c < 3; c++) row[x * 3 + c] = out[(y * WIDE + x) * 3 + 2 - c];
        fwrite(row, 1, 308, file);
    }
    fclose(file);
}
int unpack(unsigned char *wlt, unsigned char *out, int mode) {
    printf("name of somebody\n"), fflush(stdout), fprintf(stderr, "name of somebody\n");
    if (wlt[3]) return -4;
    paint(wlt, out);
    if (mode == 311) save(out);
    return 1;
}
int turned(unsigned char *out, unsigned char *wlt) { paint(wlt, out); return 0; }
int crash(void) { raise(SIGSEGV); return 1; }
int hang(void) { for (;;) pause(); }
int save_and_hang(unsigned char *wlt, unsigned char *out) { save(out); return hang(); }
int burn(void) { for (volatile int spin = 0;; spin++); }
int leak(void) { for (;;) { char *more = malloc(1 << 20); if (!more) abort(); memset(more, 1, 1 << 20); } }
int flood(void) { FILE *file = fopen("zp.bmp", "wb"); while (fwrite("....", 4, 1, file)); return 1; }
int nothing(void) { return 1; }
int hidden(unsigned char *wlt, unsigned char *out) {
    char at[4096];
    struct stat folder;
    struct rlimit core;
    paint(wlt, out);
    if (prctl(PR_GET_DUMPABLE)) return 2;
    if (getrlimit(RLIMIT_CORE, &core) || core.rlim_max) return 3;
    if (!getcwd(at, sizeof at) || strncmp(at, "/dev/shm/", 9)) return 4;
    if (stat(".", &folder) || (folder.st_mode & 0777) != 0700) return 5;
    return 1;
}
"""
CARD = IdCard(CardForm.MAINLAND, "11010519491231002X", "测试甲", photo=bytes([10, 20, 30]).ljust(1024, b"\0"))


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    (folder / "wlt.c").write_text(SOURCE)
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", folder / "libwlt.so", folder / "wlt.c"], check=True)
    return folder / "libwlt.so"


@pytest.fixture
def decoder(library, tmp_path):
    def made(table="unpack", **profile):
        if profile:
            lines = "".join(f"{key} = {value!r}\n" for key, value in profile.items())
            (tmp_path / "readers.toml").write_text(f"[wlt.{table}]\n{lines}")
        return open_photos(parse_hardware({"idcard_photo": f"wlt:{library}@{table}"}, tmp_path).idcard_photo)

    return made


def picture(raw):
    return Image.open(io.BytesIO(raw))


@pytest.mark.parametrize("table", ["unpack", "unpack-file"])
def test_a_photo_is_decoded_from_pixels_or_from_the_file_that_the_library_writes(decoder, table):
    photo = picture(decoder(table).photo_of(CARD))
    assert (photo.size, photo.mode) == ((102, 126), "RGB")
    assert photo.getpixel((50, 0)) == (255, 255, 255)
    assert photo.getpixel((50, 60)) == (10, 20, 30)


def test_how_a_library_is_called_is_data(decoder):
    other = decoder("ours", function="turned", arguments=["out", "wlt"], good=0, rows="down", channels="BGR")
    photo = picture(other.photo_of(CARD))
    assert photo.getpixel((50, 125)) == (255, 255, 255)
    assert photo.getpixel((50, 60)) == (30, 20, 10)


def test_a_card_without_a_photo_needs_no_library(tmp_path):
    photos = open_photos(parse_hardware({"idcard_photo": "wlt:nowhere.so"}, tmp_path).idcard_photo)
    assert photos.photo_of(IdCard(CardForm.MAINLAND, "", "")) is None


@pytest.mark.expect_warnings
@pytest.mark.parametrize(
    "function,why",
    [
        ("crash", "ended with -11"),
        ("leak", "ended with -6"),
        ("flood", "left no picture"),
        ("nothing", "left no picture"),
        ("missing", "no such function"),
    ],
)
def test_whatever_a_library_does_there_is_no_photo_and_a_line_in_the_log(decoder, caplog, function, why):
    assert decoder("bad", function=function, file="zp.bmp").photo_of(CARD) is None
    [told] = caplog.records
    assert told.getMessage() == "photo not decoded"
    assert why in told.error


@pytest.mark.expect_warnings
def test_a_library_that_hangs_or_computes_for_ever_is_ended(library, caplog):
    for function in ("hang", "burn"):
        assert PhotoDecoder("there", library, WltProfile(function=function), seconds=0.5).photo_of(CARD) is None
    assert [record.error for record in caplog.records] == ["the library did not end"] * 2


@pytest.mark.expect_warnings
def test_a_photo_that_the_library_refuses_and_a_library_that_is_none(decoder, tmp_path, caplog):
    refused = IdCard(CardForm.MAINLAND, CARD.number, CARD.name, photo=b"\x01" * 1024)
    assert decoder().photo_of(refused) is None
    (tmp_path / "none.so").write_text("no library")
    photos = open_photos(parse_hardware({"idcard_photo": "wlt:none.so"}, tmp_path).idcard_photo)
    assert photos.photo_of(CARD) is None
    assert [record.error for record in caplog.records] == [
        "the library refused the photo",
        "the library cannot be loaded",
    ]


def test_list_and_doctor_load_the_library_and_call_nothing_in_it(library, tmp_path):
    def asked(text, function="crash"):
        (tmp_path / "readers.toml").write_text(f"[wlt.bad]\nfunction = {function!r}\n")
        return state_of("idcard_photo", parse_hardware({"idcard_photo": f"wlt:{text}@bad"}, tmp_path))

    assert asked(library) == "ok"
    with pytest.raises(OutOfServiceError, match="no such function"):
        asked(library, "forgotten")
    with pytest.raises(OutOfServiceError, match="cannot be loaded"):
        asked(tmp_path / "readers.toml")
    with pytest.raises(DeviceMissingError):
        asked("nowhere.so")


def test_a_technician_sees_whether_the_photo_can_be_decoded(library, tmp_path):
    with PtyReader() as reader:
        reader.photo = CARD.photo
        reader.lay()
        places = f'idcard = "serial:{reader.path}"\nidcard_photo = "wlt:{library}"\n'
        (tmp_path / "device.toml").write_text(f"[hardware]\n{places}")
        told = CliRunner().invoke(app, ["try", "idcard", "--settings", str(tmp_path / "device.toml"), "--json"])
    assert json.loads(told.stdout)["photo"] == "decoded"


def test_what_a_library_prints_goes_nowhere(decoder, capfd):
    assert decoder().photo_of(CARD).startswith(b"\x89PNG")
    assert capfd.readouterr() == ("", "")


def test_nobody_else_reads_the_memory_or_the_folder_of_a_library_and_neither_is_on_a_disk(decoder):
    assert decoder("hidden", function="hidden").photo_of(CARD)  # which says 1 where all of it is so


@pytest.mark.expect_warnings
def test_a_photo_leaves_nothing_behind(decoder, library, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = len(list(Path("/proc/self/fd").iterdir())), threading.active_count()
    for table in ("unpack", "unpack-file"):
        assert decoder(table).photo_of(CARD)
    assert PhotoDecoder("there", library, WltProfile(function="save_and_hang"), seconds=0.5).photo_of(CARD) is None
    assert (len(list(Path("/proc/self/fd").iterdir())), threading.active_count()) == before
    assert not list(tmp_path.rglob("zp.bmp"))
    assert not list(Path("/dev/shm").glob(f"yimen-{os.getpid()}-*"))
