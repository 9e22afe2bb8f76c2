from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import MalformedError, UnknownFormError
from hardware.idcard.nations import NATIONS
from hardware.idcard.number import CardForm
from hardware.idcard.record import LONG_TERM, IdCard, Sex, parse, parse_address
from tests.hardware.idcard.pty_reader import ADDRESS, SPECIMENS, text_block, utf16


def with_letter(letter, form="mainland"):
    block = bytearray(text_block(form))
    block[248:250] = letter.encode("utf-16-le")
    return bytes(block)


def test_a_mainland_card_is_read_in_full():
    assert parse(text_block()).revealed() == {
        "form": "mainland",
        "number": "11010519491231002X",
        "name": "测试甲",
        "sex": "male",
        "nation": "汉",
        "born": "1949-12-31",
        "address": ADDRESS,
        "issuer": "测试市公安局",
        "valid_from": "2020-01-01",
        "valid_until": "2040-01-01",
    }


def test_a_residence_permit_has_a_pass_number_and_no_nation():
    card = parse(text_block("residence-permit"))
    assert (card.form, card.number, card.pass_number, card.nation, card.address) == (
        CardForm.RESIDENCE_PERMIT,
        "810000184001010009",
        "H12345678",
        "",
        ADDRESS,
    )


def test_a_foreigners_card_of_2017_has_its_own_places_for_everything():
    assert parse(text_block("foreign-2017", sex="2")) == IdCard(
        form=CardForm.FOREIGN_2017,
        number="CAN110081080319",
        name="测试丙",
        latin_name="SPECIMEN TEST",
        sex=Sex.FEMALE,
        nationality="CAN",
        born=date(1981, 8, 3),
        issuer="1100",
        valid_from=date(2020, 1, 1),
        valid_until=date(2040, 1, 1),
    )


def test_a_foreigners_card_of_2023_is_no_mainland_card_and_its_latin_name_is_joined_from_two_places():
    card = parse(text_block("foreign-2023"))
    assert card.form is CardForm.FOREIGN_2023
    assert card.latin_name == "SPECIMEN-WITH-A-VERY-LONG-FAMILY-NA ME OF TEST"
    assert (card.number, card.nationality, card.address, card.issuer) == ("931840190001010002", "PAK", "", "")


@pytest.mark.parametrize("form", ["foreign-2017", "foreign-2023"])
def test_a_foreigner_without_a_chinese_name_is_called_by_the_latin_one(form):
    card = parse(text_block(form, name=""))
    assert card.name == card.latin_name != ""


@given(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"], exclude_characters=" \0JIY"))
def test_an_unknown_letter_is_never_read_as_a_mainland_card(letter):
    with pytest.raises(UnknownFormError):
        parse(with_letter(letter))


@pytest.mark.parametrize("letter", [" ", "\0"])
def test_a_blank_letter_is_a_mainland_card(letter):
    assert parse(with_letter(letter)).form is CardForm.MAINLAND


@given(st.binary(min_size=256, max_size=256), st.sampled_from(" JIY"))
def test_any_block_with_a_known_letter_gives_a_record_and_a_repr_without_its_fields(block, letter):
    block = block[:248] + letter.encode("utf-16-le") + block[250:]
    assert parse(block).form.value in repr(parse(block))


@given(st.binary(max_size=600).filter(lambda block: len(block) != 256))
def test_a_block_of_another_length_is_malformed(block):
    with pytest.raises(MalformedError):
        parse(block)


@pytest.mark.parametrize(
    "written,read",
    [("20400229", date(2040, 2, 29)), ("20410229", None), ("长期", LONG_TERM), ("", None), ("2040010", None)],
)
def test_the_last_day_may_be_a_day_long_term_or_nothing(written, read):
    assert parse(text_block(until=written)).valid_until == read


@pytest.mark.parametrize(
    "written,read", [("1", Sex.MALE), ("2", Sex.FEMALE), ("0", Sex.UNKNOWN), ("9", Sex.UNKNOWN), ("", Sex.UNKNOWN)]
)
def test_a_sex_that_is_not_told_is_not_guessed(written, read):
    assert parse(text_block(sex=written)).sex is read


@pytest.mark.parametrize(
    "code,name", [("01", "汉"), ("29", "柯尔克孜"), ("43", "乌孜别克"), ("56", "基诺"), ("97", "其他"), ("59", "59")]
)
def test_a_nation_is_named_and_an_unknown_code_is_shown_as_it_stands(code, name):
    assert parse(text_block(nation=code)).nation == name


def test_there_are_fifty_six_nations_and_two_codes_beyond():
    assert len(NATIONS) == 58
    assert len(set(NATIONS.values())) == 58


def test_the_latest_address_may_be_empty():
    assert parse_address(utf16("新样本路", 70)) == "新样本路"
    assert parse_address(utf16("", 70)) == ""


@pytest.mark.parametrize("form", SPECIMENS)
def test_neither_repr_nor_mask_tells_who_it_was(form):
    card = parse(text_block(form))
    for told in (repr(card), str(card), f"{[card]}", str(card.masked())):
        assert card.number not in told
        assert card.name not in told
        assert card.latin_name == "" or card.latin_name not in told
        for personal in (card.address, str(card.born), card.number[6:14], card.issuer):
            assert personal == "" or personal not in told
