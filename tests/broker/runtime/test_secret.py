"""A secret in its file."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from broker.runtime.secret import SECRET_BYTES, load_secret
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
