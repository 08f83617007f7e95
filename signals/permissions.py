from accounts.models import Role, User
from signals.models import LOGS_SIGNALS, Signal, State

SEES_REPORTER = (Role.COACH, Role.PRIVACY_OFFICER)


def can_log(user: User) -> bool:
    """Whether this user may log a signal anywhere."""
    return user.has_role(*LOGS_SIGNALS)


def can_handle(user: User, signal: Signal) -> bool:
    """Whether this user may assess, refer, feed back and close the signal."""
    return signal.organisation_id in user.organisation_ids(Role.COACH)


def can_see_reporter(user: User, signal: Signal) -> bool:
    """Whether this user may see who gave the signal: coaches and the privacy officer."""
    return signal.organisation_id in user.organisation_ids(*SEES_REPORTER)


def can_edit(user: User, signal: Signal) -> bool:
    """Whether this user may change the words of the signal.

    A coach while it is open; whoever logged it until somebody starts to assess it.
    """
    if can_handle(user, signal):
        return signal.state != State.CLOSED
    return signal.state == State.NEW and signal.reporter.user_id == user.pk
