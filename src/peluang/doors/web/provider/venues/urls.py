"""Addresses of an institution's venues, under /lembaga/."""

from django.urls import path

from . import views

urlpatterns = [
    path("tempat", views.venues, name="venues"),
    path("tempat/baru", views.add, name="venue_new"),
    path("tempat/<uuid:venue_id>", views.change, name="venue"),
    path("tempat/<uuid:venue_id>/tutup", views.close, name="venue_close"),
]
