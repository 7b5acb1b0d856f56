"""What a reader's answer about a signed picture means: the states, the checks behind them, the history.

Pure functions: no files, no clock. The answers come from the library ``c2pa`` (the C2PA specification 2.x and its
codes, section "Validation"); nothing is decided here that it did not say.
"""

from __future__ import annotations

import re
from typing import Any

CASES = ("signed", "resent", "screenshot", "byte", "stranger")
"""What happens to the labelled picture."""
TWIN = "never"
"""The picture that stands beside it and never had a label."""
VERDICTS = ("valid", "unknown", "broken", "gone")
SKIP = "skip"
NO_LABEL = "ManifestNotFound"

CHECKS = {
    "signature": ("claimSignature.validated", "claimSignature.mismatch"),
    "list": ("signingCredential.trusted", "signingCredential.untrusted"),
    "same": ("assertion.dataHash.match", "assertion.dataHash.mismatch"),
}
"""Check -> the library's code when it holds, and when it fails."""

Reading = dict[str, Any]


def verdict(state: str, failures: list[str]) -> str:
    """One of ``VERDICTS`` for the library's state and failed checks.

    ``valid`` only for the state ``Trusted`` without a single failure: a stranger's signature also comes back
    as ``Valid``. Raises ``ValueError`` for a state that the library does not have.
    """
    if state == "None":
        return "gone"
    if state == "Invalid":
        return "broken"
    if state not in ("Valid", "Trusted"):
        raise ValueError(f"모르는 상태예요: {state!r} / No such state.")
    return "valid" if state == "Trusted" and not failures else "unknown"


def reading(answer: dict[str, Any]) -> Reading:
    """What a page needs of the library's answer (its JSON, or ``{"error": …}`` where there is no label).

    ``state``, ``passed`` and ``failed`` (codes), ``signer``, ``source`` (IPTC word), ``history`` (actions, oldest
    first), and ``answer``: the parts of the JSON that are the same whenever the same picture is signed again.
    """
    if "error" in answer:
        none: Reading = {"passed": [], "failed": [], "signer": "", "source": "", "history": []}
        return {"state": "None", **none, "answer": answer}
    active = answer["validation_results"]["activeManifest"]
    manifests = _oldest_first(answer)
    told = [action for one in manifests for action in _actions(one)]
    source = next((a["digitalSourceType"] for a in told if "digitalSourceType" in a), "")
    return {
        "state": answer["validation_state"],
        "passed": [one["code"] for one in active["success"]],
        "failed": [one["code"] for one in active["failure"]],
        "signer": manifests[-1]["signature_info"]["common_name"],
        "source": source.rsplit("/", 1)[-1],
        "history": [action["action"] for action in told],
        "answer": _steady(answer, manifests, active),
    }


def checks(read: Reading) -> dict[str, bool]:
    """For each check that the library made on the active label whether it held, in the order of ``CHECKS``."""
    made = {name: codes for name, codes in CHECKS.items() if {*codes} & {*read["passed"], *read["failed"]}}
    return {name: holds in read["passed"] and fails not in read["failed"] for name, (holds, fails) in made.items()}


def _oldest_first(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The labels of a file from the first to the one that counts, along the chain of parents."""
    all_of_them, chain = answer["manifests"], []
    name: str | None = answer["active_manifest"]
    while name:
        one = all_of_them[name]
        chain.append(one)
        parents = [i for i in one.get("ingredients", []) if i["relationship"] == "parentOf"]
        name = parents[0].get("active_manifest") if parents else None
    return chain[::-1]


def _actions(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        action
        for assertion in manifest["assertions"]
        if assertion["label"].startswith("c2pa.actions")
        for action in assertion["data"]["actions"]
    ]


def _steady(answer: dict[str, Any], manifests: list[dict[str, Any]], active: dict[str, Any]) -> dict[str, Any]:
    """State, checks, signer and actions as the library wrote them; its random names are cut out of the words."""
    rows = {
        kind: [{"code": one["code"], "explanation": _plain(one["explanation"])} for one in active[kind]]
        for kind in ("success", "failure")
    }
    signature = {key: manifests[-1]["signature_info"][key] for key in ("alg", "issuer", "common_name")}
    told = [action for one in manifests for action in _actions(one)]
    made = [{key: one[key] for key in ("action", "digitalSourceType") if key in one} for one in told]
    state = answer["validation_state"]
    return {"validation_state": state, "validation_results": rows, "signature_info": signature, "actions": made}


def _plain(words: str) -> str:
    return re.sub(r"urn:c2pa:[0-9a-f-]+", "urn:c2pa:…", words)
