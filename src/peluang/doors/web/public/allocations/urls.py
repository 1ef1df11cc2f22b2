"""Addresses of rounds and of the files to check them with."""

from django.urls import path

from . import views

urlpatterns = [
    path("pembagian", views.allocations, name="allocations"),
    path("pembagian/verify.py", views.verifier, name="allocation_verifier"),
    path("pembagian/<uuid:allocation_id>", views.allocation, name="allocation"),
    path("pembagian/<uuid:allocation_id>/bukti.txt", views.proof, name="allocation_proof"),
    path("pembagian/<uuid:allocation_id>/<slug:file>.csv", views.download, name="allocation_file"),
]
