"""Addresses of the reviews that wait for a look."""

from django.urls import path

from . import views

urlpatterns = [
    path("ulasan", views.reviews, name="reviews"),
    path("ulasan/<uuid:review_id>", views.review, name="review"),
]
