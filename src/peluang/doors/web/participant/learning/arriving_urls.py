"""Addresses behind the QR code on a trainer's screen: at the root and in capitals too, so that the code stays small."""

from django.urls import path

from . import presence

app_name = "attending"
urlpatterns = [
    path("hadir/<uuid:session_id>/<str:code>", presence.confirm, name="confirm"),
    path("HADIR/<str:key>/<str:code>", presence.by_qr, name="by_qr"),
]
