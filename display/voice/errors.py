"""What can be wrong with the voice.

VoiceError
├── UnspeakableError     a number or a label has a character that no clip says
└── ClipsNotMadeError    the clips are not there and cannot be made
"""


class VoiceError(Exception):
    """Anything the voice raises on purpose."""


class UnspeakableError(VoiceError):
    """A number or a label has a character that no clip says, or nothing to say at all.

    Attributes:
        text: The number or label.
    """

    def __init__(self, text: str) -> None:
        super().__init__(f"no clips say {text!r}: only A-Z and 0-9 are spoken")
        self.text = text


class ClipsNotMadeError(VoiceError):
    """The clips are not there and cannot be made.

    Attributes:
        program: What should have made them.
        detail: What went wrong, for the operator.
    """

    def __init__(self, program: str, detail: str) -> None:
        super().__init__(f"{program}: {detail}")
        self.program = program
        self.detail = detail
