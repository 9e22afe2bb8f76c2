"""Makes the kernel refuse what a disk refuses: no compiler, no root, and nothing of ours is replaced."""

import ctypes
import errno
import platform
import struct
from pathlib import Path

# seccomp(2), filters in BPF: look at the number of the system call, answer those listed with an errno.
_PR_SET_NO_NEW_PRIVS, _SET_MODE_FILTER, _ALL_THREADS = 38, 1, 1
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NUMBERS = {  # of seccomp itself, and of fsync and fdatasync
    "x86_64": (317, (74, 75)),
    "aarch64": (277, (82, 83)),
}


def can_refuse() -> str:
    """Why this machine can't; empty when it can."""
    if platform.machine() not in _NUMBERS:
        return f"no numbers of system calls for {platform.machine()}"
    actions = Path("/proc/sys/kernel/seccomp/actions_avail")
    return "" if actions.exists() and "errno" in actions.read_text() else "this kernel has no seccomp filters"


def refuse_to_sync() -> None:
    """From now on every fsync of this process, in all its threads, fails as of a broken disk; for good."""
    seccomp, refused = _NUMBERS[platform.machine()]
    steps = [(_LOAD, 0, 0, 0)]
    steps += [(_JUMP_IF_EQUAL, len(refused) - n, 0, number) for n, number in enumerate(refused)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ERRNO | errno.EIO)]
    program = b"".join(struct.pack("HBBI", *step) for step in steps)
    code = ctypes.create_string_buffer(program, len(program))
    whole = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.syscall(seccomp, _SET_MODE_FILTER, _ALL_THREADS, whole):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter")
