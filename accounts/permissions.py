from allauth.mfa.adapter import get_adapter
from django.conf import settings

from accounts.models import Role, User


def lacks_second_factor(user: User) -> bool:
    """Whether this person must still set up a second factor; demo persons need none."""
    if settings.DEMO:
        return False
    known = getattr(user, "has_second_factor", None)  # read along with the user of a request
    return not (get_adapter().is_mfa_enabled(user) if known is None else known)


def can_manage_people(user: User) -> bool:
    """Whether this person sees who works in the organisation, and with which role."""
    return user.has_role(Role.ADMINISTRATOR)
