"""Addresses of the vacancy search and of one vacancy."""

from django.urls import path

from . import keeping, views

urlpatterns = [
    path("lowongan", views.vacancies, name="vacancies"),
    path("lowongan/kabari", keeping.keep, name="keep_search"),
    path("lowongan/<uuid:vacancy_id>", views.vacancy, name="vacancy"),
]
