"""`yimen provision` disturbed: killed at any step, run twice at once, with whatever umask."""

import fcntl
import itertools
import os
import signal
import stat
import subprocess
import sys

import pytest

from broker.runtime.secret import load_holder_secrets
from broker.server.guard import BusyError
from broker.server.mosquitto import running
from tests.broker.provision.place import Place
from tests.hall import stopping


def run_and_be_killed(place, step, **how):
    """Run the command in a process that is killed at the given step; whether there was such a step."""

    def kill_there(event, args):
        ours = event == "open" and str(args[0]).startswith(str(place.folder))
        if (ours or event in {"os.rename", "os.mkdir", "os.remove", "os.kill"}) and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    if (pid := os.fork()) == 0:
        steps = itertools.count(1)
        sys.addaudithook(kill_there)
        place.provision(**how)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def come_in(place, *accounts):
    """Whether each of these accounts comes in by what lies in its folder."""
    with running("127.0.0.1", place.port, place.folder / "server", place.guard):
        for account in accounts:
            with stopping(guest := place.come(account)):
                yield guest.linked


@pytest.mark.parametrize("at_first", [1, 4, 7])
def test_killed_at_any_step_it_is_mended_by_the_next(tmp_path, at_first):
    """Every ninth step, each time from where the one before left off: three halls that were never whole before."""
    place, step = Place(tmp_path), at_first
    while run_and_be_killed(place, step):
        step += 9
    place.provision()
    assert step > 60
    assert not list(place.folder.rglob("*.half"))
    assert not place.guard.begun.exists()
    assert all(come_in(place, "hub", "kiosk-1", "terminal-2"))


@pytest.mark.parametrize("step", range(2, 50, 4))
def test_a_stolen_box_is_out_and_its_secret_retired_though_the_command_was_killed_and_run_without_its_name(
    tmp_path, step
):
    place = Place(tmp_path)
    place.provision()
    stolen = place.password("kiosk-1")
    if not run_and_be_killed(place, step, renew=["kiosk-1", "hub"]):
        return
    begun = place.guard.begun.exists()
    done = place.provision()
    held = load_holder_secrets(place.guard.holder_secrets, may_make=False)
    if begun:  # else it was killed before it did, or after it had done, all
        assert done.new == ("hub", "kiosk-1")
        assert place.password("kiosk-1") != stolen
        assert held[0].version == done.rotation.version
        for kiosk in ("kiosk-1", "kiosk-2"):
            assert load_holder_secrets(place.devices / kiosk / "kiosk.secret", may_make=False) == held
    if step % 12 == 2:
        assert all(come_in(place, "hub", "kiosk-1", "kiosk-2"))


def test_what_a_killed_run_left_half_written_is_taken_away(tmp_path):
    place = Place(tmp_path)
    place.provision()
    left = [place.guard.folder / "passwords.half", place.devices / "kiosk-1" / "mqtt.password.half"]
    for file in left:
        file.write_text("hub:plain")
    place.provision()
    assert not [file for file in left if file.exists()]


def test_two_at_once_wait_for_each_other(tmp_path):
    place = Place(tmp_path)
    command = [sys.executable, "-m", "broker", "provision", "--settings", str(place.settings)]
    command += ["--devices", str(place.devices), "--renew", "kiosk-1"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(one.communicate(), one.returncode)[1] for one in both] == [0, 0]
    assert not place.guard.begun.exists()
    assert all(come_in(place, "hub", "kiosk-1", "kiosk-2", "wall-1"))


def test_one_that_does_not_end_is_told_to_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr("broker.server.guard.PATIENCE_S", 0.1)
    place = Place(tmp_path)
    place.provision()
    handle = os.open(place.guard.folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(BusyError, match="run this again"):
            place.provision()
    finally:
        os.close(handle)
    place.provision()


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_no_umask_opens_a_secret_to_others_or_closes_it_to_its_owner(tmp_path, umask):
    place, before = Place(tmp_path), os.umask(umask)
    try:
        place.provision()
        place.provision(rotate=True)
    finally:
        os.umask(before)
    made = [*place.guard.folder.rglob("*"), *place.devices.rglob("*")]
    assert {stat.S_IMODE(file.stat().st_mode) for file in made if file.is_file()} == {0o600}
    folders = [place.guard.folder, place.devices, *(place.devices / device.id for device in place.hall.device)]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
