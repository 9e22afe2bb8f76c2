"""Where everything stands on a slip."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.ticketprinter.paper import Line, Number, Paper, Qr, Size, Words, clean, width, wrap
from hardware.ticketprinter.slip import lay_out
from tests.hardware.ticketprinter.slips import REF, a_leaflet, a_slip, an_appointment_slip

papers = pytest.mark.parametrize("paper", Paper)


def lines_of(slip, paper=Paper.MM80):
    return [block for block in lay_out(slip, paper) if isinstance(block, Line)]


def texts_of(slip, paper=Paper.MM80):
    return [line.text for line in lines_of(slip, paper)]


@papers
def test_a_slip_tells_hall_number_service_queue_time_and_help_from_top_to_bottom(paper):
    blocks = lay_out(a_slip(), paper)
    told = [block.text for block in blocks if isinstance(block, Line | Number | Qr)]
    assert told == [
        "耒阳市政务服务中心",
        "Leiyang Government Service Centre",
        "A017",
        "居住证办理",
        "Residence permit",
        "3 人在您前面 · 约 7 分钟",
        "3 ahead of you, about 7 min",
        "最多 13 分钟",
        "At most 13 min",
        f"yimen:ticket:{REF}",
        "2026-11-22 09:41",
        "请留意屏幕和广播",
        "Watch the screens and listen",
    ]


def test_chinese_stands_first_and_english_is_as_large_only_for_who_chose_it():
    def sizes(language):
        return {line.text: line.size for line in lines_of(a_slip(language=language))}

    assert sizes("zh")["3 人在您前面 · 约 7 分钟"] is Size.NORMAL
    assert sizes("zh")["3 ahead of you, about 7 min"] is Size.SMALL
    assert sizes("en")["3 ahead of you, about 7 min"] is Size.NORMAL
    assert texts_of(a_slip(language="en")) == texts_of(a_slip(language="zh"))


def test_a_wait_that_is_not_known_is_not_told():
    texts = texts_of(a_slip(likely_min=None, at_most_min=None))
    assert "3 人在您前面" in texts
    assert not any("分钟" in text or "min" in text for text in texts)


def test_a_most_that_says_no_more_than_the_likely_wait_is_left_out():
    assert not any("最多" in text for text in texts_of(a_slip(likely_min=7, at_most_min=7)))


def test_nobody_in_front_is_said_in_words():
    assert "您前面没有人 · 约 7 分钟" in texts_of(a_slip(ahead=0))


def test_messages_of_the_hall_stand_above_the_help():
    texts = texts_of(a_slip(messages=(Words("今天中午不休息", "Open over lunch"), Words("请带好证件"))))
    assert texts[-5:] == [
        "今天中午不休息",
        "Open over lunch",
        "请带好证件",
        "请留意屏幕和广播",
        "Watch the screens and listen",
    ]


def test_the_ref_is_in_the_code_and_nowhere_else():
    slip = a_slip()
    assert REF not in "".join(texts_of(slip))
    assert REF not in repr(slip)


@papers
def test_a_long_service_name_is_broken_and_not_cut(paper):
    name = "城乡居民基本养老保险关系转移接续申请(含企业职工)"
    service = [line.text for line in lines_of(a_slip(service=Words(name)), paper) if line.size is Size.LARGE]
    assert len(service) > 1
    assert "".join(service) == name


def test_words_are_not_broken_where_a_space_is_near():
    rows = wrap("Transfer of basic pension insurance for residents", Size.NORMAL, Paper.MM58)
    assert rows == ["Transfer of basic pension", "insurance for residents"]


@pytest.mark.parametrize("mark", "，。）,")
def test_a_mark_that_ends_a_clause_never_starts_a_row(mark):
    rows = wrap("一" * 15 + mark + "二", Size.NORMAL, Paper.MM58)
    assert rows == ["一" * 14, f"一{mark}二"]


@papers
@given(text=st.text(), size=st.sampled_from(Size))
def test_every_row_fits_and_nothing_is_lost(paper, text, size):
    rows = wrap(text, size, paper)
    assert all(0 < width(row, size) <= paper.dots for row in rows)
    assert "".join(rows).replace(" ", "") == clean(text).replace(" ", "")


@given(st.text())
def test_cleaned_text_holds_no_control(text):
    cleaned = clean(text)
    assert not {unicodedata.category(c) for c in cleaned} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert clean(cleaned) == cleaned


def test_visitor_text_cannot_command_the_printer():
    assert clean("张\x1b@三\n\x10\x04\x01李\u202e四") == "张@三 李四"


def test_an_hour_and_more_is_told_in_hours_and_minutes():
    texts = texts_of(a_slip(likely_min=60, at_most_min=245))
    assert "3 人在您前面 · 约 1 小时" in texts
    assert "最多 4 小时 5 分钟" in texts
    assert "At most 4 h 5 min" in texts


def test_a_head_start_is_told_as_coming_earlier():
    texts = texts_of(a_slip(head_start_min=15))
    assert "按您早到 15 分钟排队" in texts
    assert "Treated as if you came 15 min earlier" in texts
    assert not any("早到" in text for text in texts_of(a_slip()))


def test_a_visit_of_several_services_lists_them_in_their_order_below_the_queue():
    steps = (Words("户籍业务", "Household register"), Words("社会保险", "Social insurance"))
    texts = texts_of(a_slip(steps=steps))
    wait = texts.index("At most 13 min")
    assert texts[wait + 1 : wait + 7] == [
        "一个号，依次办理",
        "One number, one after the other",
        "1. 户籍业务",
        "1. Household register",
        "2. 社会保险",
        "2. Social insurance",
    ]


def test_an_appointment_tells_day_time_service_and_what_to_bring_from_top_to_bottom():
    blocks = lay_out(an_appointment_slip(), Paper.MM80)
    assert [block.text for block in blocks if isinstance(block, Line | Number | Qr)] == [
        "耒阳市政务服务中心",
        "Leiyang Government Service Centre",
        "预约",
        "Appointment",
        "11月25日 周三",
        "Wednesday 25 November",
        "09:30-10:00",
        "居住证办理",
        "Residence permit",
        f"yimen:appointment:{REF}",
        "2026-11-22 09:41",
        "当天请带身份证，先在自助机报到",
        "Bring your ID card and check in at a kiosk on that day",
    ]


def test_an_appointment_at_home_sends_nobody_to_check_in_and_says_what_it_is_about():
    about = Words("事由：户籍业务", "About: Household register")
    told = [block.text for block in lay_out(an_appointment_slip(visited=True, messages=(about,)), Paper.MM80)[-6:]
            if isinstance(block, Line)]  # fmt: skip
    assert told == [
        "事由：户籍业务",
        "About: Household register",
        "工作人员到时上门，请留意电话",
        "Staff come to you then; listen for your telephone",
    ]


@papers
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_row_of_an_appointment_fits_the_paper(paper, language):
    rows = lines_of(an_appointment_slip(language=language), paper)
    assert all(width(row.text, row.size) <= paper.dots for row in rows)
    assert "11月25日 周三" in [row.text for row in rows]  # unbroken


def test_the_ref_of_an_appointment_is_in_the_code_and_nowhere_else():
    slip = an_appointment_slip()
    assert REF not in "".join(texts_of(slip))
    assert REF not in repr(slip)


@papers
def test_a_leaflet_tells_what_it_is_about_its_parts_at_the_left_edge_and_a_code_for_the_telephone(paper):
    leaflet = a_leaflet()
    blocks = lay_out(leaflet, paper)
    read = "".join(block.text for block in blocks if isinstance(block, Line) and block.left)
    for heading, lines in leaflet.parts:
        for words in (heading, *lines):
            assert words.zh in read
            assert words.en.replace(" ", "") in read.replace(" ", "")
    assert any(block.text == "居住证首次申领" and not block.left for block in blocks if isinstance(block, Line))
    assert Qr(leaflet.code) in blocks
    assert all(width(block.text, block.size) <= paper.dots for block in blocks if isinstance(block, Line))


def test_a_leaflet_without_an_address_has_no_code():
    blocks = lay_out(a_leaflet(code=""), Paper.MM80)
    assert not any(isinstance(block, Qr) for block in blocks)
