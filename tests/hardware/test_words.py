import re

import pytest

from hardware import errors, words
from hardware.settings import DEVICES


def every(kind):
    return [kind, *(below for child in kind.__subclasses__() for below in every(child))]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("kind", every(errors.DeviceError))
def test_a_visitor_reads_both_languages_and_never_a_code_a_blame_or_a_path(device, kind):
    said = words.for_visitor(device, kind("serial:/dev/ttyUSB0", "READ answered 41"))
    assert re.search("[一-鿿]", said.zh)
    assert re.search("[a-z]", said.en)
    for text in said:
        assert not re.search(r"(?i)error|fail|invalid|错误|失败|/dev|\d|SAM", text)


@pytest.mark.parametrize("kind", every(errors.DeviceError))
def test_an_operator_reads_where_it_is_and_what_the_device_said(kind):
    said = words.for_operator(kind("serial:/dev/ttyUSB0", "READ answered 41"))
    assert "serial:/dev/ttyUSB0" in said
    assert "READ answered 41" in said


def test_who_has_to_lay_the_card_again_is_told_so_and_who_need_not_is_not():
    again = words.for_visitor("idcard", errors.LayAgainError("there"))
    assert "再放一次" in again.zh
    assert words.for_visitor("idcard", errors.NumberCheckError("there")) == again
    assert words.for_visitor("idcard", errors.UnsupportedCardError("there")) != again
    assert words.for_visitor("idcard", errors.DeviceMutedError("there")) == words.for_visitor(
        "idcard", errors.OutOfServiceError("there")
    )


@pytest.mark.parametrize(
    "kind,word",
    [
        (errors.DeviceMissingError, "missing"),
        (errors.DeviceBusyError, "busy"),
        (errors.DeviceForbiddenError, "forbidden"),
        (errors.DeviceForeignError, "foreign"),
        (errors.DeviceRefusedError, "refused"),
        (errors.DeviceMutedError, "mute"),
        (errors.PictureBlackError, "black"),
        (errors.PictureFrozenError, "frozen"),
        (errors.OutOfServiceError, "out-of-service"),
        (errors.ClipError, "out-of-service"),
    ],
)
def test_health_has_one_word_for_each_kind_of_fault(kind, word):
    assert words.for_health(kind("there")) == word
    assert set(words.HEALTH.values()) >= {words.for_health(each("there")) for each in every(errors.DeviceError)}
