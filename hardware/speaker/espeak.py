"""Text as sound, by Debian's espeak-ng: a program of its own, which reads its text from a pipe and keeps nothing.

espeak-ng 1.51 spells Chinese characters out with its voice `cmn`; `cmn-latn-pinyin` says pinyin with tone numbers
as it should be (espeak-ng issue 1236), and the letters too.
"""

import struct
import subprocess

from hardware.errors import DeviceError, DeviceMissingError, DeviceMutedError, OutOfServiceError
from hardware.speaker.wave import Sound

PROGRAM = "espeak-ng"
PINYIN, ENGLISH = "cmn-latn-pinyin", "en-gb"
"""Voices: of Chinese, which is given as pinyin with tone numbers, and of English."""

_WAIT_S = 30.0
_NO_VOICE = b"voice does not exist"
_HEAD = struct.Struct("<4s20xI8x4s4x")
"""Of a WAV file: RIFF, samples a second, data. On a pipe its lengths are made up, so the file is as long as it is."""


class NoVoiceError(DeviceError):
    """The program has no such voice."""


def speak(text: str, voice: str, words_a_minute: int) -> Sound:
    """Have a text said; it is in no file and in no list of processes.

    Args:
        text: What is said, as the voice reads it.
        voice: Such as `PINYIN`, `ENGLISH`, or the code of another language.
        words_a_minute: How fast; 80 to 450.

    Raises:
        NoVoiceError: There is no such voice.
        DeviceError: The program is not installed, fails, or does not end.
    """
    command = [PROGRAM, "-v", voice, "-s", str(words_a_minute), "--stdin", "--stdout"]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=_WAIT_S, check=False)
    except FileNotFoundError as error:
        raise DeviceMissingError(PROGRAM, "is not installed (Debian: espeak-ng)") from error
    except subprocess.TimeoutExpired:
        raise DeviceMutedError(PROGRAM, f"does not end within {_WAIT_S:g} s") from None  # the error holds the text
    if _NO_VOICE in done.stderr:
        raise NoVoiceError(PROGRAM, f"has no voice {voice}")
    if done.returncode:
        raise OutOfServiceError(PROGRAM, f"ended with {done.returncode}")
    if len(done.stdout) < _HEAD.size:
        raise OutOfServiceError(PROGRAM, "said nothing")
    riff, rate, data = _HEAD.unpack_from(done.stdout)
    if (riff, data) != (b"RIFF", b"data"):
        raise OutOfServiceError(PROGRAM, "said something that is no sound")
    samples = done.stdout[_HEAD.size :]
    return Sound(rate, samples[: len(samples) // 2 * 2])
