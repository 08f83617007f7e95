"""Every URL of the product; Dutch paths, English names."""

from allauth.account import views as account
from django.urls import include, path, re_path

from wooncoach import views

handler400 = "wooncoach.views.bad_request"
handler403 = "wooncoach.views.forbidden"
handler404 = "wooncoach.views.not_found"
handler500 = "wooncoach.views.server_error"

# Of allauth only what we use: no sign-up, no change of e-mail address, no login by code.
login_patterns = [
    path("", account.login, name="account_login"),
    path("uit/", account.logout, name="account_logout"),
    path("inactief/", account.account_inactive, name="account_inactive"),
    path("opnieuw/", account.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/eerste/", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path(
        "wachtwoord/vergeten/klaar/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("tweede-stap/", include("allauth.mfa.urls")),
]

urlpatterns = [
    path("inloggen/", include(login_patterns)),
    path("onderdelen/", views.components, name="components"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("accounts.urls")),
    path("", include("audit.urls")),
    path("", include("outbox.urls")),
    path("", include("signals.urls")),
    path("", include("cases.urls")),
    path("", include("evaluation.urls")),
    path("", include("network.urls")),
    path("", include("privacy.urls")),
    path("", include("workspace.urls")),
]
