"""Addresses of an institution's entry, under /lembaga/."""

from django.urls import path

from . import founding, papers, principals, views

urlpatterns = [
    path("daftar", founding.found, name="found"),
    path("pendaftaran", views.admission, name="admission"),
    path("pendaftaran/izin", papers.licence, name="admission_licence"),
    path("pendaftaran/berkas/<slug:paper>", papers.paper, name="admission_paper"),
    path("pendaftaran/unggahan/<uuid:admission_paper_id>/berkas", papers.paper_file, name="paper_file"),
    path("pendaftaran/pimpinan", principals.principals, name="principals"),
    path("pendaftaran/pimpinan/<uuid:principal_id>/selesai", principals.end, name="principal_end"),
    path("pendaftaran/ajukan", views.submit, name="admission_submit"),
]
