"""Two falling tones: before a call, and what `yimen device try speaker` plays."""

import array
import math

from hardware.speaker.wave import Sound, sound_of

_RATE = 22050
_TONES_HZ = (784.0, 622.0)  # G5, E flat 5
_SECONDS_EACH = 0.5
_LOUDNESS = 0.4


def chime(rate: int = _RATE) -> Sound:
    """Make the sound, about a second long.

    Args:
        rate: Samples a second.
    """
    count = int(rate * _SECONDS_EACH)
    samples = array.array("h")
    for tone in _TONES_HZ:
        for at in range(count):
            fading = _LOUDNESS * (1 - at / count) ** 2
            samples.append(int(fading * (2**15 - 1) * math.sin(2 * math.pi * tone * at / rate)))
    return sound_of(rate, samples)
