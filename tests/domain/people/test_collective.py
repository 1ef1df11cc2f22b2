from __future__ import annotations

import pytest

from peluang.domain.files.commands import store_file
from peluang.domain.kernel.refusal import NotYours
from peluang.domain.people.commands import register_collectively
from peluang.domain.people.models import Person
from tests.factories.organisations import an_actor
from tests.factories.people import a_kk, a_nik
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_actor("labour_office")


@pytest.fixture
def handover(office, now, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return store_file(
        office,
        content=b"%PDF-1.7 tanda tangan",
        name="berita acara.pdf",
        media_type="application/pdf",
        purpose="handover",
        at=now,
    ).id


def row(**changes):
    return {
        "Nama": "Budi Hartono",
        "Tanggal Lahir": "04-05-2000",
        "Jenis Kelamin": "L",
        "NIK": a_nik(sex="m"),
        "No KK": a_kk(),
        "Kode Kabupaten": "33.20",
        "Pendidikan": "SMK",
        "Status Kerja": "Sedang mencari kerja",
        "HP": "081234567890",
        **changes,
    }


def test_a_dry_run_writes_nothing_and_then_all_are_registered_once(now, office, handover):
    rows = [row(), row()]
    dry = register_collectively(office, rows=rows, handover_file_id=handover, dry_run=True, at=now)
    assert (len(dry.registered), dry.refused, Person.objects.filter(full_name="Budi Hartono").count()) == (2, [], 0)
    real = register_collectively(office, rows=rows, handover_file_id=handover, at=now)
    assert len(real.registered) == Person.objects.filter(full_name="Budi Hartono").count() == 2
    again = register_collectively(office, rows=rows, handover_file_id=handover, at=now)
    assert (again.registered, again.known, again.refused) == ([], 2, [])


def test_each_wrong_row_says_why_and_then_none_is_written(now, office, handover):
    twice = a_nik(sex="m")
    rows = [
        row(NIK=twice),
        row(NIK=twice),
        row(NIK="12"),
        row(**{"Tanggal Lahir": "kemarin"}),
        row(**{"Kode Kabupaten": "32.73"}),
        row(Nama=""),
        row(Pendidikan="S9"),
    ]
    report = register_collectively(office, rows=rows, handover_file_id=handover, at=now)
    assert report.registered == []
    assert [(each.row, each.code) for each in report.refused] == [
        (3, "nik_taken"),
        (4, "nik_not_16_digits"),
        (5, "date_unreadable"),
        (6, "other_region"),
        (7, "cell_empty"),
        (8, "education_unknown"),
    ]
    assert all(each.text for each in report.refused)
    assert not Person.objects.filter(full_name="Budi Hartono").exists()


def test_without_a_signed_record_or_an_office_nothing_happens(now, office, handover):
    from peluang.domain.kernel.keys import new_id

    with refused("handover_missing"):
        register_collectively(office, rows=[row()], handover_file_id=new_id(), at=now)
    with pytest.raises(NotYours):
        register_collectively(an_actor("provider"), rows=[row()], handover_file_id=handover, at=now)
