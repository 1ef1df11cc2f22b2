"""Which certificates were revoked: one bit each, compressed (W3C Bitstring Status List 1.0)."""

from __future__ import annotations

import base64
import gzip
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peluang.engines.credentials.credential import CONTEXTS, timestamp
from peluang.engines.credentials.data_model import moment, types_of
from peluang.engines.credentials.strict_json import unb64

# The standard's minimum: a shorter list would tell which certificate a verifier asks about.
SMALLEST = 131_072
# A list of this many entries is 2 MB; what claims to be longer is more likely an attack on our memory.
LARGEST = 1 << 24


class StatusListProblem(ValueError):
    """A status list that cannot be read, or an index outside it."""


class StatusList:
    """A bit string; index 0 is the left-most bit of the first byte. Once revoked stays revoked."""

    def __init__(self, length: int = SMALLEST) -> None:
        if not SMALLEST <= length <= LARGEST or length % 8:
            raise StatusListProblem(f"the length must be a multiple of 8 from {SMALLEST} to {LARGEST}")
        self._bits = bytearray(length // 8)

    def __len__(self) -> int:
        return len(self._bits) * 8

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StatusList) and self._bits == other._bits

    __hash__ = None  # type: ignore[assignment]  # it changes

    def revoke(self, index: int) -> None:
        """Raises StatusListProblem outside the list."""
        byte, bit = self._place(index)
        self._bits[byte] |= bit

    def revoke_all(self, indexes: Iterable[int]) -> None:
        for index in indexes:
            self.revoke(index)

    def revoked(self, index: int) -> bool:
        """Raises StatusListProblem outside the list."""
        byte, bit = self._place(index)
        return bool(self._bits[byte] & bit)

    def _place(self, index: int) -> tuple[int, int]:
        if not 0 <= index < len(self):
            raise StatusListProblem(f"index {index} is outside a list of {len(self)}")
        return index >> 3, 0x80 >> (index & 7)

    def encode(self) -> str:
        """gzip, base64url without padding, multibase prefix "u". The gzip time is 0: equal lists encode
        equally."""
        packed = gzip.compress(bytes(self._bits), compresslevel=9, mtime=0)
        return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()

    @classmethod
    def decode(cls, text: str) -> StatusList:
        """Raises StatusListProblem for anything that is not such a list, before it fills the memory."""
        if not text.startswith("u"):
            raise StatusListProblem("the list must start with the multibase letter u")
        try:
            packed = unb64(text[1:])
            unpacker = zlib.decompressobj(wbits=31)
            bits = unpacker.decompress(packed, LARGEST // 8 + 1)
        except (zlib.error, ValueError) as error:
            raise StatusListProblem("the list is not base64url of gzip") from error
        if not unpacker.eof or unpacker.unused_data:
            raise StatusListProblem("the list is longer than allowed, cut off, or followed by something else")
        found = cls(len(bits) * 8)
        found._bits[:] = bits
        return found


def status_list_credential(
    listed: StatusList, *, url: str, issuer_id: str, valid_from: datetime, valid_until: datetime
) -> dict[str, Any]:
    """The list as a credential, ready for :func:`sign`. ``valid_until``: how long a verifier may rely on this
    copy."""
    return {
        "@context": CONTEXTS[:1],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_id,
        "validFrom": timestamp(valid_from),
        "validUntil": timestamp(valid_until),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": listed.encode(),
        },
    }


@dataclass(frozen=True)
class ReadList:
    """url: its `id`, which the standard leaves optional. as_of: its validFrom."""

    url: str | None
    bits: StatusList
    purposes: tuple[str, ...]
    as_of: datetime | None


def read_status_list(credential: dict[str, Any]) -> ReadList:
    """What a verified status list credential says (section 2.2). Raises StatusListProblem."""
    subject = credential.get("credentialSubject")
    if "BitstringStatusListCredential" not in types_of(credential) or not isinstance(subject, dict):
        raise StatusListProblem("this credential is not a status list")
    if "BitstringStatusList" not in types_of(subject):
        raise StatusListProblem("its subject is not a BitstringStatusList")
    stated = subject.get("statusPurpose")
    purposes: list[Any] = stated if isinstance(stated, list) else [stated]
    if not purposes or not all(isinstance(each, str) and each for each in purposes):
        raise StatusListProblem("this status list does not say what it is for")
    if subject.get("statusSize", 1) != 1:
        raise StatusListProblem("entries of several bits are not read here")
    if not isinstance(subject.get("encodedList"), str):
        raise StatusListProblem("this status list holds no list")
    as_of = moment(credential["validFrom"]) if "validFrom" in credential else None
    return ReadList(credential.get("id"), StatusList.decode(subject["encodedList"]), tuple(purposes), as_of)
