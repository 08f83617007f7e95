from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from accounts.models import User
from common.models import Heartbeat


class Backend(AuthenticationBackend):
    """Login by e-mail; the user of a request comes with what every page asks.

    That is whether their second factor stands, and when the clock ran last.
    """

    def get_user(self, user_id):
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        users = User.objects.annotate(has_second_factor=Exists(factors), clock_at=Heartbeat.clock())
        found = users.filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None
