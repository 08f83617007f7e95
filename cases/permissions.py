from accounts.models import Role, User
from cases.models import Grant, JournalEntry, Trajectory

WORKS_ON_IT = (Grant.Level.COACH, Grant.Level.BACKUP)


def level_of(user: User, trajectory: Trajectory) -> str:
    """The level this user holds on the trajectory now; "" for none."""
    levels = trajectory.grants.valid().filter(user=user).values_list("level", flat=True)
    return min(levels, key=list(Grant.Level.values).index, default="")


def can_edit(user: User, trajectory: Trajectory) -> bool:
    """Whether this user may write on the trajectory: its coach or a backup."""
    return level_of(user, trajectory) in WORKS_ON_IT


def can_edit_entry(user: User, entry: JournalEntry) -> bool:
    """Whether this user may correct the entry: its author, while they work on the trajectory."""
    return entry.author_id == user.pk and can_edit(user, entry.trajectory)


def can_start(user: User, organisation_id: int) -> bool:
    """Whether this user may start a trajectory in the organisation."""
    return organisation_id in user.organisation_ids(Role.COACH)
