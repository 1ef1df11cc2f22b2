"""The unguessable link of an offered seat."""

from django.urls import path

from . import views

urlpatterns = [path("antre/<slug:place_token>", views.decline, name="decline_seat")]
