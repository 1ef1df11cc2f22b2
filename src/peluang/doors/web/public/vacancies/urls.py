"""Addresses of the vacancy search and of one vacancy."""

from django.urls import path

from . import views

urlpatterns = [
    path("lowongan", views.vacancies, name="vacancies"),
    path("lowongan/<uuid:vacancy_id>", views.vacancy, name="vacancy"),
]
