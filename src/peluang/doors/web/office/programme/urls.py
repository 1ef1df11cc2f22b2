"""Addresses of waves and their steps, under /kantor/."""

from django.urls import path

from . import planning, views

urlpatterns = [
    path("gelombang", views.waves, name="waves"),
    path("gelombang/baru", planning.plan, name="wave_plan"),
    path("gelombang/<int:number>", views.wave, name="wave"),
    path("gelombang/<int:number>/<slug:target>", views.step, name="wave_step"),
]
