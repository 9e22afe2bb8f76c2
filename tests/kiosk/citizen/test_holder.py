"""What leaves the kiosk of a card."""

import hashlib
import hmac
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.runtime.settings import SettingsError
from hardware.idcard.number import CardForm
from hardware.idcard.record import IdCard
from kiosk.citizen.holder import SECRET_BYTES, holder_of, load_secret

SECRET = bytes(range(SECRET_BYTES))
NUMBER = "11010519491231002X"


def card(number=NUMBER, name="张三"):
    return IdCard(form=CardForm.MAINLAND, number=number, name=name)


def test_the_key_is_the_keyed_hash_of_the_number_and_the_name_is_masked():
    holder = holder_of(card(), SECRET, 2)
    assert holder.key == hmac.new(SECRET, NUMBER.encode(), hashlib.sha256).hexdigest()
    assert (holder.secret, holder.name) == (2, "张*")


def test_a_check_digit_in_either_case_is_the_same_person():
    assert holder_of(card("11010519491231002x"), SECRET, 1) == holder_of(card(), SECRET, 1)


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True), st.text("赵钱孙李周吴郑王", min_size=1, max_size=4))
def test_nothing_that_is_told_of_a_holder_holds_the_number_or_the_name(number, name):
    told = repr(holder_of(card(number, name), SECRET, 1)) + holder_of(card(number, name), SECRET, 1).model_dump_json()
    assert number not in told
    assert name not in told


def test_another_secret_is_another_key():
    assert holder_of(card(), SECRET, 1).key != holder_of(card(), bytes(SECRET_BYTES), 1).key


def test_on_one_machine_a_missing_secret_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "kiosk.secret"
    secret = load_secret(path, may_make=True)
    assert len(secret) == SECRET_BYTES
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_secret(path, may_make=True) == secret
    assert load_secret(path, may_make=False) == secret


def test_elsewhere_a_missing_secret_is_refused_since_all_kiosks_need_the_same(tmp_path):
    with pytest.raises(SettingsError, match="copy the hall's kiosk secret here"):
        load_secret(tmp_path / "kiosk.secret", may_make=False)
    assert not (tmp_path / "kiosk.secret").exists()


@pytest.mark.parametrize("text", ["", "00", "zz" * SECRET_BYTES, "00" * (SECRET_BYTES + 1)])
def test_what_is_no_secret_is_refused_without_repeating_it(tmp_path, text):
    path = tmp_path / "kiosk.secret"
    path.touch(0o600)
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_secret(path, may_make=True)
    assert not text or text not in str(caught.value).replace(str(path), "")


def test_a_secret_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "kiosk.secret"
    load_secret(path, may_make=True)
    os.chmod(path, 0o640)  # noqa: PTH101 - the point
    with pytest.raises(SettingsError, match="chmod 600"):
        load_secret(path, may_make=False)
