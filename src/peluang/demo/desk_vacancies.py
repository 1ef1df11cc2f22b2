"""What the labour office of the stage has to look at: vacancies held, reported or asking for an age, a new employer."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from peluang.domain.jobs.commands import (
    answer_review,
    ask_employer,
    draft_vacancy,
    end_employment,
    post_vacancy,
    record_licence,
    report_vacancy,
)
from peluang.domain.jobs.models import Application, Vacancy, VacancyReview
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.organisations.commands import found_organisation
from peluang.engines.rules import local_date

from .desk_actors import Desk

_BASKETS = (
    "Menganyam keranjang rotan untuk pembeli luar negeri, memilih dan membelah rotan, menghaluskan sambungan,"
    " mengemas yang sudah jadi. Bahan dan alat dari kami, kerja enam hari dengan libur hari Minggu."
)


def look_at_vacancies(desk: Desk) -> None:
    """Each case once, at moments of the last two weeks."""
    new = _found(desk, "employer", "PT Samudra Kerja Jepara", "Jalan Pelabuhan No. 8, Jepara", 9)
    workshop = _found(desk, "ikm", "UD Rotan Bangsri", "Jalan Raya Bangsri No. 21, Jepara", 8)
    ask_employer(
        desk.labour_office, employer_id=_of(new), at=desk.ago(4),
        question="Di alamat Anda kami menemukan toko. Di mana kantor Anda, dan jam berapa bisa kami kunjungi?",
    )  # fmt: skip
    _hold_for_words_and_a_copy(desk, new, workshop)
    _report(desk)
    _ask_for_an_age(desk)
    _pay_below_the_minimum(desk, workshop)
    _send_abroad(desk, new)
    _end_some_work(desk)


def _hold_for_words_and_a_copy(desk: Desk, new: Actor, workshop: Actor) -> None:
    _posts(
        desk, new, 3, occupation="4321", title="Staf gudang pelabuhan", wage_min=3_200_000,
        description="Mencatat barang masuk dan keluar. Biaya pendaftaran Rp250.000 dibayar sebelum wawancara.",
    )  # fmt: skip
    _posts(desk, workshop, 6, occupation="7317", title="Penganyam rotan", wage_min=2_900_000, description=_BASKETS)
    copied = _posts(desk, new, 5, occupation="7317", title="Penganyam rotan", wage_min=3_100_000, description=_BASKETS)
    look = VacancyReview.objects.get(vacancy=copied, kind="text")
    answer_review(
        new, review_id=look.id, at=desk.ago(4), text="Kami mencarikan penganyam untuk usaha itu. Teksnya dari mereka."
    )


def _report(desk: Desk) -> None:
    """By two people, so that it is on the desk; it is shown until an officer decides."""
    row = _posts(
        desk, desk.employer, 10, occupation="7522", title="Tukang amplas mebel", wage_min=2_900_000,
        description="Mengamplas kursi dan meja sebelum dipoles, dengan mesin dan tangan.",
    )  # fmt: skip
    told = (
        ("false", "Saya datang ke alamatnya, katanya tidak ada pekerjaan ini.", 5),
        ("fee", "Di telepon diminta membeli masker dan sepatu dulu lewat mereka.", 2),
    )
    for kind, text, days in told:
        report_vacancy(desk.next_person(), vacancy_id=row.id, kind=kind, text=text, at=desk.ago(days))


def _ask_for_an_age(desk: Desk) -> None:
    _posts(
        desk, desk.employer, 2, occupation="7523", title="Operator gergaji potong", wage_min=3_000_000, age_min=18,
        requirement_ground="danger", requirement_reason="Gergaji besar tanpa penahan otomatis.",
        description="Memotong papan jati menurut ukuran dan merawat mata gergaji.",
    )  # fmt: skip


def _pay_below_the_minimum(desk: Desk, workshop: Actor) -> None:
    _posts(
        desk, workshop, 7, occupation="9329", title="Pembantu bengkel rotan", wage_min=2_000_000,
        wage_reason="Tiga bulan belajar, makan dan penginapan dari kami, sesudah itu naik.",
        description="Menyiapkan rotan basah dan membersihkan bengkel.",
    )  # fmt: skip


def _send_abroad(desk: Desk, new: Actor) -> None:
    today = local_date(desk.at)
    record_licence(
        desk.labour_office, organisation_id=_of(new), number="SIP3MI 117/2024", at=desk.ago(7),
        valid_from=today - datetime.timedelta(days=400), valid_until=today + datetime.timedelta(days=1_400),
    )  # fmt: skip
    _posts(
        desk, new, 6, occupation="8141", title="Operator pabrik sarung tangan", wage_min=6_000_000, country="MY",
        description="Menjalankan mesin celup sarung tangan. Semua ongkos berangkat ditanggung perusahaan.",
    )  # fmt: skip


def _end_some_work(desk: Desk) -> None:
    """Somebody who was hired at the stage's employer, if anybody was, has stopped."""
    stage = desk.employer
    rows = Application.objects.filter(
        employer_id=stage.organisation, status="hired", decided_at__lt=desk.ago(20), employment__isnull=False
    )
    row = rows.exclude(starts_on__gte=local_date(desk.ago(3))).order_by("decided_at", "id").first()
    if row is not None:
        end_employment(
            stage, application_id=row.id, last_day=local_date(desk.ago(2)), note="Kontraknya selesai.", at=desk.ago(2)
        )


def _found(desk: Desk, kind: str, name: str, address: str, days: int) -> Actor:
    """By a neighbour, waiting to be checked."""
    person = desk.next_person()
    member = found_organisation(
        person, kind=kind, name=name, regency=desk.labour_office.region, address=address, title="Pemilik",
        at=desk.ago(days),
    )  # fmt: skip
    return Actor(Role.EMPLOYER, person.person, member.organisation_id)


def _posts(desk: Desk, by: Actor, days: int, **terms: Any) -> Vacancy:
    drafted = draft_vacancy(
        by, employer_id=_of(by), regency=desk.labour_office.region, wage_max=None, headcount=2,
        valid_until=local_date(desk.at) + datetime.timedelta(days=30), at=desk.ago(days), **terms,
    )  # fmt: skip
    return post_vacancy(by, vacancy_id=drafted.id, at=desk.ago(days))


def _of(by: Actor) -> UUID:
    assert by.organisation is not None
    return by.organisation
