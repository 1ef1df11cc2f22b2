"""What is under way between people who look for work, employers and the offices that watch over both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peluang.domain.jobs.commands import draft_vacancy, mark_filled, post_vacancy, record_licence
from peluang.domain.jobs.models import (
    Application,
    ApplicationMessage,
    InterviewInvitation,
    InterviewSlot,
    OfficialWage,
    Vacancy,
    VacancyInvitation,
)
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.people.models import Person
from tests.conftest import NOW
from tests.factories.feeds import a_document, a_feed, a_posting, read_in
from tests.factories.jobs import DAY, TODAY, a_note, a_vacancy, an_application, an_invitation
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person
from tests.factories.trust import a_vacancy_report, a_vacancy_review, an_employer_question

if TYPE_CHECKING:
    from .country import Country

DESK, OFFICE = "/perusahaan/lowongan", "/dinas/lowongan"


def market(country: Country) -> None:
    vacancy = Vacancy.objects.get(title="Juru las konstruksi", employer=country.employer)
    _applicants(country, vacancy)
    _people_who_fit(vacancy)
    _invitations(country, vacancy)
    _looks(country)
    _employers(country)
    _feeds(country)
    _month(country)


def _applicants(country: Country, vacancy: Vacancy) -> None:
    """One picked a time and writes with the employer, one may still pick, one found no time that fits."""
    names, states = ("Siti Aminah", "Rina Wulandari", "Yuni Astuti"), ("interview", "seen", "seen")
    rows = [
        an_application(vacancy=vacancy, person=country.people[name], status=status, letter=letter)
        for name, status, letter in zip(
            names, states, ("Permintaan: bisa mulai Senin, telepon 0812-3456-7890.", "", "")
        )
    ]
    _times(vacancy, rows)
    _talk(rows[0])
    lina = country.staff["employer"].person
    a_note(rows[0], lina, text="Permintaan: las posisi 3G rapi, coba sekali lagi di bengkel.")
    for page in ("", "/pesan", "/catatan"):
        country.starts_at("employer", f"/perusahaan/lamaran/{rows[0].id}{page}")
    for page in ("", "/pelamar", "/jawab", "/waktu", "/cocok", "/perluas"):
        country.starts_at("employer", f"{DESK}/{vacancy.id}{page}")
    picked = "&".join(f"pilih={row.id}" for row in rows)
    country.starts_at("employer", f"{DESK}/{vacancy.id}/bandingkan?{picked}")
    for page in ("", "/pesan", "/waktu"):
        country.starts_at("recipient", f"/saya/lamaran/{rows[0].id}{page}")
        country.starts_at("not_drawn", f"/saya/lamaran/{rows[1].id}{page}")


def _times(vacancy: Vacancy, rows: list[Application]) -> None:
    for row in rows:
        InterviewInvitation.objects.create(
            application=row, vacancy=vacancy, employer_id=vacancy.employer_id, person_id=row.person_id, invited_at=NOW
        )
    InterviewInvitation.objects.filter(application=rows[2]).update(
        none_fits_at=NOW, none_fits_note="Permintaan: sore sesudah jam empat, kalau boleh."
    )
    start, length = NOW + 3 * DAY, DAY / 48
    fields = {"vacancy": vacancy, "employer_id": vacancy.employer_id, "place": "Jl. Pemuda 1, Jepara"}
    for number in range(4):
        InterviewSlot.objects.create(
            starts_at=start + 2 * number * length, ends_at=start + (2 * number + 1) * length,
            application=rows[0] if number < 2 else None, taken_at=NOW if number < 2 else None,
            cancelled_at=NOW if number == 0 else None, **fields,
        )  # fmt: skip
    rows[0].interview_at, rows[0].interview_place = start + 2 * length, fields["place"]
    rows[0].save()


def _talk(row: Application) -> None:
    """One message a side; the first has a number that the other side must not see."""
    words = ((True, "Permintaan: hubungi saya di 0812-3456-7890 kalau ada kabar."), (False, "Permintaan: bawa helm."))
    for number, (from_person, text) in enumerate(words):
        ApplicationMessage.objects.create(
            application=row, from_person=from_person, text=text, sent_at=NOW + number * DAY / 96
        )


def _people_who_fit(vacancy: Vacancy) -> None:
    """Enough that counts are told, and enough just below the line that one change lets in."""
    for number in range(7):
        a_person(skills={"las-smaw": 3, "las-gmaw": 2}, occupations=["7212"], consents=["employers"], ready=True)
        a_person(skills={"las-gmaw": 2}, consents=["employers"], wage_min=3_600_000 + 50_000 * number)


def _invitations(country: Country, vacancy: Vacancy) -> None:
    """Dewi has not answered yet; Slamet said yes, so that his application came of it."""
    waiting = an_invitation(vacancy=vacancy, person=country.people["Dewi Lestari"],
                            text="Permintaan: kami mencari juru las untuk bengkel baru.")  # fmt: skip
    country.starts_at("graduate", f"/saya/undangan/{waiting.id}")
    country.starts_at("graduate", "/saya/ditemukan")
    said_yes: Person = country.people["Slamet Riyadi"]
    sent = an_application(vacancy=vacancy, person=said_yes, origin="invitation")
    VacancyInvitation.objects.create(
        vacancy=vacancy, employer_id=vacancy.employer_id, person=said_yes, home_region=said_yes.home_region_id,
        status="accepted", match_total=70, invited_at=NOW - DAY, expires_at=NOW + 13 * DAY, answered_at=NOW,
        application=sent,
    )  # fmt: skip


def _looks(country: Country) -> None:
    """Held for its words, reported, waiting for a lawful reason, sent back; a report that its writer follows."""
    firm = country.employer
    held = a_vacancy(employer=firm, title="Penjaga gudang malam", status="held", description="Permintaan: biaya admin.")
    limited = a_vacancy(
        employer=firm, title="Penata rias panggung", sex="f", requirement_ground="inherent",
        requirement_reason="Permintaan: peran perempuan di panggung.", requirement_status="waiting",
    )  # fmt: skip
    reported = a_vacancy(employer=firm, title="Kurir sepeda motor")
    back = a_vacancy(employer=firm, title="Tenaga serabutan", status="held")
    looks = [
        a_vacancy_review("text", vacancy=held),
        a_vacancy_review("requirement", vacancy=limited),
        a_vacancy_review("report", vacancy=reported),
        a_vacancy_review(
            "text", vacancy=back, status="sent_back", decision="Permintaan: hapus biayanya.", decided_at=NOW
        ),
    ]
    report = a_vacancy_report(reported, review=looks[2], text="Permintaan: saya diminta transfer dulu.")
    for look in looks:
        country.starts_at("employer", f"{DESK}/{look.vacancy_id}")
        country.starts_at("employer", f"{DESK}/pemeriksaan/{look.id}")
        country.starts_at("labour_office", f"{OFFICE}/{look.id}")
    country.starts_at("public", f"/lowongan/laporan/{report.id}")
    country.starts_at("public", f"/lowongan/{reported.id}")
    country.starts_at("public", f"/lowongan/{reported.id}/laporkan")


def _employers(country: Country) -> None:
    """One the office has not looked at yet and asked something; one places people abroad."""
    new = an_organisation("employer", name="UD Sumber Rejeki", status="proposed", verified_at=None)
    an_employer_question(new, question="Permintaan: foto bengkelnya.")
    agency = an_organisation("employer", name="PT Bahtera Karya")
    licence = record_licence(
        PROGRAM, organisation_id=agency.id, number="SIP3MI 12/2026", valid_from=TODAY - 30 * DAY,
        valid_until=TODAY + 900 * DAY, at=NOW,
    )  # fmt: skip
    abroad = a_vacancy(employer=agency, title="Perawat lansia", country="JP", licence=licence)
    country.starts_at("public", f"/lowongan/{abroad.id}")
    for firm in (new, agency):
        country.starts_at("labour_office", f"/dinas/pemberi-kerja/{firm.id}")
    OfficialWage.objects.create(
        region="33.20", valid_from=TODAY - 60 * DAY, amount=2_610_224, decree="SK Gubernur 561/38", recorded_at=NOW
    )


def _feeds(country: Country) -> None:
    """One was read whole and holds a row that cannot be taken, one broke off, one was stopped."""
    whole = a_feed("Karir X", url="https://portal.example/feed.json")
    read_in(whole, [a_posting(1), a_posting(2, title=""), a_posting(3, validThrough="2020-01-01")])
    broken = a_feed("Loker Pantura")
    text = a_document([a_posting(4, title="Tukang kayu"), a_posting(5, title="Penjahit"), a_posting(6)])
    read_in(broken, text[: text.index(b"A6")])
    stopped = a_feed("Kerja Kudus")
    stopped.stopped_at = NOW
    stopped.save()
    for feed in (whole, broken, stopped):
        country.starts_at("programme_office", f"/kantor/umpan/{feed.id}")
    country.starts_at("programme_office", "/kantor/umpan")
    taken = Vacancy.objects.filter(source="Karir X").earliest("id")
    country.starts_at("public", f"/lowongan/{taken.id}")


def _month(country: Country) -> None:
    """Through the commands, since the month is counted from what happened."""
    by = an_actor("employer", organisation=country.employer)
    terms = {"employer_id": country.employer.id, "occupation": "7212", "regency": "33.20", "wage_min": 3_000_000, "wage_max": None,
             "headcount": 1, "valid_until": TODAY + 30 * DAY, "at": NOW}  # fmt: skip
    for title in ("Tukang las pipa", "Tukang las kapal"):
        row = draft_vacancy(by, title=title, **terms)
        post_vacancy(by, vacancy_id=row.id, at=NOW)
    mark_filled(by, vacancy_id=row.id, at=NOW)
