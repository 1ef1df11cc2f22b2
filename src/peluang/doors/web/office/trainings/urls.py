"""Addresses of the office's summary, the trainings' uptake and findings."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("pelatihan", views.trainings, name="trainings"),
    path("pelatihan/<uuid:offering_id>/temuan", views.file, name="file_finding"),
    path("pelatihan/temuan/<uuid:finding_id>", views.finding, name="finding"),
]
