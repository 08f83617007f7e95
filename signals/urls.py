from django.urls import path

from signals.views import entry, handling, lists

app_name = "signals"
urlpatterns = [
    path("signalen/", lists.signal_list, name="list"),
    path("signalen/mijn/", lists.my_signals, name="mine"),
    path("signalen/nieuw/", entry.signal_create, name="create"),
    path("signalen/nieuw/adressen/", entry.find_addresses, name="addresses"),
    path("signalen/nieuw/concept-weg/", entry.draft_drop, name="draft_drop"),
    path("signalen/nieuw/<str:dwelling>/", entry.signal_create, name="create_at"),
    path("signalen/bijlage/<uuid:key>/", entry.attachment, name="attachment"),
    path("signalen/bijlage/<uuid:key>/weg/", entry.attachment_drop, name="attachment_drop"),
    path("signalen/<str:number>/", handling.signal_detail, name="detail"),
    path("signalen/<str:number>/wijzigen/", entry.signal_edit, name="edit"),
    path("signalen/<str:number>/beoordelen/", handling.signal_assess, name="assess"),
    path("signalen/<str:number>/terugkoppelen/", handling.signal_feedback, name="feedback"),
    path("signalen/<str:number>/sluiten/", handling.signal_close, name="close"),
    path("signalen/<str:number>/heropenen/", handling.signal_reopen, name="reopen"),
    path("signalen/<str:number>/melder/", handling.reporter, name="reporter"),
    path("signalen/<str:number>/traject/", handling.signal_start, name="start"),
    path("adres/<str:number>/", lists.address, name="address"),
]
