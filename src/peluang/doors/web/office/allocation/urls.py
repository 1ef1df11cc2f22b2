"""Addresses of rounds of seats, under /kantor/."""

from django.urls import path

from . import planning, views

urlpatterns = [
    path("pembagian", views.allocations, name="allocations"),
    path("pembagian/baru", planning.new, name="allocation_new"),
    path("pembagian/<uuid:allocation_id>", views.allocation, name="allocation"),
    path("pembagian/<uuid:allocation_id>/<slug:allocation_step>", views.step, name="allocation_step"),
]
