"""Addresses of certificates, under /lembaga/."""

from django.urls import path

from . import views

urlpatterns = [
    path("sertifikat", views.certificates, name="certificates"),
    path("sertifikat/<str:number>", views.revoke, name="certificate_revoke"),
]
