"""Doors of trainers, under /pelatih/."""

from django.urls import path

from . import attendance, classes, scores

app_name = "trainer"
urlpatterns = [
    path("", classes.home, name="home"),
    path("kelas/<uuid:class_id>", classes.training_class, name="class"),
    path("kelas/<uuid:class_id>/mulai", classes.start, name="class_start"),
    path("kelas/<uuid:class_id>/akhiri", classes.finish, name="class_finish"),
    path("kelas/<uuid:class_id>/hadir/<int:number>", attendance.attendance, name="attendance"),
    path("kelas/<uuid:class_id>/nilai/<slug:kind>", scores.scores, name="scores"),
]
