from django.db.models import Q

from accounts.models import Role, User
from cases.models import ADVISES, Grant, JournalEntry, LifeDomain, Trajectory

WORKS_ON_IT = (Grant.Level.COACH, Grant.Level.BACKUP)


def grant_of(user: User, trajectory: Trajectory) -> Grant | None:
    """The strongest grant this user holds on the trajectory now."""
    return next((grant for grant in trajectory.team if grant.user_id == user.pk), None)


def level_of(user: User, trajectory: Trajectory) -> str:
    """The level this user holds on the trajectory now; "" for none."""
    grant = grant_of(user, trajectory)
    return grant.level if grant else ""


def can_edit(user: User, trajectory: Trajectory) -> bool:
    """Whether this user may write on the trajectory: its coach or a backup."""
    return level_of(user, trajectory) in WORKS_ON_IT


def can_edit_entry(user: User, entry: JournalEntry) -> bool:
    """Whether this user may correct the entry: its author, while they work on the trajectory."""
    return entry.author_id == user.pk and can_edit(user, entry.trajectory)


def can_start(user: User, organisation_id: int) -> bool:
    """Whether this user may start a trajectory in the organisation."""
    return organisation_id in user.organisation_ids(Role.COACH)


def can_see_sensitive(user: User, trajectory: Trajectory) -> bool:
    """Whether this user sees fields of life such as health: switched on, and let in by name.

    The coach always is; a backup or reader only when the coach said so on the team page.
    """
    grant = grant_of(user, trajectory)
    allowed = grant is not None and (grant.level == Grant.Level.COACH or grant.sensitive)
    return trajectory.sensitive_on and allowed


def within(sensitive: bool, path: str = "domain") -> Q:
    """What hangs on a field of life, or on none; stricter ones only when these may be seen."""
    return Q() if sensitive else Q(**{path: None}) | Q(**{f"{path}__sensitive": False})


def seen(user: User, trajectory: Trajectory, path: str = "domain") -> Q:
    """What of this trajectory this user may see."""
    return within(can_see_sensitive(user, trajectory), path)


def domains_of(trajectory: Trajectory, *, sensitive: bool) -> list[LifeDomain]:
    """The fields of life of this trajectory in their order; stricter ones only when asked for."""
    domains = LifeDomain.objects.filter(domain_set=trajectory.domain_set_id)
    return list(domains if sensitive else domains.filter(sensitive=False))


def domains_for(user: User, trajectory: Trajectory) -> list[LifeDomain]:
    """The fields of life of this trajectory that this user may see."""
    return domains_of(trajectory, sensitive=can_see_sensitive(user, trajectory))


def can_advise(user: User, organisation_id: int) -> bool:
    """Whether this user reads why an address has its colour, and may give it another one."""
    return organisation_id in user.organisation_ids(*ADVISES)
