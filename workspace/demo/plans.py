"""The plans of the two stories: goals, and steps in the order that worked, with what came of each."""

from dataclasses import dataclass

from cases.models import Action, CatalogueItem, Participant, Trajectory
from cases.workflow import people, plan
from network.models import PartnerKind
from workspace.demo.calendar import Calendar

RESIDENT, OWN = Participant.Kind.RESIDENT, Participant.Kind.OWN


@dataclass(frozen=True)
class Planned:
    """One step: of which goal, what, who, when (days from today, done when a result is given)."""

    goal: int
    text: str
    owner: str
    due: int
    why_now: str
    result: str = ""
    needs: tuple[int, ...] = ()
    overruled: str = ""
    started: bool = False


@dataclass(frozen=True)
class Story:
    goals: tuple[tuple[str, str, str, str], ...]  # text, the resident's words, domain, aspect
    partners: dict[str, tuple[str, str, str]]  # key: (organisation, kind, contact)
    steps: tuple[Planned, ...]


FAMILY = Story(
    goals=(
        (
            "De huur en de vaste lasten op tijd betaald",
            "Wij betalen de huur op tijd.",
            "money",
            "behaviour",
        ),
        ("Galerij en keuken blijven schoon", "Ons huis is opgeruimd.", "home", "situation"),
        (
            "Een vast ritme in de avond",
            "De kinderen slapen om acht uur.",
            "self_organisation",
            "skill",
        ),
    ),
    partners={"debt": ("Kredietbank Veenwaard", PartnerKind.DEBT_HELP, "Ellen Drost")},
    steps=(
        Planned(
            0,
            "Samen alle post openen en sorteren",
            OWN,
            -230,
            "De post is dicht uit angst. Eerst weten wat er ligt.",
            "Twee tassen post geopend. Vijf schuldeisers op een lijst.",
        ),
        Planned(
            0,
            "Betaalregeling treffen met schuldhulp",
            "debt",
            -200,
            "Nu de lijst er is, kan schuldhulp rekenen.",
            "Regeling getekend: elke maand 75 euro.",
            (0,),
        ),
        Planned(
            1,
            "Opruimdag met de buurvrouw",
            RESIDENT,
            -190,
            "De buurvrouw bood hulp aan.",
            "Galerij leeg, tien zakken weggebracht.",
        ),
        Planned(
            2,
            "Vast avondritme op de koelkast hangen",
            RESIDENT,
            -150,
            "Rust in de avond helpt tegen het geschreeuw.",
            "Het schema hangt er en wordt meestal gehaald.",
        ),
        Planned(
            2,
            "Moeder meldt zich aan voor de cursus",
            RESIDENT,
            5,
            "Zij vroeg er zelf naar.",
            started=True,
        ),
        Planned(
            0,
            "Zelf de post bijhouden in een map",
            RESIDENT,
            3,
            "Het lukt samen; nu met een vangnet.",
            needs=(0,),
        ),
        Planned(
            2,
            "Oma uitnodigen voor de zondag",
            RESIDENT,
            20,
            "Eerst rust in huis, dan het gesprek.",
            needs=(4,),
        ),
        Planned(
            0,
            "Bellen met de Kredietbank over de laatste termijn",
            OWN,
            1,
            "De regeling loopt volgende maand af.",
        ),
    ),
)

OLDER_MAN = Story(
    goals=(
        ("De woning is veilig voor gas en brand", "Mijn kachel is veilig.", "safety", "situation"),
        ("De woonkamer en keuken zijn vrij", "Ik kan weer aan mijn werkbank.", "home", "situation"),
        (
            "Meneer heeft weer vaste mensen om zich heen",
            "Ik repareer dingen voor anderen.",
            "relations",
            "behaviour",
        ),
    ),
    partners={
        "mechanic": ("Installatiebedrijf Kuipers", PartnerKind.CONTRACTOR, "Henk Kuipers"),
        "nurse": ("Wijkverpleging Veenwaard", PartnerKind.PUBLIC_HEALTH, "Anja Smid"),
    },
    steps=(
        Planned(
            0,
            "Koffie op de stoep, zes pogingen",
            OWN,
            -250,
            "Zonder vertrouwen gaat de deur niet open.",
            "Twee gesprekken, één kop koffie binnen.",
        ),
        Planned(
            0,
            "Gaskachel laten keuren",
            "mechanic",
            -220,
            "Brandgevaar gaat voor alles.",
            "Gekeurd, rookmelder hangt.",
            (0,),
        ),
        Planned(
            1,
            "Elke maand één kamer",
            RESIDENT,
            12,
            "Hij houdt zelf de regie over zijn spullen.",
            needs=(1,),
            started=True,
        ),
        Planned(1, "Vakman laten kijken naar de vloer in de gang", OWN, -1, "De gang is net vrij."),
        Planned(
            2,
            "Naar de reparatietafel op donderdag",
            RESIDENT,
            6,
            "Hij is trots op zijn werkplaats.",
            overruled="Hij wil nu al, ook al is de kamer nog niet leeg.",
            needs=(2,),
            started=True,
        ),
        Planned(
            2,
            "Kennismaken met de wijkverpleegkundige",
            "nurse",
            26,
            "Straks is zij samen met zijn oud-collega het vangnet.",
            needs=(4,),
        ),
    ),
)

CATALOGUE = (
    ("goal", "money", "De huur op tijd betaald", "Ik betaal mijn huur op tijd."),
    ("goal", "home", "Een schoon en veilig huis", "Mijn huis is schoon en veilig."),
    ("goal", "relations", "Iemand om op terug te vallen", "Ik heb mensen om te bellen."),
    ("action", "money", "Samen de post openen", ""),
    ("action", "money", "Afspraak maken bij schuldhulp", ""),
    ("action", "home", "Opruimdag plannen met hulp", ""),
    ("action", "self_organisation", "Weekplan op de koelkast hangen", ""),
)


def play(trajectory: Trajectory, story: Story, *, calendar: Calendar) -> None:
    """Write the plan of one story into its trajectory."""
    domains = {row.code: row for row in trajectory.domain_set.domains.all()}
    goals = [
        plan.add_goal(
            trajectory, text=text, resident_text=words, domain=domains[code], aspect=aspect
        )
        for text, words, code, aspect in story.goals
    ]
    owners = {row.kind: row for row in trajectory.participants.filter(kind__in=(RESIDENT, OWN))}
    for key, (name, kind, contact) in story.partners.items():
        owners[key] = people.add_partner(
            trajectory, name=name, kind=kind, contact={"name": contact}
        )
    made: list[Action] = []
    for item in story.steps:
        step = plan.add_step(
            goals[item.goal],
            text=item.text,
            owner=owners[item.owner],
            due_on=calendar.planned(item.due),
            agreed_on=min(calendar.planned(item.due - 20), calendar.today),
            why_now=item.why_now,
            needs=[made[index] for index in item.needs],
        )
        if item.result:
            plan.finish_step(step, state="done", done_on=step.due_on, result=item.result)
        elif item.started:
            plan.start_step(step, reason=item.overruled)
        made.append(step)


def fill_catalogue(organisation) -> None:
    """What the administrator keeps for the coaches to choose from."""
    CatalogueItem.objects.bulk_create(
        CatalogueItem(
            organisation=organisation, kind=kind, domain_code=code, text=text, resident_text=words
        )
        for kind, code, text, words in CATALOGUE
    )
