"""ID card readers: every card is another, and what was read is compared with what was laid."""

import queue
import time
from random import Random

from hardware import bench
from hardware.idcard.number import CardForm, check_11_2
from hardware.idcard.reader import CardLaid, CardLifted, CardUnsupported, LayAgain, ReaderEvent
from hardware.idcard.record import IdCard
from hardware.idcard.session import Pace
from hardware.reader import ReaderAway, ReaderBack
from tests.faults.devices.lane import Lane, Tally
from tests.faults.devices.spoilt import ON_ANY_LINE, ON_STREAMS, SpoiltLine
from tests.hardware.idcard import lines
from tests.hardware.idcard.pty_reader import SPECIMENS
from tests.hardware.idcard.watcher import Watcher

OF_MODULE = (
    "lost-byte", "always-lost-byte", "noise", "corrupt", "always-corrupt", "lifted-half-way", "mute", "mute-when-read",
    "unauthorised", "card-refused", "select-fails", "read-fails", "fingerprint-form", "found-once", "bad-request",
)  # fmt: skip
"""Of the peer's own faults, those that each line can have."""
PATIENCE_S = 8.0
"""Longer than a question asked twice; who waits so long lays the card anew."""
QUIET_S = 1.5
"""Some looks for a card."""
WITH_ADDRESS = (CardForm.MAINLAND, CardForm.RESIDENCE_PERMIT)
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥东南西北春夏秋冬"


class Reader:
    """A reader, its driver at its own pace, and somebody who lays cards."""

    def __init__(self, made: lines.OverLine, dice: Random, tally: Tally) -> None:
        self._made, self._peer, self._dice, self._tally = made, made.peer, dice, tally
        self._line = SpoiltLine(self._peer.put, self._pull, dice)
        self._peer.put = self._line.put
        self._ways = ON_ANY_LINE + (ON_STREAMS if made.place else ())
        self._pulled = self._lifted = False
        self._watcher = Watcher(bench.open_idcard(made.place) if made.place else made.reader)
        self._watcher.expect(ReaderBack)

    def close(self) -> None:
        """Let go of driver and peer."""
        self._line.calm()
        self._watcher.__exit__()
        self._made.close()

    def turn(self) -> None:
        """Have a card read, then lift it; something may go wrong all the while."""
        self._card = somebody(self._dice)
        self._whole = True
        chance = self._dice.random()
        if chance < 0.25:
            self._spoil(self._dice.choice(self._ways))
        elif chance < 0.35:
            self._whole, self._peer.fault = False, self._dice.choice(OF_MODULE)
        self._lay()
        self._until_read()
        if self._dice.random() < 0.1:
            self._spoil("pull")
        elif self._dice.random() < 0.05:
            self._peer.unplug()
        self._until_lifted()
        self._calm()
        self._peer.asked.clear()
        self._watcher.seen.clear()

    def _spoil(self, way: str) -> None:
        self._whole = False
        self._line.spoil(way)

    def _calm(self) -> None:
        self._line.calm()
        self._peer.fault = "none"

    def _pull(self) -> None:
        self._pulled = True
        self._made.peer.pull()

    def _plug(self) -> None:
        if self._pulled:
            self._peer.unplug()
            self._pulled = False
        if not self._peer.plugged:
            self._peer.plug()
            self._tally.counts["cycles"] += 1

    def _lay(self) -> None:
        self._lifted = False
        self._peer.photo = self._card["photo"]
        self._peer.lay(**{name: value for name, value in self._card.items() if name != "photo"})

    def _lift(self) -> None:
        self._lifted = True
        self._peer.lift()

    def _until_read(self) -> None:
        while True:
            match self._next(PATIENCE_S):
                case CardLaid(card):
                    self._compare(card)
                    return
                case LayAgain() | CardUnsupported():
                    self._tally.counts["to be laid again"] += 1
                    self._calm()
                    self._lift()
                case CardLifted() | ReaderBack() if self._lifted:
                    self._lay()
                case None:
                    self._nothing_told()

    def _nothing_told(self) -> None:
        self._tally.counts["nothing told"] += 1
        if not self._made.one_question:  # which takes whatever is no card's text for no card
            self._tally.wrong.append(f"a card lay there, and nothing was told in {PATIENCE_S} s")
        self._calm()
        self._plug()
        self._lift()
        time.sleep(QUIET_S)
        self._lay()

    def _until_lifted(self) -> None:
        self._lift()
        patience = PATIENCE_S
        while True:
            match self._next(patience):
                case CardLifted():
                    return
                case ReaderBack():  # which says that it lies empty, unless it was back before the card was lifted
                    patience = QUIET_S
                case CardLaid(card):
                    patience = PATIENCE_S
                    self._compare(card)
                case None:
                    if patience == PATIENCE_S:
                        self._tally.wrong.append(f"a card was lifted, and nothing was told in {PATIENCE_S} s")
                        self._calm()
                        self._plug()
                    return

    def _next(self, seconds: float) -> ReaderEvent | None:
        try:
            event = self._watcher.next(seconds)
        except queue.Empty:
            return None
        if isinstance(event, ReaderAway):
            self._tally.counts["away"] += 1
            self._calm()
            self._plug()
        return event

    def _compare(self, card: IdCard) -> None:
        laid = self._card
        got = {
            "form": card.form.value, "name": card.name, "number": card.number, "latest": card.latest_address,
            "address": card.address, "photo": card.photo,
        }  # fmt: skip
        meant = {"form": laid["form"], "name": laid["name"], "number": laid["number"], "photo": laid["photo"]}
        meant["address"] = laid["address"] if card.form in WITH_ADDRESS else ""
        meant["latest"] = laid["latest"] if card.form in WITH_ADDRESS and not self._made.one_question else ""
        if meant["latest"] and not got["latest"] and not self._whole:
            self._tally.counts["without the later address"] += 1
            got.pop("latest")
        self._tally.counts["cards told"] += 1
        if wrong := [name for name in got if got[name] != meant[name]]:
            self._tally.wrong.append(f"read wrongly: {', '.join(wrong)} ({[len(got[name]) for name in wrong]} signs)")


def somebody(dice: Random) -> dict[str, object]:
    """A card that is laid once: somebody new."""
    form = dice.choice(list(SPECIMENS))
    born = f"{dice.randrange(1930, 2020)}{dice.randrange(1, 13):02d}{dice.randrange(1, 29):02d}"
    area = {"mainland": "110105", "residence-permit": "810000", "foreign-2023": "931840"}.get(form, "")
    body = f"{area}{born}{dice.randrange(1000):03d}"
    return {
        "form": form,
        "name": "".join(dice.choices(SIGNS, k=dice.randrange(2, 8))),
        "number": body + check_11_2(body) if area else f"CAN{dice.randrange(10**12):012d}",
        "born": born,
        "address": "".join(dice.choices(SIGNS, k=dice.randrange(1, 36))),
        "latest": "".join(dice.choices(SIGNS, k=dice.randrange(1, 36))) if dice.randrange(2) else "",
        "serial": dice.choice([bytes(8), dice.randbytes(8)]),
        "photo": dice.randbytes(1024),
    }


def _lane(line: type[lines.OverLine], name: str, at_once: int, turns: int) -> Lane:
    return Lane(name, lambda folder, dice, tally: Reader(line(folder, Pace()), dice, tally), at_once, turns, "reads")


LANES = (
    _lane(lines.OverPty, "ID cards, serial", 24, 4000),
    _lane(lines.OverTcp, "ID cards, network", 12, 2000),
    _lane(lines.OverTcpByOneQuestion, "ID cards, network, one question", 10, 1000),
    _lane(lines.OverUsb, "ID cards, USB", 6, 1000),
    _lane(lines.OverFourPipes, "ID cards, USB, four pipes", 3, 500),
    _lane(lines.OverHid, "ID cards, HID", 6, 1000),
    _lane(lines.OverEnvelopes, "ID cards, HID, in envelopes", 3, 500),
)
