"""hall.toml's services of other kinds, and its rule of who goes first: their faults in words."""

import pytest

from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from tests.broker.runtime.test_settings import BOOKED, JOURNEY, OFFICE, faults_of, with_more
from tests.hall import write_hall

SERIES = 'series = "B"'
ONE = '{ id = "late", zh = "超期", en = "Late" }'


@pytest.fixture
def path(tmp_path):
    return write_hall(tmp_path, 1883)


@pytest.mark.parametrize(
    "of_service, fault",
    [
        (
            f"categories = [{ONE}]",
            (
                "service household.categories: nobody writes a form to a window; "
                "give the service another kind, or leave them out"
            ),
        ),
        (
            f'kind = "appeal"\ncategories = [{ONE}, {ONE}]',
            "service household.categories: the id 'late' stands twice",
        ),
        ('kind = "home"', "service household.kind: 'home' is booked; give the service a [service.booking]"),
        ('kind = "company"', "service household.kind: 'company' is booked; give the service a [service.booking]"),
        (
            'kind = "helper"\nbehind = true',
            "service household.kind: it is done behind the windows, so nobody comes for it; leave kind out",
        ),
        ('kind = "apeal"', "service household.kind: must be 'window', 'helper', 'home', 'company' or 'appeal'"),
        ('must_show = "face"', "service household.must_show: must be 'none', 'typed' or 'card'"),
        (
            'kind = "appeal"\ncategories = [{ id = "late", zh = "超期" }]',
            "service household.categories late.en: missing",
        ),
    ],
)
def test_a_service_of_another_kind_is_set_up_whole_or_told_what_is_missing(path, of_service, fault):
    assert faults_of(path, (SERIES, f"{SERIES}\n{of_service}")) == [fault]


def test_a_journey_has_no_service_of_another_kind(path):
    faults = with_more(path, JOURNEY + '[["residence"], ["household"]]\n', (SERIES, f'{SERIES}\nkind = "appeal"'))
    assert faults == ["journey wedding.stages: 'household' is of kind 'appeal' and stands alone; leave it out"]


def test_a_room_for_companies_needs_no_booking_of_its_own(path):
    booked = BOOKED.replace('"B"', '"A"') + 'batch_service = "household"\n'
    text = path.read_text("utf-8").replace('series = "A"\n', booked)
    text = text.replace(SERIES, f'{SERIES}\nkind = "company"\ncalendar = "office"')
    path.write_text(text + OFFICE, "utf-8")
    assert load(HallSettings, path).service[1].kind == "company"


@pytest.mark.parametrize(
    "rule, fault",
    [
        ('confirm = ["child"]', "queue.priority: confirm: 'child' does not stand in reasons, so nobody can ask for it"),
        (
            'reasons = ["age"]',
            "queue.priority.reasons: must be 'disability', 'pregnant', 'child' or 'service'",
        ),
        ("age = 0", "queue.priority.age: must be at least 1"),
    ],
)
def test_a_rule_that_nobody_could_go_by_is_told(path, rule, fault):
    assert with_more(path, f"[queue.priority]\n{rule}\n") == [fault]
