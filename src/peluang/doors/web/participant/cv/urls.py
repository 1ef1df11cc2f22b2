from django.urls import path

from . import bringing, views

urlpatterns = [
    path("cv", views.cv, name="cv"),
    path("cv/pdf", views.pdf, name="cv_pdf"),
    path("cv/json-resume", views.json_resume, name="cv_json_resume"),
    path("cv/europass", views.europass, name="cv_europass"),
    path("cv/bawa", bringing.bring, name="cv_bring"),
    path("cv/bawa/periksa", bringing.check, name="cv_check"),
]
