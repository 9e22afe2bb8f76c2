"""What letters become."""

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from kiosk.catalogue.spelling import southern
from kiosk.writing.pinyin import MOST, Candidate, Pinyin
from kiosk.writing.words import FILE, Words


@pytest.fixture(scope="module")
def words():
    return Words.load()


@pytest.fixture(scope="module")
def pinyin(words):
    return Pinyin(words)


LIKELIEST = {
    "wo": "我",
    "banbuchengshi": "办不成事",
    "wodeshenfenzhengdiule": "我的身份证丢了",
    "wopaolejitang": "我跑了几趟",
    "chuangkoutaidubuhao": "窗口态度不好",
    "wobuhuiyongshouji": "我不会用手机",
    "wodeshebaokabujianle": "我的社保卡不见了",
    "changsha": "长沙",
    "yinhang": "银行",
    "lvshi": "律师",
    "nver": "女儿",
    "s": "是",
    "sh": "是",
}

AMONG_THE_FIRST = {
    "bcs": {"办成事", "不成事"},
    "bbcs": {"办不成事"},
    "sfz": {"身份证"},
    "shenfz": {"身份证"},
    "sfzheng": {"身份证"},
    "shenfenzh": {"身份证"},
    "wodesfz": {"我的身份证"},
    "xian": {"先", "西安"},
    "fangan": {"方案", "反感"},
    "sizheng": {"市政"},
    "fulan": {"湖南"},
    "yinyezizao": {"营业执照"},
    "nue": {"虐"},
}


@pytest.mark.parametrize("letters, text", LIKELIEST.items())
def test_the_likeliest_words_for_all_letters_come_first(pinyin, letters, text):
    assert pinyin.candidates(letters)[0] == Candidate(text, len(letters))


@pytest.mark.parametrize("letters, texts", AMONG_THE_FIRST.items())
def test_first_letters_southern_sounds_and_unfinished_syllables_find_their_words(pinyin, letters, texts):
    assert {Candidate(text, len(letters)) for text in texts} <= set(pinyin.candidates(letters)[:12])


@pytest.mark.parametrize(
    "letters, exact, southern_one",
    [("nan", "南", "蓝"), ("lan", "蓝", "南"), ("si", "四", "是"), ("shi", "是", "四"), ("fu", "父", "户"),
     ("zan", "赞", "站"), ("can", "参", "产"), ("pin", "品", "平"), ("sen", "森", "生"), ("ban", "办", "帮")],
)  # fmt: skip
def test_what_is_spelt_so_comes_before_what_only_the_south_says_so(pinyin, letters, exact, southern_one):
    texts = [candidate.text for candidate in pinyin.candidates(letters)]
    assert texts.index(exact) < texts.index(southern_one)


def test_the_beginning_may_be_chosen_alone_and_leaves_its_letters(pinyin):
    offered = pinyin.candidates("woyaobanli")
    assert Candidate("我要", 5) in offered
    assert Candidate("我", 2) in offered


def test_letters_that_stand_for_nothing_get_no_candidates(pinyin):
    assert pinyin.candidates("") == []
    assert pinyin.candidates("v") == []
    assert pinyin.candidates("iiuuv") == []


def test_a_letter_that_stands_for_nothing_does_not_hide_what_comes_before_it(pinyin):
    assert Candidate("我", 2) in pinyin.candidates("wov")


LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=32)
SYLLABLES = st.lists(
    st.sampled_from(
        ["wo", "ban", "cheng", "shi", "lv", "nue", "xi", "an", "fang", "hua", "er", "zh", "sh", "b", "g", "n"]
    ),
    min_size=1,
    max_size=9,
).map("".join)


@given(letters=LETTERS | SYLLABLES)
def test_any_letters_are_answered_in_order_and_every_character_is_read_as_it_was_typed(pinyin, letters):
    offered = pinyin.candidates(letters)
    assert len(offered) <= MOST
    assert len({candidate.text for candidate in offered}) == len(offered)
    assert [candidate.letters for candidate in offered] == sorted((c.letters for c in offered), reverse=True)
    for candidate in offered:
        assert 0 < candidate.letters <= len(letters)
        assert readable(candidate.text, letters[: candidate.letters]), candidate


@given(letters=SYLLABLES)
def test_choosing_what_comes_first_uses_up_all_letters(pinyin, letters):
    while letters:
        first, *_ = pinyin.candidates(letters)
        letters = letters[first.letters :]


@given(letters=SYLLABLES)
def test_nothing_is_learnt_from_what_was_typed(pinyin, words, letters):
    assert pinyin.candidates(letters) == Pinyin(words).candidates(letters)


def test_every_common_character_can_be_written(words):
    written = {
        word
        for syllable in words.syllables
        for group in words.sounding([southern(syllable)])
        for word, _ in group.words()
    }
    common = {
        bytes([row, column]).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for column in range(161, 255)
    }
    assert common - {""} <= written


def test_the_file_of_words_is_small_and_says_whose_they_are():
    assert FILE.stat().st_size < 1_500_000
    notice = FILE.with_name("NOTICE").read_text("utf-8")
    assert "Sun Junyi" in notice
    assert "mozillazg" in notice


def readable(text: str, letters: str) -> bool:
    """Whether letters can be cut into one piece a character, each a reading, the beginning of one, or southern."""
    if not text:
        return not letters
    return any(
        fits(letters[:end], text[0]) and readable(text[1:], letters[end:]) for end in range(1, min(6, len(letters)) + 1)
    )


def fits(typed: str, sign: str) -> bool:
    typed = {"lue": "lve", "nue": "nve"}.get(typed, typed)
    return any(reading.startswith(typed) or southern(reading) == southern(typed) for reading in all_readings()[sign])


@cache
def all_readings() -> dict[str, set[str]]:
    found = {chr(code): {plain(said) for said in readings.split(",")} for code, readings in pinyin_dict.items()}
    for phrase, said in phrases_dict.items():
        for sign, syllables in zip(phrase, said, strict=False):
            found.setdefault(sign, set()).update(map(plain, syllables))
    return found


def plain(syllable: str) -> str:
    signs = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(sign for sign in signs if not unicodedata.combining(sign))
