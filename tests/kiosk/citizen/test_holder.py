"""What leaves the kiosk of a card."""

import hashlib
import hmac
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broker.runtime.secret import SECRET_BYTES, HolderSecret
from hardware.idcard.number import CardForm
from hardware.idcard.record import IdCard
from hardware.smartcard.social_security import SocialSecurityCard
from kiosk.citizen.holder import holder_of

TODAY = date(2026, 11, 23)
KEY, KEY_BEFORE = bytes(range(SECRET_BYTES)), bytes(SECRET_BYTES)
SECRETS = (HolderSecret(2, KEY), HolderSecret(1, KEY_BEFORE, TODAY))
NUMBER = "11010519491231002X"


def card(number=NUMBER, name="张三"):
    return IdCard(form=CardForm.MAINLAND, number=number, name=name)


def test_the_key_is_the_keyed_hash_of_the_number_and_the_name_is_masked():
    holder = holder_of(card(), SECRETS, TODAY)
    assert holder.key == hmac.new(KEY, NUMBER.encode(), hashlib.sha256).hexdigest()
    assert (holder.secret, holder.name) == (2, "张*")


def test_a_check_digit_in_either_case_is_the_same_person():
    assert holder_of(card("11010519491231002x"), SECRETS, TODAY) == holder_of(card(), SECRETS, TODAY)


def test_a_social_security_card_makes_the_same_holder_as_its_owners_identity_card():
    assert holder_of(SocialSecurityCard(NUMBER, "张三"), SECRETS, TODAY) == holder_of(card(), SECRETS, TODAY)


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True), st.text("赵钱孙李周吴郑王", min_size=1, max_size=4))
def test_nothing_that_is_told_of_a_holder_holds_the_number_or_the_name(number, name):
    holder = holder_of(card(number, name), SECRETS, TODAY)
    told = repr(holder) + holder.model_dump_json()
    assert number not in told
    assert name not in told


def test_while_the_secret_before_is_in_use_its_key_goes_along_and_on_the_day_after_no_more():
    both, later = holder_of(card(), SECRETS, TODAY), holder_of(card(), SECRETS, TODAY + timedelta(days=1))
    assert both.older == (hmac.new(KEY_BEFORE, NUMBER.encode(), hashlib.sha256).hexdigest(),)
    assert (later.key, later.older) == (both.key, ())
