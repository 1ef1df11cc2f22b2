"""Everything under /perusahaan/: the recruiter's desk, vacancies, candidates."""

from django.urls import path

from . import candidates, desk, many, report, reviews, vacancies

app_name = "employer"
urlpatterns = [
    path("", desk.home, name="home"),
    path("lowongan", vacancies.vacancies, name="vacancies"),
    path("lowongan/baru", vacancies.new_vacancy, name="new_vacancy"),
    path("lowongan/laporan", report.report, name="report"),
    path("lowongan/laporan.csv", report.report_file, name="report_file"),
    path("lowongan/pemeriksaan/<uuid:look_id>", reviews.review, name="review"),
    path("pemeriksaan", reviews.own_check, name="own_check"),
    path("lowongan/<uuid:vacancy_id>", vacancies.vacancy, name="vacancy"),
    path("lowongan/<uuid:vacancy_id>/ubah", vacancies.edit_vacancy, name="edit_vacancy"),
    path("lowongan/<uuid:vacancy_id>/jawab", many.refuse_several, name="refuse_many"),
    path("lamaran/<uuid:application_id>", candidates.candidate, name="candidate"),
]
