from django.urls import path

from evaluation.views import answering

app_name = "evaluation"
urlpatterns = [
    # --- answering
    path("vragen/bedankt/", answering.thanks, name="thanks"),
    path("vragen/<str:token>/", answering.questions, name="questions"),
    path("evaluaties/<str:number>/bedankt/", answering.hand_back, name="hand_back"),
    path("evaluaties/<str:number>/stem/<uuid:key>/", answering.answer, name="answer"),
    path("evaluaties/<str:number>/stem/<uuid:key>/qr/", answering.qr, name="qr"),
]
