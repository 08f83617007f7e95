from django.urls import path

from workspace import views

app_name = "workspace"
urlpatterns = [
    path("", views.today, name="today"),
    path("mensen/", views.people, name="people"),
    path("zoeken/", views.search_view, name="search"),
    path("trajecten/<str:number>/", views.dossier, name="dossier"),
]
