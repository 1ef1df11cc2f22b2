"""Everything under /perusahaan/: the recruiter's desk, vacancies, candidates."""

from django.urls import path

from . import (
    candidates,
    colleagues,
    desk,
    fitting,
    founding,
    many,
    report,
    reviews,
    slots,
    talking,
    team,
    unanswered,
    vacancies,
)

app_name = "employer"
urlpatterns = [
    path("", desk.home, name="home"),
    path("daftar", founding.found, name="found"),
    path("data", founding.correct, name="firm"),
    path("tim", colleagues.colleagues, name="team"),
    path("tim/<uuid:membership_id>/lepas", colleagues.take_off, name="take_off"),
    path("undangan", colleagues.own, name="own_invitations"),
    path("belum-dijawab", unanswered.waiting, name="unanswered"),
    path("lowongan", vacancies.vacancies, name="vacancies"),
    path("lowongan/baru", vacancies.new_vacancy, name="new_vacancy"),
    path("lowongan/laporan", report.report, name="report"),
    path("lowongan/laporan.csv", report.report_file, name="report_file"),
    path("lowongan/pemeriksaan/<uuid:look_id>", reviews.review, name="review"),
    path("pemeriksaan", reviews.own_check, name="own_check"),
    path("lowongan/<uuid:vacancy_id>", vacancies.vacancy, name="vacancy"),
    path("lowongan/<uuid:vacancy_id>/ubah", vacancies.edit_vacancy, name="edit_vacancy"),
    path("lowongan/<uuid:vacancy_id>/jawab", many.refuse_several, name="refuse_many"),
    path("lowongan/<uuid:vacancy_id>/pelamar", team.desk, name="applicants"),
    path("lowongan/<uuid:vacancy_id>/bandingkan", team.compare, name="compare"),
    path("lowongan/<uuid:vacancy_id>/cocok", fitting.fitting, name="fitting"),
    path("lowongan/<uuid:vacancy_id>/perluas", fitting.gaps, name="gaps"),
    path("lamaran/<uuid:application_id>/catatan", team.notes, name="notes"),
    path("lowongan/<uuid:vacancy_id>/waktu", slots.slots, name="slots"),
    path("lamaran/<uuid:application_id>", candidates.candidate, name="candidate"),
    path("lamaran/<uuid:application_id>/pesan", talking.talk, name="candidate_messages"),
    path("lamaran/<uuid:application_id>/wawancara.ics", slots.calendar, name="interview_file"),
]
