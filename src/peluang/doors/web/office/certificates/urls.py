"""Addresses of certificates, under /kantor/."""

from django.urls import path

from . import views

urlpatterns = [
    path("sertifikat", views.certificates, name="certificates"),
    path("sertifikat/<str:number>", views.revoke, name="certificate_revoke"),
]
