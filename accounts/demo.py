"""The demo persons: one per role, known to the login page and to the start-up table."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.models import Role


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to try the product as; `hint` says what to try."""

    email: str
    name: str
    role: str
    organisation: str
    hint: object

    @property
    def role_label(self):
        return Role(self.role).label


CORPORATION = "Woonstichting De Kade"
OTHER_CORPORATION = "Wonen aan de Vaart"
MUNICIPALITY = "Gemeente Veenwaard"
PROVIDER = "Zorggroep De Brug"
OTHER_PROVIDER = "Stichting Lichtpunt"

PERSONS = (
    DemoPerson(
        "karim@kade.example", "Karim Haddou", Role.REPORTER, CORPORATION,
        _("caretaker: log a signal at the door"),
    ),
    DemoPerson(
        "sanne@kade.example", "Sanne de Boer", Role.COACH, CORPORATION,
        _("assess signals, start a trajectory, write a note"),
    ),
    DemoPerson(
        "joris@kade.example", "Joris van den Berg", Role.COACH, CORPORATION,
        _("colleague and backup of Sanne"),
    ),
    DemoPerson(
        "fatma@kade.example", "Fatma Yıldız", Role.HOUSING_CONSULTANT, CORPORATION,
        _("log a signal from the office"),
    ),
    DemoPerson(
        "marijke@kade.example", "Marijke Postma", Role.MANAGER, CORPORATION,
        _("sees no residents"),
    ),
    DemoPerson(
        "willem@kade.example", "Willem Achterberg", Role.PRIVACY_OFFICER, CORPORATION,
        _("who looked at what"),
    ),
    DemoPerson(
        "els@kade.example", "Els Terpstra", Role.ADMINISTRATOR, CORPORATION,
        _("who works here, and in which role"),
    ),
    DemoPerson(
        "noor@vaart.example", "Noor Jansma", Role.COACH, OTHER_CORPORATION,
        _("coach elsewhere: sees nothing of De Kade"),
    ),
    DemoPerson(
        "bas@veenwaard.example", "Bas Oldenburger", Role.COORDINATOR, MUNICIPALITY,
        _("outflow coordinator at the municipality"),
    ),
    DemoPerson(
        "ilse@brug.example", "Ilse Wiersma", Role.CARE_WORKER, PROVIDER,
        _("care worker at a provider"),
    ),
)  # fmt: skip


def demo_persons() -> tuple[DemoPerson, ...]:
    """Everybody the demo has, in the order of the work."""
    return PERSONS
