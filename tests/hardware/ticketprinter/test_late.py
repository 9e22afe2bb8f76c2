"""A printer that answers late, as one does that is busy with a slip."""

from hardware.ticketprinter import line, transport
from hardware.ticketprinter.driver import EscposPrinter
from tests.hardware.ticketprinter.slips import a_slip
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter


class LatePrinter(TcpPrinter):
    """Busy with a slip until it was asked twice; from then on it answers one after the other, when it has time."""

    def __init__(self):
        super().__init__()
        self.questions, self._waiting = 0, []

    def hear(self, received):
        replies = super().hear(received)
        if not replies or not self.job:
            return replies
        self.questions += 1
        self._waiting.append(replies)
        return b""

    def _readable(self, line):
        if line is not self._listener and self.questions > 1 and self._waiting:
            line.sendall(self._waiting.pop(0))
        return super()._readable(line)


def test_a_reply_that_comes_late_is_not_taken_for_the_next_one(monkeypatch):
    monkeypatch.setattr(line, "REPLY_S", 0.3)
    with LatePrinter() as peer:
        peer.status = "near-end"  # whose reply about paper would say of the cover that it is open
        EscposPrinter("tcp", transport.tcp("127.0.0.1", peer.port), printing_s=1.0).print(a_slip())
        assert peer.questions > 2
