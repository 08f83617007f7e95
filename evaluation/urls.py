from django.urls import path

from evaluation.views import calendar, questionnaires, rules

app_name = "evaluation"
urlpatterns = [
    # calendar
    path("agenda/", calendar.calendar, name="calendar"),
    path("agenda/nieuw/", calendar.calendar_make, name="calendar_make"),
    path("agenda/stoppen/", calendar.calendar_stop, name="calendar_stop"),
    path("agenda/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
    # questionnaires and rules, of the administrator
    path("vragenlijsten/", questionnaires.questionnaires, name="questionnaires"),
    path("vragenlijsten/<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path(
        "vragenlijsten/<int:pk>/versie/",
        questionnaires.questionnaire_edit,
        name="questionnaire_edit",
    ),
    path("evaluatiemomenten/", rules.rules, name="rules"),
    path("evaluatiemomenten/<int:pk>/", rules.rule, name="rule"),
]
