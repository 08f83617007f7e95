"""What measurements say together: growth per field of life, and where two voices differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from cases.models import Aspect, Assessment, LifeDomain

APART = 2  # steps between resident and coach that make a talking point


@dataclass(frozen=True)
class Values:
    """Scores of one measurement: (domain id, aspect) → 1 to 5; what was not discussed is absent."""

    assessment: Assessment
    scores: dict[tuple[int, str], int]

    def level(self, domain: LifeDomain) -> float | None:
        """The mean of the aspects scored in this domain, or None: only to draw one point."""
        found = [
            self.scores[domain.pk, aspect]
            for aspect in Aspect.values
            if (domain.pk, aspect) in self.scores
        ]
        return round(fmean(found), 1) if found else None


def read(assessments: Iterable[Assessment]) -> list[Values]:
    """The scores of measurements whose `scores` are prefetched, in the given order."""
    return [
        Values(
            item,
            {
                (score.domain_id, score.aspect): score.value
                for score in item.scores.all()
                if score.value is not None
            },
        )
        for item in assessments
    ]


def telling(signed: list[Assessment]) -> list[Assessment]:
    """Which of these, in order of time, tell the course: the first, a middle and the last one.

    Of the coach, or made together: a score of the resident alone is another voice.
    """
    ours = [item for item in signed if item.assessor != Assessment.Assessor.RESIDENT]
    return ours if len(ours) <= 3 else [ours[0], ours[len(ours) // 2], ours[-1]]


def growth(first: Values, last: Values, domains: Iterable[LifeDomain]) -> list[dict]:
    """Per domain scored at both moments: from, to and difference, the most growth first."""
    rows = []
    for domain in domains:
        start, end = first.level(domain), last.level(domain)
        if start is not None and end is not None:
            rows.append(
                {"domain": domain, "start": start, "end": end, "change": round(end - start, 1)}
            )
    return sorted(rows, key=lambda row: (-row["change"], row["domain"].position))


def talking_points(
    coach: Values | None, resident: Values | None, domains: Iterable[LifeDomain]
) -> list[dict]:
    """Where coach and resident lie two steps or more apart: to talk about, never to average."""
    if coach is None or resident is None:
        return []
    return [
        {
            "domain": domain,
            "aspect": Aspect(aspect).label,
            "coach": coach.scores[domain.pk, aspect],
            "resident": resident.scores[domain.pk, aspect],
        }
        for domain in domains
        for aspect in Aspect.values
        if (domain.pk, aspect) in coach.scores
        and (domain.pk, aspect) in resident.scores
        and abs(coach.scores[domain.pk, aspect] - resident.scores[domain.pk, aspect]) >= APART
    ]
