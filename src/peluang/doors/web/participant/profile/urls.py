from django.urls import path

from . import views

urlpatterns = [
    path("profil", views.profile, name="profile"),
    path("profil/ubah", views.edit, name="profile_edit"),
    path("profil/siap", views.ready, name="profile_ready"),
    path("profil/keahlian", views.skills, name="skills"),
    path("profil/keahlian/hapus", views.drop_skill, name="skill_remove"),
    path("profil/pengalaman", views.experience, name="experience"),
    path("profil/pengalaman/hapus", views.drop_experience, name="experience_remove"),
    path("profil/keinginan", views.wishes, name="wishes"),
]
