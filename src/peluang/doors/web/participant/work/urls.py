"""Looking for work: what fits, applications, suggestions of the labour office, one's own business."""

from django.urls import path

from . import slots, talking, views

urlpatterns = [
    path("lowongan", views.matches, name="matches"),
    path("lamar/<uuid:vacancy_id>", views.apply_here, name="apply"),
    path("lamaran", views.applications, name="applications"),
    path("lamaran/<uuid:application_id>", views.application, name="application"),
    path("lamaran/<uuid:application_id>/batal", views.take_back, name="withdraw"),
    path("lamaran/<uuid:application_id>/pesan", talking.talk, name="application_messages"),
    path("lamaran/<uuid:application_id>/waktu", slots.pick, name="interview_times"),
    path("lamaran/<uuid:application_id>/wawancara.ics", slots.calendar, name="interview_file"),
    path("rujukan/<uuid:referral_id>", views.referral, name="referral"),
    path("penempatan", views.placement, name="placement"),
    path("usaha", views.own_business, name="own_business"),
]
