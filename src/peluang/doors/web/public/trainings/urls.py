"""Addresses of the catalogue and of the certificate check."""

from django.urls import path

from . import certificates, reviews, trainers, views

urlpatterns = [
    path("pelatihan", views.trainings, name="trainings"),
    path("pelatihan/tempat", views.places, name="training_places"),
    path("pelatihan/ulasan/<uuid:review_id>/laporkan", reviews.report, name="review_report"),
    path("pelatihan/pelatih/<uuid:trainer_id>", trainers.trainer, name="trainer"),
    path("pelatihan/<slug:code>", views.training, name="training"),
    path("pelatihan/<slug:code>/<uuid:offering_id>", views.offering, name="offering"),
    path("sertifikat", certificates.check, name="certificate_check"),
    path("sertifikat/daftar-status", certificates.bundle, name="certificate_bundle"),
    path("sertifikat/daftar-status/<int:number>", certificates.status_list, name="certificate_status"),
    path("sertifikat/kompetensi", certificates.competency, name="competency_check"),
    path("sertifikat/<str:number>", certificates.certificate, name="certificate"),
    path(".well-known/peluang-keys.json", certificates.keys, name="certificate_keys"),
]
