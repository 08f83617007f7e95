from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from accounts.models import User


class Backend(AuthenticationBackend):
    """Login by e-mail; the user of a request comes with whether their second factor stands."""

    def get_user(self, user_id):
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        found = User.objects.annotate(has_second_factor=Exists(factors)).filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None
