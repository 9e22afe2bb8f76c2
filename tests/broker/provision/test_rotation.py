"""The kiosks' secret made anew: which versions stay in use, for how long, and what a technician is told to carry."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract.values import SECRETS
from broker.provision.rotation import longest_kept, rotated
from broker.runtime.secret import load_holder_secrets, new_holder_secret
from broker.runtime.settings.file import SettingsError

TODAY = date(2026, 11, 22)


def secrets_of(folder):
    return load_holder_secrets(folder / "kiosk.secret", may_make=False)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=12), st.integers(1, 500))
def test_every_secret_lasts_its_time_unless_more_follow_than_kiosks_can_hold(pauses, days):
    held, today, made = (new_holder_secret(),), TODAY, {}
    for version, pause in enumerate(pauses, start=2):
        today += timedelta(days=pause)
        held = rotated(held, new_holder_secret(version), today, today + timedelta(days=days))
        made[version - 1] = today + timedelta(days=days)
        versions = [one.version for one in held]
        assert versions == sorted(versions, reverse=True)
        assert (held[0].version, held[0].until) == (version, None)
        assert all(one.until == made[one.version] >= today for one in held[1:])
        in_use = [old for old, until in made.items() if until >= today]
        assert versions[1:] == sorted(in_use, reverse=True)[: SECRETS - 1]


def test_a_stolen_kiosk_takes_its_secret_out_of_use_and_every_kiosk_gets_the_next(place):
    first = secrets_of(place.guard.folder)[0]
    for file in (place.devices / "kiosk-2").iterdir():  # as a technician does who has copied it
        file.unlink()
    done = place.provision(["kiosk-1"])
    newest, before = secrets_of(place.guard.folder)
    assert (newest.version, before.version, before.secret) == (2, 1, first.secret)
    assert newest.secret != first.secret
    assert before.until == done.rotation.carry_by + longest_kept(place.hall)
    assert secrets_of(place.devices / "kiosk-1") == secrets_of(place.devices / "kiosk-2") == (newest, before)
    assert [file.name for file in (place.devices / "kiosk-2").iterdir()] == ["kiosk.secret"]
    assert not (place.devices / "wall-1" / "kiosk.secret").exists()


def test_any_other_box_that_is_stolen_leaves_the_secret_as_it_is(place):
    assert place.provision(["wall-1", "hub"]).rotation is None
    assert [one.version for one in secrets_of(place.guard.folder)] == [1]


def test_an_old_secret_lasts_longer_than_anything_that_is_kept_by_it(place):
    assert longest_kept(place.hall) == timedelta(days=30)
    booked = 'series = "A"\ncalendar = "all"\n[service.booking]\ndays_ahead = 80'
    text = place.settings.read_text().replace('series = "A"', booked, 1)
    place.settings.write_text(text + '[[calendar]]\nid = "all"\nworkday = ["09:00-17:00"]\n')
    assert longest_kept(place.hall) == timedelta(days=80)
    until = place.provision(rotate=True).rotation.carry_by + timedelta(days=80)
    assert [one.until for one in secrets_of(place.guard.folder)] == [None, until]


def test_a_fifth_theft_is_answered_too_and_tells_which_secret_ends_early(place):
    for _ in range(SECRETS - 1):
        assert place.provision(["kiosk-1"]).rotation.given_up == ()
    assert place.provision(["kiosk-2"]).rotation.given_up == (1,)
    assert [one.version for one in secrets_of(place.guard.folder)] == [5, 4, 3, 2]


def test_one_line_tells_which_files_to_carry_where(place, say):
    (line,) = [line for line in say(place, renew=["kiosk-1"]) if line.startswith("Kiosks:")]
    assert f"copy {place.devices}/kiosk-2/kiosk.secret to kiosk-2, and start yimen kiosk there anew" in line
    (line,) = [line for line in say(place, rotate=True) if line.startswith("Kiosks:")]
    assert f"version 3 of their secret is made; by {place.provision(rotate=True).rotation.carry_by} copy" in line
    assert f"{place.devices}/kiosk-1/kiosk.secret to kiosk-1, {place.devices}/kiosk-2/kiosk.secret to kiosk-2" in line


def test_a_secret_that_others_can_read_is_told_only_after_the_stolen_box_is_out(place):
    place.guard.holder_secrets.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        place.provision(["kiosk-1"])
    assert "kiosk-1" not in place.guard.door.passwords.read_text()
    place.guard.holder_secrets.chmod(0o600)
    assert place.provision().rotation.version == 2
