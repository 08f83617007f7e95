"""Hand-over: one, several or all trajectories of a coach go to a colleague, in one transaction."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Document, Grant, JournalEntry, Trajectory, TrajectoryChanged
from cases.workflow import documents
from cases.workflow.road import set_team

PACK = "hand_over"  # the kind of document the new coach gets of each


@transaction.atomic
def hand_over(
    trajectories: Iterable[Trajectory], *, to: User, by: User, stay: bool, note: str = ""
) -> list[Document]:
    """Make a colleague the coach of all of these, or of none; gives the packs that are to be made.

    The one who hands over loses access, or stays backup. Other backups stay. Raises
    TrajectoryChanged when one of them changed since it was seen, ended, or is somebody else's.
    """
    packs = []
    for trajectory in sorted(trajectories, key=lambda one: one.pk):  # one order: no deadlock
        if trajectory.coach_id != by.pk or not trajectory.is_open:
            raise TrajectoryChanged
        grants = trajectory.grants.valid().filter(level=Grant.Level.BACKUP).select_related("user")
        backups = {grant.user for grant in grants} - {to}
        set_team(trajectory, coach=to, backups=backups | ({by} if stay else set()))
        JournalEntry.objects.create(
            trajectory=trajectory,
            kind=JournalEntry.Kind.NOTE,
            author=by,
            facts="\n\n".join(filter(None, [_("Handed over to %s.") % to.name, note])),
        )
        packs.append(documents.ask(trajectory, kind=PACK, by=to))
    return packs
