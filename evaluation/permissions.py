from accounts.models import Role, User


def can_follow_calendar(user: User) -> bool:
    """Whether this person has trajectories, and so days to see in a calendar of their own."""
    return user.has_role(Role.COACH)


def can_keep_questionnaires(user: User) -> bool:
    """Whether this person keeps questionnaires, and when they are asked, for an organisation."""
    return user.has_role(Role.ADMINISTRATOR)
