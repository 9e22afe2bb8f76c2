"""An ID card reader at byte level behind a pseudo-terminal.

It shares no code with the product: frames, checks and the 256-byte block are written here a second time, from the
protocol. Run as a program it prints its terminal's path, serves a card, and takes commands on stdin:

    lay [FORM]      lay a card: mainland (default), residence-permit, foreign-2017, foreign-2023
    lift            take it away
    fault NAME      one of FAULTS; "fault none" mends it
    quit            or end of input
"""

import contextlib
import functools
import operator
import os
import random
import select
import sys
import threading
import time
import tty

FAULTS = (
    "none",
    "dribble",  # every byte on its own
    "lost-first-aa",
    "lost-byte",  # one byte of every second answer is missing
    "always-lost-byte",
    "noise",  # bytes of no frame before every answer, between its AAs too
    "corrupt",  # the check of every second answer is wrong
    "always-corrupt",
    "lifted-half-way",  # the card leaves in the middle of its text
    "mute",
    "mute-when-read",  # answers everything but the read
    "unauthorised",  # every answer is 66
    "card-refused",  # the module does not accept the card: 32
    "select-fails",
    "read-fails",
    "fingerprint-form",  # answers 30 01 in the form of 30 10
    "found-once",  # a card that was read is not found again until laid anew
    "bad-request",  # says of every second request that its check was wrong
)
SPECIMENS = {
    "mainland": {"name": "测试甲", "number": "11010519491231002X", "born": "19491231"},
    "residence-permit": {"name": "测试乙", "number": "810000184001010009", "born": "18400101"},
    "foreign-2017": {"name": "测试丙", "number": "CAN110081080319", "born": "19810803"},
    "foreign-2023": {"name": "测试丁", "number": "931840190001010002", "born": "19000101"},
}
ADDRESS = "测试省测试市样本路1号"
LATEST_ADDRESS = "测试省测试市新样本路2号"


def utf16(text, size):
    raw = text.encode("utf-16-le")
    assert len(raw) <= size, text
    return raw + b" \0" * ((size - len(raw)) // 2)


def text_block(form="mainland", **given):
    """Write the 256 bytes of a card; `given` overrules the specimen."""
    card = SPECIMENS[form] | {"sex": "1", "from": "20200101", "until": "20400101", "nation": "01"} | given
    block = bytearray(b" \0" * 128)

    def put(offset, size, text):
        block[offset : offset + size] = utf16(text, size)

    put(188, 16, card["from"])
    put(204, 16, card["until"])
    if form == "foreign-2017":
        put(0, 120, card.get("latin_name", "SPECIMEN TEST"))
        put(120, 2, card["sex"])
        put(122, 30, card["number"])
        put(152, 6, "CAN")
        put(158, 30, card["name"])
        put(220, 16, card["born"])
        put(236, 4, "01")
        put(240, 8, "1100")
        put(248, 2, "I")
        return bytes(block)
    put(0, 30, card["name"])
    put(30, 2, card["sex"])
    put(36, 16, card["born"])
    put(122, 36, card["number"])
    if form == "foreign-2023":
        latin = card.get("latin_name", "SPECIMEN-WITH-A-VERY-LONG-FAMILY-NA ME OF TEST")
        put(32, 4, "01")
        put(52, 70, latin[:35])
        put(220, 22, latin[35:])
        put(242, 6, "PAK")
        put(248, 2, "Y")
        put(250, 6, "000")
        return bytes(block)
    put(52, 70, card.get("address", ADDRESS))
    put(158, 30, "测试市公安局")
    if form == "residence-permit":
        put(220, 18, "H12345678")
        put(238, 4, "01")
        put(248, 2, "J")
    else:
        put(32, 4, card["nation"])
    return bytes(block)


def answer(status, data=b""):
    """Frame an answer with SW1 SW2 00 00."""
    payload = bytes([0, 0, status]) + data
    body = (len(payload) + 1).to_bytes(2, "big") + payload
    return b"\xaa\xaa\xaa\x96\x69" + body + bytes([functools.reduce(operator.xor, body)])


class Module:
    """A security module with a card on it; a subclass is its line. Change `fault`, call `lay` or `lift` at any time.

    Attributes:
        reads: How often the text of a card was asked for.
        asked: The commands that came, as (command, parameter).
        answers: How many were given.
        misses: How many finds to come miss the card although it lies there.
        photo: The photo of every card; empty is anything.
        pull_in_read: Pull the plug when half of the next card's text is out.
    """

    def __init__(self):
        self.fault = "none"
        self.reads = 0
        self.asked = []
        self.misses = 0
        self.pull_in_read = False
        self.photo = b""
        self._card = None
        self._latest = b""
        self._iin, self._serial = bytes(4), bytes(8)
        self._selected = self._was_read = False
        self.answers = 0
        self._pending = b""
        self._noise = random.Random(7)

    def put(self, raw):
        """Bytes go out to the computer."""
        raise NotImplementedError

    def pull(self):
        """The plug is pulled, from within an answer."""
        raise NotImplementedError

    def close(self):
        """The reader is taken away for good."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def lay(self, form="mainland", *, block=None, latest="", iin=bytes(4), serial=bytes(8), **given):
        self._latest = utf16(latest, 70) if latest else b""
        self._iin, self._serial = iin, serial
        self._selected = self._was_read = False
        self._card = text_block(form, **given) if block is None else block  # last: from now on it may be read

    def lift(self):
        self._card = None

    def hear(self, raw):
        """Bytes came from the computer."""
        self._pending += raw
        while len(self._pending) >= 7 and len(self._pending) >= (
            whole := 7 + int.from_bytes(self._pending[5:7], "big")
        ):
            request, self._pending = self._pending[:whole], self._pending[whole:]
            assert request.startswith(b"\xaa\xaa\xaa\x96\x69"), request
            assert functools.reduce(operator.xor, request[5:]) == 0, request
            self.asked.append((request[7], request[8]))
            if self.fault != "mute" and (self.fault != "mute-when-read" or request[7] != 0x30):
                self.say(self._reply(request[7], request[8]))

    def _reply(self, command, parameter):  # noqa: PLR0911  one answer for each question
        self.answers += 1
        if self.fault == "bad-request" and self.answers % 2:
            return answer(0x10)
        if self.fault == "unauthorised":
            return answer(0x66)
        match command, parameter:
            case 0x11, 0xFF:
                return answer(0x90)
            case 0x20, 0x01:
                hidden = self.misses > 0 or (self.fault == "found-once" and self._was_read)
                self.misses = max(0, self.misses - 1)
                return answer(0x80) if self._card is None or hidden else answer(0x9F, self._iin)
            case 0x20, 0x02:
                self._selected = self._card is not None and self.fault != "select-fails"
                return answer(0x90, self._serial) if self._selected else answer(0x81)
            case 0x30, 0x01 | 0x10:
                return self._read(fingerprint=parameter == 0x10 or self.fault == "fingerprint-form")
            case 0x30, 0x03:
                if not self._was_read or self._card is None:
                    return answer(0x41)
                return answer(0x90, self._latest) if self._latest else answer(0x91)
        return answer(0x21)

    def _read(self, *, fingerprint):
        self.reads += 1
        if self.fault == "card-refused":
            return answer(0x32)
        if self._card is None or not self._selected or self.fault == "read-fails":
            return answer(0x41)
        self._was_read = True
        photo = self.photo or self._noise.randbytes(1024)
        if fingerprint:
            return answer(0x90, b"\x01\x00\x04\x00\x04\x00" + self._card + photo + self._noise.randbytes(1024))
        return answer(0x90, b"\x01\x00\x04\x00" + self._card + photo)

    def say(self, raw):
        """Send an answer, spoilt as `fault` says."""
        second = self.answers % 2 == 0
        match self.fault:
            case "dribble":
                for byte in raw:
                    self.put(bytes([byte]))
                    time.sleep(0.0002)
                return
            case "lost-first-aa":
                raw = raw[1:]
            case "lost-byte" if second:
                raw = raw[:8] + raw[9:]
            case "always-lost-byte":
                raw = raw[:8] + raw[9:]
            case "noise":
                raw = b"\xaa\x00\x96\x69\xaa\xff" + raw[:1] + b"\x00" + raw[1:]
            case "corrupt" if second:
                raw = raw[:-1] + bytes([raw[-1] ^ 0x40])
            case "always-corrupt":
                raw = raw[:-1] + bytes([raw[-1] ^ 0x40])
            case "lifted-half-way" if len(raw) > 1000:
                raw = raw[:600]
                self._card = None
        self._out(raw)

    def _out(self, raw):
        if self.pull_in_read and len(raw) > 1000:
            self.pull_in_read = False
            self.put(raw[:600])
            self.pull()
        else:
            self.put(raw)


class PtyReader(Module):
    """A module behind a pseudo-terminal.

    Attributes:
        path: The terminal to open as if it were /dev/ttyUSB0.
    """

    def __init__(self, link=None):
        super().__init__()
        self._link = link
        self._master = self._slave = -1
        self._stop = os.pipe()
        self._thread = None
        self.plug()

    @property
    def plugged(self):
        return self._thread is not None

    def plug(self):
        """Plug the reader in; with a link its path stays the same over unplug and plug."""
        self._pending = b""
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.path = os.ttyname(self._slave)
        if self._link:
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self.path)
            self.path = str(self._link)
        self._thread = threading.Thread(target=self._serve, name="pty-reader")
        self._thread.start()

    def unplug(self):
        """Pull the reader out: the line hangs up, the path is gone."""
        os.write(self._stop[1], b"x")
        self._thread.join()
        self._thread = None
        if self._master != -1:
            self.pull()

    def pull(self):
        if self._link:
            self._link.unlink()
        os.close(self._slave)
        os.close(self._master)
        self._master = -1

    def close(self):
        if self.plugged:
            self.unplug()
        os.close(self._stop[0])
        os.close(self._stop[1])

    def put(self, raw):
        with contextlib.suppress(OSError):  # nobody has the line open
            os.write(self._master, raw)

    def _serve(self):
        while True:
            line = [] if self._master == -1 else [self._master]
            ready, _, _ = select.select([*line, self._stop[0]], [], [])
            if self._stop[0] in ready:
                os.read(self._stop[0], 1)
                return
            self.hear(os.read(self._master, 4096))


def main():
    with PtyReader() as reader:
        print(reader.path, flush=True)
        reader.lay(latest=LATEST_ADDRESS)
        for line in sys.stdin:
            match line.split():
                case ["lay"]:
                    reader.lay(latest=LATEST_ADDRESS)
                case ["lay", form] if form in SPECIMENS:
                    reader.lay(form)
                case ["lift"]:
                    reader.lift()
                case ["fault", name] if name in FAULTS:
                    reader.fault = name
                case ["quit"]:
                    return
                case words:
                    print("unknown:", *words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
