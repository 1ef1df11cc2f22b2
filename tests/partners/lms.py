"""An institution's learning management system, simulated: it redeems codes, lets people learn, and reports.

It shares no code with the product: what it knows of signing it read in docs/partner-api.md. It speaks over real HTTP
(`over_http(url)`) or to Django's test client (`over_client(client)`).
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import secrets
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

PREFIX = "/api/v1/partner"


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def code(self) -> str:
        return self.body.get("code", "") if isinstance(self.body, dict) else ""


#: method, path with query, headers, body → answer
Transport = Callable[[str, str, dict[str, str], bytes], Answer]


def over_http(base_url: str) -> Transport:
    def send(method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        asked = urllib.request.Request(base_url + path, data=body or None, headers=headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=20) as told:
                return Answer(told.status, _read(told.read()), told.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, _read(error.read()), error.headers)

    return send


def over_client(client: Any) -> Transport:
    def send(method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        told = client.generic(method, path, body, content_type="application/json", headers=headers)
        return Answer(told.status_code, _read(told.content), told.headers)

    return send


def _read(raw: bytes) -> Any:
    """JSON, or nothing when the answer is none."""
    try:
        return json.loads(raw or b"null")
    except json.JSONDecodeError:
        return None


def sign(secret: str, method: str, path: str, timestamp: str, nonce: str, body: bytes) -> str:
    lines = [method, path, timestamp, nonce, hashlib.sha256(body).hexdigest()]
    return hmac.new(secret.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()


@dataclass
class Learner:
    """Somebody with an account in the LMS. active: seconds by item code."""

    external_id: str
    code: str
    started: dict[str, datetime.datetime] = field(default_factory=dict)
    active: dict[str, int] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)


@dataclass
class Lms:
    """key_id, secret: as shown once. clock: its own server's. language: of the answers it asks for."""

    send: Transport
    key_id: str
    secret: str
    clock: Callable[[], datetime.datetime]
    language: str = "en"
    learners: dict[str, Learner] = field(default_factory=dict)

    # one signed request

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        instruction: str | None = None,
        nonce: str | None = None,
        timestamp: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Signs and sends. headers: replace what would be sent, to play a machine that is wrong."""
        raw = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        nonce = nonce or secrets.token_hex(12)
        told = str(timestamp if timestamp is not None else int(self.clock().timestamp()))
        sent = {
            "X-Partner-Key": self.key_id,
            "X-Timestamp": told,
            "X-Nonce": nonce,
            "X-Signature": sign(self.secret, method, PREFIX + path, told, nonce, raw),
            "Accept-Language": self.language,
            "Content-Type": "application/json",
        }
        if instruction is not None:
            sent["Idempotency-Key"] = instruction
        return self.send(method, PREFIX + path, sent | dict(headers or {}), raw)

    def tell(self, path: str, body: Any, **options: Any) -> Answer:
        """A report under a name of its own."""
        return self.ask("POST", path, body, instruction=options.pop("instruction", secrets.token_hex(8)), **options)

    # what an LMS does

    def status(self, code: str) -> Answer:
        return self.ask("GET", f"/redeem/{code}")

    def redeem(self, code: str, external_id: str) -> Answer:
        """The learner typed the code: asked whether it is good, then taken."""
        if not self.status(code).body.get("valid"):
            return self.status(code)
        answer = self.tell(f"/redeem/{code}/commit", {"external_id": external_id})
        if answer.status == 200:
            self.learners[external_id] = Learner(external_id, code)
        return answer

    def course(self, code: str) -> list[dict[str, Any]]:
        return self.ask("GET", f"/items?code={code}").body

    def studies(
        self,
        external_id: str,
        item: str,
        *,
        minutes: int,
        at: datetime.datetime,
        finishes: bool = True,
        score: int | None = None,
    ) -> Answer:
        """`minutes` more of active time that ended at `at`, reported at once."""
        learner = self.learners[external_id]
        learner.started.setdefault(item, at - datetime.timedelta(minutes=minutes))
        learner.active[item] = learner.active.get(item, 0) + minutes * 60
        told: dict[str, Any] = {
            "code": learner.code, "item": item, "started_at": learner.started[item].isoformat(),
            "active_seconds": learner.active[item],
        }  # fmt: skip
        if finishes:
            learner.done.add(item)
            told["completed_at"] = at.isoformat()
        if score is not None:
            told["score"] = score
        return self.tell("/progress", told)

    def scores(self, external_id: str, kind: str, score: int, feedback: str = "") -> Answer:
        code = self.learners[external_id].code
        return self.tell("/task", {"code": code, "kind": kind, "score": score, "feedback": feedback})

    def completion(self, external_id: str) -> Answer:
        return self.ask("POST", "/completion", {"code": self.learners[external_id].code})
