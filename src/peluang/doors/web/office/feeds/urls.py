"""Feeds of other portals, under /kantor/."""

from django.urls import path

from . import views

urlpatterns = [
    path("umpan", views.feeds, name="feeds"),
    path("umpan/baru", views.new, name="feed_new"),
    path("umpan/<uuid:feed_id>", views.feed, name="feed"),
    path("umpan/<uuid:feed_id>/ubah", views.change, name="feed_change"),
    path("umpan/<uuid:feed_id>/henti", views.stop, name="feed_stop"),
]
