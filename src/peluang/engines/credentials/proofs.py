"""Credentials with their proof inside (W3C Data Integrity 1.0), of the suite that needs no JSON-LD processing.

Source: W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3 (eddsa-jcs-2022). eddsa-rdfc-2022 needs RDF
canonicalisation with downloaded contexts, which an offline check cannot do honestly: it is named and refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peluang.engines.credentials.data_model import issuer_id, moment
from peluang.engines.credentials.key_files import base58_decode, base58_encode, find_key
from peluang.engines.credentials.keys import KeyProblem, PublicJwk, SigningKey, check_signature, public_key
from peluang.engines.credentials.problems import Problem, problem
from peluang.engines.credentials.strict_json import canonical

SUITE = "eddsa-jcs-2022"


@dataclass(frozen=True)
class OpenedProof:
    credential: dict[str, Any]
    key: PublicJwk
    method: str


def open_document(document: Mapping[str, Any], keys: Mapping[str, PublicJwk], *, at: datetime) -> OpenedProof | Problem:
    """The credential without its proof if every supported proof on it holds and there is one.

    One bad proof among good ones is refused: somebody added it for a reader who looks at that one alone.
    """
    stated = document["proof"]
    listed = stated if isinstance(stated, list) else [stated]
    if not listed or len(listed) > 10 or not all(isinstance(each, Mapping) for each in listed):
        return problem("FIELD_WRONG", "proof")
    ours = [each for each in listed if each.get("type") == "DataIntegrityProof" and each.get("cryptosuite") == SUITE]
    if not ours:
        return problem("PROOF_NOT_SUPPORTED", str(listed[0].get("cryptosuite") or listed[0].get("type")))
    bare = {name: value for name, value in document.items() if name != "proof"}
    opened: list[OpenedProof] = []
    for proof in ours:
        found = _check(bare, proof, keys, at)
        if isinstance(found, Problem):
            return found
        opened.append(found)
    return opened[0]


def _check(
    bare: dict[str, Any], proof: Mapping[str, Any], keys: Mapping[str, PublicJwk], at: datetime
) -> OpenedProof | Problem:
    method = proof.get("verificationMethod")
    if proof.get("proofPurpose") != "assertionMethod" or not isinstance(method, str):
        return problem("FIELD_WRONG", "proof.proofPurpose")
    try:
        for name in ("created", "expires"):
            if name in proof:
                moment(proof[name])
        signature = base58_decode(str(proof.get("proofValue", "")))
    except ValueError:
        return problem("FIELD_WRONG", "proof")
    contexts, stated = bare.get("@context"), proof.get("@context")
    if stated is not None:
        listed = stated if isinstance(stated, list) else [stated]
        if not isinstance(contexts, list) or contexts[: len(listed)] != listed:
            return problem("CONTEXT_WRONG")
    key = find_key(keys, method, "EdDSA", issuer_id(bare))
    if key is None or key.get("crv") != "Ed25519":
        return problem("UNKNOWN_KEY")
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    signed = bare if stated is None else bare | {"@context": stated}
    try:
        if not check_signature(public_key(key), "EdDSA", signature, _digest(signed, options)):
            return problem("SIGNATURE_WRONG")
    except KeyProblem:
        return problem("UNKNOWN_KEY")
    except ValueError:
        return problem("MALFORMED")
    if "expires" in proof and at >= moment(proof["expires"]):
        return problem("EXPIRED", str(proof["expires"]))
    return OpenedProof(dict(bare), key, method)


def _digest(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(canonical(options)).digest() + hashlib.sha256(canonical(document)).digest()


def add_proof(credential: Mapping[str, Any], key: SigningKey, *, method: str, created: str) -> dict[str, Any]:
    """The credential with an eddsa-jcs-2022 proof, for wallets that read no JWT."""
    options = {
        "type": "DataIntegrityProof", "cryptosuite": SUITE, "created": created, "verificationMethod": method,
        "proofPurpose": "assertionMethod", "@context": credential["@context"],
    }  # fmt: skip
    value = base58_encode(key.private.sign(_digest(credential, options)))
    return {**credential, "proof": {**options, "proofValue": value}}
