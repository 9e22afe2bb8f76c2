"""Who comes when, from a CSV."""

from pathlib import Path

import pytest

from broker.simulate.arrivals import ArrivalsError, read, spread


def csv(folder: Path, *lines: str) -> Path:
    path = folder / "arrivals.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_each_line_says_how_many_come_in_an_hour_for_a_service(tmp_path):
    path = csv(tmp_path, "\ufeffservice,hour,visitors,note", "tax,9,30,", "tax,10,12.5,market day", " gas , 9 ,4,")
    assert read(path, {"tax", "gas"}) == {("tax", 9): 30, ("tax", 10): 12.5, ("gas", 9): 4}


def test_every_fault_is_told_at_once_with_its_line_and_what_to_do(tmp_path):
    path = csv(
        tmp_path,
        "hour,service,visitors",
        "24,tax,1",
        "9,taxes,1",
        "9,tax,many",
        "9,tax,-1",
        "9,tax,nan",
        "9,tax,5",
        "9,tax,5",
    )
    with pytest.raises(ArrivalsError) as told:
        read(path, {"tax", "gas"})
    lines = str(told.value).splitlines()
    assert [line.removeprefix(f"{path}, line ")[0] for line in lines] == ["2", "3", "4", "5", "6", "8"]
    assert "the hour '24' must be a whole number from 0 to 23" in lines[0]
    assert "the hall has no service 'taxes'; it has gas, tax" in lines[1]
    assert "'many' visitors: it must be a number from 0 to 20000" in lines[2]
    assert "add them up" in lines[5]


@pytest.mark.parametrize(
    "lines, words",
    [
        ((), "line 1 must name the columns hour, service, visitors; missing: hour, service, visitors"),
        (("hour,service",), "missing: visitors"),
        (("hour,service,visitors",), "0 visitors in all"),
        (("hour,service,visitors", "9,tax,15000", "10,tax,15000"), "30000 visitors in all; a day has 1 to 20000"),
        (("hour,service,visitors", "9,tax"), "'' visitors"),
    ],
)
def test_a_file_that_says_nothing_useful_is_refused_in_words(tmp_path, lines, words):
    with pytest.raises(ArrivalsError, match=words):
        read(csv(tmp_path, *lines), {"tax"})


def test_a_file_that_is_missing_or_no_text_is_refused_in_words(tmp_path):
    with pytest.raises(ArrivalsError, match=r"No such file or directory; name a CSV with --arrivals"):
        read(tmp_path / "none.csv", {"tax"})
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04\xff\xfe\x80")
    with pytest.raises(ArrivalsError, match="this is no CSV in UTF-8"):
        read(tmp_path / "book.xlsx", {"tax"})


def test_a_usual_day_keeps_the_number_of_visitors_and_its_hours():
    hours = spread({"tax": 100.0, "gas": 20.0}, {"tax": range(8, 18), "gas": {9, 10, 12, 14}})
    assert sum(number for (service, _hour), number in hours.items() if service == "tax") == pytest.approx(100)
    assert sum(number for (service, _hour), number in hours.items() if service == "gas") == pytest.approx(20)
    assert {hour for service, hour in hours if service == "gas"} == {9, 10, 12, 14}
    assert hours["gas", 9] > hours["gas", 12] > 0


def test_a_service_that_is_open_at_unusual_hours_gets_visitors_evenly():
    assert spread({"tax": 9.0}, {"tax": {19, 20, 21}}) == {("tax", 19): 3, ("tax", 20): 3, ("tax", 21): 3}
