"""Who gets in: every way a request can be signed wrongly, sent twice, or sent too often."""

from __future__ import annotations

import datetime
import json
import re

import pytest
from django.test import Client

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.learning.models import ItemProgress
from peluang.domain.organisations.commands import partner_requests
from peluang.domain.organisations.commands.partner_keys import retire_partner_key, rotate_partner_key
from peluang.domain.organisations.models import Organisation, PartnerRequest
from peluang.foundation.paths import home
from tests.conftest import NOW
from tests.partners.lms import PREFIX, sign

from .conftest import a_stage

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


def seconds(at):
    return int(at.timestamp())


def test_a_signed_question_is_answered(stage):
    answer = stage.lms.status(stage.code)
    assert (answer.status, answer.body["valid"], answer.body["committed"]) == (200, True, False)
    assert answer.body["class_code"] == stage.training_class.code
    assert stage.seat.person.full_name.split()[0] not in json.dumps(answer.body)
    request = PartnerRequest.objects.get()
    assert (request.operation, request.status, request.code, request.answer) == ("redeem_status", 200, "", None)


@pytest.mark.parametrize(("headers", "code"), [
    ({"X-Partner-Key": ""}, "key_missing"),
    ({"X-Partner-Key": "pk_nobody"}, "key_unknown"),
    ({"X-Signature": ""}, "signature_wrong"),
    ({"X-Signature": "0" * 64}, "signature_wrong"),
    ({"X-Signature": "bukan heksadesimal é"}, "signature_wrong"),
    ({"X-Timestamp": ""}, "timestamp_unreadable"),
    ({"X-Timestamp": "kemarin"}, "timestamp_unreadable"),
    ({"X-Timestamp": "-5"}, "timestamp_unreadable"),
    ({"X-Timestamp": "9" * 40}, "timestamp_unreadable"),
    ({"X-Nonce": ""}, "nonce_unreadable"),
    ({"X-Nonce": "n" * 101}, "nonce_unreadable"),
    ({"X-Nonce": "n\x00"}, "nonce_unreadable"),
    ({"X-Nonce": "another-one"}, "signature_wrong"),
])  # fmt: skip
def test_a_wrong_header_opens_nothing(stage, headers, code):
    answer = stage.lms.ask("GET", f"/redeem/{stage.code}", headers=headers)
    assert (answer.status, answer.code) == (401, code)
    assert answer.body["title"]
    assert answer.body["todo"]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "WWW-Authenticate" in answer.headers


def test_nothing_at_all_opens_nothing(stage):
    answer = Client().get(f"{PREFIX}/redeem/{stage.code}")
    assert (answer.status_code, answer.json()["code"]) == (401, "key_missing")


@pytest.mark.parametrize(("away", "status"), [(0, 200), (-299, 200), (299, 200), (-301, 401), (301, 401)])
def test_the_window_is_five_minutes_either_way(stage, away, status):
    answer = stage.lms.ask("GET", f"/redeem/{stage.code}", timestamp=seconds(NOW) + away)
    assert answer.status == status
    if status == 401:
        assert answer.code == "outside_window"


def test_a_changed_body_path_or_method_breaks_the_signature(stage):
    told, raw = str(seconds(NOW)), json.dumps({"external_id": "7"}).encode()
    path = f"/redeem/{stage.code}/commit"
    headers = {"X-Signature": sign(stage.lms.secret, "POST", PREFIX + path, told, "n-1", raw)}
    for changed in (
        stage.lms.tell(path, {"external_id": "8"}, nonce="n-1", headers=headers),
        stage.lms.tell(f"{path}?lain=1", raw, nonce="n-1", headers=headers),
        stage.lms.ask("PUT", path, raw, nonce="n-1", headers=headers),
    ):
        assert changed.code == "signature_wrong" or changed.status == 405
    assert stage.lms.tell(path, raw, nonce="n-1", headers=headers).status == 200


def test_another_partners_secret_does_not_fit(stage):
    other = a_stage()
    stage.lms.secret = other.lms.secret
    assert stage.lms.status(stage.code).code == "signature_wrong"


def test_a_replayed_request_is_refused_and_changes_nothing(stage):
    stage.lms.redeem(stage.code, "7")
    path, body = "/progress", {
        "code": stage.code, "item": "m1", "started_at": (NOW - 10 * MINUTE).isoformat(), "active_seconds": 60,
    }  # fmt: skip
    first = stage.lms.tell(path, body, nonce="once", instruction="a")
    replayed = stage.lms.tell(path, body, nonce="once", instruction="a")
    assert (first.status, replayed.status, replayed.code) == (200, 409, "nonce_used")
    assert ItemProgress.objects.count() == 1
    # The nonce is of one key: another partner's machine may use the same.
    other = a_stage()
    assert other.lms.ask("GET", f"/redeem/{other.code}", nonce="once").status == 200


def test_a_refused_signature_does_not_use_up_the_nonce(stage):
    stage.lms.ask("GET", f"/redeem/{stage.code}", nonce="mine", headers={"X-Signature": "f" * 64})
    assert stage.lms.ask("GET", f"/redeem/{stage.code}", nonce="mine").status == 200


def test_retired_and_rotated_keys(stage, now):
    fresh, secret = rotate_partner_key(PROGRAM, key_id=stage.key.id, at=now)
    assert stage.lms.status(stage.code).code == "key_retired"
    stage.lms.key_id, stage.lms.secret = fresh.key_id, secret
    assert stage.lms.status(stage.code).status == 200
    retire_partner_key(PROGRAM, key_id=fresh.id, at=now)
    assert stage.lms.status(stage.code).code == "key_retired"


def test_a_suspended_institution_is_refused(stage):
    Organisation.objects.filter(id=stage.provider.id).update(status="suspended")
    answer = stage.lms.status(stage.code)
    assert (answer.status, answer.code) == (403, "organisation_suspended")


def test_a_body_too_large_is_not_read(stage):
    answer = stage.lms.tell(f"/redeem/{stage.code}/commit", b'{"external_id": "' + b"7" * 70_000 + b'"}')
    assert (answer.status, answer.code) == (413, "body_too_large")


@pytest.mark.parametrize("raw", [b"{", b"[]", b"null", b"\xff\xfe", b'"x"', b"{}"])
def test_broken_bodies_say_so(stage, raw):
    answer = stage.lms.tell(f"/redeem/{stage.code}/commit", raw)
    assert answer.status in (400, 422)
    assert answer.code in ("body_unreadable", "body_invalid")
    assert answer.body["todo"]


def test_every_report_needs_a_name_of_its_own(stage):
    for name in (None, "", " ", "n" * 121, "n\x00"):
        answer = stage.lms.ask("POST", f"/redeem/{stage.code}/commit", {"external_id": "7"}, instruction=name)
        assert (answer.status, answer.code) == (400, "idempotency_key_missing")


def test_the_same_instruction_acts_once_and_answers_the_same(stage):
    path = f"/redeem/{stage.code}/commit"
    first = stage.lms.tell(path, {"external_id": "7"}, instruction="commit-7")
    again = stage.lms.tell(path, {"external_id": "7"}, instruction="commit-7")
    assert (again.status, again.body) == (first.status, first.body)
    assert again.headers["Idempotent-Replayed"] == "true"
    other = stage.lms.tell(path, {"external_id": "8"}, instruction="commit-7")
    assert (other.status, other.code) == (422, "idempotency_key_reused")
    elsewhere = stage.lms.tell("/feedback", {"code": stage.code, "kind": "quiz", "text": "a"}, instruction="commit-7")
    assert elsewhere.code == "idempotency_key_reused"


def test_a_refused_instruction_may_be_tried_again_under_its_name(stage):
    body = {"code": stage.code, "kind": "quiz", "score": 80}
    assert stage.lms.tell("/task", body, instruction="score").code == "not_committed"
    stage.lms.redeem(stage.code, "7")
    assert stage.lms.tell("/task", body, instruction="score").status == 200


def test_too_many_in_a_minute(stage, monkeypatch, is_now):
    monkeypatch.setattr(partner_requests, "MOST_A_MINUTE", 3)
    statuses = [stage.lms.status(stage.code).status for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert stage.lms.status(stage.code).headers["Retry-After"] == "60"
    is_now(NOW + MINUTE + datetime.timedelta(seconds=1))
    assert stage.lms.status(stage.code).status == 200


def test_its_owner_sees_what_was_refused_but_no_flood(stage):
    for _ in range(40):
        stage.lms.ask("GET", f"/redeem/{stage.code}", headers={"X-Signature": "f" * 64})
    noted = PartnerRequest.objects.filter(code="signature_wrong")
    assert noted.count() == 30
    assert set(noted.values_list("status", "operation", "answer")) == {(401, "redeem_status", None)}


def test_old_requests_are_forgotten(stage):
    stage.lms.status(stage.code)
    keep = partner_requests.KEPT
    assert partner_requests.forget_partner_requests(PROGRAM, at=NOW + keep - MINUTE) == 0
    assert partner_requests.forget_partner_requests(PROGRAM, at=NOW + keep + MINUTE) == 1


def test_errors_speak_the_callers_language(stage):
    stage.lms.language = "en-GB,en;q=0.9"
    english = stage.lms.status("TTTT-TTTT")
    stage.lms.language = "id"
    indonesian = stage.lms.status("TTTT-TTTT")
    stage.lms.language = "fr"
    assert stage.lms.status("TTTT-TTTT").body["title"] == indonesian.body["title"] == "Tidak ditemukan."
    assert english.status == 404
    assert english.body["title"] != indonesian.body["title"]


def test_a_signed_in_person_is_no_machine(stage):
    from tests.doors.web.visiting import as_member

    client = as_member(stage.provider, "provider")
    assert client.get(f"{PREFIX}/redeem/{stage.code}").status_code == 401


def test_the_description_names_every_operation_and_header():
    told = Client().get("/api/v1/openapi.json").json()
    signed = {path: methods for path, methods in told["paths"].items() if path.startswith(PREFIX)}
    assert set(signed) == {
        f"{PREFIX}/{each}" for each in (
            "redeem/{code}", "redeem/{code}/commit", "items", "attendance", "progress", "task", "feedback", "completion",
        )
    }  # fmt: skip
    for path, methods in signed.items():
        for operation in methods.values():
            names = {each["name"] for each in operation["parameters"] if each["in"] == "header"}
            assert {"X-Partner-Key", "X-Timestamp", "X-Nonce", "X-Signature"} <= names
            writes = operation.get("requestBody") and "completion" not in path
            assert ("Idempotency-Key" in names) == bool(writes)
    assert Client().get("/api/v1/docs").status_code == 404


def test_the_worked_example_of_the_docs_signs_as_written():
    page = (home() / "docs" / "partner-api.md").read_text()

    def told(name):
        return re.search(rf"^{name}: +(\S.*)$", page, re.MULTILINE)[1].strip()

    body = re.search(r"^(\{\"code\".*\})$", page, re.MULTILINE)[1].encode()
    path = re.search(r"^POST (\S+) HTTP/1.1$", page, re.MULTILINE)[1]
    secret = re.search(r"secret `([^`]+)`", page)[1]
    assert sign(secret, "POST", path, told("X-Timestamp"), told("X-Nonce"), body) == told("X-Signature")
