"""The secrets that a settings file names are read, or told in words."""

from datetime import UTC, datetime

import pytest

from broker.client.join import address_of
from broker.runtime.settings.file import Endpoint, SettingsError
from broker.server import certificates


@pytest.fixture
def path(tmp_path):
    (tmp_path / "good").write_text("秘密 word\n", "utf-8")
    certificates.make_authority("leiyang", tmp_path / "ca.pem", tmp_path / "ca.key", datetime.now(UTC))
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    return tmp_path / "device.toml"


def test_password_and_certificates_are_files_beside_the_settings(path):
    address = address_of(path, Endpoint(password_file="good", ca_file="ca.pem"), "kiosk-1")
    assert (address.password, address.ca_file) == ("秘密 word", str(path.with_name("ca.pem")))
    assert address_of(path, Endpoint(), "kiosk-1").ca_file is None


@pytest.mark.parametrize("setting", ["password_file", "ca_file"])
@pytest.mark.parametrize("file, fault", [("gone", "can't be read: No such file"), ("bytes", "is not a text in UTF-8")])
def test_a_file_that_is_missing_or_no_text_is_told_in_words(path, setting, file, fault):
    with pytest.raises(SettingsError, match=rf"mqtt\.{setting}: {file}: {fault}") as refused:
        address_of(path, Endpoint.model_validate({setting: file}), "kiosk-1")
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("held", ["", "secret", "-----BEGIN CERTIFICATE-----\nMIIB"])
def test_a_file_that_holds_no_certificate_is_told_in_words(path, held):
    (path.parent / "bad.pem").write_text(held)
    with pytest.raises(SettingsError, match=r"mqtt\.ca_file: bad\.pem: holds no certificate"):
        address_of(path, Endpoint(ca_file="bad.pem"), "kiosk-1")
