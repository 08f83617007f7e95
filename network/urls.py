from django.urls import path

from network.views import covenants, partners, tables

app_name = "network"
urlpatterns = [
    path("netwerk/nieuw/", partners.partner_add, name="partner_add"),
    path("netwerk/inlezen/", tables.import_file, name="import"),
    path("netwerk/inlezen/nakijken/", tables.import_check, name="import_check"),
    path("netwerk/bestand/<str:kind>/", tables.export, name="export"),
    path("netwerk/convenanten/", covenants.covenants, name="covenants"),
    path("netwerk/convenanten/nieuw/", covenants.covenant_add, name="covenant_add"),
    path("netwerk/convenanten/<uuid:key>/", covenants.covenant_edit, name="covenant_edit"),
    path(
        "netwerk/convenanten/<uuid:key>/document/",
        covenants.covenant_document,
        name="covenant_document",
    ),
    path("netwerk/<str:number>/wijzigen/", partners.partner_edit, name="partner_edit"),
    path("netwerk/<str:number>/samenvoegen/", partners.partner_merge, name="partner_merge"),
    path("netwerk/<str:number>/losmaken/", partners.partner_part, name="partner_part"),
    path("netwerk/<str:number>/contact/", partners.contact_add, name="contact_add"),
    path("netwerk/<str:number>/contact/<int:contact>/", partners.contact_edit, name="contact_edit"),
    path(
        "netwerk/<str:number>/contact/<int:contact>/samenvoegen/",
        partners.contact_merge,
        name="contact_merge",
    ),
    path(
        "netwerk/<str:number>/contact/<int:contact>/losmaken/",
        partners.contact_part,
        name="contact_part",
    ),
]
