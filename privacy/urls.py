from django.urls import path

from privacy.views import access, corrections, own_page

app_name = "privacy"
urlpatterns = [
    path("mijn-plan/", own_page.enter, name="enter"),
    path("mijn-plan/<str:token>/", own_page.own_page, name="own_page"),
    path("mijn-plan/<str:token>/klopt-niet/", own_page.not_right, name="not_right"),
    path("trajecten/<str:number>/mijn-plan/", access.access, name="access"),
    path("trajecten/<str:number>/mijn-plan/brief/", access.letter_make, name="letter_make"),
    path("trajecten/<str:number>/mijn-plan/code/", access.code_make, name="code_make"),
    path("trajecten/<str:number>/mijn-plan/doorgegeven/", access.code_told, name="code_told"),
    path("trajecten/<str:number>/mijn-plan/stoppen/", access.access_stop, name="access_stop"),
    path("verzoeken/", corrections.corrections, name="corrections"),
    path("verzoeken/<uuid:key>/", corrections.correction, name="correction"),
]
