"""Cards of ours at the level of bytes, as published programs meet them: a command in, a response out."""

import time

APPLICATION = bytes.fromhex("00a404000f7378312e73682ec9e7bbe1b1a3d5cf")
RESIDENT = bytes.fromhex("0036000008")
GET_SERIAL = bytes.fromhex("ffca000000")
DONE, WANTS_PIN, WRONG_FILE, NO_RECORD, UNKNOWN = (
    bytes.fromhex(word) for word in ("9000", "6982", "6a82", "6a83", "6d00")
)
NUMBER, NAME = "11010519491231002X", "测试甲"
PIECE = 16


class Badge:
    """A plain chip; it knows what PC/SC itself asks, and nothing else."""

    def __init__(self, serial, status="9000"):
        self._known = {GET_SERIAL: bytes.fromhex(serial + status)}

    def answer(self, command):
        return self._known.get(command, UNKNOWN)


class Resident(Badge):
    """A resident identity card on a reader without a security module."""

    SERIAL = "4d2a91c07b3e5f60"

    def __init__(self):
        super().__init__("00000000")
        self._known[RESIDENT] = bytes.fromhex(self.SERIAL) + DONE


class SocialSecurity:
    """A social-security card.

    `named`: how it lets its files be named, `select`, `short` or both. `told`: how it gives data, at once, in pieces
    behind 61 xx, or only to who knows the length (6C xx). `pin`: what it wants before it gives a record. `delay_s`: how
    long it takes for each answer.
    """

    def __init__(
        self,
        number=NUMBER,
        name=None,
        *,
        named="select short",
        told="at once",
        pin="",
        tries=3,
        without=(),
        delay_s=0,
    ):
        name = NAME.encode("gbk").hex() if name is None else name
        self.records = {
            (5, 3): b"3.00",
            (5, 7): b"A12345678",
            (6, 1): number.encode().ljust(18),
            (6, 2): bytes.fromhex(name).ljust(30, b"\0"),
            (6, 3): b"1",
            (6, 6): bytes.fromhex("19491231"),
        }
        for file, record in without:
            del self.records[file, record]
        self.tries = tries
        self.asked = []
        self._named, self._told, self._pin, self._delay_s = named.split(), told, pin, delay_s
        self._entered = False
        self._file = None
        self._left = b""

    def answer(self, command):
        self.asked.append(command)
        time.sleep(self._delay_s)
        match command[1]:
            case 0xA4:
                return self._select(command)
            case 0x20 if self._pin:
                return self._verify(command[5:].hex())
            case 0xC0:
                return self._piece()
            case 0xB2 if self._entered:
                return self._record(command)
        return UNKNOWN

    def _select(self, command):
        if command == APPLICATION:
            self._entered = True
            return DONE
        if self._entered and "select" in self._named and command[:-1] == bytes.fromhex("00a4020002ef"):
            self._file = command[-1]
            return DONE
        return WRONG_FILE

    def _verify(self, told):
        if told == self._pin and self.tries:
            self._pin = ""
            return DONE
        if told:
            self.tries = max(0, self.tries - 1)
        return bytes((0x63, 0xC0 | self.tries))

    def _record(self, command):
        if self._pin:
            return WANTS_PIN
        reference, length = command[3:]
        file = {0x04: self._file, 0x2C: 5, 0x34: 6}[reference]
        if reference != 0x04 and "short" not in self._named:
            return WRONG_FILE
        if (file, command[2]) not in self.records:
            return NO_RECORD
        record = self.records[file, command[2]]
        data = bytes((command[2], len(record))) + record
        if self._told == "in pieces":
            self._left = data
            return bytes((0x61, min(PIECE, len(data))))
        if self._told == "to who knows" and length != len(data):
            return bytes((0x6C, len(data)))
        return data + DONE

    def _piece(self):
        piece, self._left = self._left[:PIECE], self._left[PIECE:]
        return piece + (bytes((0x61, min(PIECE, len(self._left)))) if self._left else DONE)


KINDS = {kind.__name__: kind for kind in (Badge, Resident, SocialSecurity)}
