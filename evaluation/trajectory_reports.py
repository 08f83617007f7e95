"""The reports of one trajectory: who may have them. What stands in them is in evaluation/pdf/."""

from accounts.models import User
from cases.models import Trajectory
from cases.permissions import can_edit, can_see_sensitive
from evaluation.models import Report
from evaluation.reports import Kind, register

OF_A_TRAJECTORY = (Report.Kind.FILE, Report.Kind.RESIDENT, Report.Kind.NETWORK)


def allowed(user: User, report: Report) -> bool:
    """Who sees the trajectory; with fields such as health in it, who sees those."""
    trajectory = report.trajectory
    if trajectory is None:
        return False
    visible = Trajectory.objects.visible_to(user).filter(pk=trajectory.pk)
    return visible.exists() and (not report.sensitive or can_see_sensitive(user, trajectory))


def may_ask(user: User, report: Report) -> bool:
    """Who works on the trajectory."""
    return report.trajectory is not None and can_edit(user, report.trajectory)


def sensitive(user: User, report: Report) -> bool:
    """Whether fields such as health come in: only for the file, when who asks sees them."""
    return report.trajectory is not None and can_see_sensitive(user, report.trajectory)


def register_all() -> None:
    """For AppConfig.ready()."""
    from evaluation import trajectory_pdf as pdf

    of = {"allowed": allowed, "may_ask": may_ask}
    kinds = Report.Kind
    register(Kind(kinds.FILE, "evaluatie", pdf.for_the_file, sensitive=sensitive, **of))
    register(Kind(kinds.RESIDENT, "evaluatie-bewoner", pdf.for_the_resident, **of))
    register(Kind(kinds.NETWORK, "evaluatie-netwerk", pdf.for_the_network, **of))
