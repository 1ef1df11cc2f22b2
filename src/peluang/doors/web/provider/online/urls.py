"""Addresses of online classes and self-paced courses, under /lembaga/."""

from django.urls import path

from . import items, sessions

urlpatterns = [
    path("kelas/<uuid:class_id>/daring", sessions.sessions, name="class_online"),
    path("kelas/<uuid:class_id>/daring/<int:number>", sessions.session, name="class_online_session"),
    path("kelas/<uuid:class_id>/daring/<int:number>/catatan", sessions.log, name="class_online_log"),
    path("pelatihan/<uuid:offering_id>/materi", items.items, name="offering_items"),
    path("pelatihan/<uuid:offering_id>/materi/<uuid:item_id>/hapus", items.retire, name="offering_item_retire"),
]
