"""The pages of a conversation, from both sides."""

from __future__ import annotations

import re

import pytest

from peluang.domain.jobs.models import Application, ApplicationMessage
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person
from tests.factories.jobs import a_vacancy, an_application
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

from .reading import get, text

pytestmark = pytest.mark.django_db


def test_a_number_is_hidden_until_the_person_shares_it_and_again_after():
    firm = an_organisation("employer")
    person = a_person(full_name="Budi Santoso", phone="+6281234567890")
    row = an_application(vacancy=a_vacancy(employer=firm), person=person, letter="WA 0812 3456 7890 ya", status="seen")
    desk, me = as_member(firm, "employer"), as_person(person)
    theirs, mine = f"/perusahaan/lamaran/{row.id}", f"/saya/lamaran/{row.id}"
    assert (
        me.post(f"{mine}/pesan", {"aksi": "kirim", "text": "<script>alert(1)</script> 081234567890"}).status_code == 302
    )
    assert "0812" in text(get(me, f"{mine}/pesan"))
    assert "1 belum dibaca" in text(get(desk, theirs))
    for address in (theirs, f"{theirs}/pesan"):
        page = get(desk, address).content.decode()
        assert not re.search(r"0812|81234567890", page)
        assert "<script>alert" not in page
    assert "belum dibaca" not in text(get(desk, theirs))
    me.post(f"{mine}/pesan", {"aksi": "bagikan"})
    assert Application.objects.get(id=row.id).contact_shared_at == NOW
    assert "+6281234567890" in text(get(desk, theirs))
    assert "081234567890" in text(get(desk, f"{theirs}/pesan"))
    me.post(f"{mine}/pesan", {"aksi": "sembunyikan"})
    assert "81234567890" not in text(get(desk, f"{theirs}/pesan")) + text(get(desk, theirs))
    assert "sudah dibaca" in text(get(me, f"{mine}/pesan"))


def test_an_empty_message_is_refused_at_its_field_and_a_closed_application_only_reads():
    firm = an_organisation("employer")
    row = an_application(vacancy=a_vacancy(employer=firm), status="seen")
    desk = as_member(firm, "employer")
    assert desk.post(f"/perusahaan/lamaran/{row.id}/pesan", {"text": " "}).status_code == 422
    assert not ApplicationMessage.objects.exists()
    Application.objects.filter(id=row.id).update(
        status="refused", refusal_reason="wage", changed_at="2026-01-01T00:00Z"
    )
    assert "Percakapan ini sudah selesai" in text(get(desk, f"/perusahaan/lamaran/{row.id}/pesan"))
    assert "Percakapan ini sudah selesai" in text(get(as_person(row.person), f"/saya/lamaran/{row.id}/pesan"))
