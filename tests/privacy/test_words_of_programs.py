"""What programs say of themselves: lines of the log, reprs and errors hold nothing of a person."""

import ast
import io
import json
import logging
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from broker.client.bus import Address, Received
from broker.client.link import _Asked
from broker.contract import codec
from broker.contract import messages as m
from broker.contract.messages import COMMANDS
from broker.contract.values import Form, Holder, Wanted
from broker.hub.gate import Gate
from broker.queue.ticket import Visitor
from broker.runtime.logs import SHOWN, AllowList
from broker.runtime.secret import HolderSecret
from broker.runtime.settings.file import SettingsError, load
from broker.runtime.settings.hall import HallSettings
from broker.store.rows import Batch, VisitorRow
from hardware.idcard.number import CardForm
from hardware.idcard.reader import CardLaid
from hardware.idcard.record import IdCard
from hardware.idcard.sam import Answer, Blocks
from kiosk.citizen.face import Face
from kiosk.citizen.holder import holder_of
from kiosk.citizen.notebook import Given
from kiosk.citizen.readers import CardThread
from kiosk.citizen.requesting.request import Request
from tests.hall import command, paper
from tests.hardware.ticketprinter.slips import a_slip

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("broker", "hardware", "kiosk", "display")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
OF_PERSONS = frozenset(
    """
    badge body born card comment content holder key keys note pass_number payload person photo pin ref refs secret slip
    staff text title visitor words
    """.split()  # noqa: SIM905 - one word a line is a page long
)
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
OTHERS = {
    ("broker/hub/truth.py", "old_day"),  # figures of a day
    ("broker/hub/health.py", "of"),  # a part of the hub and what is wrong with it
    ("kiosk/ui/show.py", "text"),  # Qt's own words, which quote no text of ours
    ("display/ui/show.py", "text"),
}
"""What is told that its line alone does not explain."""

NUMBER, NAME, REF, KEY = "43048119870623517X", "司徒雪莹", "0f8c2a5be1d94767a0b3c4d5e6f70819", "ab" * 32
SECRET = bytes(range(32))
CARD = IdCard(CardForm.MAINLAND, NUMBER, NAME, born=date(1987, 6, 23), address="耒阳市秘密路9号", issuer="耒阳市公安局")
PRIVATE = (NUMBER, NAME, "1987", "秘密路", REF, KEY, SECRET.hex(), repr(SECRET)[2:-1], "70418236", "hidden")


def calls_of_logs():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "_log"), attr=level)) if level in LEVELS:
                    yield str(path.relative_to(ROOT)), node, level


def test_every_line_of_the_log_is_a_sentence_that_nothing_is_put_into():
    calls = list(calls_of_logs())
    assert len(calls) > 50
    for path, call, level in calls:
        words = call.args[1 if level == "log" else 0]
        made = [part for part in ast.walk(words) if not isinstance(part, ast.Constant | ast.Name | ast.Load)]
        assert not made, (path, call.lineno)
        assert len(call.args) == (2 if level == "log" else 1), (path, call.lineno)
        assert {keyword.arg for keyword in call.keywords} <= {"extra", "exc_info"}, (path, call.lineno)


def test_every_field_of_a_line_is_on_the_list_and_none_is_a_persons():
    assert not SHOWN & OF_PERSONS
    for path, call, _level in calls_of_logs():
        for fields in (keyword.value for keyword in call.keywords if keyword.arg == "extra"):
            for part in parts(fields):
                if isinstance(part, ast.Name):
                    assert (path, part.id) in OTHERS
                    continue
                assert {key.value for key in part.keys} <= SHOWN, (path, call.lineno)
                told = {name.attr for name in ast.walk(part) if isinstance(name, ast.Attribute)}
                told |= {name.id for name in ast.walk(part) if isinstance(name, ast.Name)}
                assert {(path, name) for name in told & OF_PERSONS} <= OTHERS, (path, call.lineno)


def parts(fields):
    """The dictionaries that are joined."""
    return [*parts(fields.left), *parts(fields.right)] if isinstance(fields, ast.BinOp) else [fields]


HOLDER = holder_of(CARD, (HolderSecret(1, SECRET), HolderSecret(2, SECRET)), date(2026, 11, 22))
FORM = Form(text=NAME, contact="70418236")
LEASED = {"first": 9000, "id": command()["id"], "day": "2026-11-22", "service": "s", "series": "A"}
SHOWN_BY_REPR = {
    "card": CARD,
    "card laid": CardLaid(CARD),
    "answer of a reader": Answer(0x90, NUMBER.encode()),
    "blocks of a card": Blocks(NUMBER.encode(), NAME.encode()),
    "holder": Holder(key=KEY, secret=1, older=(KEY,), name="司**莹"),
    "a kiosk's command": m.FindTicket.model_validate(command(holder=Holder(key=KEY, secret=1, name="*"), ref=REF)),
    "sign-in": m.SignIn.model_validate(command(staff="c001", pin="70418236")),
    "visitor": Visitor(REF, (KEY,), NAME, (KEY,), NAME, FORM),
    "row of a visitor": VisitorRow("x", date(2026, 11, 22), REF, (KEY,), NAME, (KEY,), NAME, FORM),
    "form": FORM,
    "request": Request("appeal", words=NAME, contact="70418236"),
    "wish": Wanted(service="s", form=FORM),
    "what a visitor sees": Face(request=Request("appeal", words=NAME, contact="70418236")),
    "secret": HolderSecret(1, SECRET),
    "gate": Gate(HallSettings.model_construct(device=(), staff=()), SECRET),
    "rows of a commit": Batch(date(2026, 11, 22), replies=[{"body": REF}], notes=[{"text": NAME}]),
    "message": Received("t", REF.encode(), retained=False, duplicate=False),
    "account": Address("h", 1, "kiosk-1", password="hidden"),
    "command under way": _Asked("t", KEY.encode(), m.TicketReply, print, 0, 0),
    "slip": a_slip(ref=REF),
    "number given": Given.model_validate(
        {
            **paper({"first": 9000, "id": command()["id"], "day": "2026-11-22", "service": "s", "series": "A"}),
            "ref": REF,
        }
    ),
}


@pytest.mark.parametrize("what", SHOWN_BY_REPR)
def test_a_repr_tells_nothing_of_a_person(what):
    told = f"{SHOWN_BY_REPR[what]!r} {SHOWN_BY_REPR[what]!s}"
    assert not [word for word in (*PRIVATE, HOLDER.key) if word in told]


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.verb)
def test_what_is_said_of_a_malformed_command_never_repeats_what_was_in_it(kind):
    for field in kind.model_fields:
        for wrong in (NUMBER, [NUMBER], {NUMBER: NUMBER}, {"key": NUMBER, "name": NUMBER * 9, "secret": NUMBER}):
            said = complaint(kind, {**command(), field: wrong})
            assert said is None or (NUMBER not in str(said) and said.__suppress_context__ and not said.__cause__)


def complaint(kind, body):
    """What is wrong with a command."""
    try:
        codec.decode(kind, json.dumps(body).encode())
    except codec.MalformedError as error:
        return error
    return None


class BrokenReader:
    """Fails with the card in its words, as only a mistake of ours could."""

    def events(self):
        yield CardLaid(CARD)
        raise ValueError(NUMBER, CARD)

    def close(self):
        pass


@pytest.mark.expect_warnings
@pytest.mark.parametrize("of_holder", [True, False])
def test_a_fault_while_a_card_is_read_is_told_without_the_card(of_holder):
    def to_holder(card):
        if of_holder:
            Holder(key=card.number, secret=1, name=card.name * 99)  # pydantic's words quote both
        return HOLDER

    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(AllowList())
    logging.getLogger("kiosk").addHandler(handler)
    thread = CardThread(BrokenReader(), to_holder, lambda *_: None, lambda _: None)
    thread.start()
    thread.close()
    logging.getLogger("kiosk").removeHandler(handler)
    line = json.loads(written.getvalue())
    assert line["exception"] == ("ValidationError" if of_holder else "ValueError")
    assert not [word for word in PRIVATE if word in written.getvalue()]


REMARKS = {
    "a library's line": "logging.getLogger('x').warning('card %s of %(n)s', {'n': number})",
    "a line with arguments": "logging.getLogger('broker').error('a card: %s', number)",
    "a warning": "import warnings; warnings.warn('input_value=' + number)",
    "a wrong value in a message": (
        "from broker.contract.values import Text; Text.model_construct(zh=[number], en='x').model_dump_json()"
    ),
}


@pytest.mark.parametrize("remark", REMARKS)
def test_a_librarys_own_words_are_said_without_what_it_puts_into_them(remark):
    program = f"import logging\nfrom broker.runtime.logs import start_log\nstart_log()\nnumber = {NUMBER!r}\n"
    done = subprocess.run([sys.executable, "-c", program + REMARKS[remark]], capture_output=True, text=True, check=True)
    assert NUMBER not in done.stderr
    assert json.loads(done.stderr)["level"] in ("warning", "error")


def test_settings_that_are_wrong_are_told_without_what_is_secret_in_them(tmp_path):
    path = tmp_path / "hall.toml"
    path.write_text(f'[[staff]]\nid = "c001"\nname = 1\npin_hash = "{NUMBER}"\npin = "70418236"\n')
    with pytest.raises(SettingsError) as told:
        load(HallSettings, path)
    assert not [word for word in PRIVATE if word in str(told.value)]


def test_a_card_without_a_name_is_a_visitor_all_the_same():
    for name in ("", " ", "\x00\u200b"):
        assert holder_of(replace(CARD, name=name), (HolderSecret(1, SECRET),), date(2026, 11, 22)).name == "*"
