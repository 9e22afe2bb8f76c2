"""Commands and responses as bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import MalformedError
from hardware.smartcard import apdu


@pytest.mark.parametrize(
    "command,written",
    [
        (apdu.select_application("sx1.sh.社会保障".encode("gbk")), "00a404000f7378312e73682ec9e7bbe1b1a3d5cf"),
        (apdu.select_file(5), "00a4020002ef05"),
        (apdu.select_file(6), "00a4020002ef06"),
        (apdu.read_record(apdu.CURRENT_FILE, 1), "00b2010400"),
        (apdu.read_record(apdu.short_file(5), 7), "00b2072c00"),
        (apdu.read_record(apdu.short_file(6), 2), "00b2023400"),
        (apdu.verify("888888"), "0020000003888888"),
        (apdu.TRIES_LEFT, "00200000"),
    ],
)
def test_commands_are_those_that_published_programs_send(command, written):
    assert command.hex() == written


@pytest.mark.parametrize(
    "asked,status,then",
    [
        ("00b2010400", 0x6114, "00c0000014"),
        ("00c0000010", 0x6100, "00c0000000"),  # 256 bytes
        ("00b2010400", 0x6C14, "00b2010414"),
        ("00a4020002ef05", 0x6114, "00c0000014"),
        ("00a4020002ef05", 0x6C14, None),  # its last byte is no length
        ("00b2010400", 0x9000, None),
        ("00b2010400", 0x6A83, None),
    ],
)
def test_what_a_response_left_out_is_asked_for(asked, status, then):
    follow_up = apdu.follow_up(bytes.fromhex(asked), status)
    assert (follow_up and follow_up.hex()) == then


@pytest.mark.parametrize("answer", ["", "90"])
def test_what_has_no_status_is_no_response(answer):
    with pytest.raises(MalformedError):
        apdu.parse(bytes.fromhex(answer))


@pytest.mark.parametrize(
    "status,done,wants_pin,tries",
    [
        (0x9000, True, False, None),
        (0x6982, False, True, None),
        (0x6985, False, True, None),
        (0x63C3, False, False, 3),
        (0x63C0, False, False, 0),
        (0x6300, False, False, None),
        (0x6983, False, False, None),
    ],
)
def test_a_status_says_what_it_says(status, done, wants_pin, tries):
    response = apdu.Response(b"", status)
    assert (response.done, response.wants_pin, response.tries_left) == (done, wants_pin, tries)


@given(st.binary(min_size=2))
def test_a_response_is_its_data_and_its_status_and_shows_no_data(answer):
    response = apdu.parse(answer)
    assert response.data + response.status.to_bytes(2, "big") == answer
    assert repr(response) == f"Response(status={response.status})"


@given(st.binary())
def test_a_record_has_as_much_as_its_length_says_or_is_none(record):
    try:
        value = apdu.value_of(record)
    except MalformedError:
        assert len(record) < 2 or record[1] > len(record) - 2
    else:
        assert record[2:].startswith(value)
        assert len(value) == record[1]
