import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.hit import Why
from tests.kiosk.catalogue.shelves import an_item, catalogue_of, names


@pytest.mark.parametrize(
    "typed",
    [
        "居住证申领",
        "居住证",
        "住证",
        "居",
        "juzhuzheng",
        "ju zhu zheng",
        "jū zhù zhèng",
        "ju1zhu4zheng4",
        "ju'zhu'zheng",
        "JuZhuZheng",
        "ｊｕｚｈｕｚｈｅｎｇ",
        "juzhuzhe",
        "jzz",
        "JZZ",
        "jzzsl",
        "juzz",
        "居zhu证",
        "居住zheng",
        "居zz",
    ],
)
def test_an_item_is_found_by_characters_pinyin_initials_and_what_mixes_them(county, typed):
    assert names(county, typed)[0] == "居住证申领"


@pytest.mark.parametrize("typed", ["juzuzheng", "juzhuzhen", "juzuzen"])
def test_what_the_south_does_not_tell_apart_counts_as_written_right(county, typed):
    hits = county.search(typed)
    assert (hits[0].item.name, hits[0].why) == ("居住证申领", Why.NAME)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("hulan", "湖南户口"),
        ("fulan", "湖南户口"),
        ("hunan", "湖南户口"),
        ("nianlao", "年老补助"),
        ("lianlao", "年老补助"),
    ],
)
def test_f_and_h_and_n_and_l_are_one_to_a_southern_ear(tmp_path, typed, meant):
    with catalogue_of(tmp_path, "湖南户口", "年老补助", "别的事项") as catalogue:
        assert names(catalogue, typed) == [meant]


def test_what_is_spelt_right_stands_before_what_only_sounds_so(tmp_path):
    with catalogue_of(tmp_path, an_item("住房", popularity=9), an_item("租房", popularity=1)) as catalogue:
        assert names(catalogue, "zufang") == ["租房", "住房"]


@pytest.mark.parametrize(
    "typed",
    ["juzhuzhemg", "juzhuzhengg", "juhuzheng", "juxhuzheng", "jushuzheng", "juzuhzheng", "kuzhuzheng", "juzhzuheng"],
)
def test_one_wrong_letter_is_forgiven(county, typed):
    assert "居住证申领" in names(county, typed)


def test_of_something_that_is_there_nothing_similar_is_told(county):
    assert {hit.why for hit in county.search("juzhuzheng")} == {Why.NAME}
    assert {hit.why for hit in county.search("juzhuzhemg")} == {Why.SIMILAR}


def test_a_character_of_the_same_sound_is_understood(county):
    assert names(county, "居住正")[0] == "居住证申领"


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("yinhang", "银行开户"),
        ("xingzheng", "行政复议"),
        ("zhangqi", "长期护理"),
        ("changqi", "长期护理"),
        ("chongfa", "重发证件"),
        ("zhongfa", "重发证件"),
        ("kuaiji", "会计证书"),
        ("lvshi", "律师执业"),
        ("lushi", "律师执业"),
        ("lüshi", "律师执业"),
    ],
)
def test_every_common_reading_of_a_character_finds_it(tmp_path, typed, meant):
    with catalogue_of(tmp_path, "银行开户", "行政复议", "长期护理", "重发证件", "会计证书", "律师执业") as catalogue:
        assert names(catalogue, typed) == [meant]


@pytest.mark.parametrize("typed", ["补领 居住证", "居住证 补领", "buling juzhuzheng", "juzhuzheng 补领", "补领居住证"])
def test_words_are_found_in_any_order(county, typed):
    assert names(county, typed)[0] == "居住证补领"


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("房产证", "不动产权证书补发"),
        ("fangchanzheng", "不动产权证书补发"),
        ("房产证补发", "不动产权证书补发"),
        ("驾照", "机动车驾驶证换领"),
        ("jiazhao", "机动车驾驶证换领"),
        ("低保", "最低生活保障申请"),
        ("社保卡", "社会保障卡申领"),
        ("shebaoka", "社会保障卡申领"),
        ("户口本", "居民户口簿补领"),
        ("报销", "住院费用结算"),
    ],
)
def test_everyday_words_find_what_is_called_otherwise(county, typed, meant):
    found = {hit.item.name: hit.why for hit in county.search(typed)}
    assert found[meant] is Why.SYNONYM


def test_a_whole_question_finds_what_it_is_about(county):
    assert {"社会保障卡补领", "社会保障卡申领"} <= set(names(county, "我的社保卡丢了怎么办"))


def test_english_names_are_searched_too(county):
    assert names(county, "residence permit")[0] == "居住证申领"
    assert names(county, "Permit RESIDENCE")[0] == "居住证申领"


def test_a_guide_is_searched_last(county):
    hits = county.search("出院记录")
    assert {hit.why for hit in hits} == {Why.GUIDE}
    assert {hit.item.name for hit in hits} == {"住院费用结算", "生育保险待遇申领"}
    assert hits[0].text[slice(*hits[0].marks[0])] == "出院记录"


def test_exact_stands_before_beginning_before_inside_before_everyday_words_before_guides(tmp_path):
    items = [
        an_item("别的", popularity=9, basis=None)
        if False
        else an_item("死亡登记", popularity=9, events=("房产证一件事",)),
        an_item("不动产权证书", popularity=8),
        an_item("补办房产证", popularity=7),
        an_item("房产证明", popularity=6),
        an_item("房产证", popularity=5),
    ]
    with catalogue_of(tmp_path, *items) as catalogue:
        assert names(catalogue, "房产证") == ["房产证", "房产证明", "补办房产证", "不动产权证书", "死亡登记"]


def test_among_equals_the_most_asked_for_comes_first_and_then_the_shorter(tmp_path):
    items = [an_item("护照补发"), an_item("护照换发加急"), an_item("护照注销", popularity=3)]
    with catalogue_of(tmp_path, *items) as catalogue:
        assert names(catalogue, "护照") == ["护照注销", "护照补发", "护照换发加急"]


def test_what_was_meant_is_marked(county):
    for typed in ("zhuzheng", "住证", "zhuz"):
        hit = county.search(typed)[0]
        assert [hit.text[start:end] for start, end in hit.marks] == ["住证"]
    hit = county.search("补领 居住证")[0]
    assert hit.marks == ((0, 5),)


def test_a_mark_steps_over_brackets(tmp_path):
    with catalogue_of(tmp_path, "户口迁移（夫妻投靠）") as catalogue:
        (hit,) = catalogue.search("迁移夫妻")
        assert hit.marks == ((2, 4), (5, 7))


def test_no_more_items_come_than_were_asked_for(county):
    assert len(county.search("证", 7)) == 7
    assert county.search("证", 0) == ()


@pytest.mark.parametrize(
    "typed", ["", " ", "（）", "\0", "'", "🙂", "\ud800", '"', "qqqqqq", "外星", "a" * 10000, "证 " * 3000]
)
def test_what_means_nothing_finds_nothing_and_breaks_nothing(county, typed):
    assert all(hit.item.name for hit in county.search(typed))
    if not any(sign.isalnum() for sign in typed) or typed in {"qqqqqq", "外星"}:
        assert county.search(typed) == ()


@given(st.text(max_size=60) | st.text("abcdefghinorsuzlx 居住证办理'\"*1", max_size=30))
def test_whatever_is_typed_is_answered_with_marks_inside_the_text(county, typed):
    for hit in county.search(typed, 20):
        assert all(0 <= start < end <= len(hit.text) for start, end in hit.marks)


@given(st.data())
def test_every_piece_of_a_name_and_its_initials_find_it(county, data):
    spelling = county._search._spelling._readings
    every = [item.name for group in county.departments() for item in county.of_department(group.name, 0, 99)]
    name = data.draw(st.sampled_from(every))
    start = data.draw(st.integers(0, len(name) - 2))
    piece = name[start : data.draw(st.integers(start + 1, min(start + 12, len(name))))]
    syllables = [spelling[sign][0] for sign in piece if sign in spelling]
    for typed in (piece, "".join(syllables), " ".join(syllables), "".join(syllable[0] for syllable in syllables)):
        assert not syllables or name in names(county, typed, 99)
