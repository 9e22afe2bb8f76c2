"""What is asked of one IPP printer, question by question (RFC 8011)."""

import itertools

from hardware.errors import DeviceError, DeviceForeignError, DeviceMissingError, DeviceMutedError, OutOfServiceError
from hardware.pageprinter import reasons
from hardware.pageprinter.ipp import V1_1, V2_0, Answer, Attribute, Attributes, Operation, Tag, encode
from hardware.pageprinter.line import Line, NotReachedError
from hardware.pageprinter.printer import Cause, PrinterState

_NAME = "yimen"
"""Of every job and of its owner: both stand on panels and in printers' logs, so neither names anybody."""
_FAILED = 0x100
_UNKNOWN_VERSION = 0x0503
_OF_PRINTER = (
    "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "printer-up-time", "printer-make-and-model",
    "document-format-supported", "media-supported", "media-ready", "sides-supported", "cups-version",
)  # fmt: skip
_OF_JOB = (
    "job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed", "time-at-processing",
)  # fmt: skip
_OWNER = Attribute(Tag.NAME, "requesting-user-name", (_NAME,))
_FORMAT = Attribute(Tag.MIME_TYPE, "document-format", (reasons.PDF,))


class RefusedError(OutOfServiceError):
    """The printer said no.

    Attributes:
        cause: Why, as far as it told.
    """

    def __init__(self, where: str, detail: str = "", cause: Cause = Cause.REFUSED) -> None:
        super().__init__(where, detail)
        self.cause = cause


class Session:
    """Asks one printer. Every question raises `DeviceError`: `RefusedError`, or what `Line.ask` raises.

    Args:
        where: The printer as the settings name it.
        uri: The same as IPP names it.
        line: The way to it.
        answer_s: How long an answer may take.
        send_s: How long a document may take.
    """

    def __init__(self, where: str, uri: str, line: Line, answer_s: float, send_s: float) -> None:
        self._where = where
        self._uri = uri
        self._line = line
        self._answer_s = answer_s
        self._send_s = send_s
        self._version = V2_0
        self._numbers = itertools.count(1)

    def printer(self) -> Attributes:
        """Ask the printer how it is and what it can do."""
        return self._ask(Operation.GET_PRINTER_ATTRIBUTES, _wanted(_OF_PRINTER)).group(Tag.PRINTER)

    def validate(self, state: PrinterState) -> None:
        """Ask whether the printer would take a PDF on A4."""
        self._ask(Operation.VALIDATE_JOB, _OWNER, *_asked_of_job(), _FORMAT, job=_paper(state))

    def create(self, state: PrinterState) -> int:
        """Begin a job; give its number."""
        told = self._ask(Operation.CREATE_JOB, _OWNER, *_asked_of_job(), job=_paper(state)).group(Tag.JOB)
        if (job := reasons.number(told, "job-id")) is None:
            raise DeviceMutedError(self._where, "gave a job no number")
        return job

    def send(self, job: int, document: bytes) -> None:
        """Send the one document of a job."""
        last = Attribute(Tag.BOOLEAN, "last-document", (True,))
        self._ask(Operation.SEND_DOCUMENT, _id(job), _OWNER, _FORMAT, last, document=document)

    def job(self, job: int) -> Attributes:
        """Ask how a job is."""
        return self._ask(Operation.GET_JOB_ATTRIBUTES, _id(job), _OWNER, _wanted(_OF_JOB)).group(Tag.JOB)

    def cancel(self, job: int) -> None:
        """Cancel a job."""
        self._ask(Operation.CANCEL_JOB, _id(job), _OWNER)

    def _ask(
        self, operation: Operation, *asked: Attribute, job: tuple[Attribute, ...] = (), document: bytes = b""
    ) -> Answer:
        answer = self._exchange(operation, asked, job, document)
        if answer.status == _UNKNOWN_VERSION and self._version == V2_0 and not document:
            self._version = V1_1
            answer = self._exchange(operation, asked, job, document)
        if answer.status >= _FAILED:
            cause = reasons.cause_of_status(answer.status, answer.group(Tag.UNSUPPORTED))
            raise RefusedError(self._where, f"answered {operation.name} by {answer.status:04x}", cause)
        return answer

    def _exchange(
        self, operation: Operation, asked: tuple[Attribute, ...], job: tuple[Attribute, ...], document: bytes
    ) -> Answer:
        head = (  # in this order (RFC 8011, 4.1.4 and 4.1.5)
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",)),
            Attribute(Tag.URI, "printer-uri", (self._uri,)),
        )
        groups = [(Tag.OPERATION, (*head, *asked)), *([(Tag.JOB, job)] if job else [])]
        question = encode(operation, next(self._numbers), self._version, groups)
        return self._line.ask(question + document, self._send_s if document else self._answer_s)


def cause_of(error: DeviceError) -> Cause:
    """Say in one word why a question failed."""
    match error:
        case RefusedError():
            return error.cause
        case NotReachedError():
            return Cause.OFFLINE
        case DeviceForeignError():
            return Cause.FOREIGN
        case DeviceMissingError():
            return Cause.GONE
        case DeviceMutedError():
            return Cause.SILENT
        case _:
            return Cause.REFUSED


def _asked_of_job() -> tuple[Attribute, Attribute]:
    # Fidelity: other paper than was asked for is a refusal, never a substitute.
    return Attribute(Tag.NAME, "job-name", (_NAME,)), Attribute(Tag.BOOLEAN, "ipp-attribute-fidelity", (True,))


def _paper(state: PrinterState) -> tuple[Attribute, ...]:
    """What is asked of paper, in words that this printer knows."""
    found = []
    if media := reasons.a4_of(state.media):
        found.append(Attribute(Tag.KEYWORD, "media", (media,)))
    if "one-sided" in state.sides:
        found.append(Attribute(Tag.KEYWORD, "sides", ("one-sided",)))
    return tuple(found)


def _id(job: int) -> Attribute:
    return Attribute(Tag.INTEGER, "job-id", (job,))


def _wanted(names: tuple[str, ...]) -> Attribute:
    return Attribute(Tag.KEYWORD, "requested-attributes", names)
