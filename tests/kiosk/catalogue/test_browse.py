from tests.kiosk.catalogue.shelves import an_item, catalogue_of


def test_departments_and_life_events_tell_how_many_items_they_have(county):
    groups = {group.name: group.items for group in county.departments()}
    assert sum(groups.values()) == county.items == 61
    assert list(groups.values()) == sorted(groups.values(), reverse=True)
    assert {group.name: group.items for group in county.events()}["新生儿一件事"] == 4


def test_pages_follow_each_other_without_gap_or_overlap_the_most_asked_for_first(county):
    for group in county.departments():
        pages = [county.of_department(group.name, start, 4) for start in range(0, group.items, 4)]
        items = [item for page in pages for item in page]
        assert len({item.code for item in items}) == group.items
        assert [item.popularity for item in items] == sorted((item.popularity for item in items), reverse=True)
    assert [item.name for item in county.of_event("二手房过户一件事", 0, 9)] == [
        "国有建设用地使用权及房屋所有权转移登记（买卖）",
        "契税申报",
    ]


def test_what_is_not_there_has_no_items(county):
    assert county.of_department("别的", 0, 9) == county.of_event("别的", 0, 9) == ()
    assert county.item("别的") is None


def test_an_item_of_several_life_events_stands_behind_each(tmp_path):
    with catalogue_of(tmp_path, an_item("出生登记", events=("生孩子", "上户口"))) as catalogue:
        assert {group.name for group in catalogue.events()} == {"生孩子", "上户口"}
        assert catalogue.of_event("上户口", 0, 1) == catalogue.of_event("生孩子", 0, 1) != ()
