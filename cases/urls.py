from django.urls import path

from cases.views import (
    advice,
    analysis,
    answering,
    asking,
    catalogue,
    channels,
    colours,
    documents,
    domain_sets,
    eviction,
    hand_over,
    history,
    measuring,
    people,
    plan,
    safety_net,
    sharing,
    visits,
)
from cases.views import files as views

app_name = "cases"
urlpatterns = [
    path("trajecten/", views.trajectory_list, name="list"),
    path("notitie/", views.note_pick, name="note_pick"),
    path("trajecten/<str:number>/notitie/", views.note_create, name="note"),
    path("trajecten/<str:number>/notitie/<uuid:key>/", views.note_edit, name="note_edit"),
    path("trajecten/<str:number>/stap/<str:state>/", views.trajectory_move, name="move"),
    path("trajecten/<str:number>/volgend-contact/", views.next_contact, name="next_contact"),
    path("trajecten/<str:number>/team/", views.team, name="team"),
    path("trajecten/<str:number>/aan-de-deur/", visits.doorstep, name="doorstep"),
    path("trajecten/<str:number>/bezoek/", visits.visit_plan, name="visit_plan"),
    path("trajecten/<str:number>/gemeld/", visits.visit_check_in, name="visit_check_in"),
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
    # --- analysis, people around the resident, history, pace
    path("trajecten/<str:number>/analyse/", analysis.analysis, name="analysis"),
    path("trajecten/<str:number>/analyse/belemmering/", analysis.barrier_add, name="barrier_add"),
    path(
        "trajecten/<str:number>/analyse/belemmering/<int:barrier>/",
        analysis.barrier_edit,
        name="barrier_edit",
    ),
    path(
        "trajecten/<str:number>/analyse/belemmering/<int:barrier>/verwijderen/",
        analysis.barrier_remove,
        name="barrier_remove",
    ),
    path("trajecten/<str:number>/analyse/oorzaak/", analysis.cause_add, name="cause_add"),
    path(
        "trajecten/<str:number>/analyse/oorzaak/<int:cause>/",
        analysis.cause_edit,
        name="cause_edit",
    ),
    path(
        "trajecten/<str:number>/analyse/oorzaak/<int:cause>/verwijderen/",
        analysis.cause_remove,
        name="cause_remove",
    ),
    path(
        "trajecten/<str:number>/analyse/oorzaak/<int:cause>/wie-doet-wat/",
        analysis.stance_add,
        name="stance_add",
    ),
    path(
        "trajecten/<str:number>/analyse/wie-doet-wat/<int:stance>/",
        analysis.stance_edit,
        name="stance_edit",
    ),
    path(
        "trajecten/<str:number>/analyse/wie-doet-wat/<int:stance>/verwijderen/",
        analysis.stance_remove,
        name="stance_remove",
    ),
    path(
        "trajecten/<str:number>/analyse/doel-van/<str:kind>/<int:item>/",
        analysis.goal_from,
        name="goal_from",
    ),
    path("trajecten/<str:number>/afspraak/", people.agreement_add, name="agreement_add"),
    path(
        "trajecten/<str:number>/afspraak/<int:agreement>/",
        people.agreement_edit,
        name="agreement_edit",
    ),
    path(
        "trajecten/<str:number>/afspraak/<int:agreement>/nagekomen/",
        people.agreement_settle,
        name="agreement_settle",
    ),
    path(
        "trajecten/<str:number>/afspraak/<int:agreement>/verwijderen/",
        people.agreement_remove,
        name="agreement_remove",
    ),
    path("trajecten/<str:number>/netwerk/", people.network, name="network"),
    path(
        "trajecten/<str:number>/betrokkene/<int:participant>/",
        people.participant_edit,
        name="participant_edit",
    ),
    path("trajecten/<str:number>/betrokkene/", people.participant_add, name="participant_add"),
    path(
        "trajecten/<str:number>/betrokkene/<int:participant>/beeindigen/",
        people.participant_end,
        name="participant_end",
    ),
    path("trajecten/<str:number>/voorgeschiedenis/", history.history, name="history"),
    path("trajecten/<str:number>/voorgeschiedenis/feit/", history.history_add, name="history_add"),
    path(
        "trajecten/<str:number>/voorgeschiedenis/feit/<int:item>/",
        history.history_edit,
        name="history_edit",
    ),
    path(
        "trajecten/<str:number>/voorgeschiedenis/feit/<int:item>/verwijderen/",
        history.history_remove,
        name="history_remove",
    ),
    path("trajecten/<str:number>/tempo/", history.pace, name="pace"),
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
    path("overdracht/", hand_over.hand_over, name="hand_over"),
    path("trajecten/<str:number>/waakvlam/", safety_net.safety_net, name="safety_net"),
    path(
        "trajecten/<str:number>/waakvlam/oppakken/",
        safety_net.safety_net_wake,
        name="safety_net_wake",
    ),
    # --- plan, catalogue, documents
    path("trajecten/<str:number>/plan/", plan.plan, name="plan"),
    path("trajecten/<str:number>/plan/doel/", plan.goal_add, name="goal_add"),
    path("trajecten/<str:number>/plan/doel/<int:goal>/", plan.goal_edit, name="goal_edit"),
    path("trajecten/<str:number>/plan/stap/", plan.step_add, name="step_add"),
    path("trajecten/<str:number>/plan/stap/<int:step>/", plan.step_edit, name="step_edit"),
    path(
        "trajecten/<str:number>/plan/stap/<int:step>/beginnen/", plan.step_start, name="step_start"
    ),
    path(
        "trajecten/<str:number>/plan/stap/<int:step>/klaar/", plan.step_finish, name="step_finish"
    ),
    path(
        "trajecten/<str:number>/plan/stap/<int:step>/heropenen/",
        plan.step_reopen,
        name="step_reopen",
    ),
    path(
        "trajecten/<str:number>/plan/stap/<int:step>/<str:way>/", plan.step_move, name="step_move"
    ),
    path(
        "trajecten/<str:number>/document/nieuw/<str:kind>/",
        documents.document_make,
        name="document_make",
    ),
    path("trajecten/<str:number>/document/<uuid:key>/", documents.document, name="document"),
    path(
        "trajecten/<str:number>/document/<uuid:key>/bestand/",
        documents.document_file,
        name="document_file",
    ),
    path("leefgebieden/", domain_sets.domain_sets, name="domain_sets"),
    path("leefgebieden/<int:pk>/", domain_sets.domain_set, name="domain_set"),
    path("leefgebieden/<int:pk>/gebruiken/", domain_sets.domain_set_use, name="domain_set_use"),
    path("catalogus/", catalogue.catalogue, name="catalogue"),
    path("catalogus/<int:item>/verwijderen/", catalogue.catalogue_remove, name="catalogue_remove"),
    path("trajecten/<str:number>/bewoner/", views.resident_edit, name="resident"),
    # --- sharing, asking a partner, and the partner's own page
    path("trajecten/<str:number>/delen/", sharing.sharing, name="sharing"),
    path("trajecten/<str:number>/delen/toestemming/", sharing.consent_add, name="consent_add"),
    path(
        "trajecten/<str:number>/delen/toestemming/<uuid:key>/intrekken/",
        sharing.consent_withdraw,
        name="consent_withdraw",
    ),
    path("trajecten/<str:number>/delen/vastleggen/", sharing.share_add, name="share_add"),
    path("trajecten/<str:number>/delen/<uuid:key>/stoppen/", sharing.share_stop, name="share_stop"),
    path("trajecten/<str:number>/vragen/", asking.ask, name="ask"),
    path("trajecten/<str:number>/vragen/<uuid:key>/", asking.request_detail, name="request"),
    path(
        "trajecten/<str:number>/vragen/<uuid:key>/code/", asking.request_code, name="request_code"
    ),
    path(
        "trajecten/<str:number>/vragen/<uuid:key>/doorgegeven/",
        asking.request_told,
        name="request_told",
    ),
    path(
        "trajecten/<str:number>/vragen/<uuid:key>/gelezen/",
        asking.request_seen,
        name="request_seen",
    ),
    path(
        "trajecten/<str:number>/vragen/<uuid:key>/intrekken/",
        asking.request_withdraw,
        name="request_withdraw",
    ),
    path("vraag/bedankt/", answering.answered, name="answered"),
    path("vraag/<str:token>/", answering.asked, name="asked"),
    path("trajecten/<str:number>/bewoner/veilig/", channels.channels, name="channels"),
    path(
        "trajecten/<str:number>/bewoner/veilig/<str:kind>/intrekken/",
        channels.channel_withdraw,
        name="channel_withdraw",
    ),
    # --- colours of addresses, and lists of them for contractors
    path("adres/<str:number>/advies/", advice.advice, name="advice"),
    path("adres/<str:number>/advies/beeindigen/", advice.advice_end, name="advice_end"),
    path("adviezen/", advice.advices, name="advices"),
    path("adviezen/lijsten/", colours.colour_lists, name="colour_lists"),
    path("adviezen/lijsten/nieuw/", colours.colour_list_add, name="colour_list_add"),
    path("adviezen/lijsten/<str:number>/", colours.colour_list, name="colour_list"),
    path(
        "adviezen/lijsten/<str:number>/versturen/",
        colours.colour_list_send,
        name="colour_list_send",
    ),
    path("adviezen/lijsten/<str:number>/code/", colours.colour_list_code, name="colour_list_code"),
    path(
        "adviezen/lijsten/<str:number>/stoppen/", colours.colour_list_stop, name="colour_list_stop"
    ),
    path("kleuren/<str:token>/", colours.colours, name="colours"),
]
