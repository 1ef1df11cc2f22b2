"""Addresses of what people say about an institution."""

from django.urls import path

from . import views

urlpatterns = [
    path("ulasan", views.reviews, name="reviews"),
    path("ulasan/<uuid:review_id>", views.review, name="review"),
]
