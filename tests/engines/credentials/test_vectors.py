"""Every rule of the specifications that we follow, as vectors anybody may try on another implementation."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from peluang.engines.credentials import Bundle, Problem, Verification, credential_in, read_keys, verify, verify_offline

from .vectors.write import DID, ED25519, P256

FOLDER = Path(__file__).parent / "vectors"
AT = datetime(2026, 6, 1, tzinfo=UTC)
#: What the verifier trusts unless a vector brings its own: the issuer's two keys, and the same key as a did:key.
TRUSTED: list[dict[str, Any]] = [ED25519, P256]
VECTORS = [(path.stem, each) for path in sorted(FOLDER.glob("*.json")) for each in json.loads(path.read_text())]


def trusted(given: list[dict[str, Any]] | None) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for each in given or TRUSTED:
        found |= read_keys(each)
    return found


def checked(vector: dict[str, Any]) -> Verification:
    keys = trusted(vector.get("keys"))
    document = credential_in(vector["document"].encode())
    if isinstance(document, Problem):
        return Verification(False, (document,), None)
    if "status_lists" in vector:
        return verify_offline(document, Bundle(keys, vector["status_lists"]), at=AT)
    return verify(document, keys, at=AT)


@pytest.mark.parametrize(("group", "vector"), VECTORS, ids=[f"{group}: {each['name']}" for group, each in VECTORS])
def test_vector(group: str, vector: dict[str, Any]) -> None:
    found = checked(vector)
    assert [each.code for each in found.reasons][:1] == ([] if vector["expect"] == "VALID" else [vector["expect"]])
    assert found.valid == (vector["expect"] == "VALID")


def test_each_names_its_section_and_none_stands_twice() -> None:
    assert all(each["section"] for _group, each in VECTORS)
    assert len({(group, each["name"]) for group, each in VECTORS}) == len(VECTORS) > 140
    assert DID.startswith("did:key:z6Mk")


def test_problems_speak_both_languages() -> None:
    for _group, vector in VECTORS:
        for each in checked(vector).reasons:
            assert each.text_id
            assert each.text_en
            assert "{0}" not in each.text_id + each.text_en
