"""The hall's own certificate authority and the MQTT server's certificate; the only file that knows cryptography."""

import ipaddress
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from broker.runtime.secret import write_secret

AUTHORITY_FOR = timedelta(days=3650)
SERVER_FOR = timedelta(days=397)
"""More than a year, and no more than what strict clients believe."""
RENEW_BEFORE = timedelta(days=60)
"""So long before its end the hub's health tells of it, and `yimen provision` makes another."""
CLOCKS_OFF = timedelta(days=1)
"""A box whose clock is behind by so much may still come in."""


def make_authority(hall: str, certificate: Path, key: Path, now: datetime) -> None:
    """Make the certificate that every box of the hall trusts, and its key, which never leaves this machine."""
    own = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Yimen {hall}")
    made = (
        _certificate(name, name, own.public_key(), now, AUTHORITY_FOR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
        .sign(own, hashes.SHA256())
    )
    write_secret(certificate, made.public_bytes(serialization.Encoding.PEM))
    write_secret(key, _pem(own))  # the last, for by it we know that there is an authority


def make_server(
    names: Sequence[str], authority: tuple[Path, Path], certificate: Path, key: Path, now: datetime
) -> None:
    """Make the MQTT server's certificate.

    Args:
        names: the host names and addresses under which devices reach it.
        authority: the authority's certificate and key.
        certificate: where it goes.
        key: where its key goes.
        now: from when on it is valid, less what clocks may be off.
    """
    issuer = x509.load_pem_x509_certificate(authority[0].read_bytes())
    signer = serialization.load_pem_private_key(authority[1].read_bytes(), password=None)
    if not isinstance(signer, ec.EllipticCurvePrivateKey):
        raise TypeError("the authority's key is of another kind")
    own = ec.generate_private_key(ec.SECP256R1())
    made = (
        _certificate(_name(names[0]), issuer.subject, own.public_key(), now, SERVER_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_alternative(name) for name in names]), critical=False)
        .sign(signer, hashes.SHA256())
    )
    write_secret(key, _pem(own))
    write_secret(certificate, made.public_bytes(serialization.Encoding.PEM))  # the last, for `serves` looks at it


def ends(certificate: Path) -> datetime:
    """When a certificate ends."""
    return x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc


def serves(names: Sequence[str], authority: Path, certificate: Path, key: Path, now: datetime) -> bool:
    """Whether a server's certificate and its key are there, are by the authority, for these names, and for a while."""
    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        own = serialization.load_pem_private_key(key.read_bytes(), password=None)
        found.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.read_bytes()))
    except (FileNotFoundError, ValueError, InvalidSignature):
        return False
    told = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return (
        own.public_key() == found.public_key()
        and found.not_valid_after_utc - now > RENEW_BEFORE
        and set(told) == {_alternative(name) for name in names}
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCKS_OFF)
        .not_valid_after(now + lasts)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
