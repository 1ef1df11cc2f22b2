"""Where alerts are stopped."""

from django.urls import path

from . import views

urlpatterns = [
    path("berhenti", views.send_again, name="alert_links"),
    path("berhenti/<slug:stop_token>", views.stop, name="stop_alert"),
]
