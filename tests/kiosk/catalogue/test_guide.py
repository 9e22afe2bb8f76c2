from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hardware.ticketprinter.slip import Words
from kiosk.catalogue import guide
from kiosk.catalogue.item import Guide
from tests.kiosk.catalogue.shelves import an_item

RENEWAL = an_item(
    "居住证签注",
    guide=Guide(
        who="在本县居住的人",
        papers=("居民身份证原件", "居住证原件"),
        legal="3个工作日",
        promised="即时办结",
        fee="免费",
        place="一楼1号窗口",
        on_the_spot=True,
        basis="《居住证暂行条例》",
    ),
)


def test_a_guide_has_a_heading_in_both_languages_for_each_thing_that_is_known():
    parts = {part.key: part for part in guide.parts(RENEWAL)}
    assert list(parts) == ["spot", "papers", "who", "limit", "fee", "place", "basis"]
    assert all(part.heading.zh and part.heading.en for part in parts.values())
    assert parts["fee"].lines == (Words("免费", "Free"),)
    assert parts["limit"].lines == (Words("承诺 即时办结"), Words("法定 3个工作日", "By law: 3 working days"))


def test_what_is_not_known_has_no_heading():
    assert guide.parts(an_item()) == ()
    assert guide.spoken(an_item()) == ("居住证申领。",)


def test_it_is_read_aloud_in_sentences_with_the_papers_counted():
    assert guide.spoken(RENEWAL) == (
        "居住证签注。",
        "现场办理，当场办结，立等可取。",
        "要带的材料，一共2样。",
        "第1，居民身份证原件。",
        "第2，居住证原件。",
        "谁可以办，在本县居住的人。",
        "办理时限，承诺 即时办结，法定 3个工作日。",
        "收费，免费。",
        "办理地点，一楼1号窗口。",
    )


def test_printed_papers_have_numbers():
    assert dict(guide.printed(RENEWAL))[Words("要带的材料", "Bring along")] == (
        Words("1. 居民身份证原件"),
        Words("2. 居住证原件"),
    )


def test_a_code_carries_the_halls_page_where_there_is_one_and_else_the_guide():
    renewal = replace(RENEWAL, code="1/2 证")
    assert guide.to_take(renewal, "https://hall.example/item/{code}") == "https://hall.example/item/1%2F2%20%E8%AF%81"
    assert "要带的材料：1. 居民身份证原件；2. 居住证原件" in guide.to_take(RENEWAL).splitlines()


@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=20))
def test_a_code_never_has_more_than_a_telephone_reads(name, papers):
    text = guide.to_take(an_item(name, guide=Guide(papers=tuple(papers))))
    assert len(text.encode(errors="surrogatepass")) <= guide.MOST_BYTES
