"""What the hub says when the link comes and goes under its hands."""

from broker.hub.publisher import Publisher


class Wire:
    """A bus whose link is there or not as the test says; it confirms when the test says."""

    def __init__(self):
        self.linked, self.said, self.confirm = True, [], []

    def publish(self, topic, payload, *, retain=False, on_taken=None):
        assert topic == "yimen/v1/h/event"
        assert not retain
        if self.linked:
            self.said.append(payload)
            self.confirm.append(on_taken)
        return self.linked


def publisher_on(wire):
    return Publisher(wire, "h", 0, lambda call: call())


def test_a_later_event_never_goes_out_before_an_earlier_one_that_found_no_link():
    wire = Wire()
    publisher = publisher_on(wire)
    publisher.events([(1, b"1")])
    wire.linked = False
    publisher.events([(2, b"2")])
    wire.linked = True  # the bus is there again; the hub has not heard of it yet
    publisher.events([(3, b"3")])
    assert wire.said == [b"1"]
    publisher.start_anew(publisher.link_changed())
    publisher.events([(2, b"2"), (3, b"3")])
    assert wire.said == [b"1", b"2", b"3"]


def test_nothing_goes_out_on_a_new_link_before_what_the_old_one_may_have_lost():
    wire = Wire()
    publisher = publisher_on(wire)
    publisher.events([(1, b"1")])
    lost, there = publisher.link_changed(), publisher.link_changed()  # while the hub's thread was busy
    publisher.events([(2, b"2")])
    assert wire.said == [b"1"]
    assert [publisher.is_newest(change) for change in (lost, there)] == [False, True]
    publisher.start_anew(there)
    publisher.events([(1, b"1"), (2, b"2")])
    assert wire.said == [b"1", b"1", b"2"]


def test_only_what_the_server_confirmed_counts_as_published():
    wire = Wire()
    publisher = publisher_on(wire)
    publisher.events([(1, b"1"), (2, b"2"), (3, b"3")])
    assert publisher.published == 0
    wire.confirm[0]()
    wire.confirm[1]()
    assert publisher.published == 2
    publisher.start_anew(publisher.link_changed())
    wire.confirm[0]()  # told late, of the old link
    assert publisher.published == 2
