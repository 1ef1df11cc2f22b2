"""Addresses of an institution's desk and its offerings, under /lembaga/."""

from django.urls import path

from . import editing, ending, views

urlpatterns = [
    path("", views.home, name="home"),
    path("pelatihan", views.offerings, name="offerings"),
    path("pelatihan/baru", editing.new, name="offering_new"),
    path("pelatihan/<uuid:offering_id>", views.offering, name="offering"),
    path("pelatihan/<uuid:offering_id>/ubah", editing.edit, name="offering_edit"),
    path("pelatihan/<uuid:offering_id>/ajukan", editing.submit, name="offering_submit"),
    path("pelatihan/<uuid:offering_id>/akhiri", ending.end, name="offering_end"),
]
