"""What the wall shows, without Qt and without a wire."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.client.link import Seen
from broker.contract.states import ServiceQueue
from broker.contract.told import Wait, WindowInfo, WindowLabel
from display.wall import words
from display.wall.board import EARLIER_CALLS, Heard, face, services_of
from tests.display.wall.faces import EMPTY, FACES, NOW, USUAL, calls, heard, queues, today


def shown(board=USUAL, seen=Seen.HUB, now=NOW, services=2):
    return face(heard(board, services), "main", seen, now)


def test_the_newest_call_stands_alone_and_six_before_it():
    face = shown()
    assert face.newest.number == "A017"
    assert [line.number for line in face.earlier] == ["C204", "B031", "A016", "A015", "D002", "B030"]


def test_a_recalled_number_stands_once_where_it_was_called_last():
    face = shown(calls(("A017", "5", 1), ("B001", "2", 20), ("A017", "3", 60)))
    assert (face.newest.number, face.newest.label) == ("A017", "5")
    assert [line.number for line in face.earlier] == ["B001"]


@given(st.lists(st.tuples(st.from_regex(r"[A-Z]{1,2}[0-9]{3,4}", fullmatch=True), st.just("1"), st.integers(0, 9999))))
def test_no_number_stands_twice_and_the_newest_is_the_boards_first(said):
    face = shown(calls(*said))
    lines = ([face.newest] if face.newest else []) + list(face.earlier)
    assert len({line.number for line in lines}) == len(lines) <= EARLIER_CALLS + 1
    assert (face.newest.number if face.newest else None) == (said[0][0] if said else None)


@pytest.mark.parametrize("ago, fresh", [(0, True), (9, True), (10, False), (3600, False)])
def test_only_a_call_of_the_last_seconds_is_fresh(ago, fresh):
    assert shown(calls(("A017", "3", ago))).fresh is fresh


def test_calls_that_follow_each_other_quickly_stay_marked_for_half_a_minute():
    assert [line.still_new for line in shown().earlier] == [True, False, False, False, False, False]


def test_before_any_call_the_wall_welcomes_and_says_what_to_do():
    face = shown(EMPTY)
    assert (face.title, face.hint, face.newest) == (words.WELCOME, words.TAKE_A_NUMBER, None)


@pytest.mark.parametrize("seen", [Seen.HUB_AWAY, Seen.SERVER_AWAY])
def test_away_the_calls_stay_and_their_age_is_said(seen):
    face = shown(seen=seen, now=NOW + timedelta(minutes=3))
    assert face.title == words.LAST_CALL
    assert face.newest.number == "A017"
    assert "3 分钟前" in face.notice.zh
    assert "3 minutes old" in face.notice.en


@pytest.mark.parametrize("seen", [Seen.HUB, Seen.STARTING])
def test_nothing_is_said_about_the_link_while_all_is_well_or_has_just_begun(seen):
    assert shown(seen=seen).notice is None


@pytest.mark.parametrize(
    "age, zh",
    [
        (timedelta(seconds=59), "不到 1 分钟前"),
        (timedelta(minutes=1), " 1 分钟前"),
        (timedelta(minutes=59, seconds=59), " 59 分钟前"),
        (timedelta(hours=5), " 5 小时前"),
    ],
)
def test_an_age_is_told_in_the_largest_unit_that_fits(age, zh):
    assert zh in words.away(NOW, age).zh


@pytest.mark.parametrize(
    "waiting, open_windows, likely_s, zh, en",
    [
        (12, 3, 1080, "12 人 · 约 18 分钟", "12 waiting · about 18 min"),
        (0, 1, 1080, "无人等候", "No one waiting"),
        (1, 1, 5, "1 人 · 约 1 分钟", "1 waiting · about 1 min"),
        (40, 1, 3600, "40 人 · 约 1 小时", "40 waiting · about 1 h"),
        (128, 1, 14700, "128 人 · 约 4 小时 5 分钟", "128 waiting · about 4 h 5 min"),
        (5, 0, None, "5 人等候", "5 waiting"),
        (0, 2, 0, "无人等候", "No one waiting"),
        (0, 0, None, "暂无窗口办理", "No window open"),
    ],
)
def test_how_busy_a_service_is_is_said_in_both_languages(waiting, open_windows, likely_s, zh, en):
    wait = None if likely_s is None else Wait(likely_s=likely_s, at_most_s=likely_s)
    text = words.queue(ServiceQueue(epoch=1, seq=1, at=NOW, waiting=waiting, open_windows=open_windows, wait=wait), NOW)
    assert (text.zh, text.en) == (zh, en)


@pytest.mark.parametrize(
    "likely_s, at_most_s, zh, en",
    [
        (1080, 1860, "12 人 · 约 18–31 分钟", "12 waiting · about 18–31 min"),
        (1080, 1090, "12 人 · 约 18 分钟", "12 waiting · about 18 min"),
        (1080, 3600, "12 人 · 约 18 分钟", "12 waiting · about 18 min"),
        (3600, 7200, "12 人 · 约 1 小时", "12 waiting · about 1 h"),
    ],
)
def test_the_longest_wait_is_told_beside_the_likely_one_where_it_fits(likely_s, at_most_s, zh, en):
    wait = Wait(likely_s=likely_s, at_most_s=at_most_s)
    text = words.queue(ServiceQueue(epoch=1, seq=1, at=NOW, waiting=12, open_windows=3, wait=wait), NOW)
    assert (text.zh, text.en) == (zh, en)


@pytest.mark.parametrize(
    "opens_at, zh, en",
    [
        (NOW.replace(hour=15, minute=0), "今天 15:00 开始取号", "Opens at 15:00"),
        (NOW + timedelta(days=1), "明天 14:32 开始取号", "Opens tomorrow 14:32"),
        ((NOW + timedelta(days=3)).astimezone(UTC), "星期三 14:32 开始取号", "Opens Wednesday 14:32"),
        (NOW + timedelta(days=8), "11 月 30 日 14:32 开始取号", "Opens 30 Nov 14:32"),
        (None, "现在不取号", "Closed now"),
    ],
)
def test_a_queue_that_is_closed_says_when_it_gives_numbers_again(opens_at, zh, en):
    closed = ServiceQueue(epoch=1, seq=1, at=NOW, waiting=0, open_windows=2, open=False, opens_at=opens_at)
    text = words.queue(closed, NOW)
    assert (text.zh, text.en) == (zh, en)


def test_who_still_waits_when_the_numbers_are_over_is_told_so():
    wait = Wait(likely_s=600, at_most_s=900)
    over = ServiceQueue(epoch=1, seq=1, at=NOW, waiting=4, open_windows=1, open=False, wait=wait)
    text = words.queue(over, NOW)
    assert (text.zh, text.en) == ("4 人 · 不再取号", "4 waiting · no new numbers")


def test_what_is_done_behind_the_windows_has_no_queue_on_the_wall():
    hall = today(2)
    services = (hall.services[0].model_copy(update={"behind": True}), hall.services[1])
    assert services_of(hall.model_copy(update={"services": services}), "main") == ("household",)


@pytest.mark.parametrize(
    "label, zh", [("3", "3 号窗口"), ("B12", "B12 号窗口"), ("综合一", "综合一窗口"), ("低位窗口", "低位窗口")]
)
def test_a_window_is_named_as_people_say_it(label, zh):
    assert words.window(WindowLabel(id="w1", label=label)).zh == zh


def test_only_services_of_the_zones_own_windows_are_told_in_the_halls_order():
    upstairs = WindowInfo(id="w09", label="9", zone="upstairs", services=(("household",), ("residence",)))
    hall = today(4).model_copy(update={"windows": (upstairs,)})
    assert services_of(hall, "upstairs") == ("residence", "household")
    assert face(Heard(hall, USUAL, queues(4), NOW), "main", Seen.HUB, NOW).queues == ()


def test_the_wall_says_everything_in_both_languages():
    for shown_face in FACES.values():
        texts = [shown_face.date, shown_face.title, shown_face.hint, shown_face.notice]
        texts += [text for line in shown_face.queues for text in (line.name, line.busy)]
        assert all(text.zh and text.en for text in texts if text)


def test_the_date_and_time_are_the_halls():
    assert (words.today(NOW).zh, words.today(NOW).en) == ("11 月 22 日 星期日", "Sunday 22 November")
    assert shown().time == "14:32"
