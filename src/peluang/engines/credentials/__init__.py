"""Certificates of training that verify without us: Open Badges 3.0 / W3C VC 2.0, signed as JWT (Ed25519).

Public API
----------
credential.py
    ``CertificateFacts`` dataclass; ``build_credential(facts) -> dict`` (JSON-LD)
keys.py, key_files.py
    ``generate_key(kid) -> SigningKey``; ``SigningKey.public_jwk() -> dict``, ``.private_jwk()``,
    ``signing_key_from_jwk(dict)``; ``key_set(keys) -> dict`` from an iterable; ``read_keys(dict)`` from a JWK set, JWK,
    controller (DID) document or Multikey
signing.py, proofs.py
    ``sign(credential, key) -> str``; ``verify(document, keys: Mapping[str, dict], *, at, status_list=None) ->
    Verification(valid, reasons, credential, kid, revoked, as_of)``; reasons are ``Problem(code, text_id, text_en)``
documents.py
    ``credential_in(bytes) -> str | Problem``: the signed credential inside a text, JSON, PDF, PNG or SVG file
status_list.py, status.py
    ``StatusList(length=131072)``: ``.revoke(i)``, ``.revoked(i)``, ``.encode() -> str``,
    ``StatusList.decode(str)``; ``status_list_credential(list, ...) -> dict`` (signed with ``sign``)
bundle.py
    ``Bundle(keys, status_lists)``: ``.to_json()``, ``Bundle.from_json(text)``; ``verify_offline(document,
    bundle, *, at)``; ``with_list(keys, document, *, at) -> Bundle``
numbers.py
    ``certificate_number(sequence, year) -> str`` like ``PLG-2026-0000123-06``; ``check_number(text) -> str |
    None`` gives the tidy number, tolerant of spaces, case and O/0
"""

from peluang.engines.credentials.bundle import Bundle, BundleProblem, verify_offline, with_list
from peluang.engines.credentials.credential import CertificateFacts, build_credential
from peluang.engines.credentials.documents import credential_in
from peluang.engines.credentials.key_files import read_keys
from peluang.engines.credentials.keys import (
    KeyProblem,
    SigningKey,
    generate_key,
    key_set,
    signing_key_from_jwk,
)
from peluang.engines.credentials.numbers import certificate_number, check_number
from peluang.engines.credentials.problems import Problem, problem
from peluang.engines.credentials.signing import Verification, sign, verify
from peluang.engines.credentials.status import ListedBits
from peluang.engines.credentials.status_list import (
    StatusList,
    StatusListProblem,
    read_status_list,
    status_list_credential,
)

__all__ = [
    "Bundle",
    "BundleProblem",
    "CertificateFacts",
    "KeyProblem",
    "ListedBits",
    "Problem",
    "SigningKey",
    "StatusList",
    "StatusListProblem",
    "Verification",
    "build_credential",
    "certificate_number",
    "check_number",
    "credential_in",
    "generate_key",
    "key_set",
    "problem",
    "read_keys",
    "read_status_list",
    "sign",
    "signing_key_from_jwk",
    "status_list_credential",
    "verify",
    "verify_offline",
    "with_list",
]
