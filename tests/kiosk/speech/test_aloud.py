"""What a voice is given to say."""

import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.speaker.espeak import ENGLISH, PINYIN
from kiosk.speech.aloud import aloud, zh_number

CHINESE = [
    ("A017", "A ling2 yi1 qi1"),
    ("AB1234", "A B yi1 er4 san1 si4"),
    ("您的号码是 A201", "nin2 de5 hao4 ma3 shi4 A er4 ling2 yi1"),
    ("您前面还有 3 人，大约等 12 分钟", "nin2 qian2 mian4 hai2 you3 san1 ren2, da4 yue1 deng3 shi2 er4 fen1 zhong1"),
    ("2 人", "liang3 ren2"),
    ("2 分钟", "liang3 fen1 zhong1"),
    ("2 号窗口", "er4 hao4 chuang1 kou3"),
    ("2 月", "er4 yue4"),
    ("09:30–10:00", "jiu3 dian3 san1 shi2 fen1 dao4 shi2 dian3"),
    ("14:05", "shi2 si4 dian3 ling2 wu3 fen1"),
    ("11 月 25 日", "shi2 yi1 yue4 er4 shi2 wu3 ri4"),
    ("张*，您好", "zhang1 mou3, nin2 hao3"),
    ("买**·***逊", "mai3 mou3 xun4"),
    ("重新排队", "chong2 xin1 pai2 dui4"),
    ("银行", "yin2 hang2"),
    ("不用身份证", "bu2 yong4 shen1 fen4 zheng4"),
    ("請選擇要辦的業務", "qing3 xuan3 ze2 yao4 ban4 de5 ye4 wu4"),
    ("007", "ling2 ling2 qi1"),
    ("167978", "yi1 liu4 qi1 jiu3 qi1 ba1"),
]
ENGLISH_SAID = [
    ("A017", "A, zero one seven"),
    ("Your number is AB1234", "Your number is A, B, one two three four"),
    ("About 4 h 5 min to wait, at most 1 h", "About 4 hours 5 minutes to wait, at most 1 hour"),
    ("Back to the start in 9 s", "Back to the start in 9 seconds"),
    ("09:30–10:00", "9 30 to 10 o'clock"),
    ("Hello, 张*", "Hello, zhang"),
    ("It's closed now.", "It's closed now."),
]


@pytest.mark.parametrize("text, said", CHINESE)
def test_chinese_is_said_as_people_read_it(text, said):
    assert aloud(text, "zh") == (said, PINYIN)


@pytest.mark.parametrize("text, said", ENGLISH_SAID)
def test_english_is_said_as_people_read_it(text, said):
    assert aloud(text, "en") == (said, ENGLISH)


def test_another_language_has_its_own_voice():
    assert aloud("Salom", "uz") == ("Salom", "uz")


@pytest.mark.parametrize(
    "value, said",
    [
        (0, "ling2"),
        (10, "shi2"),
        (20, "er4 shi2"),
        (99, "jiu3 shi2 jiu3"),
        (100, "yi1 bai3"),
        (105, "yi1 bai3 ling2 wu3"),
        (110, "yi1 bai3 yi1 shi2"),
        (1005, "yi1 qian1 ling2 wu3"),
        (1050, "yi1 qian1 ling2 wu3 shi2"),
        (9999, "jiu3 qian1 jiu3 bai3 jiu3 shi2 jiu3"),
    ],
)
def test_numbers_are_counted(value, said):
    assert zh_number(value) == said


@given(st.text(), st.sampled_from(["zh", "zh-hant", "en", "ug"]))
def test_nothing_that_is_an_order_to_the_program_reaches_it(text, language):
    said, _ = aloud(text, language)
    assert not re.search(r"[\[\]<>*\x00-\x1f]", said)


@given(st.from_regex(r"[A-Z]{1,2}[0-9]{3,4}", fullmatch=True))
def test_a_number_is_said_sign_by_sign_in_every_language(number):
    for language in ("zh", "en"):
        assert len(aloud(number, language)[0].split()) == len(number)


def test_the_program_takes_all_of_it_for_pinyin():
    texts = "\n".join(aloud(text, "zh")[0] for text, _ in CHINESE)
    done = subprocess.run(
        ["espeak-ng", "-v", PINYIN, "-q", "-x", "--stdin"], input=texts, capture_output=True, text=True, check=True
    )
    assert "(en)" not in done.stdout  # what it falls back to when it does not understand
