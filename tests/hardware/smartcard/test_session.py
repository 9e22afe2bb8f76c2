import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import UnsupportedCardError
from hardware.smartcard.session import GET_SERIAL, read_serial


class Answering:
    where = "pcsc"

    def __init__(self, answer):
        self._answer = answer

    def transmit(self, command):
        assert command == GET_SERIAL
        return self._answer

    def close(self):
        pass


@pytest.mark.parametrize("serial", ["04a1b2c3", "04a1b2c3d4e5f6", "04a1b2c3d4e5f6a7b8c9", "08a1b2c3d4e5f6"])
def test_a_serial_number_is_told_in_lower_case_hex(serial):
    assert read_serial(Answering(bytes.fromhex(serial) + b"\x90\x00")) == serial


@pytest.mark.parametrize(
    "answer",
    [
        "08a1b2c39000",  # a telephone makes another one each time
        "000000009000",
        "a1b2c39000",
        "04" * 11 + "9000",
        "04a1b2c36300",  # the status says that nothing was done
        "6a81",
        "90",
        "",
    ],
)
def test_a_card_without_a_serial_number_of_its_own_makes_no_badge(answer):
    with pytest.raises(UnsupportedCardError):
        read_serial(Answering(bytes.fromhex(answer)))


@given(st.binary(max_size=300))
def test_whatever_a_card_answers_makes_a_badge_of_hall_toml_or_none(answer):
    try:
        serial = read_serial(Answering(answer))
    except UnsupportedCardError:
        return
    assert re.fullmatch(r"([0-9a-f]{2}){4,10}", serial)
