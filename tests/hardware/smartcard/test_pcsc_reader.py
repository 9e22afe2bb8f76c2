"""What only the PC/SC service can do to a reader: the real pcscd, killed, frozen, with two readers and with none."""

import threading
import time
from dataclasses import replace

import pytest
from smartcard import scard

from hardware.errors import DeviceMissingError, LayAgainError
from hardware.reader import ReaderAway, ReaderBack
from hardware.smartcard.pcsc import Pcsc, Slot
from hardware.smartcard.pcsc_reader import Pace, PcscReader
from hardware.smartcard.reader import CardGone, CardPresent, CardUnread, SocialSecurityLaid
from hardware.smartcard.reading import citizen_card, read_badge
from tests.hall import wait_until
from tests.hardware.idcard.watcher import Watcher
from tests.hardware.smartcard.boxed import READERS, pcscd
from tests.hardware.smartcard.cards import NUMBER

PACE = Pace(look=0.1, retry=0.1, mute=1.0)
BADGE, OTHER = "04a1b2c3d4", "0455667788"


@pytest.fixture
def box():
    with pcscd() as started:
        yield started


def test_a_card_that_lay_there_before_the_reader_was_asked_is_told(box):
    box.lay(BADGE)
    with Watcher(PcscReader("pcsc", pace=PACE)) as watcher:
        assert watcher.expect(ReaderBack, CardPresent).serial == BADGE


def test_two_readers_tell_of_their_cards_each_for_itself(box):
    with Watcher(PcscReader("pcsc", pace=PACE)) as watcher:
        watcher.expect(ReaderBack)
        box.lay(BADGE, 0)
        assert watcher.expect(CardPresent).serial == BADGE
        box.lay(OTHER, 1)
        assert watcher.expect(CardPresent).serial == OTHER
        box.lift(0)
        watcher.expect(CardGone)
        box.lift(1)
        watcher.expect(CardGone)
        watcher.nothing_more()


def test_a_reader_that_is_named_is_the_only_one_that_is_heard(box):
    with Watcher(PcscReader("pcsc", READERS[1], PACE)) as watcher:
        watcher.expect(ReaderBack)
        box.lay(BADGE, 0)
        box.lay(OTHER, 1)
        assert watcher.expect(CardPresent).serial == OTHER
        watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_name_that_no_reader_has_is_a_reader_that_is_missing(box):
    box.lay(BADGE)
    with Watcher(PcscReader("pcsc", "ACS", PACE)) as watcher:
        assert isinstance(watcher.expect(ReaderAway).error, DeviceMissingError)
        watcher.nothing_more()


@pytest.mark.expect_warnings
def test_readers_pulled_out_and_put_in_again_are_told_though_the_service_went_on():
    with pcscd("start-bare") as box, Watcher(PcscReader("pcsc", pace=PACE)) as watcher:
        assert "no such reader" in watcher.expect(ReaderAway).error.detail
        box.do("kill")
        box.do("start")
        box.lay(BADGE)
        assert watcher.expect(ReaderBack, CardPresent).serial == BADGE


@pytest.mark.expect_warnings
def test_a_service_killed_again_and_again_while_a_card_lies_there_is_found_again_each_time(box):
    with Watcher(PcscReader("pcsc", pace=PACE)) as watcher:
        watcher.expect(ReaderBack)
        for _ in range(3):
            box.lay(BADGE)
            watcher.expect(CardPresent)
            box.do("kill")
            watcher.expect(ReaderAway)
            box.do("start")
            watcher.expect(ReaderBack)


def test_a_card_exchanged_between_two_looks_is_told(box):
    exchanged, service = threading.Event(), Pcsc("pcsc")

    def there():
        return service.wait({READERS[0]: Slot()}, 0)[READERS[0]]

    def read(card):
        told = read_badge(card)
        exchanged.wait()
        return told

    with Watcher(PcscReader("pcsc", pace=replace(PACE, mute=600), read=read)) as watcher:
        watcher.expect(ReaderBack)
        box.lay(BADGE)
        box.wait_asked(1)
        box.lift()
        wait_until(lambda: not there().present, "the service has seen it go")
        box.lay(OTHER)
        wait_until(lambda: there().present, "the service has seen another one come")
        exchanged.set()
        assert watcher.expect(CardPresent).serial == BADGE
        assert watcher.expect(CardGone, CardPresent).serial == OTHER
        watcher.nothing_more()
    service.close()


def test_a_card_that_was_read_is_free_for_other_programs(box):
    with Watcher(PcscReader("pcsc", pace=PACE)) as watcher:
        watcher.expect(ReaderBack)
        box.lay(BADGE)
        watcher.expect(CardPresent)
        _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        alone, protocols = scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        result, _, _ = scard.SCardConnect(context, READERS[0], alone, protocols)
        scard.SCardReleaseContext(context)
        assert result == scard.SCARD_S_SUCCESS


def test_a_reader_is_closed_within_seconds_though_the_service_hangs(box):
    with Watcher(PcscReader("pcsc", pace=Pace(look=0.1, mute=600))) as watcher:
        watcher.expect(ReaderBack)
        box.do("freeze")
        time.sleep(0.2)  # so that a question is under way; a shorter wait makes the test easier, not wrong
        watcher.nothing_more()
    box.do("thaw")


def test_a_slow_card_is_read_to_its_end_and_the_reader_is_not_called_mute(box):
    with Watcher(PcscReader("pcsc", pace=PACE, read=citizen_card())) as watcher:
        watcher.expect(ReaderBack)
        box.lay_card("SocialSecurity", delay_s=0.3)
        assert watcher.expect(SocialSecurityLaid).card.number == NUMBER
        watcher.nothing_more()


def test_a_card_that_is_too_slow_is_to_be_laid_again(box):
    with Watcher(PcscReader("pcsc", pace=replace(PACE, card=0.3), read=citizen_card())) as watcher:
        watcher.expect(ReaderBack)
        box.lay_card("SocialSecurity", delay_s=0.15)
        assert "too slow" in watcher.expect(CardUnread).error.detail
        box.lift()
        watcher.expect(CardGone)
        watcher.nothing_more()


def test_a_card_taken_away_while_it_is_read_is_to_be_laid_again_and_the_next_one_is_read(box):
    with Watcher(PcscReader("pcsc", pace=PACE, read=citizen_card())) as watcher:
        watcher.expect(ReaderBack)
        for gone_at in (1, 3, 5):  # at its first question, in the middle, at its last
            box.lay_card("SocialSecurity", gone_at=gone_at)
            assert isinstance(watcher.expect(CardUnread).error, LayAgainError)
            watcher.expect(CardGone)
            box.lift()
        box.lay_card("SocialSecurity")
        assert watcher.expect(SocialSecurityLaid).card.number == NUMBER
        watcher.nothing_more()


def test_a_reader_that_is_closed_while_it_reads_a_card_lets_go_of_it(box):
    with Watcher(PcscReader("pcsc", pace=PACE, read=citizen_card())) as watcher:
        watcher.expect(ReaderBack)
        box.lay_card("SocialSecurity", delay_s=0.4)
        box.wait_asked(2)
        watcher.nothing_more()
    assert "reader apart" not in {thread.name for thread in threading.enumerate()}
