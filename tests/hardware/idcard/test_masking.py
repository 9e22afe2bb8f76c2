import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.idcard.masking import mask_name, mask_number

han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
latin = st.characters(min_codepoint=ord("A"), max_codepoint=ord("Z"))


@pytest.mark.parametrize(
    "name,masked",
    [
        ("张三", "张*"),
        ("张 三", "张*"),
        ("测试甲", "测*甲"),
        ("欧阳测试", "欧**试"),
        ("买买提·吐尔逊", "买**·***逊"),
        ("买买提•吐尔逊·艾合买提", "买**·***提"),
        ("阿·买", "***·****"),
        ("SMITH JOHN", "S**** J***"),
        ("O'BRIEN MARY-ANN", "O****** M*******"),
        ("ÉMILE", "É****"),
        ("SMITH J", "S**** *"),
        ("甲", "*"),
        ("X", "*"),
        ("", "*"),
        (" \u200b\0", "*"),
        ("\x1b张\u202e三\u200b", "张*"),
        ("张\u200b", "*"),
        ("𠮷野", "𠮷*"),
    ],
)
def test_a_name_is_masked_as_the_table_says(name, masked):
    assert mask_name(name) == masked


@given(st.one_of(st.text(han, min_size=1), st.lists(st.text(latin, min_size=1), min_size=1).map(" ".join)))
def test_a_masked_name_shows_at_most_the_first_sign_of_each_word_and_the_last_sign(name):
    shown = [sign for sign in mask_name(name) if sign not in "* ·"]
    assert len(shown) <= max(2 if " " not in name and name > "Z" else 0, len(name.split()))
    assert mask_name(name) != name


@given(st.text(st.sampled_from("张三·•・ A"), max_size=12))
def test_no_name_however_odd_breaks_the_mask_or_passes_it(name):
    masked = mask_name(name)
    if name.strip("·•・ "):
        assert "*" in masked


@given(st.text(st.sampled_from("张三四AB·• ")))
def test_no_masked_name_shows_every_sign_of_the_name(name):
    signs = [sign for sign in name if sign not in "·• "]
    shown = [sign for sign in mask_name(name) if sign not in "*· "]
    assert len(shown) < max(1, len(signs))


@given(st.text(st.sampled_from("0123456789X"), max_size=20))
def test_a_masked_number_keeps_its_length_and_two_signs_at_most(number):
    masked = mask_number(number)
    assert len(masked) == len(number)
    assert len(masked.replace("*", "")) in {0, 2}
