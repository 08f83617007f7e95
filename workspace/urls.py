from django.urls import path

from workspace import views
from workspace.views import network

app_name = "workspace"
urlpatterns = [
    path("", views.today, name="today"),
    path("mensen/", views.people, name="people"),
    path("zoeken/", views.search_view, name="search"),
    path("netwerk/", network.network, name="network"),
    path("netwerk/samenwerking/", network.who_works_together, name="cooperation"),
    path("netwerk/<str:number>/", network.partner, name="partner"),
    path("trajecten/<str:number>/", views.dossier, name="dossier"),
]
