import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import MalformedError
from hardware.idcard.sam import MOST_PAYLOAD, Answer, Command, FrameReader, Garbled, Verdict, blocks, frame
from tests.hardware.idcard.pty_reader import answer

MARK = b"\xaa\xaa\x96\x69"
statuses = st.integers(0, 255)
# Data with the pieces of a frame in them, so that the reader is tempted; a whole frame in data is a frame.
data = st.lists(st.sampled_from([b"\xaa", b"\xaa\xaa", b"\x96\x69", b"\x00\x04", b"card"]), max_size=30).map(b"".join)
sent = st.lists(st.tuples(statuses, data.filter(lambda piece: MARK not in piece)), min_size=1, max_size=4)
# Noise never has a whole mark with a short length: 'a frame of noise' that fits by chance is a frame.
noise = st.lists(
    st.sampled_from(
        [b"\xaa", b"\x00", b"\x96\x69", b"\xaa\x96\x69", b"\xff\xfe", MARK + b"\x05\x08", MARK + b"\xff\xff"]
    ),
    max_size=12,
).map(b"".join)


def fed(stream, cuts=()):
    frames, events, begin = FrameReader(), [], 0
    for end in [*sorted(cuts), len(stream)]:
        events += frames.feed(stream[begin:end])
        begin = end
    return events


@pytest.mark.parametrize(
    "command,raw",
    [
        (Command.STATUS, "AA AA AA 96 69 00 03 11 FF ED"),
        (Command.FIND, "AA AA AA 96 69 00 03 20 01 22"),
        (Command.SELECT, "AA AA AA 96 69 00 03 20 02 21"),
        (Command.READ, "AA AA AA 96 69 00 03 30 01 32"),
        (Command.READ_WITH_FINGERPRINT, "AA AA AA 96 69 00 03 30 10 23"),
        (Command.LATEST_ADDRESS, "AA AA AA 96 69 00 03 30 03 30"),
    ],
)
def test_commands_are_the_bytes_that_makers_print(command, raw):
    assert frame(command.value) == bytes.fromhex(raw)


@pytest.mark.parametrize(
    "raw,status,verdict",
    [
        ("AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97", 0x9F, Verdict.DONE),
        ("AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", 0x90, Verdict.DONE),
        ("AA AA AA 96 69 00 04 00 00 80 84", 0x80, Verdict.NO_CARD),
        ("AA AA AA 96 69 00 04 00 00 81 85", 0x81, Verdict.LAY_AGAIN),
        ("AA AA AA 96 69 00 04 00 00 41 45", 0x41, Verdict.LAY_AGAIN),
        ("AA AA AA 96 69 00 04 00 00 32 36", 0x32, Verdict.LAY_AGAIN),
        ("AA AA AA 96 69 00 04 00 00 91 95", 0x91, Verdict.NOTHING_THERE),
        ("AA AA AA 96 69 00 04 00 00 66 62", 0x66, Verdict.OUT_OF_SERVICE),
        ("AA AA AA 96 69 00 04 00 00 10 14", 0x10, Verdict.TRY_AGAIN),
        ("AA AA AA 96 69 00 04 00 00 77 73", 0x77, Verdict.LAY_AGAIN),
    ],
)
def test_answers_that_makers_print_are_understood(raw, status, verdict):
    [event] = fed(bytes.fromhex(raw))
    assert (event.status, event.verdict) == (status, verdict)


@given(sent, st.data())
def test_any_split_of_a_stream_gives_the_same_events(answers, draw):
    stream = b"".join(answer(*each) for each in answers)
    cuts = draw.draw(st.lists(st.integers(0, len(stream)), max_size=20))
    assert fed(stream, cuts) == [Answer(*each) for each in answers]
    assert fed(stream, range(len(stream))) == [Answer(*each) for each in answers]


@given(sent, st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_lost_first_aa_loses_no_answer(answers, lost):
    stream = b"".join(answer(*each)[gone:] for each, gone in zip(answers, lost, strict=False))
    assert fed(stream) == [Answer(*each) for each in answers]


@given(sent, st.lists(noise, min_size=4, max_size=4), st.data())
def test_noise_before_an_answer_never_loses_it(answers, noises, draw):
    stream = b"".join(before + answer(*each) for before, each in zip(noises, answers, strict=False))
    cuts = draw.draw(st.lists(st.integers(0, len(stream)), max_size=20))
    good = [event for event in fed(stream, cuts) if isinstance(event, Answer)]
    assert good == [Answer(*each) for each in answers]


@given(sent, st.data())
def test_a_frame_that_lost_a_byte_does_not_lose_the_next_one(answers, draw):
    broken = answer(0x90, bytes(range(200)))
    at = draw.draw(st.integers(7, len(broken) - 1))
    stream = broken[:at] + broken[at + 1 :] + b"".join(answer(*each) for each in answers)
    good = [event for event in fed(stream, range(len(stream))) if isinstance(event, Answer)]
    assert good[-len(answers) :] == [Answer(*each) for each in answers]


@given(statuses, data, st.data())
def test_a_flipped_bit_after_the_preamble_never_gives_an_answer(status, content, draw):
    content = content.replace(b"\xaa", b"\xa0")  # else it may hold a frame of its own
    raw = bytearray(answer(status, content))
    raw[draw.draw(st.integers(7, len(raw) - 1))] ^= 1 << draw.draw(st.integers(0, 7))
    assert not [event for event in fed(bytes(raw)) if isinstance(event, Answer)]


def test_a_wrong_check_is_told_and_a_frame_under_way_is_known():
    raw = answer(0x90, b"data")
    assert fed(raw[:-1] + bytes([raw[-1] ^ 1])) == [Garbled()]
    frames = FrameReader()
    frames.feed(raw[:9])
    assert frames.inside
    frames.feed(raw[9:])
    assert not frames.inside


@given(st.lists(st.binary(max_size=2000), max_size=20))
def test_however_much_noise_comes_little_is_kept(pieces):
    frames = FrameReader()
    for piece in [MARK + b"\x0f\xff", *pieces]:
        frames.feed(piece)
        assert len(frames._bytes) <= len(MARK) + 2 + MOST_PAYLOAD


def test_a_length_beyond_belief_is_not_waited_for():
    assert fed(MARK + b"\xff\xff") == [Garbled()]


@given(st.binary(max_size=300), st.binary(max_size=1100), st.binary(max_size=1100))
def test_blocks_are_split_by_their_own_lengths_in_both_forms(text, photo, fingerprint):
    sizes = [len(each).to_bytes(2, "big") for each in (text, photo, fingerprint)]
    three = blocks(b"".join(sizes) + text + photo + fingerprint)
    assert (three.text, three.photo, three.fingerprint) == (text, photo, fingerprint)
    two = blocks(b"".join(sizes[:2]) + text + photo)
    assert (two.text, two.photo, two.fingerprint) == (text, photo, b"")


@pytest.mark.parametrize(
    "short", [b"", b"\x01", b"\x01\x00\x04\x00", b"\x00\x01\x00\x00", b"\x00\x00\x00\x00\x00\x02x"]
)
def test_lengths_that_do_not_fit_are_malformed(short):
    with pytest.raises(MalformedError):
        blocks(short)


def test_an_answer_never_shows_its_data():
    assert "card" not in repr(Answer(0x90, b"card"))


def test_a_status_that_no_module_has_is_asked_again():
    assert Answer(0x00).verdict is Verdict.TRY_AGAIN  # a zero lost and one of the padding taken for it
