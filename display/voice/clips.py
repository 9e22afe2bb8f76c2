"""The clips that calls are made of: a default set, spoken by Debian's espeak-ng.

A hall that wants a human voice records files of the same names; what is in the folder is never overwritten.
"""

import array
import math
import string
from collections.abc import Sequence
from pathlib import Path

from display.voice.errors import ClipsNotMadeError
from display.voice.words import CHIME, Language, Said
from hardware.chime import chime
from hardware.errors import DeviceError
from hardware.speaker.espeak import ENGLISH, PINYIN, PROGRAM, speak
from hardware.speaker.wave import Pause, Sound, encode, samples_of, sound_of

RATE = 22050

_FULL = 2**15 - 1
_PEAK = 0.9  # of full scale, at most
_LOUDNESS = 0.12  # root mean square of full scale, that of clear speech with room for its peaks
_SILENT = 0.02  # of a clip's peak; quieter edges are cut away
_LEAD_S, _TAIL_S = 0.01, 0.05  # kept around the sound, so that clips neither click nor run into each other
_WORDS_A_MINUTE = 150

_VOICES: dict[Language, str] = {"zh": PINYIN, "en": ENGLISH}

_ZH_DIGITS = ("ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3", "shi2")
_EN_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LETTERS = {letter.lower(): letter for letter in string.ascii_uppercase}

SPOKEN: dict[Language, dict[str, str]] = {
    "zh": {
        "please": "qing3",
        "ticket": "hao4",
        "to": "dao4",
        "window": "hao4 chuang1kou3",
        "screen": "qing3 kan4 ping2mu4",
        "yao": "yao1",
        **{str(value): text for value, text in enumerate(_ZH_DIGITS)},
        **_LETTERS,
    },
    "en": {
        "ticket": "ticket",
        "window": "please go to window",
        "screen": "please look at the screen",
        **{str(value): text for value, text in enumerate(_EN_NUMBERS)},
        **{str(value): text for value, text in zip(range(20, 100, 10), _EN_TENS, strict=True)},
        **_LETTERS,
    },
}
"""Language to clip to what the program is given to say; the clip's full name is `zh-please`."""


def clip_files(said: Said, folder: Path) -> list[Path | Pause]:
    """Find the files of the clips that say something, for a loudspeaker."""
    return [part if isinstance(part, Pause) else _file(folder, part) for part in said]


def make_clips(folder: Path, languages: Sequence[Language] = ("zh", "en")) -> int:
    """Make the clips that are missing.

    Args:
        folder: Where they are kept; made when it is absent.
        languages: Whose clips are wanted.

    Returns:
        How many were made.

    Raises:
        ClipsNotMadeError: The program that speaks is missing or fails, or the folder takes no files.
    """
    texts = {
        f"{language}-{name}": (language, text) for language in languages for name, text in SPOKEN[language].items()
    }
    made = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not _file(folder, CHIME).exists():
            _keep(_file(folder, CHIME), level(chime(RATE)))
            made += 1
        for name, (language, text) in texts.items():
            if not _file(folder, name).exists():
                _keep(_file(folder, name), level(trim(_speak(language, text))))
                made += 1
    except OSError as error:
        raise ClipsNotMadeError(PROGRAM, str(error)) from error
    return made


def trim(sound: Sound) -> Sound:
    """Cut silence off both ends, but for the little that keeps clips apart."""
    samples = samples_of(sound)
    limit = _SILENT * max(map(abs, samples), default=0)
    heard = [at for at, sample in enumerate(samples) if abs(sample) > limit]
    if not heard:
        return Sound(sound.rate, b"")
    start = max(0, heard[0] - round(_LEAD_S * sound.rate))
    tail = array.array("h", bytes(2 * round(_TAIL_S * sound.rate)))
    return sound_of(sound.rate, samples[start : heard[-1] + 1] + tail)


def level(sound: Sound) -> Sound:
    """Make every clip equally loud, without clipping its peaks."""
    samples = samples_of(sound)
    peak = max(map(abs, samples), default=0)
    if not peak:
        return sound
    loudness = math.sqrt(sum(sample * sample for sample in samples) / len(samples))
    gain = min(_LOUDNESS * _FULL / loudness, _PEAK * _FULL / peak)
    return sound_of(sound.rate, array.array("h", (round(sample * gain) for sample in samples)))


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.wav"


def _keep(path: Path, sound: Sound) -> None:
    """Write a clip so that it is there whole or not at all."""
    part = path.with_suffix(".part")
    part.write_bytes(encode(sound))
    part.replace(path)


def _speak(language: Language, text: str) -> Sound:
    try:
        sound = speak(text, _VOICES[language], _WORDS_A_MINUTE)
    except DeviceError as error:
        raise ClipsNotMadeError(PROGRAM, error.detail) from error
    if sound.rate != RATE:
        raise ClipsNotMadeError(PROGRAM, f"speaks {sound.rate} samples a second, not {RATE}")
    return sound
