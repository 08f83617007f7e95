from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("taal/", views.language, name="language"),
    path("demo/", views.demo_login, name="demo_login"),
    path("concept/", views.draft_save, name="draft_save"),
    path("concept/weg/", views.draft_drop, name="draft_drop"),
    path("ik-ben-er-nog/", views.still_here, name="still_here"),
]
