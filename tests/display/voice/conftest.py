"""Clips to speak with."""

import shutil

import pytest

from display.voice.clips import make_clips


@pytest.fixture(scope="session")
def clips(tmp_path_factory):
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    folder = tmp_path_factory.mktemp("clips")
    make_clips(folder, ("zh",))
    return folder
