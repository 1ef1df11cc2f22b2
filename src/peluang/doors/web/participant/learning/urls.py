"""Addresses of one's own trainings, under /saya/."""

from django.urls import path

from . import certificates, choosing, views

urlpatterns = [
    path("kelas/<uuid:class_id>/pilih", choosing.choose, name="choose"),
    path("pelatihan", views.trainings, name="trainings"),
    path("pelatihan/<uuid:enrolment_id>", views.training, name="training"),
    path("pelatihan/<uuid:enrolment_id>/batal", views.cancel, name="cancel_seat"),
    path("pelatihan/<uuid:enrolment_id>/ulasan", views.review, name="review"),
    path("sertifikat/<str:number>", certificates.certificate, name="certificate"),
    path("sertifikat/<str:number>/unduh", certificates.download, name="certificate_download"),
]
