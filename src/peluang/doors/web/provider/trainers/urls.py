"""Addresses of an institution's trainers, under /lembaga/."""

from django.urls import path

from . import credentials, views

urlpatterns = [
    path("pelatih", views.trainers, name="trainers"),
    path("pelatih/baru", views.add, name="trainer_new"),
    path("pelatih/<uuid:trainer_id>", views.trainer, name="trainer"),
    path("pelatih/<uuid:trainer_id>/ubah", views.change, name="trainer_edit"),
    path("pelatih/<uuid:trainer_id>/sertifikat", credentials.add, name="credential_new"),
    path("sertifikat-pelatih/<uuid:credential_id>/berkas", credentials.file, name="credential_file"),
    path("sertifikat-pelatih/<uuid:credential_id>/hapus", credentials.remove, name="credential_remove"),
]
