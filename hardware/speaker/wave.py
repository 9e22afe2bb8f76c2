"""Clips joined to one announcement: WAV bytes in, WAV bytes out. Every clip is 16-bit mono."""

import array
import io
import math
import sys
import wave
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hardware.errors import ClipError

SAMPLE_BYTES = 2
FULL = 100
"""The volume at which clips are played as they are, in percent."""
_DOUBLE_DB = 10  # more, and the ear tells twice as loud (ISO 532-1: sone and phon)
_AMPLITUDE_OF_LOUDNESS = _DOUBLE_DB / 20 * math.log2(10)


@dataclass(frozen=True)
class Pause:
    """Silence between two clips.

    Attributes:
        ms: How long, in milliseconds.
    """

    ms: int


@dataclass(frozen=True)
class Sound:
    """Sound in memory.

    Attributes:
        rate: Samples a second.
        samples: Signed 16-bit little-endian samples of one channel.
    """

    rate: int
    samples: bytes = field(repr=False)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / SAMPLE_BYTES / self.rate


Part = Path | Sound | Pause
"""Of an announcement: a WAV file, sound in memory, or silence."""


def decode(name: str, data: bytes) -> Sound:
    """Read a WAV file.

    Args:
        name: Of the clip, for the error.
        data: The file's bytes.

    Raises:
        ClipError: It is broken, or not 16-bit mono.
    """
    try:
        with wave.open(io.BytesIO(data)) as clip:
            width, channels, rate, count = (
                clip.getsampwidth(),
                clip.getnchannels(),
                clip.getframerate(),
                clip.getnframes(),
            )
            samples = clip.readframes(count)
    except (wave.Error, EOFError, RuntimeError) as error:
        raise ClipError(name, f"is no WAV file: {error or 'it ends too early'}") from error
    if (width, channels) != (SAMPLE_BYTES, 1):
        raise ClipError(name, f"is {8 * width}-bit with {channels} channels, not 16-bit mono")
    if len(samples) != count * SAMPLE_BYTES or rate <= 0:
        raise ClipError(name, "is cut off")
    return Sound(rate, samples)


def encode(sound: Sound) -> bytes:
    """Write a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as clip:
        clip.setnchannels(1)
        clip.setsampwidth(SAMPLE_BYTES)
        clip.setframerate(sound.rate)
        clip.writeframes(sound.samples)
    return file.getvalue()


def samples_of(sound: Sound) -> "array.array[int]":
    """The samples as numbers."""
    samples = array.array("h", sound.samples)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def sound_of(rate: int, samples: "array.array[int]") -> Sound:
    """The samples as sound."""
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return Sound(rate, samples.tobytes())


def at_volume(sound: Sound, volume: int) -> Sound:
    """Make a sound softer, so that it seems to be as loud as so many percent of what it was.

    Args:
        sound: What is said.
        volume: 0 is silence, 50 half as loud as the ear tells (10 dB less), 100 as it is.
    """
    if volume == FULL:
        return sound
    gain = (volume / FULL) ** _AMPLITUDE_OF_LOUDNESS
    return sound_of(sound.rate, array.array("h", (round(sample * gain) for sample in samples_of(sound))))


def join(parts: Iterable[tuple[str, Sound] | Pause]) -> Sound:
    """Put named sounds and pauses one behind the other.

    Raises:
        ClipError: The sounds differ in rate, or there is none.
    """
    sequence = list(parts)
    first = next((part for part in sequence if not isinstance(part, Pause)), None)
    if first is None:
        raise ClipError("", "nothing to play")
    rate = first[1].rate
    samples = bytearray()
    for part in sequence:
        if isinstance(part, Pause):
            samples += bytes(rate * part.ms // 1000 * SAMPLE_BYTES)
            continue
        name, sound = part
        if sound.rate != rate:
            raise ClipError(name, f"has {sound.rate} samples a second, {first[0]} has {rate}")
        samples += sound.samples
    return Sound(rate, bytes(samples))


def load(parts: Sequence[Part]) -> Sound:
    """Read clips from files, where they are not in memory, and join them.

    Raises:
        ClipError: A clip is missing, broken, or of another format than the others.
    """
    return join(_loaded(part) for part in parts)


def _loaded(part: Part) -> tuple[str, Sound] | Pause:
    match part:
        case Path():
            return str(part), decode(str(part), _bytes_of(part))
        case Sound():
            return "sound", part
        case Pause():
            return part


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ClipError(str(path), error.strerror or str(error)) from error
