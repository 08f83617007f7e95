from django.urls import path

from evaluation.views import questions, voice

app_name = "evaluation"
urlpatterns = [
    # answering
    path("evaluaties/<str:number>/stem/<uuid:key>/", voice.answer, name="answer"),
    path("evaluaties/<str:number>/stem/<uuid:key>/qr/", voice.qr, name="qr"),
    path("vragen/bedankt/", questions.thanks, name="thanks"),
    path("vragen/<str:token>/", questions.questions, name="questions"),
]
