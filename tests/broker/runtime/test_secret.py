"""A secret in its file."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract.values import SECRETS
from broker.runtime.secret import (
    SECRET_BYTES,
    HolderSecret,
    holder_secrets_text,
    load_holder_secrets,
    load_secret,
    write_secret,
)
from broker.runtime.settings.file import SettingsError
from tests.hall import DEADLINE_S


def test_on_one_machine_a_missing_secret_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "a.secret"
    secret = load_secret(path, may_make=True)
    assert len(secret) == SECRET_BYTES
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_secret(path, may_make=True) == secret
    assert load_secret(path, may_make=False) == secret


def test_processes_that_miss_a_secret_at_once_have_the_same_one_and_one_tells_that_it_made_it(tmp_path, caplog):
    count = 8
    for each in range(10):
        path, ready = tmp_path / f"{each}.secret", threading.Barrier(count)

        def load(path=path, ready=ready):
            ready.wait(DEADLINE_S)
            return load_secret(path, may_make=True)

        with ThreadPoolExecutor(count) as pool:
            secrets = [one.result() for one in [pool.submit(load) for _ in range(count)]]
        assert {secret.hex() for secret in secrets} == {path.read_text().strip()}
        assert [r.file for r in caplog.records].count(path.name) == 1
    assert len(list(tmp_path.iterdir())) == 10


def test_elsewhere_a_missing_secret_is_refused_since_somebody_else_has_it(tmp_path):
    with pytest.raises(SettingsError, match="copy the hall's secret here"):
        load_secret(tmp_path / "a.secret", may_make=False)
    assert not (tmp_path / "a.secret").exists()


@pytest.mark.parametrize("text", ["", "00", "zz" * SECRET_BYTES, "00" * (SECRET_BYTES + 1)])
def test_what_is_no_secret_is_refused_without_repeating_it(tmp_path, text):
    path = tmp_path / "a.secret"
    path.touch(0o600)
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_secret(path, may_make=True)
    assert not text or text not in str(caught.value).replace(str(path), "")


def test_a_secret_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "a.secret"
    load_secret(path, may_make=True)
    os.chmod(path, 0o640)  # noqa: PTH101 - the point
    with pytest.raises(SettingsError, match="chmod 600"):
        load_secret(path, may_make=False)


def test_on_one_machine_kiosks_make_their_first_secret_themselves(tmp_path):
    path = tmp_path / "kiosk.secret"
    made = load_holder_secrets(path, may_make=True)
    assert [(one.version, one.until) for one in made] == [(1, None)]
    assert load_holder_secrets(path, may_make=False) == made


@given(
    st.sets(st.integers(1, 999), min_size=1, max_size=SECRETS),
    st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES),
    st.dates(),
)
def test_what_is_written_of_the_kiosks_secrets_is_read_again(tmp_path_factory, versions, secret, until):
    path = tmp_path_factory.mktemp("secrets") / "kiosk.secret"
    newest, *older = sorted(versions, reverse=True)
    wanted = (HolderSecret(newest, secret), *(HolderSecret(version, secret, until) for version in older))
    write_secret(path, holder_secrets_text(wanted).encode())
    assert load_holder_secrets(path, may_make=False) == wanted


HEX = "ab" * SECRET_BYTES


@pytest.mark.parametrize(
    "text, fault",
    [
        (HEX, "line 1"),
        (f"0 {HEX}", "line 1"),
        (f"1 {HEX}ab", "line 1"),
        (f"2 {HEX}\n1 {HEX} until tomorrow", "line 2"),
        (f"2 {HEX}\n1 {HEX}", "until which day"),
        (f"1 {HEX} until 2027-01-01", "until which day"),
        (f"1 {HEX}\n2 {HEX} until 2027-01-01", "highest version first"),
        (f"1 {HEX}\n1 {HEX} until 2027-01-01", "highest version first"),
        ("\n".join([f"9 {HEX}", *(f"{n} {HEX} until 2027-01-01" for n in range(8, 4, -1))]), "one to 4 lines"),
        ("", "is empty"),
    ],
)
def test_what_are_no_secrets_of_kiosks_is_refused_without_repeating_it(tmp_path, text, fault):
    path = tmp_path / "kiosk.secret"
    write_secret(path, text.encode())
    with pytest.raises(SettingsError, match=fault) as caught:
        load_holder_secrets(path, may_make=True)
    assert HEX not in str(caught.value)


def test_a_secret_is_not_shown_by_its_record():
    assert "ab" not in repr(HolderSecret(1, bytes.fromhex(HEX)))
