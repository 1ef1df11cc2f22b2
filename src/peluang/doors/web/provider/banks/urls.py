"""Addresses of item banks, tests and practical tasks, under /lembaga/."""

from django.urls import path

from . import questions, tasks, views

urlpatterns = [
    path("pelatihan/<uuid:offering_id>/soal", views.bank, name="bank"),
    path("pelatihan/<uuid:offering_id>/soal/tes/<slug:kind>", views.plan, name="test_plan"),
    path("pelatihan/<uuid:offering_id>/soal/baru", questions.new, name="question_new"),
    path("pelatihan/<uuid:offering_id>/soal/unggah", questions.take_in, name="questions_import"),
    path("soal/contoh.csv", questions.example, name="questions_example"),
    path("soal/<uuid:question_id>", questions.question, name="question"),
    path("soal/<uuid:question_id>/keluarkan", questions.retire, name="question_retire"),
    path("pelatihan/<uuid:offering_id>/tugas/baru", tasks.new, name="task_new"),
    path("tugas/<uuid:task_id>", tasks.task, name="task"),
    path("tugas/<uuid:task_id>/hentikan", tasks.retire, name="task_retire"),
]
