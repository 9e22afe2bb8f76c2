"""Sounds that tests play."""

import array
import math
from pathlib import Path

from hardware.speaker.wave import Sound, encode, samples_of


def a_tone(ms: int = 100, rate: int = 22050, hertz: int = 440) -> Sound:
    count = rate * ms // 1000
    return Sound(
        rate, array.array("h", (int(9000 * math.sin(2 * math.pi * hertz * n / rate)) for n in range(count))).tobytes()
    )


def a_clip(folder: Path, name: str = "a.wav", **tone: int) -> Path:
    path = folder / name
    path.write_bytes(encode(a_tone(**tone)))
    return path


def loudness_db(sound: Sound) -> float:
    """The power of a sound, against that of a sample of 1."""
    samples = samples_of(sound)
    return 10 * math.log10(sum(sample**2 for sample in samples) / len(samples))
