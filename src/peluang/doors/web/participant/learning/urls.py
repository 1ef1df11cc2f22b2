"""Addresses of one's own trainings, under /saya/."""

from django.urls import path

from . import (
    allocations,
    certificates,
    choosing,
    moving,
    papers,
    presence,
    self_paced,
    terms,
    views,
    waiting,
    webinar,
    works,
)

urlpatterns = [
    path("kelas/<uuid:class_id>/pilih", choosing.choose, name="choose"),
    path("kelas/<uuid:class_id>/antre", waiting.line, name="line"),
    path("kelas/<uuid:class_id>/antre/lepas", waiting.leave_line, name="leave_line"),
    path("pembagian", allocations.allocations, name="allocations"),
    path("pembagian/<uuid:allocation_id>", allocations.allocation, name="allocation"),
    path("pelatihan", views.trainings, name="trainings"),
    path("pelatihan/<uuid:enrolment_id>", views.training, name="training"),
    path("pelatihan/<uuid:enrolment_id>/janji", terms.terms, name="training_terms"),
    path("pelatihan/<uuid:enrolment_id>/hadir", presence.presence, name="presence"),
    path("pelatihan/<uuid:enrolment_id>/pindah", moving.move, name="training_move"),
    path("pelatihan/<uuid:enrolment_id>/batal", views.cancel, name="cancel_seat"),
    path("pelatihan/<uuid:enrolment_id>/ulasan", views.review, name="review"),
    path("pelatihan/<uuid:enrolment_id>/webinar/<int:number>", webinar.webinar, name="webinar"),
    path("pelatihan/<uuid:enrolment_id>/mandiri", self_paced.self_paced, name="self_paced"),
    path("pelatihan/<uuid:enrolment_id>/tes/<slug:kind>", papers.test, name="test"),
    path("tes/<uuid:paper_id>", papers.paper, name="paper"),
    path("pelatihan/<uuid:enrolment_id>/karya/<uuid:task_id>", works.work, name="work"),
    path("karya/berkas/<uuid:photo_id>", works.photo, name="work_photo"),
    path("sertifikat/<str:number>", certificates.certificate, name="certificate"),
    path("sertifikat/<str:number>/pdf", certificates.pdf, name="certificate_pdf"),
    path("sertifikat/<str:number>/unduh", certificates.download, name="certificate_download"),
]
