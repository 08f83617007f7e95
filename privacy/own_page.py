"""What a resident sees of themselves: their plan and scores, and what others saw of them.

Only what was meant for them. No signals or reporters, notes, reasons, barriers or causes, and no
stricter field of life.
"""

from typing import Any

from cases.growth import read
from cases.models import Assessment, Consent, Share, Trajectory
from cases.my_plan import contents
from cases.permissions import domains_of
from cases.pictures import pictures
from cases.shared import labels_of, ledger, names_of
from network.models.contact import LABELLED
from privacy.looked import looks_at


def page_of(trajectory: Trajectory) -> dict[str, Any]:
    """Everything on the page, read now."""
    names = names_of(trajectory)
    return {
        "plan": contents(trajectory, sensitive=False),
        "scores": own_scores(trajectory),
        "running": running_shares(trajectory, names),
        "lines": ledger(trajectory, names),
        "consents": consents_of(trajectory),
        "looks": looks_at(trajectory),
        "corrections": list(trajectory.corrections.all()),
    }


def own_scores(trajectory: Trajectory) -> dict[str, Any] | None:
    """The first and the newest measurement the resident made alone; None when there is none."""
    signed = trajectory.assessments.signed().filter(assessor=Assessment.Assessor.RESIDENT)
    own = list(signed.prefetch_related("scores").order_by("measured_on", "pk"))
    if not own:
        return None
    moments = own if len(own) == 1 else [own[0], own[-1]]
    drawn = pictures(read(moments), domains_of(trajectory, sensitive=False))
    days = [moment.measured_on for moment in moments]
    return {"days": days, "rows": drawn["table"]["rows"]}


def running_shares(trajectory: Trajectory, names: dict[str, str]) -> list[Share]:
    """What others may see today, with the names of the fields."""
    shares = list(trajectory.shares.live().select_related("consent", "covenant", *LABELLED))
    for share in shares:
        share.labels = labels_of(names, share.items)
    return shares


def consents_of(trajectory: Trajectory) -> list[Consent]:
    """What the resident allowed, with whom; the newest first."""
    return list(trajectory.consents.prefetch_related("partners__merged_into"))
