"""Content Credentials: what is trusted, what breaks them, and that they change no pixel. Nothing asks the network."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("c2pa", reason="c2pa-python is not installed")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from demos.faces import Face, credentials, marks


@pytest.fixture(scope="module")
def picture(gallery: dict[str, Face]) -> np.ndarray:
    return np.rint(next(iter(gallery.values())).picture(512) * 255).astype(np.uint8)


def opened(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(data)).convert("RGB"))


def test_the_signature_says_how_the_picture_was_made(picture: np.ndarray) -> None:
    data = marks.encode(picture, marks.words(("f01", "f02"), "average", 50))
    state, manifest = credentials.state(data)
    assert state == "Trusted"
    assert "TEST" in manifest["signature_info"]["common_name"]
    action = manifest["assertions"][0]["data"]["actions"][0]
    assert action["digitalSourceType"].endswith("/compositeSynthetic")


def test_only_our_own_root_is_trusted(picture: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same manifest, signed by a stranger whose chain is in order: unchanged, but not ours."""
    stranger = Stranger()
    monkeypatch.setattr(credentials, "_chain", stranger.chain)
    credentials._tools.cache_clear()
    data = marks.encode(picture, marks.words(("f01",), "portrait"))
    monkeypatch.undo()
    credentials._tools.cache_clear()
    assert credentials.state(data)[0] == "Valid"


class Stranger:
    """A root and a signer of its own, made for this test."""

    def __init__(self) -> None:
        root, self.key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        own = self.certificate("Stranger root", root, "Stranger root", root, True)
        self.certificates = [self.certificate("Stranger", self.key, "Stranger root", root, False), own]

    def certificate(self, name: str, key: object, issuer: str, by: object, is_root: bool) -> x509.Certificate:
        now = datetime.now(UTC)
        names = [
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, n), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "X")])
            for n in (name, issuer)
        ]
        use = dict.fromkeys(
            [
                "content_commitment",
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "encipher_only",
                "decipher_only",
            ],
            False,
        )
        made = x509.CertificateBuilder().subject_name(names[0]).issuer_name(names[1]).public_key(key.public_key())  # type: ignore[attr-defined]
        made = made.serial_number(x509.random_serial_number())
        made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
        made = made.add_extension(x509.BasicConstraints(is_root, None), critical=True)
        signs = x509.KeyUsage(digital_signature=not is_root, key_cert_sign=is_root, crl_sign=is_root, **use)
        made = made.add_extension(signs, critical=True)
        made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)  # type: ignore[attr-defined]
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key())  # type: ignore[attr-defined]
        made = made.add_extension(above, critical=False)
        if not is_root:
            made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        return made.sign(by, hashes.SHA256())  # type: ignore[arg-type]

    def chain(self) -> tuple[bytes, bytes]:
        pem = serialization.Encoding.PEM
        chain = b"".join(c.public_bytes(pem) for c in self.certificates)
        form = serialization.PrivateFormat.PKCS8
        return chain, self.key.private_bytes(pem, form, serialization.NoEncryption())


def test_any_change_breaks_the_signature_and_saving_again_loses_it(picture: np.ndarray) -> None:
    data = bytearray(marks.encode(picture, marks.words(("f01", "f02"), "average", 50)))
    data[len(data) // 3] ^= 1
    assert credentials.state(bytes(data))[0] == "Invalid"
    held = BytesIO()
    Image.fromarray(picture).save(held, "WEBP")
    assert credentials.state(held.getvalue())[0] == "None"


def test_signing_changes_no_pixel(picture: np.ndarray) -> None:
    held = BytesIO()
    Image.fromarray(picture).save(held, "WEBP")
    signed = credentials.signed(held.getvalue(), marks.SOURCE + marks.BLENDED, "x", "00000000")
    assert len(signed) > len(held.getvalue())
    assert np.array_equal(opened(signed), opened(held.getvalue()))
