"""The talk with a social-security card, with cards that answer in every way that is known, and in any."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import LayAgainError, NumberCheckError, UnsupportedCardError
from hardware.idcard.record import Sex
from hardware.smartcard.profiles import USUAL, CardProfile
from hardware.smartcard.reader import CardPresent, ResidentPresent, SocialSecurityLaid
from hardware.smartcard.reading import any_card, citizen_card, read_badge
from hardware.smartcard.social_security import SocialSecurityCard, read_whole
from tests.hardware.smartcard.cards import GET_SERIAL, NAME, NUMBER, Badge, Resident, SocialSecurity

WHOLE = SocialSecurityCard(NUMBER, NAME, Sex.MALE, date(1949, 12, 31), "A12345678", "3.00")
MOST_QUESTIONS = 150
REFUSALS = (LayAgainError, UnsupportedCardError, NumberCheckError)
PIN = CardProfile(pin="888888")


class Lying:
    """A card on a reader."""

    where = "pcsc"

    def __init__(self, card):
        self._card = card

    def transmit(self, command):
        return self._card.answer(command)

    def close(self):
        pass


def read(card, profile=USUAL):
    return read_whole(Lying(card), profile)


def refused(card, profile=USUAL):
    with pytest.raises(UnsupportedCardError) as told:
        read(card, profile)
    return told.value.detail


@pytest.mark.parametrize("told", ["at once", "in pieces", "to who knows"])
@pytest.mark.parametrize("named", ["select short", "select", "short"])
def test_a_card_is_read_whole_however_its_files_are_named_and_its_data_is_told(named, told):
    card = SocialSecurity(named=named, told=told)
    assert read(card) == WHOLE


@pytest.mark.parametrize("files,sent", [("select", "00b2010400"), ("short", "00b2013400")])
def test_a_table_may_say_how_files_are_named(files, sent):
    card = SocialSecurity()
    assert read(card, CardProfile(files=files)) == WHOLE
    assert bytes.fromhex(sent) in card.asked


@pytest.mark.parametrize("files,named", [("select", "short"), ("short", "select")])
def test_a_card_that_names_its_files_otherwise_than_its_table_is_told_as_such(files, named):
    assert "EF06: record 1 answered 6A82" in refused(SocialSecurity(named=named), CardProfile(files=files))


def test_a_name_of_the_application_that_the_card_does_not_know_is_followed_by_the_next():
    assert read(SocialSecurity(), CardProfile(aids=("d1560000050001", *USUAL.aids))) == WHOLE
    assert read(SocialSecurity(), CardProfile(aids=("d1560000050001",))) is None


def test_records_that_are_not_there_are_empty_but_the_number_and_the_name_are_wanted():
    few = SocialSecurity(without=[(5, 3), (5, 7), (6, 3), (6, 6)])
    assert read(few) == SocialSecurityCard(NUMBER, NAME)
    assert "record 1 answered 6A83" in refused(SocialSecurity(without=[(6, 1)]))
    assert "record 2 answered 6A83" in refused(SocialSecurity(without=[(6, 2)]))


def test_a_card_that_wants_a_pin_is_told_the_pin_of_its_table_and_no_other_card_is():
    wants, wants_none = SocialSecurity(pin="888888"), SocialSecurity()
    assert read(wants, PIN) == read(wants_none, PIN) == WHOLE
    assert bytes.fromhex("0020000003888888") in wants.asked
    assert not [command for command in wants_none.asked if command[1] == 0x20]


def test_a_card_that_wants_a_pin_that_no_table_has_is_said_so_and_is_asked_for_none():
    card = SocialSecurity(pin="888888")
    assert "wants a PIN" in refused(card)
    assert card.tries == 3
    assert not [command for command in card.asked if command[1] == 0x20]


def test_however_often_a_card_with_another_pin_is_laid_its_last_try_stays_with_its_holder():
    card = SocialSecurity(pin="123456")
    told = [refused(card, PIN) for _ in range(5)]
    assert card.tries == 1
    assert told[:2] == ["the PIN of cards.toml answered 63C2", "the PIN of cards.toml answered 63C1"]
    assert set(told[2:]) == {"tries left for its PIN: 1, so none is told"}


def test_a_card_that_does_not_say_how_many_tries_it_has_is_told_no_pin():
    class Silent(SocialSecurity):
        def answer(self, command):
            return bytes.fromhex("6700") if command == bytes.fromhex("00200000") else super().answer(command)

    card = Silent(pin="888888")
    assert "not told" in refused(card, PIN)
    assert card.tries == 3


@pytest.mark.parametrize(
    "name,written",
    [
        ("张三", "张三".encode("gbk").ljust(30)),
        ("张三", "张三".encode("gbk").ljust(30, b"\xff")),
        ("张三", "张三　　".encode("gbk")),
        ("买买提·吐尔逊", "买买提·吐尔逊".encode("gbk")),
        ("张喆镕", "张喆镕".encode("gbk")),
        ("赵𬱖", "赵𬱖".encode("gb18030")),  # four bytes that GBK has not
        ("李䶮", "李䶮".encode("gb18030")),
        ("王\ue000", b"\xcd\xf5\xaa\xa1"),  # the issuer's own sign
    ],
)
def test_a_name_is_read_as_it_stands_rare_characters_too(name, written):
    assert read(SocialSecurity(name=written.hex())).name == name


@pytest.mark.parametrize("written", [b"\xd5\xc5\xc8", b"\xff\xfe", b"\xd5\xc5\x80\x80", b"\xd5\xc5\xff\xc8\xfd"])
def test_what_is_no_character_is_not_guessed_at_and_the_visitor_is_not_sent_round_in_circles(written):
    assert "GBK" in refused(SocialSecurity(name=written.hex()))


def test_a_card_without_a_name_is_not_read():
    assert "no name" in refused(SocialSecurity(name=""))


@pytest.mark.parametrize("number", ["110105194912310021", "", "11010519491331002X", "１１０１０５", "0" * 18])
def test_a_number_that_cannot_be_is_told_as_such(number):
    card = SocialSecurity()
    card.records[6, 1] = number.encode("gbk").ljust(18)
    with pytest.raises(NumberCheckError):
        read(card)


@pytest.mark.parametrize("number", ["830000199201300022", "911124198108030024"])
def test_numbers_of_residents_from_elsewhere_are_read(number):
    assert read(SocialSecurity(number)).number == number


def test_a_foreigners_number_of_old_is_not_called_wrong():
    assert "form" in refused(SocialSecurity("USA0123456789"))


def test_a_small_check_letter_is_the_same_number():
    assert read(SocialSecurity(NUMBER.lower())).number == NUMBER


@pytest.mark.parametrize("born", ["19493131", "abcdefab", "1949", ""])
def test_a_day_that_is_none_is_none(born):
    card = SocialSecurity()
    card.records[6, 6] = bytes.fromhex(born)
    assert read(card).born is None


def test_what_is_no_version_is_not_shown_as_one():
    card = SocialSecurity()
    card.records[5, 3] = NUMBER.encode()
    assert read(card).version == ""
    assert NUMBER not in repr(read(card))


@pytest.mark.parametrize("length", [19, 255])
def test_a_length_that_lies_is_told_and_of_what_is_not_needed_it_is_nothing(length):
    class Liar(SocialSecurity):
        def __init__(self, record):
            super().__init__()
            self._lies_about = record

        def answer(self, command):
            answer = super().answer(command)
            if command == bytes.fromhex(f"00b20{self._lies_about}0400") and self._file == 6:
                return answer[:1] + bytes((length,)) + answer[2:]
            return answer

    assert "a record of" in refused(Liar(1))
    assert read(Liar(6)).born is None


def test_a_card_that_always_has_more_to_tell_is_given_up():
    class Endless(SocialSecurity):
        def answer(self, command):
            self.asked.append(command)
            return b"\0" * 16 + b"\x61\x10"

    card = Endless()
    with pytest.raises(LayAgainError, match="no end"):
        read(card)
    assert len(card.asked) < 10


def test_visitors_cards_are_told_apart_and_a_resident_card_tells_nothing_of_itself():
    assert citizen_card()(Lying(SocialSecurity())) == SocialSecurityLaid(SocialSecurityCard(NUMBER, NAME))
    resident = citizen_card()(Lying(Resident()))
    assert resident == ResidentPresent()
    assert repr(resident) == "ResidentPresent()"
    with pytest.raises(UnsupportedCardError, match="neither"):
        citizen_card()(Lying(Badge("04a1b2c3d4")))


def test_of_a_visitors_card_nothing_is_asked_but_its_number_and_name():
    card = SocialSecurity()
    citizen_card()(Lying(card))
    assert [command.hex() for command in card.asked if command[1] == 0xB2] == ["00b2010400", "00b2020400"]


def test_a_technician_sees_a_badge_where_a_card_is_no_visitors():
    assert any_card()(Lying(Badge("04a1b2c3d4"))) == CardPresent("04a1b2c3d4")
    assert any_card()(Lying(SocialSecurity())) == SocialSecurityLaid(WHOLE)
    assert any_card()(Lying(Resident())) == ResidentPresent()


def test_a_badge_costs_one_question():
    class Counted(Badge):
        asked: list[bytes] = []  # noqa: RUF012

        def answer(self, command):
            self.asked.append(command)
            return super().answer(command)

    assert read_badge(Lying(Counted("04a1b2c3d4"))) == CardPresent("04a1b2c3d4")
    assert Counted.asked == [GET_SERIAL]


def test_neither_repr_nor_mask_tells_who_it_was():
    for told in (repr(WHOLE), str(WHOLE.masked()), repr(SocialSecurityLaid(WHOLE))):
        for personal in (NUMBER, NAME, "1949", "A12345678"):
            assert personal not in told
    assert WHOLE.masked()["version"] == "3.00"
    assert WHOLE.revealed()["card_number"] == "A12345678"


ANSWERS = st.one_of(
    st.binary(max_size=40),
    st.builds(lambda data, status: data + status, st.binary(max_size=40), st.sampled_from([b"\x90\x00", b"\x61\x10"])),
    st.sampled_from([bytes.fromhex(word) for word in ("9000", "6100", "6c12", "6982", "63c3", "6a82")]),
)


@given(st.lists(ANSWERS, min_size=1), st.sampled_from(["select", "short", "either"]), st.sampled_from(["", "888888"]))
def test_whatever_a_card_answers_it_is_read_or_refused_in_so_many_questions(answers, files, pin):
    asked = []

    class Any:
        def answer(self, command):
            asked.append(command)
            return answers[len(asked) % len(answers)]

    with suppress(*REFUSALS):
        any_card(CardProfile(files=files, pin=pin))(Lying(Any()))
    assert len(asked) < MOST_QUESTIONS


@given(st.binary(max_size=30), st.binary(max_size=18))
def test_whatever_is_written_on_a_card_it_is_read_or_refused_and_shown_masked(name, number):
    card = SocialSecurity(name=name.hex())
    if number:
        card.records[6, 1] = number
    with suppress(*REFUSALS):
        found = read(card)
        assert found.name
        assert found.number not in repr(found)
