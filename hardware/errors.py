"""What can be wrong with a device, as a tree.

    HardwareError
    ├── SettingsError            the settings name a device that cannot be: every fault at once
    │   └── LibraryMissingError  they name one that can be, and this installation lacks what drives it
    ├── MalformedError           bytes that no working device sends
    │   └── UnknownFormError     the text block of a form of card that this version does not know
    └── DeviceError              a device in the world does not do its work; nobody wrote a bug
        ├── DeviceMissingError   nothing is there, it cannot be opened, or it was pulled out
        │   ├── DeviceBusyError       it is there, and another program holds it
        │   ├── DeviceForbiddenError  it is there, and this user may not open it
        │   ├── DeviceForeignError    what is there is a thing of another kind
        │   └── DeviceRefusedError    it is there, and does not take the login or does not have what is asked for
        ├── DeviceMutedError     it is there and does not answer in time
        ├── OutOfServiceError    it answers that it cannot work
        ├── IdCardError
        │   ├── NoCardError            nothing lies on the reader
        │   ├── LayAgainError          lift the card and lay it again
        │   ├── UnsupportedCardError   a form of card that this version does not know
        │   └── NumberCheckError       what was read has an impossible ID number
        ├── PictureBlackError    the camera films, and nothing can be seen
        ├── PictureFrozenError   the camera sends the very same picture again and again
        ├── ClipError            a piece of an announcement is missing, broken, or unlike the others
        └── PrinterError
            ├── PaperOutError
            ├── CoverOpenError
            ├── CancelledError         the program itself broke the slip off
            ├── PrinterUnknownError    the printer takes bytes and tells nothing about itself
            ├── FontMissingError       a slip has to be drawn and there is no font to draw it
            └── PageError              a document on A4
                ├── NotPrintedError    no sheet of it came out, for certain
                └── MaybePrintedError  nobody knows how many did

Every error carries data for the operator as attributes, and no words for people: see `hardware.words`.
No error carries anything that was read from a card.
"""

import difflib
import errno
import termios
from collections.abc import Iterable
from dataclasses import dataclass


class HardwareError(Exception):
    """Anything this package raises on purpose."""


@dataclass(frozen=True)
class Problem:
    """One fault in the settings.

    Attributes:
        key: Where it stands, such as `hardware.idcard`.
        reason: What is wrong with it, for the operator.
        suggestion: What was probably meant, or an empty string.
    """

    key: str
    reason: str
    suggestion: str = ""

    def __str__(self) -> str:
        hint = f" Did you mean {self.suggestion!r}?" if self.suggestion else ""
        return f"{self.key}: {self.reason}.{hint}"


class SettingsError(HardwareError):
    """The settings name devices that cannot be.

    Attributes:
        problems: Every fault found, in the order of the file.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class LibraryMissingError(SettingsError):
    """The settings are right, and this installation lacks what drives the device; the reason says what to install."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__((Problem(key, reason),))


class MalformedError(HardwareError):
    """Bytes that no working device sends; the message tells lengths and codes, never content."""


class UnknownFormError(MalformedError):
    """The text block of a form of card that this version does not know; the message tells its letter."""


class DeviceError(HardwareError):
    """A device does not do its work.

    Attributes:
        where: The device as the settings name it, such as `serial:/dev/ttyUSB0`.
        detail: What it said or what the system said about it, for the operator; may be empty.
    """

    def __init__(self, where: str, detail: str = "") -> None:
        super().__init__(f"{where}: {detail}" if detail else where)
        self.where = where
        self.detail = detail


class DeviceMissingError(DeviceError):
    """Nothing is there, it cannot be opened, or it was pulled out."""


class DeviceBusyError(DeviceMissingError):
    """It is there, and another program holds it."""


class DeviceForbiddenError(DeviceMissingError):
    """It is there, and this user may not open it."""


class DeviceForeignError(DeviceMissingError):
    """What is there is a thing of another kind, such as a plain file in place of a serial line."""


class DeviceRefusedError(DeviceMissingError):
    """It is there, and does not take the login or does not have what is asked for."""


class DeviceMutedError(DeviceError):
    """It is there and does not answer in time."""


class OutOfServiceError(DeviceError):
    """It answers that it cannot work, and will not by itself."""


class IdCardError(DeviceError):
    """The reader works, the card on it was not read."""


class NoCardError(IdCardError):
    """Nothing lies on the reader."""


class LayAgainError(IdCardError):
    """The card has to be lifted and laid again."""


class UnsupportedCardError(IdCardError):
    """A form of card that this version does not know; `detail` names its letter."""


class NumberCheckError(IdCardError):
    """What was read has an ID number that cannot be: the digits do not fit together."""


class PrinterError(DeviceError):
    """The printer is there and a slip does not come out."""


class PaperOutError(PrinterError):
    """No paper."""


class CoverOpenError(PrinterError):
    """The cover is open."""


class CancelledError(PrinterError):
    """The program itself broke a slip off, because it ends."""


class PrinterUnknownError(PrinterError):
    """The printer takes bytes and tells nothing about itself."""


class FontMissingError(PrinterError):
    """A slip has to go out as a picture and the font to draw it is not installed."""


class PageError(PrinterError):
    """A document on A4 is not, or may not be, printed.

    Attributes:
        cause: Why, in the word that health uses, such as `paper`; may be empty.
    """

    def __init__(self, where: str, detail: str = "", cause: str = "") -> None:
        super().__init__(where, detail)
        self.cause = cause


class NotPrintedError(PageError):
    """No sheet of it came out, for certain."""


class MaybePrintedError(PageError):
    """Some of it or all of it may have come out: a person has to look."""


class PictureBlackError(DeviceError):
    """The camera films, and nothing can be seen."""


class PictureFrozenError(DeviceError):
    """The camera sends the very same picture again and again, as no sensor does."""


class ClipError(DeviceError):
    """A piece of an announcement is missing, broken, or unlike the others; `where` names it."""


def wrong_setting(key: str, reason: str, given: str = "", meant: Iterable[str] = ()) -> SettingsError:
    """Say what is wrong with one entry, and what of `meant` is nearest to what was `given`."""
    near = difflib.get_close_matches(given, list(meant), n=1)
    return SettingsError((Problem(key, reason, near[0] if near else ""),))


def cannot_open(where: str, error: Exception) -> DeviceMissingError:
    """Tell a device that is held, forbidden or foreign from one that is not there, by what the system said."""
    match _number_of(error):
        case errno.EBUSY | errno.EAGAIN:
            return DeviceBusyError(where, str(error))
        case errno.EACCES | errno.EPERM:
            return DeviceForbiddenError(where, str(error))
        case errno.ENOTTY | errno.EISDIR | errno.ENOTDIR | errno.EEXIST:
            return DeviceForeignError(where, str(error))
        case _:
            return DeviceMissingError(where, str(error))


def _number_of(error: Exception) -> int | None:
    """The system's number for it; pyserial gives none where a line can't be set, but what it handled then has it."""
    number = error.errno if isinstance(error, OSError) else None
    if number is None and isinstance(error.__context__, termios.error):
        number = error.__context__.args[0]
    return number
