"""The office's desk of institutions, its sanctions, and the map of missing supply."""

from __future__ import annotations

import csv
import datetime
import io

import pytest
from django.urls import reverse

from peluang.domain.catalogue.models import Admission, AdmissionPaper, PaperKind, Trainer, TrainerCredential
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.organisations.models import Organisation, Sanction
from peluang.domain.readings.totals import forget
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, at_most
from tests.factories.institutions import (
    PDF,
    a_credential,
    a_principal,
    a_sanction,
    a_venue,
    an_admission,
    an_approved_institution,
)
from tests.factories.organisations import a_membership, an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    forget()


@pytest.fixture
def officer():
    return a_person()


@pytest.fixture
def client(officer):
    return as_member(an_organisation("programme_office"), "programme_office", officer)


def fresh(model, key):
    with acting(PROGRAM, scope="command"):
        return model.objects.get(id=key)


def does(client, row, **values):
    return client.post(reverse("office:institution", args=[row.organisation_id]), values)


def test_from_the_queue_to_the_approval(client, officer):
    row = an_admission("submitted")
    assert row.organisation.name in client.get(reverse("office:institutions")).content.decode()
    assert does(client, row, aksi="mulai").status_code == 302
    answer = does(client, row, aksi="tidak", berkas="deed", note_deed=" ")
    assert answer.status_code == 409
    assert "Tulis apa yang kurang" in answer.content.decode()
    does(client, row, aksi="tidak", berkas="deed", note_deed="Buram.")
    assert does(client, row, aksi="setujui", valid_until="2027-11-24").status_code == 409
    for kind in PaperKind.values:
        does(client, row, aksi="cocok", berkas=kind)
    assert does(client, row, aksi="kunjungan", visit_on="2026-11-01").status_code == 422
    assert does(client, row, aksi="kunjungan", visit_on="2026-11-24").status_code == 302
    answer = does(client, row, aksi="laporan", passed="ya", report="")
    assert answer.status_code == 422
    assert does(client, row, aksi="laporan", passed="ya", report="Sepuluh mesin las.").status_code == 302
    address = reverse("office:institution", args=[row.organisation_id])
    with at_most(12):
        page = client.get(address).content.decode()
    with at_most(12):
        assert "Bengkel las" in client.get(f"{address}?lihat=tempat").content.decode()
    assert "Setujui lembaga ini" in page
    answer = does(client, row, aksi="setujui", valid_until="2035-01-01")
    assert answer.status_code == 422
    assert "2035-01-01" in answer.content.decode()
    assert does(client, row, aksi="setujui", valid_until="2027-11-24").status_code == 302
    found = fresh(Admission, row.id)
    assert (found.status, found.decided_by, found.checker) == ("approved", officer.id, officer.id)
    assert fresh(Organisation, row.organisation_id).status == "verified"


def test_returning_and_refusing_need_a_reason(client):
    row = an_admission("checking")
    for act in ("kembalikan", "tolak"):
        answer = does(client, row, aksi=act, about="", text="  ")
        assert answer.status_code == 422
    assert does(client, row, aksi="kembalikan", about="trainer", text="Sertifikatnya kurang.").status_code == 302
    assert fresh(Admission, row.id).reasons == [{"about": "trainer", "text": "Sertifikatnya kurang."}]
    other = an_admission("checking")
    AdmissionPaper.objects.filter(admission=other, kind="nib").update(ok=False, note="Milik orang lain.")
    assert does(client, other, aksi="tolak", text="").status_code == 302  # the paper's note is the reason
    assert fresh(Admission, other.id).status == "refused"


def test_files_and_certificates(client):
    row = an_admission("checking")
    held = a_credential(Trainer.objects.get(organisation=row.organisation), file=row.papers.first().file)
    assert client.get(reverse("office:institution_paper", args=[row.papers.first().id])).content == PDF
    assert client.get(reverse("office:institution_credential", args=[held.id])).content == PDF
    assert does(client, row, aksi="sertifikat", sertifikat=str(held.id)).status_code == 302
    assert fresh(TrainerCredential, held.id).verified_at == NOW
    assert does(client, row, aksi="sertifikat", sertifikat="x").status_code == 404
    assert does(client, row, aksi="terbang").status_code == 404
    assert client.get(reverse("office:institution", args=[held.id])).status_code == 404


def test_related_parties_are_shown_and_a_related_officer_decides_nothing(client, officer):
    row = an_admission("submitted")
    a_principal(row.organisation, name="Joko")
    black = an_organisation("provider", name="LPK Hitam")
    a_principal(black, name="JOKO")
    a_sanction("in_force", organisation=black, kind="blacklist")
    twin = an_organisation("provider", name="LPK Kembar")
    a_venue(organisation=twin, address="Jl. Mawar 7")
    a_venue(organisation=row.organisation, address="Jalan Mawar No. 7")
    page = client.get(reverse("office:institution", args=[row.organisation_id])).content.decode()
    for said in ("LPK Hitam", "daftar hitam", "nama saja"):
        assert said in page
    places = client.get(reverse("office:institution", args=[row.organisation_id]) + "?lihat=tempat").content.decode()
    assert "LPK Kembar" in places
    a_membership(person=officer, organisation=row.organisation, role="trainer")
    page = client.get(reverse("office:institution", args=[row.organisation_id])).content.decode()
    assert "Anda terkait dengan lembaga ini" in page
    assert does(client, row, aksi="mulai").status_code == 409
    assert fresh(Admission, row.id).status == "submitted"


def test_a_sanction_from_announcing_to_the_appeal(client, officer, monkeypatch):
    provider = an_approved_institution()
    address = reverse("office:sanction_new", args=[provider.id])
    answer = client.post(address, {"kind": "suspension", "reason": "Kelas tidak ada.", "rule": ""})
    assert answer.status_code == 422
    assert "Kelas tidak ada." in answer.content.decode()
    client.post(address, {"kind": "suspension", "reason": "Kelas tidak ada.", "rule": "Permenaker 17/2016"})
    row = Sanction.objects.get(organisation=provider)
    page = reverse("office:sanction", args=[row.id])
    assert client.post(page, {"aksi": "tetapkan", "decision": "Tetap."}).status_code == 422  # not heard yet
    monkeypatch.setattr(clock, "now", lambda: NOW + datetime.timedelta(days=15))
    assert "Siap diputuskan" in client.get(reverse("office:sanctions")).content.decode()
    assert client.post(page, {"aksi": "tetapkan", "decision": "", "until": ""}).status_code == 422
    assert (
        client.post(page, {"aksi": "tetapkan", "decision": "Tidak dijawab.", "until": "2027-06-30"}).status_code == 302
    )
    assert fresh(Organisation, provider.id).status == "suspended"
    Sanction.objects.filter(id=row.id).update(status="appealed", appeal="Ada buktinya.", appealed_at=NOW)
    answer = client.post(page, {"aksi": "tolak", "decision": "Tidak."})
    assert answer.status_code == 422
    assert "orang lain" in answer.content.decode()
    colleague = as_member(Organisation.objects.filter(kind="programme_office").first(), "programme_office")
    assert colleague.post(page, {"aksi": "cabut", "decision": "Benar."}).status_code == 302
    assert fresh(Organisation, provider.id).status == "verified"
    assert client.post(page, {"aksi": "meledak", "decision": "x"}).status_code == 404


def test_where_supply_is_missing(client):
    an_approved_institution()
    with at_most(12):
        page = client.get(reverse("office:supply")).content.decode()
    assert "Jawa Tengah" in page
    page = client.get(reverse("office:supply") + "?provinsi=33").content.decode()
    assert "Jepara" in page
    assert client.get(reverse("office:supply") + "?provinsi=99&kurang=1").status_code == 200
    answer = client.get(reverse("office:supply_csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 515
    jepara = next(each for each in rows if each[0] == "33.20")
    assert jepara[3] == "1"  # approved institutions
