"""Content Credentials (C2PA): who says what a picture is, signed into the file.

The key beside this file is called TEST and is public: its signature proves nothing, and says so in the
signer's name. It shows pupils what a signed origin looks like and how it is lost (any re-save drops it).
Nothing is asked over the network. Two signatures of the same picture differ; its pixels do not, so pictures
are compared by pixels. Red line for readers: only the state ``Trusted`` is a pass; a stranger's signature
also comes back as ``Valid``.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import json
from io import BytesIO
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT, CERTIFICATE, KEY = (HERE / f"TEST-{name}" for name in ("root.pem", "signer.pem", "signer.key"))
INSTALLED = importlib.util.find_spec("c2pa") is not None
"""Whether the package ``c2pa-python`` is there; without it pictures leave unsigned and ``missing`` does not ask."""

SETTINGS = {
    "version": 1,
    "trust": {"user_anchors": ROOT.read_text("utf-8")},
    "builder": {"thumbnail": {"enabled": False}},
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_sign": False},
}
"""No thumbnail (it would be larger than the picture), no network, our own root and no other."""


@functools.cache
def _tools() -> tuple[Any, Any, Any]:
    """The package, a context with our settings, and our signer; made once a process."""
    c2pa = importlib.import_module("c2pa")

    info = c2pa.C2paSignerInfo(b"es256", *_chain(), None)
    return c2pa, c2pa.Context(c2pa.Settings.from_dict(SETTINGS)), c2pa.Signer.from_info(info)


def _chain() -> tuple[bytes, bytes]:
    """Our certificates, the signer's first, and the signer's key, as PEM."""
    return CERTIFICATE.read_bytes() + ROOT.read_bytes(), KEY.read_bytes()


def signed(picture: bytes, source: str, title: str, mark: str) -> bytes:
    """A WebP file with a manifest that says how it came to be; unchanged if the package is not installed.

    ``source`` is the IPTC digital source type (an address), ``title`` what is in it, ``mark`` the invisible
    number in hex. No pixel changes.
    """
    if not INSTALLED:
        return picture
    c2pa, context, signer = _tools()
    manifest = {
        "claim_generator_info": [{"name": "Barobogi TEST", "version": "1"}],
        "title": title,
        "assertions": [
            {
                "label": "c2pa.actions.v2",
                "data": {"actions": [{"action": "c2pa.created", "digitalSourceType": source}]},
            },
            {"label": "c2pa.soft-binding", "data": {"alg": "barobogi.qim", "blocks": [{"scope": {}, "value": mark}]}},
        ],
    }
    held = BytesIO()
    with c2pa.Builder.from_json(json.dumps(manifest), context) as builder:
        builder.sign(signer, "image/webp", BytesIO(picture), held)
    return held.getvalue()


def state(picture: bytes) -> tuple[str, dict[str, Any]]:
    """What the signature of a WebP file is worth, and its manifest.

    ``Trusted``: signed with our key and unchanged, without one failed check. ``Valid``: unchanged, but signed by
    somebody else. ``Invalid``: changed. ``None``: no manifest (which proves nothing). ``?``: the package is not
    installed.
    """
    if not INSTALLED:
        return "?", {}
    c2pa, context, _ = _tools()
    try:
        with c2pa.Reader("image/webp", BytesIO(picture), context=context) as reader:
            return str(reader.get_validation_state()), dict(reader.get_active_manifest() or {})
    except c2pa.C2paError as error:
        if "ManifestNotFound" in f"{type(error).__name__} {error}":
            return "None", {}
        raise
