from django.urls import path

from outbox import views

app_name = "outbox"
urlpatterns = [
    path("berichten/", views.mail_list, name="list"),
    path("berichten/<str:number>/opnieuw/", views.mail_retry, name="retry"),
]
