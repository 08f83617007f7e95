from django.urls import path

from evaluation.views import (
    calendar,
    ending,
    moments,
    paper,
    questionnaires,
    questions,
    reports,
    rules,
    voice,
)

app_name = "evaluation"
urlpatterns = [
    # --- the end of a trajectory
    path("trajecten/<str:number>/afsluiten/", ending.close, name="close"),
    path("trajecten/<str:number>/stoppen/", ending.stop, name="stop"),
    path("trajecten/<str:number>/heropenen/", ending.reopen, name="reopen"),
    # --- moments and who is asked
    path("evaluaties/", moments.moment_list, name="list"),
    path("trajecten/<str:number>/evaluaties/", moments.of_trajectory, name="of_trajectory"),
    path("trajecten/<str:number>/evaluaties/telt-vanaf/", moments.anchor, name="anchor"),
    path("evaluaties/<str:number>/", moments.moment, name="moment"),
    path("evaluaties/<str:number>/vragen/", moments.voice_ask, name="voice_ask"),
    path("evaluaties/<str:number>/sluiten/", moments.moment_close, name="moment_close"),
    path("evaluaties/<str:number>/niet/", moments.moment_drop, name="moment_drop"),
    path("evaluaties/<str:number>/terug/", moments.moment_take_back, name="moment_take_back"),
    path(
        "evaluaties/<str:number>/stem/<uuid:key>/wil-niet/",
        moments.voice_refuse,
        name="voice_refuse",
    ),
    path(
        "evaluaties/<str:number>/stem/<uuid:key>/herinneren/",
        moments.voice_remind,
        name="voice_remind",
    ),
    path(
        "evaluaties/<str:number>/stem/<uuid:key>/niet-meer/",
        moments.voice_withdraw,
        name="voice_withdraw",
    ),
    path("evaluaties/<str:number>/stem/<uuid:key>/papier/", paper.paper, name="paper"),
    path("evaluaties/<str:number>/stem/<uuid:key>/formulier/", paper.form, name="paper_form"),
    # --- answering
    path("evaluaties/<str:number>/stem/<uuid:key>/", voice.answer, name="answer"),
    path("evaluaties/<str:number>/stem/<uuid:key>/qr/", voice.qr, name="qr"),
    path("vragen/bedankt/", questions.thanks, name="thanks"),
    path("vragen/<str:token>/", questions.questions, name="questions"),
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
    # reports
    path("trajecten/<str:number>/rapporten/", reports.trajectory_reports, name="reports"),
    path(
        "trajecten/<str:number>/rapporten/<str:kind>/maken/",
        reports.report_make,
        name="report_make",
    ),
    path("rapporten/<str:number>/", reports.report, name="report"),
    path("rapporten/<str:number>/stoppen/", reports.report_cancel, name="report_cancel"),
    path("rapporten/<str:number>/pdf/", reports.report_pdf, name="report_pdf"),
    path("rapporten/<str:number>/cijfers/", reports.report_sheet, name="report_sheet"),
]
