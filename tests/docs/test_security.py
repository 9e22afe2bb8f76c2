"""docs/security.md says what is true."""

from tests.docs.matrix import PAGE, drawn


def test_the_table_of_rights_is_the_one_that_the_server_is_given():
    page = PAGE.read_text("utf-8")
    assert drawn(page) == page, "python -m tests.docs.matrix"
    assert page.count("says") > 30
