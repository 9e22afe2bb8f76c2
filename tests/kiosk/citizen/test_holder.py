"""What leaves the kiosk of a card."""

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from broker.runtime.secret import SECRET_BYTES
from hardware.idcard.number import CardForm
from hardware.idcard.record import IdCard
from kiosk.citizen.holder import holder_of

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
