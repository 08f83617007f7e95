from django.urls import path

from cases.views import eviction, measuring
from cases.views import files as views

app_name = "cases"
urlpatterns = [
    path("trajecten/", views.trajectory_list, name="list"),
    path("notitie/", views.note_pick, name="note_pick"),
    path("trajecten/<str:number>/notitie/", views.note_create, name="note"),
    path("trajecten/<str:number>/notitie/<uuid:key>/", views.note_edit, name="note_edit"),
    path("trajecten/<str:number>/stap/<str:state>/", views.trajectory_move, name="move"),
    path("trajecten/<str:number>/afsluiten/", views.trajectory_close, name="close"),
    path("trajecten/<str:number>/stoppen/", views.trajectory_stop, name="stop"),
    path("trajecten/<str:number>/heropenen/", views.trajectory_reopen, name="reopen"),
    path("trajecten/<str:number>/volgend-contact/", views.next_contact, name="next_contact"),
    path("trajecten/<str:number>/team/", views.team, name="team"),
    path("trajecten/<str:number>/leefgebieden/", measuring.domains, name="domains"),
    path("trajecten/<str:number>/gezondheid/", measuring.health, name="health"),
    path(
        "trajecten/<str:number>/meting/nieuw/<str:assessor>/",
        measuring.measurement_begin,
        name="measurement_begin",
    ),
    path(
        "trajecten/<str:number>/meting/<str:measurement>/",
        measuring.measurement,
        name="measurement",
    ),
    path(
        "trajecten/<str:number>/meting/<str:measurement>/corrigeren/",
        measuring.measurement_correct,
        name="measurement_correct",
    ),
    # --- threat of eviction, safety net, hand-over
    path("trajecten/<str:number>/ontruiming/", eviction.eviction, name="eviction"),
    path("trajecten/<str:number>/ontruiming/fase/", eviction.eviction_phase, name="eviction_phase"),
    path(
        "trajecten/<str:number>/ontruiming/stap/<str:kind>/", eviction.arrears_step, name="arrears"
    ),
    path(
        "trajecten/<str:number>/ontruiming/stap/<int:pk>/verwijderen/",
        eviction.arrears_drop,
        name="arrears_drop",
    ),
    path("trajecten/<str:number>/ontruiming/afspraak/", eviction.contract, name="contract"),
    path(
        "trajecten/<str:number>/ontruiming/afspraak/<int:pk>/",
        eviction.contract,
        name="contract_edit",
    ),
    path("trajecten/<str:number>/bewoner/", views.resident_edit, name="resident"),
]
