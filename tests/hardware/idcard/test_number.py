import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.idcard.number import CardForm, NumberCheck, check_11_2, check_731, check_number

GOOD = [
    ("11010519491231002X", CardForm.MAINLAND),  # both are the examples of GB 11643
    ("440524188001010014", CardForm.MAINLAND),
    ("810000184001010009", CardForm.RESIDENCE_PERMIT),
    ("820000184001010000", CardForm.RESIDENCE_PERMIT),
    ("830000184001010002", CardForm.RESIDENCE_PERMIT),
    ("931586198001010028", CardForm.FOREIGN_2023),  # a maker's specimen
    ("931840190001010002", CardForm.FOREIGN_2023),
]


@pytest.mark.parametrize("number,form", GOOD)
def test_a_number_that_fits_its_form_is_good(number, form):
    assert check_number(number, form) is NumberCheck.GOOD


@pytest.mark.parametrize("number,form", GOOD)
@given(place=st.integers(0, 16), by=st.integers(1, 9))
def test_one_digit_misread_is_wrong(number, form, place, by):
    misread = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert check_number(misread, form) is NumberCheck.WRONG


@pytest.mark.parametrize("number,form", GOOD)
@given(place=st.integers(0, 15))
def test_two_neighbours_exchanged_are_wrong(number, form, place):
    exchanged = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if exchanged != number:
        assert check_number(exchanged, form) is NumberCheck.WRONG


@pytest.mark.parametrize(
    "number,form",
    [
        ("", CardForm.MAINLAND),
        ("1101051949123100", CardForm.MAINLAND),
        ("11010519491231002x", CardForm.MAINLAND),
        ("１1010519491231002X", CardForm.MAINLAND),
        ("931840190001010002", CardForm.MAINLAND),
        ("810000184001010009", CardForm.FOREIGN_2023),
        ("440524188001010014", CardForm.RESIDENCE_PERMIT),
        ("CAN11008108031", CardForm.FOREIGN_2017),
        ("can110081080319", CardForm.FOREIGN_2017),
    ],
)
def test_a_number_of_another_shape_is_wrong(number, form):
    assert check_number(number, form) is NumberCheck.WRONG


def test_a_good_check_digit_does_not_save_a_day_that_never_was():
    body = "11010519490230002"
    assert check_number(body + check_11_2(body), CardForm.MAINLAND) is NumberCheck.WRONG


def test_a_wrong_check_digit_of_2017_is_doubtful_and_never_wrong():
    assert check_number("CAN110081080319", CardForm.FOREIGN_2017) is NumberCheck.DOUBTFUL
    assert check_number("CAN11008108031" + check_731("CAN11008108031"), CardForm.FOREIGN_2017) is NumberCheck.GOOD
    assert check_731("CAN11008108031") == "0"
