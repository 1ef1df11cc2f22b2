from django.urls import path

from . import views

urlpatterns = [
    path("daftar", views.start, name="register"),
    path("daftar/<slug:name>", views.step, name="register_step"),
]
