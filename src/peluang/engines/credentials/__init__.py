"""Certificates of training that verify without us: Open Badges 3.0 / W3C VC 2.0, signed as JWT (Ed25519).

Public API
----------
credential.py
    ``CertificateFacts`` dataclass; ``build_credential(facts) -> dict`` (JSON-LD)
keys.py
    ``generate_key(kid) -> SigningKey``; ``SigningKey.public_jwk() -> dict``, ``.private_jwk()``,
    ``signing_key_from_jwk(dict)``; ``key_set(keys) -> dict`` from an iterable
signing.py
    ``sign(credential, key) -> str``; ``verify(token, keys: Mapping[str, dict], *, at, status_list=None) ->
    Verification(valid, reasons, credential, revoked)``; reasons are ``Problem(code, text_id, text_en)``
status_list.py
    ``StatusList(length=131072)``: ``.revoke(i)``, ``.revoked(i)``, ``.encode() -> str``,
    ``StatusList.decode(str)``; ``status_list_credential(list, ...) -> dict`` (signed with ``sign``)
bundle.py
    ``Bundle(keys, status_lists)``: ``.to_json()``, ``Bundle.from_json(text)``; ``verify_offline(token,
    bundle, *, at)``
numbers.py
    ``certificate_number(sequence, year) -> str`` like ``PLG-2026-0000123-06``; ``check_number(text) -> str |
    None`` gives the tidy number, tolerant of spaces, case and O/0
"""

from peluang.engines.credentials.bundle import Bundle, BundleProblem, verify_offline
from peluang.engines.credentials.credential import CertificateFacts, build_credential
from peluang.engines.credentials.keys import (
    KeyProblem,
    SigningKey,
    generate_key,
    key_set,
    signing_key_from_jwk,
)
from peluang.engines.credentials.numbers import certificate_number, check_number
from peluang.engines.credentials.problems import Problem
from peluang.engines.credentials.signing import Verification, sign, verify
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
    "Problem",
    "SigningKey",
    "StatusList",
    "StatusListProblem",
    "Verification",
    "build_credential",
    "certificate_number",
    "check_number",
    "generate_key",
    "key_set",
    "read_status_list",
    "sign",
    "signing_key_from_jwk",
    "status_list_credential",
    "verify",
    "verify_offline",
]
