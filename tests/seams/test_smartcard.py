"""What every reader of cards with a chip does, tried on each: the PC/SC driver over a real pcscd, and the simulated."""

import json
import time
from contextlib import contextmanager
from datetime import date

import pytest

from hardware.errors import (
    DeviceMissingError,
    DeviceMutedError,
    LayAgainError,
    NumberCheckError,
    UnsupportedCardError,
)
from hardware.idcard.record import Sex
from hardware.reader import ReaderAway, ReaderBack
from hardware.smartcard.pcsc_reader import Pace, PcscReader
from hardware.smartcard.reader import CardGone, CardPresent, CardUnread, ResidentPresent, SocialSecurityLaid
from hardware.smartcard.reading import any_card, citizen_card, read_badge
from hardware.smartcard.simulated import SimulatedSmartCardReader
from hardware.smartcard.social_security import SocialSecurityCard
from tests.hardware.idcard.watcher import Watcher
from tests.hardware.smartcard.boxed import pcscd
from tests.hardware.smartcard.cards import NAME, NUMBER, Resident

BADGE, OTHER = "04a1b2c3d4", "04a1b2c3d4e5f6"


class OverPcsc:
    """The real pcscd with cards at byte level, and the driver for it."""

    def __init__(self, _folder, read=read_badge):
        self._pcscd = pcscd()
        self.box = self._pcscd.__enter__()
        self.reader = PcscReader("pcsc", pace=Pace(look=0.1, retry=0.1, mute=2.0), read=read)

    def lay(self, serial=BADGE):
        self.box.lay(serial)

    def exchange(self, serial):
        self.box.lift()
        self.box.lay(serial)

    def lay_without_serial(self):
        self.box.lay("", status="6a81")

    def lay_social_security(self, number=NUMBER, name=NAME):
        self.box.lay_card("SocialSecurity", number=number, name=name.encode("gb18030").hex())

    def lay_resident(self):
        self.box.lay_card("Resident")

    def lift(self):
        self.box.lift()

    def fault(self, name):
        self.box.do({"missing": "kill", "mute": "freeze"}[name])

    def mend(self, name):
        self.box.do({"missing": "start", "mute": "thaw"}[name])

    def close(self):
        self._pcscd.__exit__(None, None, None)


class InFolder:
    """A folder, and the simulated reader that looks into it."""

    def __init__(self, folder, read=read_badge):
        self.folder = folder
        self.reader = SimulatedSmartCardReader(f"simulated:{folder}", folder, read)

    def lay(self, serial=BADGE):
        (self.folder / ".new").write_text(serial)
        (self.folder / ".new").rename(self.folder / "card")

    def exchange(self, serial):
        self.lay(serial)

    def lay_without_serial(self):
        (self.folder / "fault").write_text("unsupported")
        self.lay()

    def lay_social_security(self, number=NUMBER, name=NAME):
        more = {"sex": "male", "born": "1949-12-31", "card_number": "A12345678", "version": "3.00"}
        self.lay(json.dumps({"number": number, "name": name, **more}))

    def lay_resident(self):
        self.lay("resident")

    def lift(self):
        (self.folder / "card").unlink()

    def fault(self, name):
        (self.folder / ".new").write_text(name)
        (self.folder / ".new").rename(self.folder / "fault")

    def mend(self, _name):
        (self.folder / "fault").unlink()

    def close(self):
        pass


@contextmanager
def watched(made):
    try:
        with Watcher(made.reader) as watcher:
            made.watcher = watcher
            yield made
    finally:
        made.close()


@pytest.fixture(params=[OverPcsc, InFolder])
def bench(request, tmp_path):
    with watched(request.param(tmp_path)) as made:
        yield made


@pytest.fixture(params=[OverPcsc, InFolder])
def citizens(request, tmp_path):
    """The same, opened to read what visitors bring."""
    with watched(request.param(tmp_path, citizen_card())) as made:
        yield made


def test_the_first_event_says_that_the_reader_works(bench):
    bench.watcher.expect(ReaderBack)
    bench.watcher.nothing_more()


def test_a_card_is_told_once_with_its_serial_number_and_so_is_its_going(bench):
    bench.lay(BADGE)
    assert bench.watcher.expect(ReaderBack, CardPresent).serial == BADGE
    time.sleep(0.3)  # a reader that tells it again would do so now; nothing is waited for
    bench.lift()
    bench.watcher.expect(CardGone)
    bench.watcher.nothing_more()


def test_the_same_card_laid_anew_is_told_anew_and_so_is_another(bench):
    bench.watcher.expect(ReaderBack)
    for serial in (BADGE, BADGE, OTHER):
        bench.lay(serial)
        assert bench.watcher.expect(CardPresent).serial == serial
        bench.lift()
        bench.watcher.expect(CardGone)


def test_a_card_in_the_place_of_another_is_told_as_a_going_and_a_coming(bench):
    bench.lay(BADGE)
    bench.watcher.expect(ReaderBack, CardPresent)
    bench.exchange(OTHER)
    bench.watcher.expect(CardGone)
    assert bench.watcher.expect(CardPresent).serial == OTHER


def test_a_card_without_a_serial_number_of_its_own_is_told_as_such_and_the_next_one_is_read(bench):
    bench.lay_without_serial()
    assert isinstance(bench.watcher.expect(ReaderBack, CardUnread).error, UnsupportedCardError)
    bench.lift()
    bench.watcher.expect(CardGone)
    if isinstance(bench, InFolder):
        bench.mend("unsupported")
    bench.lay()
    bench.watcher.expect(CardPresent)


@pytest.mark.expect_warnings
@pytest.mark.parametrize("fault,cause", [("missing", DeviceMissingError), ("mute", DeviceMutedError)])
def test_a_reader_that_is_away_is_told_once_and_comes_back_by_itself(bench, fault, cause):
    bench.watcher.expect(ReaderBack)
    bench.fault(fault)
    assert isinstance(bench.watcher.expect(ReaderAway).error, cause)
    bench.mend(fault)
    bench.watcher.expect(ReaderBack)
    bench.lay()
    bench.watcher.expect(CardPresent)
    bench.watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_card_that_lies_there_when_the_reader_comes_back_is_told_anew(bench):
    bench.lay()
    bench.watcher.expect(ReaderBack, CardPresent)
    bench.fault("mute")
    bench.watcher.expect(ReaderAway)
    bench.mend("mute")
    bench.watcher.expect(ReaderBack, CardPresent)


def test_no_serial_number_is_in_the_log_or_in_what_an_event_looks_like(bench, caplog):
    bench.lay()
    event = bench.watcher.expect(ReaderBack, CardPresent)
    bench.lift()
    bench.watcher.expect(CardGone)
    bench.lay("08a1b2c3")
    unread = bench.watcher.expect(CardUnread)
    for told in (repr(event), repr(unread), str(unread.error), caplog.text):
        assert BADGE not in told
        assert "a1b2c3" not in told


def test_a_social_security_card_is_told_once_with_whose_it_is_and_so_is_its_going(citizens):
    citizens.lay_social_security()
    assert citizens.watcher.expect(ReaderBack, SocialSecurityLaid).card == SocialSecurityCard(NUMBER, NAME)
    time.sleep(0.3)  # a reader that tells it again would do so now; nothing is waited for
    citizens.lift()
    citizens.watcher.expect(CardGone)
    citizens.watcher.nothing_more()


@pytest.mark.parametrize("kind", [OverPcsc, InFolder])
def test_a_technician_is_told_all_that_stands_on_a_card(kind, tmp_path):
    with watched(kind(tmp_path, any_card())) as made:
        made.lay_social_security()
        told = made.watcher.expect(ReaderBack, SocialSecurityLaid).card
    assert told == SocialSecurityCard(NUMBER, NAME, Sex.MALE, date(1949, 12, 31), "A12345678", "3.00")


def test_a_name_with_a_rare_character_is_told_as_it_is(citizens):
    citizens.lay_social_security(name="李䶮")
    assert citizens.watcher.expect(ReaderBack, SocialSecurityLaid).card.name == "李䶮"


def test_a_resident_card_is_told_as_present_and_whose_it_is_nowhere(citizens, caplog):
    citizens.lay_resident()
    assert citizens.watcher.expect(ReaderBack, ResidentPresent) == ResidentPresent()
    assert Resident.SERIAL not in caplog.text


def test_cards_that_are_no_visitors_or_cannot_be_are_told_as_such_and_the_next_one_is_read(citizens, caplog):
    citizens.watcher.expect(ReaderBack)
    citizens.lay(BADGE)
    assert isinstance(citizens.watcher.expect(CardUnread).error, UnsupportedCardError)
    citizens.lift()
    citizens.watcher.expect(CardGone)
    citizens.lay_social_security(number="110105194912310021")
    assert isinstance(citizens.watcher.expect(CardUnread).error, NumberCheckError)
    citizens.lift()
    citizens.watcher.expect(CardGone)
    citizens.lay_social_security()
    citizens.watcher.expect(SocialSecurityLaid)
    for personal in (BADGE, "110105194912310021", NUMBER, NAME):
        assert personal not in caplog.text


def test_a_reader_of_badges_asks_no_visitors_card_who_it_is(bench):
    bench.lay_social_security()
    assert isinstance(bench.watcher.expect(ReaderBack, CardUnread).error, UnsupportedCardError)


def test_a_closed_reader_tells_nothing_more(bench):
    bench.watcher.expect(ReaderBack)
    bench.watcher.nothing_more()
    assert list(bench.reader.events()) == []


@pytest.mark.parametrize("written", ["lay-again", "no hex", "{}", '{"name": 7, "number": ""}', "{"])
def test_a_simulated_card_may_fail(tmp_path, written):
    bench = InFolder(tmp_path)
    if written == "lay-again":
        bench.fault(written)
    bench.lay(BADGE if written == "lay-again" else written)
    with Watcher(bench.reader) as watcher:
        assert isinstance(watcher.expect(ReaderBack, CardUnread).error, LayAgainError)
