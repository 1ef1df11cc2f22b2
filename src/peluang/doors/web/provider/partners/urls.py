"""Addresses of an institution's machines, under /lembaga/."""

from django.urls import path

from . import views

urlpatterns = [
    path("sambungan", views.keys, name="partner_keys"),
    path("sambungan/kunci-baru", views.new_key, name="partner_key_new"),
    path("sambungan/<uuid:key_id>", views.key, name="partner_key"),
    path("sambungan/<uuid:key_id>/ganti", views.rotate, name="partner_key_rotate"),
    path("sambungan/<uuid:key_id>/matikan", views.retire, name="partner_key_retire"),
]
