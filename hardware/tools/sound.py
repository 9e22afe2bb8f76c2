"""A sound of our own, played once."""

from hardware.speaker.speaker import Speaker
from hardware.speaker.wave import Sound


def play(speaker: Speaker, sound: Sound) -> None:
    """Play it and let go of the loudspeaker.

    Raises:
        DeviceError: It does not work.
    """
    try:
        speaker.play([sound])
    finally:
        speaker.close()
