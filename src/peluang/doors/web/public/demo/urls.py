"""One address, and only in a demo."""

from django.urls import path

from . import views

urlpatterns = [path("demo", views.demo, name="demo")]
