"""What our drivers read off a device's line, as one call each: bytes in, nothing but declared errors out."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

from hardware import keys
from hardware.callbutton.frames import Pattern, take_frames
from hardware.camera.rtsp import meant_by
from hardware.errors import ClipError, DeviceError, DeviceMissingError, IdCardError, MalformedError, NoCardError
from hardware.idcard.number import check_number
from hardware.idcard.one_question import OneQuestion
from hardware.idcard.profiles import load_profiles
from hardware.idcard.record import BLOCK_BYTES, parse, parse_address
from hardware.idcard.reports import Wrapping
from hardware.idcard.sam import Answer, FrameReader, blocks, frame
from hardware.idcard.session import Pace, Session
from hardware.pageprinter import ipp, line, reasons
from hardware.pageprinter.places import IppAddress
from hardware.scanner.scanner import LONGEST
from hardware.scanner.sent import Sent
from hardware.scanner.typed import Typed
from hardware.smartcard.profiles import CardProfile
from hardware.smartcard.reader import SocialSecurityLaid
from hardware.smartcard.reading import any_card
from hardware.smartcard.session import read_serial
from hardware.speaker.wave import Sound, decode, encode
from hardware.ticketprinter.preview import render
from hardware.ticketprinter.status import QUESTIONS, Heard, read_status
from hardware.tools.network import IPP, IPPS, RAW, Announced, printers
from tests.hardware.callbutton.buttons import key
from tests.hardware.pageprinter.faulty_printer import attribute, keywords, number, state
from tests.hardware.scanner.scanners import strokes

_DOTS = 576
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n"
_CALLER = Pattern.read("ff 68 len len 68 addr cmd data sum 16")
_WRAPPINGS = [
    *(Wrapping.read(table.reply) for table in load_profiles(Path("/nowhere")).hid.values()),
    Wrapping.read("AA any any length any frame sum"),
    Wrapping.read("frame sum"),
]
_CARDS = [CardProfile(), CardProfile(files="select", pin="888888"), CardProfile(files="short")]
_CARD = "1\0" * 124 + " \0" + " \0" * 3
_READ = b"\0\0\x90" + b"\x01\x00\x04\x00" + _CARD.encode("latin-1") + bytes(1024)


def id_card(_folder: Path, given: bytes) -> None:
    """A reader's line, in two pieces, down to the person on the card."""
    reader, half = FrameReader(), len(given) // 2
    for answer in (*reader.feed(given[:half]), *reader.feed(given[half:])):
        if isinstance(answer, Answer):
            with suppress(MalformedError):
                parse(blocks(answer.data).text)


def id_card_record(_folder: Path, given: bytes) -> None:
    """The text of a card, and all that is shown of it."""
    parse_address(given)
    with suppress(MalformedError):
        card = parse(given[:BLOCK_BYTES])
        check_number(card.number, card.form)
        assert card.masked().keys() == card.revealed().keys()
        assert len(card.number) < 2 or card.number not in repr(card)


class _Told:
    """A line to a reader: so many answers, whatever was asked, then it is gone."""

    where = "there"

    def __init__(self, answers: list[bytes]) -> None:
        self._answers = iter(answers)
        self._now = b""

    def send(self, _data: bytes) -> None:
        if (answer := next(self._answers, None)) is None:
            raise DeviceMissingError(self.where)
        self._now = answer

    def receive(self, _seconds: float) -> bytes:
        if not self._now:
            raise DeviceMissingError(self.where)
        now, self._now = self._now, b""
        return now

    def close(self) -> None:
        """Nothing is open."""


def id_card_talk(_folder: Path, given: bytes) -> None:
    """A whole talk with a reader whose frames are right and say anything; the first byte says which kind of reader."""
    if not given:
        return
    pieces = given[1:].split(b"--")
    line_to_it = _Told([frame(piece[:4000]) for piece in pieces])
    asking: Session = Session(line_to_it, threading.Event(), Pace())
    if given[0] % 2:
        asking = OneQuestion(line_to_it, threading.Event(), Pace(), b"?")
    with suppress(DeviceMissingError):
        for ask in (asking.check, *(asking.find, asking.select, asking.read) * len(pieces)):
            with suppress(IdCardError):
                try:
                    ask()
                except DeviceMissingError:
                    raise
                except DeviceError:
                    continue


def id_card_reports(_folder: Path, given: bytes) -> None:
    """A report of a reader that is a HID device; the first byte says of which kind."""
    wrapping = _WRAPPINGS[given[0] % len(_WRAPPINGS)] if given else _WRAPPINGS[0]
    assert len(wrapping.unwrap(given[1:])) <= len(given)


def caller(_folder: Path, given: bytes) -> None:
    """The line of a caller; once nothing more comes nothing is waited for."""
    frames, rest = take_frames(_CALLER, given)
    assert all(each.key for each in frames)
    assert take_frames(_CALLER, rest, silent=True)[1] == b""


def keypad(_folder: Path, given: bytes) -> None:
    """What a keypad tells."""
    codes, rest = keys.moves(given)
    assert all(keys.name_of(code) for code in codes)
    assert keys.moves(rest) == ([], rest)


def scanner_typing(_folder: Path, given: bytes) -> None:
    """The keys of a scanner that types, in two pieces, and a silence."""
    typed, half = Typed(), len(given) // 2
    first, rest = keys.moves(given[:half])
    second, _ = keys.moves(rest + given[half:])
    for text in (*typed.take(first), *typed.take(second), *typed.end()):
        assert 0 < len(text) <= LONGEST


def scanner_line(_folder: Path, given: bytes) -> None:
    """The line of a serial scanner, in two pieces, and a silence."""
    sent, half = Sent(), len(given) // 2
    for text in (*sent.take(given[:half]), *sent.take(given[half:]), *sent.end()):
        assert 0 < len(text) <= LONGEST


def network_camera(_folder: Path, given: bytes) -> None:
    """What a camera on the network answers when it gives no picture; nothing of it is told but a number."""
    told = meant_by("there", given, signs_in=bool(len(given) % 2))
    assert isinstance(told, DeviceError)
    assert str(told).isprintable()


def ticket_printer(_folder: Path, given: bytes) -> None:
    """What a ticket printer answers and tells."""
    heard = Heard()
    heard.feed(given)
    read_status(dict(zip(QUESTIONS, heard.answers, strict=False)))


def slip(_folder: Path, given: bytes) -> None:
    """A slip's bytes, as the preview draws them."""
    with suppress(MalformedError):
        render(given[:2000], _DOTS)


def page_printer(_folder: Path, given: bytes) -> None:
    """An A4 printer's answer, down to what became of a job."""
    with suppress(MalformedError):
        answer = ipp.parse(given)
        printer, job = answer.group(ipp.Tag.PRINTER), answer.group(ipp.Tag.JOB)
        reasons.read_printer(printer)
        reasons.cause_of_status(answer.status, answer.group(ipp.Tag.UNSUPPORTED))
        look = reasons.read_job(job, printer)
        reasons.judge(look, 2, whole=True, began=False, given_up=None)


class _Canned(line.Line):
    """A way to a printer that has said all it will say."""

    def __init__(self, said: bytes) -> None:
        super().__init__(IppAddress("printer", 631))
        near, self.far = socket.socketpair()
        near.settimeout(1)  # all of it is there
        self.far.sendall(said)
        self.far.shutdown(socket.SHUT_WR)
        self._near = near

    def _connect(self) -> line.http.client.HTTPConnection:
        connection = line.http.client.HTTPConnection("printer")
        connection.sock = self._open = self._near
        return connection


def announced_printers(_folder: Path, given: bytes) -> None:
    """What printers on the network say of themselves."""
    said = [piece.decode("utf-8", "replace") for piece in given.split(b"--")]
    name, port, *told = *said, "", ""
    keys = dict(pair.partition("=")[::2] for pair in told)
    at = ip_address(given[:4].ljust(4)), ip_address(given[:16].ljust(16))
    ways = [Announced(speaks, name, at[: n + 1], len(port), keys) for n, speaks in enumerate((IPP, IPPS, RAW))]
    assert len(printers(ways)) == 1


def page_printer_line(_folder: Path, given: bytes) -> None:
    """What an A4 printer says over HTTP."""
    way = _Canned(given[:60_000])
    with way.far, suppress(DeviceError):
        way.ask(b"\2\0\0\x0b\0\0\0\1\3", 20)


def smart_card(_folder: Path, given: bytes) -> None:
    """What a card with a chip answers when it is asked for its number."""

    class Says:
        where = "there"

        def transmit(self, _command: bytes) -> bytes:
            return given

        def close(self) -> None:
            """Nothing is open."""

    with suppress(DeviceError):
        assert len(read_serial(Says())) == 2 * (len(given) - 2)


def visitors_card(_folder: Path, given: bytes) -> None:
    """A whole talk with a card that a visitor lays, down to whose it is; the first byte says how it is asked."""
    if not given:
        return
    answers = iter(given[1:].split(b"--"))

    class Says:
        where = "there"

        def transmit(self, _command: bytes) -> bytes:
            if (answer := next(answers, None)) is None:
                raise NoCardError(self.where)
            return answer

        def close(self) -> None:
            """Nothing is open."""

    with suppress(IdCardError):
        read = any_card(_CARDS[given[0] % len(_CARDS)])(Says())
        if isinstance(read, SocialSecurityLaid):
            assert read.card.masked().keys() == read.card.revealed().keys()
            assert read.card.number not in repr(read)


def _answers() -> Iterator[bytes]:
    head = bytes.fromhex("0200 0000 00000001 01") + attribute(0x47, "attributes-charset", "utf-8")
    yield head + b"\x03"
    yield (
        head + b"\x04" + state("printer-state", 5) + keywords("printer-state-reasons", "media-jam-error", "toner-low")
        + attribute(0x22, "printer-is-accepting-jobs", b"\1") + number("printer-up-time", 7)
        + attribute(0x41, "printer-make-and-model", "Printer") + keywords("media-ready", "iso_a4_210x297mm")
        + attribute(0x49, "document-format-supported", "application/pdf") + b"\x02" + state("job-state", 9)
        + keywords("job-state-reasons", "job-completed-successfully") + number("job-impressions-completed", 2)
        + attribute(0x13, "time-at-processing", b"") + b"\x05" + keywords("media", "iso_a4_210x297mm") + b"\x03"
    )  # fmt: skip


def _http(body: bytes) -> bytes:
    return _HEAD + b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


_CHUNKED = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n\2\0\0\0\0\r\n0\r\n\r\n"
_TALK = b"--".join([b"\0\0\x90", b"\0\0\x9f", b"\0\0\x90" + bytes(8), _READ, b"\0\0\x90" + b"2\0" * 35])
_DONE, _PIN_TOLD = b"\x90\0", [b"\x69\x82", b"\x63\xc3", b"\x90\0"]
_NUMBER, _NAME = b"\1\x1211010519491231002X" + _DONE, b"\2\4" + "张三".encode("gbk") + _DONE
_MORE = [_DONE, b"\3\0011" + _DONE, b"\6\4\x19\x49\x12\x31" + _DONE, _DONE, b"\7\2A1" + _DONE, b"\3\0043.00" + _DONE]


def sound_clip(_folder: Path, given: bytes) -> None:
    """A clip of an announcement, which technicians bring along."""
    with suppress(ClipError):
        assert decode("fuzzed", given).seconds >= 0


SEEDS = {
    id_card: [frame(_READ), frame(b"\0\0\x90")],
    id_card_record: [_CARD.encode("latin-1"), *(b"1\0" * 124 + letter + b"\0" * 7 for letter in (b"J", b"I", b"Y"))],
    id_card_talk: [b"\0" + _TALK, b"\1" + b"--".join([b"\0\0\x90", _READ, _READ])],
    id_card_reports: [bytes([n]) + each.wrap(frame(b"\0\0\x90")) for n, each in enumerate(_WRAPPINGS)],
    caller: [_CALLER.build({"addr": 7, "cmd": 1})],
    keypad: [keys.light(1, on=True), bytes(16) + b"\1\0\x1c\0\1\0\0\0"],
    scanner_typing: [strokes("yimen:Ticket:4F1c") + key(keys.code_of("enter"), 1, 0)],
    scanner_line: [b"yimen:ticket:4f1c\r\n", "挂号:4f1c\r\n".encode() + b"7" * 40],
    network_camera: [b"RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\n\r\n", b"RTSP/1.0 200 OK\r\n", b"RTSP/1.1 404 \r\n"],
    ticket_printer: [bytes((0x12, 0x10, 0, 0x0C, 0)), b"\x12\x12\x1e\x12"],
    slip: [b"\x1b@\x1ba\x01A001\n\x1dV\x00"],
    page_printer: list(_answers()),
    page_printer_line: [*map(_http, _answers()), _CHUNKED],
    announced_printers: [b"Printer--" + b"p" * 631 + b"--rp=ipp/print--ty=Maker Model--pdl=application/pdf"],
    sound_clip: [encode(Sound(22050, bytes(200)))],
    smart_card: [bytes.fromhex("04a1b2c39000")],
    visitors_card: [
        b"\0" + b"--".join([*[_DONE] * 3, _NUMBER, _NAME, *_MORE]),
        b"\1" + b"--".join([*[_DONE] * 3, *_PIN_TOLD, _NUMBER, _NAME, *_MORE]),
        b"\2" + bytes(8) + _DONE,
    ],
}
"""Of each, bytes that it likes."""
