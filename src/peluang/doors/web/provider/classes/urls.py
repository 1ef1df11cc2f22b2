"""Addresses of an institution's classes, under /lembaga/."""

from django.urls import path

from . import moving, readiness, views

urlpatterns = [
    path("pelatihan/<uuid:offering_id>/kelas-baru", views.schedule, name="class_new"),
    path("kelas", views.classes, name="classes"),
    path("kelas/<uuid:class_id>", views.training_class, name="class"),
    path("kelas/<uuid:class_id>/kesiapan", readiness.readiness, name="class_readiness"),
    path("kelas/<uuid:class_id>/pindahkan", moving.move, name="class_move"),
    path("kelas/<uuid:class_id>/kursi", moving.seats, name="class_seats"),
    path("kelas/<uuid:class_id>/batalkan", views.cancel, name="class_cancel"),
]
