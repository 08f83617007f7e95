from django.urls import path

from evaluation.views import calendar

app_name = "evaluation"
urlpatterns = [
    # calendar
    path("agenda/", calendar.calendar, name="calendar"),
    path("agenda/nieuw/", calendar.calendar_make, name="calendar_make"),
    path("agenda/stoppen/", calendar.calendar_stop, name="calendar_stop"),
    path("agenda/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
]
