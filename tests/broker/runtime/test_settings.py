"""hall.toml: strict, its faults told together, with a suggestion; and the secrets beside it."""

from datetime import date, time

import pytest

from broker.contract.values import Standing
from broker.runtime.settings.file import SettingsError, beside, load
from broker.runtime.settings.hall import HallSettings
from tests.hall import PINS, write_hall


@pytest.fixture
def path(tmp_path):
    return write_hall(tmp_path, 1883)


def faults_of(path, *changes):
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as refused:
        load(HallSettings, path)
    return refused.value.faults


def test_a_hall_is_read_with_its_defaults(path):
    hall = load(HallSettings, path)
    assert (hall.hall.id, hall.hall.timezone, hall.mqtt.port) == ("leiyang", "Asia/Shanghai", 1883)
    assert hall.window[0].services == (("residence",), ("household",))
    assert hall.server is None


def test_every_fault_is_told_at_once_with_its_key_and_what_was_meant(path):
    faults = faults_of(
        path, ("port = 1883", "prt = 1883"), ('series = "B"', 'series = "b1"'), ('zh = "户籍"', 'zh = ""')
    )
    assert "mqtt.prt: no such setting; did you mean 'port'?" in faults
    assert "service household.series: must be one or two capital letters, such as A" in faults
    assert "service household.name.zh: must not be empty" in faults
    assert len(faults) == 3


@pytest.mark.parametrize(
    "old, new, fault",
    [
        ('id = "w02"', 'id = "w01"', "window: the id 'w01' stands twice"),
        ('series = "B"', 'series = "A"', "service: the series 'A' stands twice"),
        ('services = [["household"]]', 'services = [["houshold"]]', "'houshold'; did you mean 'household'?"),
        ('app = "window"\nwindow = "w02"', 'app = "window"', "device terminal-2: there is no window None"),
        (
            'app = "wall"',
            'app = "wal"',
            "device wall-1.app: no app 'wal'; there are button, kiosk",
        ),
        ('app = "wall"', 'app = "unknown"', "device wall-1.app: no app 'unknown'"),
        ('id = "wall-1"', 'id = "hub"', "device hub: the name and the app 'hub' are the hub's own"),
        ('app = "wall"', 'app = "hub"', "device wall-1: the name and the app 'hub' are the hub's own"),
        ('app = "wall"', 'app = "wall"\nzone = "main"', "device wall-1: zone is for a kiosk"),
        ('app = "wall"', 'app = "wall"\nname = { zh = "屏", en = "Wall" }', "device wall-1: name is for a kiosk"),
        ('app = "wall"', 'app = "kiosk"\nname = { zh = "1 号机" }', "device wall-1.name.en: missing"),
        ('app = "wall"', 'app = "kiosk"\nname = { zh = "1 号\\n机", en = "1" }', "device wall-1.name.zh: "),
    ],
)
def test_what_does_not_fit_together_is_told_in_words(path, old, new, fault):
    assert any(fault in told for told in faults_of(path, (old, new)))


HOST_PORT = "must be host:port with a port from 1 to 65535, such as 127.0.0.1:1883"
NAME = "must be a name of lower-case letters, digits and hyphens, such as window-1"
LIST = "must be a list: [...], or [[...]] above each of several tables"
PRIORTY = "no standing 'priorty'; there are appointment, green, normal, priority; did you mean 'priority'?"


@pytest.mark.parametrize(
    "old, new, faults",
    [
        ('id = "w02"', 'id = "W 2"', [f"window W 2.id: {NAME}"]),
        ('id = "w02"\n', "", ["window number 2.id: missing"]),
        ('label = "2"', "label = 2", ["window w02.label: must be text in quotes"]),
        ('label = "2"', 'label = "1234567"', ["window w02.label: must be at most 6 characters"]),
        ('services = [["household"]]', 'services = [["House"]]', [f"window w02.services: {NAME}"]),
        ('services = [["household"]]', 'services = "household"', [f"window w02.services: {LIST}"]),
        ('name = { zh = "户籍", en = "Household" }', 'name = "户籍"', ["service household.name: must be a table"]),
        ("port = 1883", "port = 0", ["mqtt.port: must be at least 1"]),
        ("port = 1883", 'port = "x"', ["mqtt.port: must be a whole number"]),
        ("[mqtt]", '[server]\nlisten = "127.0.0.1:0"\n[mqtt]', [f"server.listen: {HOST_PORT}"]),
        ("[mqtt]", '[server]\nlisten = "127.0.0.1:65536"\n[mqtt]', [f"server.listen: {HOST_PORT}"]),
        ("[mqtt]", '[server]\nlisten = ":1883"\n[mqtt]', [f"server.listen: {HOST_PORT}"]),
        ("[mqtt]", "[queue]\nhead_start_min = { priorty = 9 }\n[mqtt]", [f"queue.head_start_min.priorty: {PRIORTY}"]),
        ("[mqtt]", "[queue.head_start_min]\ngreen = 999\n[mqtt]", ["queue.head_start_min.green: must be at most 240"]),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_at_a_key_that_its_owner_knows(path, old, new, faults):
    assert faults_of(path, (old, new)) == faults


OFFICE = '[[calendar]]\nid = "office"\nworkday = ["13:00-17:00", "09:00-12:00"]\n'
"""Out of order: a file may tell a day's spans as it likes."""
BOOKED = 'series = "B"\ncalendar = "office"\n[service.booking]\n'
JOURNEY = '[[journey]]\nid = "wedding"\nname = { zh = "我要结婚", en = "Getting married" }\nstages = '
SPAN = "is no span; write it like '09:00-12:00', at the latest to '23:59'"
SPANS = 'must be a list of spans, such as ["09:00-12:00", "13:00-17:00"]; [] is closed'


def with_more(path, more, *changes):
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    return faults_of(path, *changes)


def test_a_calendar_is_read_with_its_spans_in_order_and_its_days(path):
    more = OFFICE + (
        'wednesday = ["09:00-20:00"]\nsaturday = ["09:00-12:00"]\nsunday = []\nlast_ticket_min = 15\n'
        '[calendar.exceptions]\n2026-12-31 = ["09:00-20:00"]\n"2027-01-04" = []\n'
        '[holidays]\noff = ["2027-02-06", 2027-02-07]\nwork = ["2027-02-14"]\n'
    )
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    hall = load(HallSettings, path)
    office = hall.calendar[0]
    assert office.workday == ((time(9), time(12)), (time(13), time(17)))
    assert (office.weekend, office.holiday) == ((), ())
    assert office.weekdays == {2: ((time(9), time(20)),), 5: ((time(9), time(12)),), 6: ()}
    assert office.exceptions == {date(2026, 12, 31): ((time(9), time(20)),), date(2027, 1, 4): ()}
    assert hall.holidays.off == (date(2027, 2, 6), date(2027, 2, 7))
    assert hall.holidays.work == (date(2027, 2, 14),)


@pytest.mark.parametrize(
    "more, faults",
    [
        ('[[calendar]]\nid = "office"\n', ["calendar office.workday: missing"]),
        ('[[calendar]]\nid = "o"\nworkday = "9-12"\n', [f"calendar o.workday: {SPANS}"]),
        ('[[calendar]]\nid = "o"\nworkday = ["9-12"]\n', [f"calendar o.workday: '9-12' {SPAN}"]),
        ('[[calendar]]\nid = "o"\nworkday = ["09:00-24:00", 9]\n', [
            f"calendar o.workday: '09:00-24:00' {SPAN}", f"calendar o.workday: '9' {SPAN}",
        ]),
        ('[[calendar]]\nid = "o"\nworkday = ["12:00-09:00", "13:00-13:00"]\n', [
            "calendar o.workday: '12:00-09:00' ends before it begins; a span lies within one day",
            "calendar o.workday: '13:00-13:00' ends before it begins; a span lies within one day",
        ]),
        ('[[calendar]]\nid = "o"\nworkday = ["09:00-12:00", "14:00-16:00", "11:00-14:00"]\n', [
            "calendar o.workday: '09:00-12:00' and '11:00-14:00' overlap or touch; make them one span",
            "calendar o.workday: '11:00-14:00' and '14:00-16:00' overlap or touch; make them one span",
        ]),
        ('[[calendar]]\nid = "o"\nworkday = []\n', [
            "calendar o: it is never open; leave it out, or give it hours",
        ]),
        (OFFICE + 'friday = ["09:00-09:10"]\nexceptions = { "2026-12-31" = ["09:00-09:15"] }\nlast_ticket_min = 15\n', [
            "calendar office: friday '09:00-09:10' gives no number: it is not longer than last_ticket_min = 15",
            ("calendar office: exceptions.2026-12-31 '09:00-09:15' gives no number: "
            "it is not longer than last_ticket_min = 15"),
        ]),
        (OFFICE + 'exceptions = { "2026-02-30" = [] }\n', [
            "calendar office.exceptions.2026-02-30: '2026-02-30' is no day; write it like 2026-12-31",
        ]),
        (OFFICE + OFFICE, ["calendar: the id 'office' stands twice"]),
        (OFFICE + "wensday = []\n", ["calendar office.wensday: no such setting; did you mean 'wednesday'?"]),
        ('[holidays]\noff = ["tomorrow", 7, 2027-02-06T09:00:00]\n', [
            "holidays.off: 'tomorrow' is no day; write it like 2026-12-31",
            "holidays.off: '7' is no day; write it like 2026-12-31",
            "holidays.off: '2027-02-06 09:00:00' is no day; write it like 2026-12-31",
        ]),
        ('[holidays]\noff = ["2027-02-06"]\nwork = ["2027-02-06"]\n', [
            "holidays: 2027-02-06 stands in off and in work; keep one",
        ]),
        ("[queue]\ntide_after_min = 8\nstart_after_s = 20\n", [
            ("queue: tide_until_min = 8 must be less than tide_after_min = 8, "
            "else tidal windows would open and close at once"),
            "queue: start_after_s = 20 must be more than no_show_after_s = 20, else nobody could ever be told missing",
        ]),
        ('[queue]\ngreen_by = ["boss", "desk"]\n', [
            "queue.green_by: must be 'clerk', 'desk', 'manager' or 'technician'",
        ]),
        ("[queue]\nrecals = 3\n", ["queue.recals: no such setting; did you mean 'recalls'?"]),
        (JOURNEY + '[["residence"], ["houshold", "household", "household"]]\n', [
            "journey wedding.stages: there is no service 'houshold'; did you mean 'household'?",
            "journey wedding.stages, stage 2: 'household' stands twice",
        ]),
        (JOURNEY + "[]\n", ["journey wedding.stages: needs at least 1"]),
        (JOURNEY + f"{[['residence']] * 9}\n", ["journey wedding.stages: takes at most 8"]),
    ],
)  # fmt: skip
def test_hours_days_and_journeys_that_can_not_be_meant_are_told_in_words(path, more, faults):
    assert with_more(path, more) == faults


@pytest.mark.parametrize(
    "old, new, fault",
    [
        (
            'series = "B"', 'series = "B"\ncalendar = "ofice"',
            "service household.calendar: there is no calendar 'ofice'; did you mean 'office'?",
        ),
        (
            'label = "1"', 'label = "1"\ncalendar = "ofice"',
            "window w01.calendar: there is no calendar 'ofice'; did you mean 'office'?",
        ),
        (
            'series = "B"', 'series = "B"\n[service.booking]',
            "service household.booking: appointments lie in the hours of the service; give it a calendar",
        ),
        (
            'series = "B"', BOOKED + "slot_min = 241",
            ("service household.booking.slot_min: 241 minutes fit into no span of calendar 'office', "
            "whose longest has 240"),
        ),
        (
            'series = "B"', "behind = true\n" + BOOKED,
            ("service household.booking: it is done behind the windows, so there is nothing to come for; "
            "leave booking out"),
        ),
        (
            'series = "B"', BOOKED + 'batch_service = "residance"',
            "service household.booking.batch_service: there is no service 'residance'; did you mean 'residence'?",
        ),
        (
            'series = "B"', BOOKED + 'batch_service = "household"',
            "service household.booking.batch_service: is the service itself; name the batch room's, or leave it out",
        ),
        (
            'series = "B"', BOOKED + 'batch_service = "residence"',
            ("service household.booking.batch_service: 'residence' has no hours to make appointments in; "
            "give it a calendar"),
        ),
        (
            'series = "A"', 'series = "A"\ncalendar = "office"\n[service.booking]\nbatch_service = "review"',
            ("service residence.booking.batch_service: 'review' is done behind the windows; "
            "name one that people come for"),
        ),
        (
            'services = [["residence"], ["household"]]', 'services = [["household"]]',
            "service residence: no window has it in its services, so nobody could ever be called for it",
        ),
        (
            'services = [["residence"], ["household"]]', 'services = [["household"]]\ntidal = ["residence"]',
            "service residence: no window has it in its services, so nobody could ever be called for it",
        ),
        (
            'services = [["residence"], ["household"]]', 'services = [["residence"], ["household", "residence"]]',
            "window w01.services: 'residence' stands twice",
        ),
        ('label = "2"', 'label = "2"\ntidal = ["residense"]', "window w02.tidal: there is no service 'residense'; did"),
        (
            'label = "2"', 'label = "2"\ntidal = ["household"]',
            "window w02.tidal: 'household' is one of its services at any time; keep one",
        ),
        (
            'label = "1"', 'label = "1"\ntidal = ["review"]',
            "window w01.tidal: nobody waits for 'review', which is done behind the windows; leave it out",
        ),
        (
            'stages = [["residence"]', 'stages = [["review", "residence"]',
            ("journey wedding.stages: the first is 'review', which is done behind the windows; "
            "begin with one that people come for"),
        ),
        (
            'services = [["household", "review"]]', 'services = [["household"]]\ntidal = []',
            ("journey wedding.stages: no window has 'review' in its services, so nobody could say that it is done; "
            "put it into those of window w01, or of another whose staff can say so"),
        ),
        ('stages = [["residence"]', 'stages = [["residance"]', "journey wedding.stages: there is no service 'residan"),
    ],
)  # fmt: skip
def test_services_windows_and_journeys_that_do_not_fit_together_are_told_in_words(path, old, new, fault):
    review = '[[service]]\nid = "review"\nseries = "R"\nname = { zh = "审查", en = "Review" }\nbehind = true\n'
    more = OFFICE + review + JOURNEY + '[["residence"], ["review"], ["household"]]\n'
    reported = 'services = [["household"]]', 'services = [["household", "review"]]'
    told = with_more(path, more, reported, (old, new))
    assert len(told) == 1
    assert told[0].startswith(fault)


def test_a_slot_as_long_as_the_longest_span_fits(path):
    text = path.read_text("utf-8").replace('series = "B"', BOOKED + "slot_min = 240")
    path.write_text(text + OFFICE, "utf-8")
    assert load(HallSettings, path).service[1].booking.slot_min == 240


def test_what_is_done_behind_the_windows_needs_no_window_while_no_journey_needs_it(path):
    review = '[[service]]\nid = "review"\nseries = "R"\nname = { zh = "审查", en = "Review" }\nbehind = true\n'
    path.write_text(path.read_text("utf-8") + review, "utf-8")
    assert load(HallSettings, path).service[2].behind


SHORT = '[[calendar]]\nid = "short"\nworkday = ["09:00-10:00"]\n'
ROOM = 'series = "A"', 'series = "A"\ncalendar = "short"'


def test_a_batch_room_that_is_booked_like_another_service_has_hours_for_its_slots(path):
    faults = with_more(
        path, OFFICE + SHORT, ROOM, ('series = "B"', BOOKED + 'slot_min = 61\nbatch_service = "residence"')
    )
    assert faults == [
        "service household.booking.slot_min: 61 minutes fit into no span of calendar 'short', whose longest has 60"
    ]


def test_a_batch_room_of_services_that_are_booked_unlike_says_itself_how_it_is_booked(path):
    more = '[[service]]\nid = "tax"\nname = { zh = "税务", en = "Tax" }\n' + BOOKED.replace('"B"', '"D"')
    more += (
        'lateness_min = 60\nbatch_service = "residence"\n[[window]]\nid = "w03"\nlabel = "3"\nservices = [["tax"]]\n'
    )
    changes = [ROOM, ('series = "B"', BOOKED + 'batch_service = "residence"')]
    assert with_more(path, OFFICE + SHORT + more, *changes) == [
        "service residence: is the batch room of household, tax, which are booked unlike; give it a booking of its own"
    ]
    text = path.read_text("utf-8").replace('calendar = "short"', 'calendar = "short"\n[service.booking]')
    path.write_text(text, "utf-8")
    assert load(HallSettings, path).service[0].booking


def test_what_does_not_fit_is_told_together(path):
    more = OFFICE + JOURNEY + '[["residance"]]\n'
    changes = [('series = "B"', 'series = "A"\ncalendar = "x"'), ('window = "w02"', 'window = "w03"')]
    faults = with_more(path, more, *changes)
    assert [fault.partition(":")[0] for fault in faults] == [
        "service", "service household.calendar", "journey wedding.stages", "device terminal-2", "device button-2",
    ]  # fmt: skip


def test_what_does_not_fit_is_told_when_each_setting_by_itself_is_right(path):
    wrong = ('label = "2"', 'label = ""')
    assert faults_of(path, wrong, ('window = "w02"', 'window = "w03"')) == ["window w02.label: must not be empty"]
    assert faults_of(path, wrong[::-1])[0].startswith("device terminal-2: there is no window 'w03'")


def test_a_hall_whose_only_window_is_broken_is_not_told_that_it_has_none(path):
    text = path.read_text("utf-8")
    a, b = text.index('[[window]]\nid = "w02"'), text.index("[[device]]")
    path.write_text(text[:a] + text[b:], "utf-8")
    assert faults_of(path, ('label = "1"', 'label = ""')) == ["window w01.label: must not be empty"]


def test_a_hall_without_windows_is_told_so(path):
    text = path.read_text("utf-8")
    a, b = text.index("[[window]]"), text.index("[[device]]")
    path.write_text("window = []\n" + text[:a] + text[b:], "utf-8")
    assert faults_of(path) == ["window: needs at least 1"]
    path.write_text(text[:a] + text[b:], "utf-8")
    assert faults_of(path) == ["window: missing"]


def test_a_head_start_that_is_given_leaves_the_others_as_they_are(path):
    path.write_text(path.read_text("utf-8") + "[queue.head_start_min]\npriority = 5\nnormal = 1\n", "utf-8")
    given = load(HallSettings, path).queue.head_start_min
    assert given == {"normal": 1, "appointment": 20, "priority": 5, "green": 30}
    assert Standing.UNKNOWN not in given


def test_a_pins_hash_that_was_cut_short_is_refused(path):
    shape = "must be what `yimen pin` prints"
    assert faults_of(path, ("$m=8,", "$8,")) == [f"staff {id_}.pin_hash: {shape}" for id_ in PINS]


def test_a_pins_hash_is_in_no_repr_and_no_fault(path):
    hall = load(HallSettings, path)
    assert "argon2" not in repr(hall)
    faults = faults_of(path, ("$argon2id$", "$argon2i$"))
    assert not any("$m=" in fault for fault in faults)


@pytest.mark.parametrize("content", ["[hall", "\x00"])
def test_what_is_no_toml_or_not_there_is_told_with_the_file(path, content):
    path.write_text(content)
    with pytest.raises(SettingsError, match=r"hall\.toml: is not TOML"):
        load(HallSettings, path)
    path.unlink()
    with pytest.raises(SettingsError, match=r"hall\.toml: can't be read: No such file"):
        load(HallSettings, path)


@pytest.mark.parametrize("given", ["a = " + "[" * 100_000, "a = " + "9" * 5000])
def test_a_nest_or_a_number_beyond_all_measure_is_not_toml_either(tmp_path, given):
    path = tmp_path / "hall.toml"
    path.write_text(given)
    with pytest.raises(SettingsError, match=r"hall\.toml: is not TOML"):
        load(HallSettings, path)


def test_paths_in_a_settings_file_are_beside_it(path, tmp_path):
    assert beside(path, path.relative_to(tmp_path).with_name("hub.secret")) == tmp_path / "hub.secret"
    assert beside(path, tmp_path / "x") == tmp_path / "x"
