"""A sound of our own, played once."""

import tempfile
from pathlib import Path

from hardware.speaker import wave
from hardware.speaker.speaker import Speaker


def play(speaker: Speaker, sound: wave.Sound) -> None:
    """Play it and let go of the loudspeaker.

    Raises:
        DeviceError: It does not work.
    """
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / "clip.wav"
        clip.write_bytes(wave.encode(sound))
        try:
            speaker.play([clip])
        finally:
            speaker.close()
