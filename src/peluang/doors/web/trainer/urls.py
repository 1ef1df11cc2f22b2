"""Doors of trainers, under /pelatih/."""

from django.urls import path

from . import attendance, by_hand, classes, marking, readiness, record, scanning, scores, visits

app_name = "trainer"
urlpatterns = [
    path("", classes.home, name="home"),
    path("kelas/<uuid:class_id>", classes.training_class, name="class"),
    path("kelas/<uuid:class_id>/mulai", classes.start, name="class_start"),
    path("kelas/<uuid:class_id>/kesiapan", readiness.readiness, name="class_readiness"),
    path("kelas/<uuid:class_id>/akhiri", classes.finish, name="class_finish"),
    path("pekerja.js", scanning.worker, name="worker"),
    path("kelas/<uuid:class_id>/hadir/<int:number>", attendance.attendance, name="attendance"),
    path("kelas/<uuid:class_id>/hadir/<int:number>/jam", by_hand.by_hand, name="attendance_by_hand"),
    path("kelas/<uuid:class_id>/hadir/<int:number>/kirim", scanning.scans, name="scans"),
    path("kelas/<uuid:class_id>/kunjungan", visits.visits, name="visits"),
    path("kelas/<uuid:class_id>/nilai/<slug:kind>", scores.scores, name="scores"),
    path("nilai", marking.queue, name="marking"),
    path("nilai/<uuid:work_id>", marking.work, name="work"),
    path("nilai/berkas/<uuid:photo_id>", marking.photo, name="work_photo"),
    path("catatan", record.records, name="records"),
    path("catatan/<uuid:trainer_id>", record.record, name="record"),
]
