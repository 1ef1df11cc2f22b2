"""The rules, one vector each: what a reader of the specification must accept or refuse."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

from .write import (
    BADGE,
    DID,
    ED25519,
    ISSUER,
    JOSE,
    LIST,
    MODEL,
    P256,
    STATUS,
    achievement,
    b64,
    changed,
    credential,
    entry,
    enveloped,
    jws,
    proven,
    status_list,
    subject,
    vector,
)

PLAIN = credential(type=["VerifiableCredential"], credentialSubject={"id": "did:example:1", "alumniOf": "X"})


def jose() -> list[dict[str, Any]]:
    good = jws(credential())
    half = b64(json.dumps(credential()).encode())
    claims = {"iss": ISSUER, "jti": credential()["id"], "sub": subject()["id"], "nbf": 1704067200, "exp": 2019686400}
    same = credential() | claims
    return [
        vector("typ vc+jwt, cty vc", f"{JOSE} 3.1.1", "VALID", good),
        vector("without typ and cty", f"{JOSE} 3.1.1 (SHOULD)", "VALID", jws(credential(), typ=None, cty=None)),
        vector("typ JWT", f"{BADGE} 8.2.3", "VALID", jws(same, typ="JWT", cty=None)),
        vector("typ with application/", "RFC 7515 4.1.9", "VALID", jws(credential(), typ="application/vc+jwt")),
        vector("typ in capitals", "RFC 7515 4.1.9 (media types ignore case)", "VALID", jws(credential(), typ="VC+JWT")),
        vector("typ of a presentation", f"{JOSE} 3.1.2", "TYP_WRONG", jws(credential(), typ="vp+jwt", cty="vp")),
        vector("typ of an access token", "RFC 8725 3.11", "TYP_WRONG", jws(credential(), typ="at+jwt")),
        vector("cty of a presentation", f"{JOSE} 3.1.2", "TYP_WRONG", jws(credential(), cty="vp")),
        vector("enveloped", f"{MODEL} 4.13", "VALID", enveloped(good)),
        vector("enveloped in a presentation", f"{MODEL} 4.13", "VALID",
               json.dumps({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiablePresentation",
                           "verifiableCredential": [json.loads(enveloped(good))]})),
        vector("enveloped under another type", f"{MODEL} 4.13", "TYPE_WRONG", enveloped(good, type="Other")),
        vector("ES256 with a P-256 key", "RFC 7518 3.4", "VALID", jws(credential(), alg="ES256", kid="k2")),
        vector("the fully specified name Ed25519", "RFC 9864 2.2", "VALID", jws(credential(), alg="Ed25519")),
        vector("alg none", "RFC 8725 3.1", "ALGORITHM_NOT_ALLOWED", jws(credential(), alg="none")),
        vector("alg nOnE", "RFC 8725 3.1", "ALGORITHM_NOT_ALLOWED", jws(credential(), alg="nOnE")),
        vector("HS256 keyed with the public key", "RFC 8725 2.1", "ALGORITHM_NOT_ALLOWED",
               jws(credential(), alg="HS256")),
        vector("an algorithm of another key kind", "RFC 8725 3.1", "ALGORITHM_NOT_ALLOWED",
               jws(credential(), alg="ES256")),
        vector("crit", "RFC 7515 4.1.11", "ALGORITHM_NOT_ALLOWED", jws(credential(), crit=["exp"])),
        vector("b64 false", "RFC 7797 3", "ALGORITHM_NOT_ALLOWED", jws(credential(), b64=False, crit=["b64"])),
        vector("a key brought along", "RFC 7515 10.3 (trust comes from the verifier)", "UNKNOWN_KEY",
               jws(credential(), kid=None, jwk={**ED25519, "x": "A" * 43}),
               keys=[P256, {**ED25519, "kid": "k3", "x": "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"}, ED25519]),
        vector("kid of nobody", f"{JOSE} 4.1.1", "UNKNOWN_KEY", jws(credential(), kid="k7")),
        vector("kid that is no text", "RFC 7515 4.1.4", "UNKNOWN_KEY", jws(credential(), kid=1)),
        vector("payload changed", "RFC 7515 5.2", "SIGNATURE_WRONG",
               changed(good, 1, lambda raw: raw.replace(b"Teamwork", b"Teamlead"))),
        vector("header changed", "RFC 7515 5.2", "SIGNATURE_WRONG",
               changed(good, 0, lambda raw: raw.replace(b'"cty":"vc"', b'"cty":"VC"'))),
        vector("signature cut", "RFC 8032 5.1.7", "SIGNATURE_WRONG", changed(good, 2, lambda raw: raw[:-1])),
        vector("signature of zeros", "RFC 8032 5.1.7", "SIGNATURE_WRONG", changed(good, 2, lambda raw: b"\0" * 64)),
        vector("two parts", "RFC 7515 3.1", "MALFORMED", ".".join(good.split(".")[:2])),
        vector("four parts", "RFC 7515 3.1", "MALFORMED", good + ".e30"),
        vector("padding", "RFC 7515 2", "MALFORMED", f"{good.split('.')[0]}=.{half}.AA"),
        vector("payload that is no object", "RFC 7519 7.2", "MALFORMED", jws(b'["vc"]')),
        vector("a name twice", "RFC 7519 4 (MUST be unique)", "NAME_TWICE",
               jws(json.dumps(credential()).encode()[:-1] + b',"issuer":"https://other.example"}')),
        vector("a number without end", "RFC 8259 6", "MALFORMED",
               jws(json.dumps(credential()).encode()[:-1] + b',"exp":1e999}')),
        vector("NaN", "RFC 8259 6", "MALFORMED", jws(json.dumps(credential()).encode()[:-1] + b',"exp":NaN}')),
        vector("the vc claim of version 1.1", f"{JOSE} 3.1.3 (MUST NOT)", "FIELD_WRONG",
               jws({"iss": ISSUER, "vc": credential()})),
        vector("vc beside the credential", f"{JOSE} 3.1.3 (MUST NOT)", "FIELD_WRONG",
               jws(credential() | {"vc": credential()})),
        vector("claims that repeat the credential", f"{BADGE} 8.2.4", "VALID", jws(same)),
        vector("iss of somebody else", f"{BADGE} 8.2.4.1", "CLAIMS_DIFFER", jws(same | {"iss": "https://o.example"})),
        vector("jti of another", f"{BADGE} 8.2.4.1", "CLAIMS_DIFFER", jws(same | {"jti": "urn:uuid:0"})),
        vector("sub of another", f"{BADGE} 8.2.4.1", "CLAIMS_DIFFER", jws(same | {"sub": "did:example:x"})),
        vector("exp after validUntil", f"{BADGE} 8.2.4.1", "CLAIMS_DIFFER", jws(same | {"exp": 2019686401})),
        vector("nbf before validFrom", f"{BADGE} 8.2.4.1", "CLAIMS_DIFFER", jws(same | {"nbf": 1})),
        vector("exp that is a text", "RFC 7519 4.1.4", "CLAIMS_DIFFER", jws(same | {"exp": "2019686400"})),
        vector("exp beyond the calendar", "RFC 7519 2", "CLAIMS_DIFFER", jws(same | {"exp": 10**30})),
        vector("signature that ended earlier", f"{JOSE} 3.1.3", "EXPIRED", jws(credential() | {"exp": 1735689600})),
        vector("claims nobody knows", f"{JOSE} 3.1.3 (MUST be ignored)", "VALID", jws(credential() | {"aud": "x"})),
        vector("nothing", "RFC 7515 3.1", "MALFORMED", ""),
    ]  # fmt: skip


def data_model() -> list[dict[str, Any]]:
    v2, v1 = "https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1"
    of = lambda **more: jws({**PLAIN, **more})  # noqa: E731
    without = lambda name: jws({each: value for each, value in PLAIN.items() if each != name})  # noqa: E731
    return [
        vector("a credential that is no badge", f"{MODEL} 4", "VALID", jws(PLAIN)),
        vector("type as one text", f"{MODEL} 4.5", "VALID", of(type="VerifiableCredential")),
        vector("without id", f"{MODEL} 4.4 (OPTIONAL)", "VALID", without("id")),
        vector("without validFrom", f"{MODEL} 4.9 (OPTIONAL)", "VALID", without("validFrom")),
        vector("issuer as address", f"{MODEL} 4.7", "VALID", of(issuer=ISSUER)),
        vector("several subjects", f"{MODEL} 4.8", "VALID", of(credentialSubject=[{"id": "did:a:1"}, {"id": "did:a:2"}])),
        vector("subject without id", f"{MODEL} 4.8", "VALID", of(credentialSubject={"alumniOf": "X"})),
        vector("name by language", f"{MODEL} 11.1", "VALID", of(name={"@value": "Ijazah", "@language": "id"})),
        vector("further contexts", f"{MODEL} 4.3", "VALID", of(**{"@context": [v2, {"x": "https://x.example/#x"}]})),
        vector("zone given in hours", f"{MODEL} 4.9", "VALID", of(validFrom="2024-01-01T07:00:00+07:00")),
        vector("fractions of a second", f"{MODEL} 4.9", "VALID", of(validFrom="2024-01-01T07:00:00.123456Z")),
        vector("no context", f"{MODEL} 4.3", "CONTEXT_WRONG", without("@context")),
        vector("context as one text", f"{MODEL} 4.3 (ordered set)", "CONTEXT_WRONG", of(**{"@context": v2})),
        vector("base context second", f"{MODEL} 4.3 (first item)", "CONTEXT_WRONG",
               of(**{"@context": ["https://x.example/c", v2]})),
        vector("context of version 1", f"{MODEL} 4.3", "CONTEXT_WRONG", of(**{"@context": [v1]})),
        vector("context that is a number", f"{MODEL} 4.3", "CONTEXT_WRONG", of(**{"@context": [v2, 3]})),
        vector("no type", f"{MODEL} 4.5", "TYPE_WRONG", without("type")),
        vector("other type alone", f"{MODEL} 4.5", "TYPE_WRONG", of(type=["AlumniCredential"])),
        vector("type with a number", f"{MODEL} 4.5", "TYPE_WRONG", of(type=["VerifiableCredential", 1])),
        vector("id that is no address", f"{MODEL} 4.4", "FIELD_WRONG", of(id="number 5")),
        vector("two ids", f"{MODEL} 4.4 (single URL)", "FIELD_WRONG", of(id=["https://a.example", "https://b.example"])),
        vector("no issuer", f"{MODEL} 4.7", "FIELD_WRONG", without("issuer")),
        vector("issuer without id", f"{MODEL} 4.7", "FIELD_WRONG", of(issuer={"name": "Example"})),
        vector("issuer that is no address", f"{MODEL} 4.7", "FIELD_WRONG", of(issuer="Example University")),
        vector("no subject", f"{MODEL} 4.8", "FIELD_WRONG", without("credentialSubject")),
        vector("empty subject", f"{MODEL} 4.8", "FIELD_WRONG", of(credentialSubject={})),
        vector("no subject in the list", f"{MODEL} 4.8", "FIELD_WRONG", of(credentialSubject=[])),
        vector("validFrom without zone", f"{MODEL} 4.9 (dateTimeStamp)", "FIELD_WRONG",
               of(validFrom="2024-01-01T00:00:00")),
        vector("validFrom as a day", f"{MODEL} 4.9", "FIELD_WRONG", of(validFrom="2024-01-01")),
        vector("validFrom as a number", f"{MODEL} 4.9", "FIELD_WRONG", of(validFrom=1704067200)),
        vector("a day that is not there", f"{MODEL} 4.9", "FIELD_WRONG", of(validFrom="2024-02-30T00:00:00Z")),
        vector("ends before it begins", f"{MODEL} 4.9", "FIELD_WRONG", of(validUntil="2023-01-01T00:00:00Z")),
        vector("not yet valid", f"{MODEL} 4.9", "NOT_YET_VALID", of(validFrom="2031-01-01T00:00:00Z")),
        vector("expired", f"{MODEL} 4.9", "EXPIRED", of(validUntil="2025-01-01T00:00:00Z")),
        vector("status without type", f"{MODEL} 4.10", "FIELD_WRONG", of(credentialStatus={"id": "https://a.example/1"})),
        vector("schema without id", f"{MODEL} 4.11", "FIELD_WRONG", of(credentialSchema={"type": "JsonSchema"})),
        vector("evidence without type", f"{MODEL} 5.6", "FIELD_WRONG", of(evidence=[{"id": "https://a.example/1"}])),
        vector("unsigned", f"{MODEL} 4.12", "NOT_SIGNED", json.dumps(PLAIN)),
    ]  # fmt: skip


def open_badges() -> list[dict[str, Any]]:
    of = lambda **changes: jws(credential(**changes))  # noqa: E731
    about = f"{BADGE} B.1"
    return [
        vector("the other name of the type", f"{about}.1", "VALID", of(type=["VerifiableCredential", "AchievementCredential"])),
        vector("issuer as address", f"{about}.8", "VALID", of(issuer=ISSUER)),
        vector("named by identifier alone", f"{about}.3", "VALID",
               of(credentialSubject=subject(id=None, identifier=[{"type": "IdentityObject", "hashed": False,
                  "identityHash": "Siti Aminah", "identityType": "name"}]))),
        vector("a later context of version 3", f"{about}.1", "VALID",
               of(**{"@context": ["https://www.w3.org/ns/credentials/v2",
                                  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"]})),
        vector("without the badge context", f"{about}.1", "CONTEXT_WRONG",
               of(**{"@context": ["https://www.w3.org/ns/credentials/v2"]})),
        vector("contexts in the wrong order", f"{about}.1", "CONTEXT_WRONG",
               of(**{"@context": ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
                                  "https://www.w3.org/ns/credentials/v2"]})),
        vector("without id", f"{about}.1 (required)", "FIELD_WRONG", of(id=None)),
        vector("without validFrom", f"{about}.1 (required)", "FIELD_WRONG", of(validFrom=None)),
        vector("profile without its type", f"{about}.8", "FIELD_WRONG", of(issuer={"id": ISSUER, "name": "X"})),
        vector("subject without its type", f"{about}.3", "FIELD_WRONG", of(credentialSubject=subject(type=None))),
        vector("subject that is nobody", f"{about}.3", "FIELD_WRONG", of(credentialSubject=subject(id=None))),
        vector("without achievement", f"{about}.3", "FIELD_WRONG", of(credentialSubject=subject(achievement=None))),
        vector("achievement without criteria", f"{about}.2", "FIELD_WRONG", of(credentialSubject=achievement(criteria=None))),
        vector("criteria that say nothing", f"{about}.5", "FIELD_WRONG", of(credentialSubject=achievement(criteria={}))),
        vector("achievement without name", f"{about}.2", "FIELD_WRONG", of(credentialSubject=achievement(name=None))),
        vector("achievement without description", f"{about}.2", "FIELD_WRONG",
               of(credentialSubject=achievement(description=None))),
        vector("achievement without type", f"{about}.2", "FIELD_WRONG", of(credentialSubject=achievement(type=["Badge"]))),
        vector("image that is an address", f"{about}.7", "FIELD_WRONG",
               of(credentialSubject=achievement(image="https://a.example/i.png"))),
        vector("alignment without target", f"{about}.4", "FIELD_WRONG",
               of(credentialSubject=achievement(alignment=[{"type": ["Alignment"], "targetName": "X"}]))),
        vector("result without type", f"{about}.9", "FIELD_WRONG", of(credentialSubject=subject(result=[{"value": "80"}]))),
    ]  # fmt: skip


def status_list_cases() -> list[dict[str, Any]]:
    one = jws(credential(credentialStatus=entry()))
    lists = lambda *revoked, **more: {"status_lists": {LIST: status_list(*revoked, **more)}}  # noqa: E731
    of = lambda **changes: jws(credential(credentialStatus=entry(**changes)))  # noqa: E731
    both = [entry(), entry(id=None, statusPurpose="suspension", statusListIndex="5")]
    packed = lambda raw: "u" + b64(gzip.compress(raw))  # noqa: E731
    padded = "u" + base64.urlsafe_b64encode(gzip.compress(b"\0" * 16_384, mtime=0)).decode()
    padded = padded if padded.endswith("=") else padded + "="
    example = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    return [
        vector("not set", f"{STATUS} 3.2", "VALID", one, **lists(94566, 94568)),
        vector("set", f"{STATUS} 3.2", "REVOKED", one, **lists(94567)),
        vector("the first bit is the left-most", f"{STATUS} 2.2", "REVOKED", of(statusListIndex="0"), **lists(0)),
        vector("its neighbour from the right is not", f"{STATUS} 2.2", "VALID", of(statusListIndex="7"), **lists(0)),
        vector("the last bit", f"{STATUS} 2.2", "REVOKED", of(statusListIndex="131071"), **lists(131071)),
        vector("the list of example 3", f"{STATUS} example 3", "VALID", one, **lists(encoded=example)),
        vector("outside the list", f"{STATUS} 3.2 (RANGE_ERROR)", "STATUS_UNREADABLE", of(statusListIndex="131072"), **lists()),
        vector("index below zero", f"{STATUS} 2.1", "STATUS_UNREADABLE", of(statusListIndex="-1"), **lists()),
        vector("index as a number", f"{STATUS} 2.1 (string)", "STATUS_UNREADABLE", of(statusListIndex=94567), **lists()),
        vector("index in base 16", f"{STATUS} 2.1", "STATUS_UNREADABLE", of(statusListIndex="0x17"), **lists()),
        vector("an endless index", f"{STATUS} 2.1", "STATUS_UNREADABLE", of(statusListIndex="9" * 5000), **lists()),
        vector("suspended", f"{STATUS} 2.1", "SUSPENDED", of(statusPurpose="suspension"), **lists(94567, purpose="suspension")),
        vector("a list for several purposes", f"{STATUS} 2.2", "REVOKED", one, **lists(94567, purpose=["revocation", "suspension"])),
        vector("a list for another purpose", f"{STATUS} 3.2 (STATUS_VERIFICATION_ERROR)", "STATUS_UNREADABLE", one,
               **lists(94567, purpose="suspension")),
        vector("two entries, one set", f"{STATUS} 2.1 example 1", "SUSPENDED", jws(credential(credentialStatus=both)),
               **lists(5, purpose=["revocation", "suspension"])),
        vector("a message does not end validity", f"{STATUS} 2.1", "VALID", of(statusPurpose="message"), **lists(94567)),
        vector("entry of another type", f"{MODEL} 4.10", "STATUS_UNREADABLE", of(type="StatusList2021Entry"), **lists()),
        vector("entry named like the list", f"{STATUS} 2.1 (MUST NOT)", "STATUS_UNREADABLE", of(id=LIST), **lists()),
        vector("no purpose", f"{STATUS} 2.1", "STATUS_UNREADABLE", of(statusPurpose=None), **lists()),
        vector("shorter than 131,072", f"{STATUS} 3.2 (STATUS_LIST_LENGTH_ERROR)", "STATUS_UNREADABLE", one,
               **lists(size=131_064)),
        vector("not multibase", f"{STATUS} 2.2", "STATUS_UNREADABLE", one, **lists(encoded=packed(b"\0" * 16_384)[1:])),
        vector("with padding", f"{STATUS} 2.2 (no padding)", "STATUS_UNREADABLE", one, **lists(encoded=padded)),
        vector("not compressed", f"{STATUS} 2.2", "STATUS_UNREADABLE", one, **lists(encoded="u" + b64(b"\0" * 16_384))),
        vector("compressed to nothing and endless inside", f"{STATUS} 5 (denial of service)", "STATUS_UNREADABLE", one,
               **lists(encoded=packed(b"\0" * 40_000_000))),
        vector("cut short", f"{STATUS} 3.4", "STATUS_UNREADABLE", one,
               **lists(encoded="u" + b64(gzip.compress(b"\0" * 16_384)[:-6]))),
        vector("no list at hand", f"{STATUS} 3.2 (STATUS_RETRIEVAL_ERROR)", "STATUS_MISSING", one, status_lists={}),
        vector("a list of another address", f"{STATUS} 2.2", "STATUS_UNREADABLE", one, **lists(id="https://issuer.example/status/4")),
        vector("a list of another issuer", f"{STATUS} 2.2", "STATUS_UNREADABLE", one, **lists(issuer="https://other.example")),
        vector("an old list", f"{MODEL} 4.9", "STATUS_OLD", one, **lists(validUntil="2026-02-01T00:00:00Z")),
        vector("a list of tomorrow", f"{MODEL} 4.9", "STATUS_UNREADABLE", one, **lists(validFrom="2026-10-01T00:00:00Z")),
        vector("a forged list", f"{STATUS} 3.2 (STATUS_VERIFICATION_ERROR)", "STATUS_UNREADABLE", one,
               status_lists={LIST: changed(status_list(94567), 2, lambda raw: b"\1" + raw[1:])}),
        vector("no list but a badge", f"{STATUS} 2.2", "STATUS_UNREADABLE", one, status_lists={LIST: jws(credential(id=LIST))}),
        vector("subject of another type", f"{STATUS} 2.2", "STATUS_UNREADABLE", one,
               **lists(credentialSubject={"type": "RevocationList2020", "statusPurpose": "revocation", "encodedList": example})),
    ]  # fmt: skip


def data_integrity() -> list[dict[str, Any]]:
    suite = "W3C Data Integrity EdDSA Cryptosuites 1.0"
    mine = PLAIN | {"issuer": DID}
    good = proven(mine)
    of = lambda **changes: json.dumps(json.loads(good) | changes)  # noqa: E731
    return [
        vector("eddsa-jcs-2022 by did:key", f"{suite} 3.3", "VALID", good),
        vector("in a list of proofs", "W3C Data Integrity 1.0 2.1.1", "VALID", of(proof=[json.loads(good)["proof"]])),
        vector("members in another order", "RFC 8785 3.2.3", "VALID", json.dumps(dict(reversed(json.loads(good).items())))),
        vector("document changed", f"{suite} 3.3.2", "SIGNATURE_WRONG", of(credentialSubject={"id": "did:example:2"})),
        vector("proof changed", f"{suite} 3.3.2", "SIGNATURE_WRONG",
               of(proof=json.loads(good)["proof"] | {"created": "2025-02-24T23:36:38Z"})),
        vector("context of the proof not that of the document", f"{suite} 3.3.2 step 4", "CONTEXT_WRONG",
               proven(mine, **{"@context": ["https://www.w3.org/ns/credentials/v2", "https://other.example/c"]})),
        vector("another purpose", "W3C Data Integrity 1.0 4.4", "FIELD_WRONG", proven(mine, proofPurpose="authentication")),
        vector("value not base58", f"{suite} 3.3.2", "FIELD_WRONG",
               of(proof=json.loads(good)["proof"] | {"proofValue": "uAAAA"})),
        vector("expired proof", "W3C Data Integrity 1.0 4.4", "EXPIRED", proven(mine, expires="2025-01-01T00:00:00Z")),
        vector("key of another issuer", "W3C Controlled Identifiers 1.0 3.3", "ISSUER_DIFFERS", proven(PLAIN)),
        vector("key of nobody", f"{suite} 3.3.2", "UNKNOWN_KEY",
               proven(mine, verificationMethod="did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")),
        vector("eddsa-rdfc-2022", f"{suite} 3.2 (needs downloaded contexts)", "PROOF_NOT_SUPPORTED",
               proven(mine, cryptosuite="eddsa-rdfc-2022")),
        vector("a suite of earlier drafts", "Ed25519Signature2020", "PROOF_NOT_SUPPORTED",
               proven(mine, type="Ed25519Signature2020", cryptosuite="")),
        vector("no proof in the list", "W3C Data Integrity 1.0 2.1.1", "FIELD_WRONG", of(proof=[])),
        vector("published by the W3C", f"{suite} B.3 (representation: eddsa-jcs-2022)", "VALID", json.dumps(W3C_EXAMPLE),
               keys=[W3C_KEY]),
        vector("published by the W3C, one letter changed", f"{suite} B.3", "SIGNATURE_WRONG",
               json.dumps(W3C_EXAMPLE).replace("School of", "School 0f"), keys=[W3C_KEY]),
    ]  # fmt: skip


def keys() -> list[dict[str, Any]]:
    good = jws(credential())
    seconds = 1735689600  # 1 January 2025
    of = lambda **more: {"keys": [{**ED25519, **more}]}  # noqa: E731
    newer = jws(credential(validFrom="2025-06-01T00:00:00Z"))
    gone = {"revoked_at": seconds, "reason": "compromised"}
    return [
        vector("signed before the key retired", "OpenID Federation 1.0 8.7.2", "VALID", good, **of(exp=seconds)),
        vector("dated after the key retired", "OpenID Federation 1.0 8.7.2", "KEY_RETIRED", newer, **of(exp=seconds)),
        vector("signed before the key was stolen", "OpenID Federation 1.0 8.7.2", "VALID", good, **of(revoked=gone)),
        vector("dated after the key was stolen", "OpenID Federation 1.0 8.7.2", "KEY_REVOKED", newer, **of(revoked=gone)),
        vector("the key of another issuer", "W3C Controlled Identifiers 1.0 3.3", "ISSUER_DIFFERS", good,
               **of(iss="https://other.example")),
        vector("the key of this issuer", "W3C Controlled Identifiers 1.0 3.3", "VALID", good, **of(iss=ISSUER)),
        vector("found by thumbprint", "RFC 7638", "VALID",
               jws(credential(), kid="kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"), **of()),
        vector("without kid, one key trusted", "RFC 7515 4.1.4 (OPTIONAL)", "VALID", jws(credential(), kid=None), **of()),
        vector("a key for another algorithm", "RFC 7517 4.4", "ALGORITHM_NOT_ALLOWED", good, **of(alg="ES256")),
        vector("a key for encryption", "RFC 7517 4.2", "ALGORITHM_NOT_ALLOWED", good, **of(use="enc")),
        vector("a key that may not verify", "RFC 7517 4.3", "ALGORITHM_NOT_ALLOWED", good, **of(key_ops=["sign"])),
    ]  # fmt: skip


W3C_KEY = {
    "id": "https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "type": "Multikey",
    "controller": "https://vc.example/issuers/5678",
    "publicKeyMultibase": "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
}  # fmt: skip
_W3C_CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]
W3C_EXAMPLE = {
    "@context": _W3C_CONTEXT,
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    "proof": {
        "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "created": "2023-02-24T23:36:38Z",
        "verificationMethod": W3C_KEY["id"], "proofPurpose": "assertionMethod", "@context": _W3C_CONTEXT,
        "proofValue": "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4",
    },
}  # fmt: skip
