"""Addresses of sanctions, under /lembaga/."""

from django.urls import path

from . import views

urlpatterns = [
    path("sanksi", views.sanctions, name="sanctions"),
    path("sanksi/<uuid:sanction_id>", views.sanction, name="sanction"),
]
