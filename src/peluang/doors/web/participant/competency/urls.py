"""Addresses of one's own competency certificates, under /saya/."""

from django.urls import path

from . import views

urlpatterns = [
    path("kompetensi", views.competency, name="competency"),
    path("kompetensi/baru", views.claim, name="competency_claim"),
    path("kompetensi/<uuid:competency_id>/berkas", views.file, name="competency_file"),
]
