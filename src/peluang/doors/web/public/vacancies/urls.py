"""Addresses of the vacancy search and of one vacancy."""

from django.urls import path

from . import keeping, reporting, views

urlpatterns = [
    path("lowongan", views.vacancies, name="vacancies"),
    path("lowongan/kabari", keeping.keep, name="keep_search"),
    path("lowongan/laporan/<uuid:vacancy_report_id>", reporting.follow, name="vacancy_report_follow"),
    path("lowongan/<uuid:vacancy_id>/laporkan", reporting.report, name="vacancy_report"),
    path("lowongan/<uuid:vacancy_id>", views.vacancy, name="vacancy"),
]
