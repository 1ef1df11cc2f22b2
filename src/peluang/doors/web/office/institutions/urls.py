"""Addresses of institutions and sanctions at the office, under /kantor/."""

from django.urls import path

from . import files, sanctions, views

urlpatterns = [
    path("lembaga", views.institutions, name="institutions"),
    path("lembaga/<uuid:institution_id>", views.institution, name="institution"),
    path("lembaga/<uuid:institution_id>/sanksi", sanctions.announce, name="sanction_new"),
    path("lembaga/unggahan/<uuid:admission_paper_id>/berkas", files.paper, name="institution_paper"),
    path("lembaga/sertifikat/<uuid:credential_id>/berkas", files.credential, name="institution_credential"),
    path("sanksi", sanctions.sanctions, name="sanctions"),
    path("sanksi/<uuid:sanction_id>", sanctions.sanction, name="sanction"),
]
