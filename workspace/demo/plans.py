"""The plans in the demo: goals, and steps in the order that worked, with what came of each."""

from dataclasses import dataclass

from cases.models import Action, CatalogueItem, Participant, Trajectory
from cases.workflow import plan
from workspace.demo.calendar import Calendar

RESIDENT, OWN = "resident", "own"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One step: of which goal, what, who, why now.

    `done` and `agreed` are working days ago, `due` days from today; `needs` the steps before it.
    """

    goal: int
    text: str
    owner: str
    why_now: str
    agreed: int
    done: int | None = None
    due: int = 0
    result: str = ""
    needs: tuple[int, ...] = ()
    overruled: str = ""
    started: bool = False


@dataclass(frozen=True)
class Goal:
    """A goal in two voices; `reached` is working days ago."""

    text: str
    words: str
    domain: str
    aspect: str
    reached: int | None = None


@dataclass(frozen=True)
class Story:
    goals: tuple[Goal, ...]
    steps: tuple[Planned, ...]


FAMILY = Story(
    goals=(
        Goal("De huur en de vaste lasten op tijd betaald", "Wij betalen de huur op tijd.",
            "money", "behaviour"),
        Goal("Galerij en keuken blijven schoon", "Ons huis is opgeruimd.", "home", "situation", 60),
        Goal("Een vast ritme in de avond", "De kinderen slapen om acht uur.",
            "self_organisation", "skill", 118),
        Goal("Moeder leert iets waar zij verder mee kan", "Ik haal mijn diploma.",
            "development", "skill", 70),
        Goal("Oma hoort er weer bij", "Oma komt weer langs.", "relations", "behaviour", 42),
    ),
    steps=(
        Planned(
            goal=0, text="Kennismaken, zonder brief in de hand", owner=OWN, agreed=255, done=246,
            why_now="Zonder vertrouwen gaat de deur niet open.",
            result="Drie keer langs. De derde keer zaten we aan tafel.",
        ),
        Planned(
            goal=0, text="Samen alle post openen en sorteren", owner=OWN, agreed=246, done=241,
            why_now="De post is dicht uit angst. Eerst weten wat er ligt.",
            result="41 enveloppen geopend. Vijf schuldeisers op een lijst.", needs=(0,),
        ),
        Planned(
            goal=0, text="Betaalregeling treffen met schuldhulp", owner="debts", agreed=238,
            done=232, why_now="Nu de lijst er is, kan schuldhulp rekenen.",
            result="Regeling getekend: de huur en 75 euro per maand.", needs=(1,),
        ),
        Planned(
            goal=1, text="Opruimdag met de buurvrouw", owner=RESIDENT, agreed=236, done=228,
            why_now="De buurvrouw bood hulp aan.", result="Galerij en gang leeg.", needs=(2,),
        ),
        Planned(
            goal=2, text="Een vast avondritme op de koelkast", owner=RESIDENT, agreed=212, done=193,
            why_now="Rust in de avond helpt tegen het geschreeuw.",
            result="Om half negen is het stil.", needs=(3,),
        ),
        Planned(
            goal=3, text="Naar de cursus", owner=RESIDENT, agreed=150, done=70,
            why_now="Zij vroeg er zelf naar.", result="Diploma gehaald.", needs=(4,),
        ),
        Planned(
            goal=4, text="Oma bellen en uitnodigen", owner=RESIDENT, agreed=88, done=42,
            why_now="Eerst rust in huis, dan het gesprek.",
            result="Oma past nu op woensdag op.", needs=(5,),
        ),
        Planned(
            goal=0, text="Zelf de post bijhouden in een map", owner=RESIDENT, agreed=42, due=3,
            why_now="Het lukt samen; nu met een vangnet.", needs=(1,), started=True,
        ),
        Planned(
            goal=0, text="De regeling doornemen met de Kredietbank", owner=OWN, agreed=12, due=1,
            why_now="De helft is betaald. Klopt de rest nog?",
        ),
        Planned(
            goal=0, text="De vaste lasten weer zelf betalen", owner=RESIDENT, agreed=12, due=60,
            why_now="Als de map op orde blijft, kan de Kredietbank het loslaten.", needs=(7, 8),
        ),
    ),
)  # fmt: skip

OLDER_MAN = Story(
    goals=(
        Goal("De woning is veilig voor gas en brand", "Mijn kachel is veilig.",
            "safety", "situation", 216),
        Goal("De kamers en de schuur zijn weer te gebruiken", "Ik kan weer aan mijn werkbank.",
            "home", "situation"),
        Goal("Meneer kiest zelf welke zorg hij toelaat", "Ik ga naar de dokter als ik dat wil.",
            "health", "behaviour", 128),
        Goal("Meneer heeft weer vaste mensen om zich heen", "Ik repareer dingen voor anderen.",
            "relations", "behaviour"),
    ),
    steps=(
        Planned(
            goal=3, text="Koffie op de stoep", owner=OWN, agreed=245, done=229,
            why_now="Zonder vertrouwen gaat de deur niet open.",
            result="Zes keer voor niets, twee keer samen koffie.",
        ),
        Planned(
            goal=0, text="De gaskachel laten nakijken, met meneer erbij", owner=OWN, agreed=222,
            done=216, why_now="Brandgevaar gaat voor alles, en de zitting schuift erdoor op.",
            result="Nieuwe slang, kachel nagekeken, melder hangt.", needs=(0,),
        ),
        Planned(
            goal=1, text="De keuken vrijmaken", owner=RESIDENT, agreed=204, done=181,
            why_now="Eén kamer per maand, en hij wijst aan.",
            result="20 dozen naar de loods, 14 weg.", needs=(1,),
        ),
        Planned(
            goal=1, text="De gang en de voorkamer vrijmaken", owner=RESIDENT, agreed=181, done=152,
            why_now="De vluchtweg eerst.", result="De weg naar buiten is vrij.", needs=(2,),
        ),
        Planned(
            goal=2, text="Samen naar de huisarts", owner=RESIDENT, agreed=137, done=128,
            why_now="Omdat hij het zelf wil.", result="Hij deed zelf het woord.",
        ),
        Planned(
            goal=1, text="De slaapkamer vrijmaken", owner=RESIDENT, agreed=152, done=84,
            why_now="Nu de gang vrij is, kan er iets langs.",
            result="Hij slaapt weer in een bed.", needs=(3,),
        ),
        Planned(
            goal=3, text="Elke dinsdag aan de reparatietafel", owner=RESIDENT, agreed=75, done=46,
            why_now="Hij is trots op zijn vak.", result="Er staat een rij van vijf mensen.",
            needs=(5,),
        ),
        Planned(
            goal=3, text="Kennismaken met de wijkverpleegkundige", owner="nurse", agreed=30, done=9,
            why_now="Straks is zij met zijn oud-collega het vangnet.",
            result="Zij komt eens per maand. Hij vindt het goed.", needs=(4,),
        ),
        Planned(
            goal=1, text="De schuur vrijmaken", owner=RESIDENT, agreed=46, due=12,
            why_now="De laatste ruimte. Daar staat zijn werkbank.", needs=(5,), started=True,
        ),
        Planned(
            goal=1, text="De werkbank weer opbouwen", owner="colleague", agreed=9, due=33,
            why_now="Daar doet hij het voor.", needs=(8,),
        ),
        Planned(
            goal=1, text="Vakman laten kijken naar de vloer in de gang", owner=OWN, agreed=46,
            due=-1, why_now="De gang is vrij en de vloer golft.",
        ),
    ),
)  # fmt: skip

ARREARS = Story(
    goals=(
        Goal("Huur en regeling op tijd betaald, ook na de zitting", "Ik houd mijn huis.",
            "money", "behaviour"),
        Goal("Geen brief blijft liggen", "Ik snap mijn post.", "self_organisation", "skill"),
    ),
    steps=(
        Planned(
            goal=0, text="Alle toeslagen nalopen", owner=OWN, agreed=100, done=92,
            why_now="Er stond er één stil.", result="Aanvraag gedaan, samen.",
        ),
        Planned(
            goal=0, text="Regeling tekenen", owner=RESIDENT, agreed=90, done=75,
            why_now="De toeslag komt eraan, nu kan er iets af.", result="Getekend.", needs=(0,),
        ),
        Planned(
            goal=1, text="De brief van de belasting samen lezen", owner=OWN, agreed=13, due=-2,
            why_now="Daar vroeg zij zelf om.",
        ),
        Planned(
            goal=0, text="Bewijs van de betalingen verzamelen", owner=RESIDENT, agreed=13, due=4,
            why_now="De rechter kijkt of de regeling loopt.", needs=(2,), started=True,
            overruled="De zitting wacht niet op de belasting.",
        ),
        Planned(
            goal=0, text="Samen naar de zitting", owner=OWN, agreed=13, due=11,
            why_now="Zij wil niet alleen gaan.", needs=(3,),
        ),
    ),
)  # fmt: skip

STORIES = {"family": FAMILY, "older_man": OLDER_MAN, "ramdien": ARREARS}

CATALOGUE = (
    ("goal", "money", "De huur op tijd betaald", "Ik betaal mijn huur op tijd."),
    ("goal", "home", "Een schoon en veilig huis", "Mijn huis is schoon en veilig."),
    ("goal", "relations", "Iemand om op terug te vallen", "Ik heb mensen om te bellen."),
    ("action", "money", "Samen de post openen", ""),
    ("action", "money", "Afspraak maken bij schuldhulp", ""),
    ("action", "home", "Opruimdag plannen met hulp", ""),
    ("action", "self_organisation", "Weekplan op de koelkast hangen", ""),
)


def play(
    trajectory: Trajectory, story: Story, *, who: dict[str, Participant], calendar: Calendar
) -> None:
    """Write the plan of one story into its trajectory; `who` takes part in it."""
    domains = {row.code: row for row in trajectory.domain_set.domains.all()}
    goals = [
        plan.add_goal(
            trajectory,
            text=goal.text,
            resident_text=goal.words,
            domain=domains[goal.domain],
            aspect=goal.aspect,
            reached_on=None if goal.reached is None else calendar.day(goal.reached),
        )
        for goal in story.goals
    ]
    made: list[Action] = []
    for item in story.steps:
        over = item.done is not None
        step = plan.add_step(
            goals[item.goal],
            text=item.text,
            owner=who[item.owner],
            due_on=calendar.day(item.done) if over else calendar.planned(item.due),
            agreed_on=calendar.day(item.agreed),
            why_now=item.why_now,
            needs=[made[index] for index in item.needs],
        )
        if over:
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
