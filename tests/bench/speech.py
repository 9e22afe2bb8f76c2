"""How soon the audio guide falls silent at a key, and how soon it says what the key came to.

    python -m tests.bench.speech [--rounds 100]

A long sentence is under way on a card of ALSA's own that is a pipe; then somebody presses a key. Silence is when the
player has ended. The new sentence is there when its first sample that is no silence comes out of the pipe, after
espeak-ng has spoken it and a new player has opened the card; a real card adds its own buffer to that.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from hardware.speaker.aplay import AlsaSpeaker
from kiosk.speech.voice import Manner, Voice
from tests.hardware.speaker.card import Card

MANNER = Manner()
LONG = "请选择要办的业务，居住证办理，户籍业务，社会保险，不动产登记，企业开办，税务，出入境证件，医保报销"
SHORT = "居住证办理, 3 人在等, 按钮"
PATIENCE_S = 10


def main() -> None:
    """Measure and print, in milliseconds."""
    rounds = int(sys.argv[2]) if sys.argv[1:2] == ["--rounds"] else 100
    silences, starts = [], []
    with tempfile.TemporaryDirectory() as folder:
        card = Card(Path(folder), f"bench-{os.getpid()}")
        os.environ |= card.environment
        card.plug_in()
        voice = Voice(AlsaSpeaker("alsa:bench", card.name), lambda problem: print(problem) if problem else None)
        voice.start()
        try:
            one_key(voice, card)  # which reads in how characters are read
            for _ in range(rounds):
                silence, start = one_key(voice, card)
                silences.append(silence)
                starts.append(start)
        finally:
            voice.close()
            card.pull_out()
    for name, found in (("key to silence", silences), ("key to the next sentence's first sound", starts)):
        *_, p99 = statistics.quantiles(found, n=100, method="inclusive")
        print(
            f"{name}: p50 {statistics.median(found):.0f} ms, p99 {p99:.0f} ms, most {max(found):.0f} ms ({rounds} keys)"
        )


def one_key(voice: Voice, card: Card) -> tuple[float, float]:
    """Interrupt a sentence by another: milliseconds until silence, and until the other is heard."""
    voice.say([LONG], "zh", MANNER)
    hear(card)
    (player,) = card.players
    pressed = time.perf_counter()
    voice.say([SHORT], "zh", MANNER)
    deadline = pressed + PATIENCE_S
    while alive(player) and time.perf_counter() < deadline:
        time.sleep(0.0005)
    silence = time.perf_counter()
    card.rest()  # of the old sentence
    hear(card)
    start = time.perf_counter()
    while voice.speaking:
        card.rest()
        time.sleep(0.001)
    card.rest()
    return (silence - pressed) * 1000, (start - pressed) * 1000


def hear(card: Card) -> None:
    """Wait for something that is no silence."""
    deadline = time.perf_counter() + PATIENCE_S
    while not any(card.rest(4096)):
        if time.perf_counter() > deadline:
            sys.exit("nothing came")
        time.sleep(0.0005)


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


if __name__ == "__main__":
    main()
