"""The registry of De Kade: about forty invented partners, whom to call there, and what was agreed."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Organisation
from cases import workflow as cases
from cases.models import JournalEntry, Trajectory
from cases.workflow import people
from network.models import Channel, Covenant, DataCategory, Level, usual_sector
from network.models import PartnerKind as Kind
from network.workflow import registry
from workspace.demo.calendar import Calendar

WORK, POLICY, LEAD = Level.EXECUTION, Level.POLICY, Level.MANAGEMENT
CALL, MAIL, APP, DROP = Channel.PHONE, Channel.EMAIL, Channel.MESSAGE, Channel.VISIT
WEEK = "maandag tot en met vrijdag 9.00–17.00 uur"
TOWN, REGION = "Veenwaard", "Veenwaard en omliggende dorpen"

# Name, kind, what, for whom, area, hours, (contact, function, level, channel) …
PARTNERS = (
    ("Wijkteam Zuid", Kind.NEIGHBOURHOOD_TEAM, "gezinshulp, hulp bij papieren en budget",
     "gezinnen en volwassenen", "Veenwaard-Zuid", WEEK,
     ("M. Hoekstra", "gezinshulp", WORK, CALL), ("Petra Wieringa", "teamleider", LEAD, MAIL)),
    ("Wijkteam Noord", Kind.NEIGHBOURHOOD_TEAM, "hulp thuis, dagritme, papieren",
     "volwassenen", "Veenwaard-Noord", WEEK,
     ("Jet Smit", "wijkcoach", WORK, APP), ("Harm Bouma", "teamleider", LEAD, CALL)),
    ("Kredietbank Veenwaard", Kind.DEBT_HELP, "regelt schulden, betaalregelingen",
     "inwoners met schulden", REGION, "maandag tot en met donderdag 9.00–16.00 uur",
     ("Ellen Drost", "regelt de schulden", WORK, CALL), ("S. Kamminga", "beleid", POLICY, MAIL)),
    ("Gemeente Veenwaard", Kind.MUNICIPALITY, "Wmo, handhaving, leerplicht",
     "alle inwoners", TOWN, WEEK,
     ("R. Wolters", "handhaving", WORK, MAIL), ("Dineke Faber", "Wmo-consulent", WORK, CALL),
     ("Bas Oldenburger", "uitstroomcoördinator", WORK, CALL)),
    ("Wijkverpleging Veenwaard", Kind.PUBLIC_HEALTH, "zorg thuis, wondzorg, medicijnen",
     "ouderen en zieken", REGION, "elke dag 7.00–23.00 uur",
     ("Anja Smid", "wijkzorg", WORK, CALL),),
    ("GGZ De Wierde", Kind.MENTAL_HEALTH, "behandeling en thuisbegeleiding",
     "volwassenen", REGION, WEEK,
     ("Tjeerd Postma", "behandelaar", WORK, MAIL), ("L. van Es", "crisisdienst", WORK, CALL)),
    ("FACT-team Veenwaard", Kind.MENTAL_HEALTH, "begeleiding aan huis, lang en dichtbij",
     "volwassenen", REGION, WEEK, ("Mirjam Dol", "casemanager", WORK, APP),),
    ("Politie Veenwaard", Kind.POLICE, "wijkagenten, overlast en veiligheid",
     "alle inwoners", TOWN, "dag en nacht",
     ("B. Ruiter", "wijkagent Zuid", WORK, CALL), ("N. Slagter", "wijkagent Noord", WORK, CALL)),
    ("Buurtbemiddeling Samen Wonen", Kind.MEDIATION, "bemiddelt tussen buren",
     "buren met ruzie", REGION, "maandag, dinsdag en donderdag",
     ("Grietje Mulder", "coördinator", WORK, MAIL),),
    ("Welzijn De Brink", Kind.WELFARE, "maatjes, koffie-ochtenden, klusteam",
     "iedereen die contact zoekt", TOWN, WEEK, ("Rachid Amrani", "buurtwerker", WORK, DROP),),
    ("Maatjesproject Zij aan Zij", Kind.WELFARE, "zoekt een maatje voor een jaar",
     "mensen die alleen zijn", REGION, "dinsdag en vrijdag", ("Ineke Prins", "koppelt", WORK, CALL),),
    ("Voedselbank Veenwaard", Kind.WELFARE, "eten voor een week",
     "mensen met weinig geld", TOWN, "vrijdag 13.00–16.00 uur", ("Kees Bos", "uitgifte", WORK, CALL),),
    ("Bewind & Balans", Kind.ADMINISTRATOR, "beheert geld op last van de rechter",
     "mensen onder bewind", REGION, "maandag tot en met vrijdag 9.00–12.00 uur",
     ("Nynke Hofman", "bewindvoerder", WORK, MAIL),),
    ("Rekening Rond", Kind.ADMINISTRATOR, "bewind en budgetbeheer", "volwassenen", REGION, WEEK,
     ("W. Dekker", "bewindvoerder", WORK, MAIL),),
    ("Verslavingszorg Het Kompas", Kind.ADDICTION_CARE, "begeleiding bij stoppen of minderen",
     "volwassenen en jongeren", REGION, WEEK, ("Hilde Kroon", "begeleider", WORK, CALL),),
    ("Nachtopvang De Kap", Kind.SHELTER, "bed, douche en warm eten",
     "mensen zonder huis", REGION, "elke dag 18.00–9.00 uur", ("Joop Vonk", "teamleider", LEAD, CALL),),
    ("Vrouwenopvang Het Anker", Kind.SHELTER, "veilige plek en advies",
     "vrouwen en kinderen", REGION, "dag en nacht", ("A. Lammers", "intake", WORK, CALL),),
    ("Zorggroep De Brug", Kind.SHELTERED_HOUSING, "beschermd wonen en begeleiding na verhuizing",
     "volwassenen", REGION, WEEK,
     ("Ilse Wiersma", "begeleider", WORK, CALL), ("Tom Kuipers", "manager wonen", LEAD, MAIL)),
    ("Stichting Lichtpunt", Kind.SHELTERED_HOUSING, "begeleid wonen", "jongvolwassenen", REGION, WEEK,
     ("Sjoerd Haan", "begeleider", WORK, APP),),
    ("GGD Veenland", Kind.PUBLIC_HEALTH, "bemoeizorg, vervuilde woningen",
     "mensen die geen hulp vragen", REGION, WEEK,
     ("Carla Mooi", "bemoeizorg", WORK, CALL), ("P. Strik", "beleid OGGZ", POLICY, MAIL)),
    ("Jeugdgezondheidszorg Veenland", Kind.PUBLIC_HEALTH, "consultatiebureau",
     "kinderen tot 18 jaar", REGION, WEEK, ("Loes Bakker", "jeugdverpleegkundige", WORK, CALL),),
    ("Huisartsenpraktijk Kanaalzicht", Kind.GENERAL_PRACTITIONER, "huisarts en praktijkondersteuner",
     "ingeschreven patiënten", "Veenwaard-Zuid", "maandag tot en met vrijdag 8.00–17.00 uur",
     ("De assistente", "overleglijn", WORK, CALL),),
    ("Huisartsenpraktijk De Terp", Kind.GENERAL_PRACTITIONER, "huisarts",
     "ingeschreven patiënten", "Veenwaard-Noord", "maandag tot en met vrijdag 8.00–17.00 uur",
     ("De assistente", "overleglijn", WORK, CALL),),
    ("Werkplein Veenland", Kind.WORK_AND_INCOME, "uitkering, werk en bijzondere bijstand",
     "inwoners zonder werk", REGION, WEEK, ("Yusuf Kaya", "klantmanager", WORK, MAIL),),
    ("Werkplaats De Loods", Kind.WORK_AND_INCOME, "dagbesteding met hout en fietsen",
     "volwassenen", TOWN, "maandag tot en met donderdag", ("Freek Noord", "begeleider", WORK, DROP),),
    ("Basisschool De Vlonder", Kind.EDUCATION, "basisschool", "kinderen van 4 tot 12 jaar",
     "Veenwaard-Zuid", "schooldagen 8.00–16.00 uur", ("Juf Annelies", "intern begeleider", WORK, MAIL),),
    ("Praktijkschool Het Baken", Kind.EDUCATION, "praktijkonderwijs", "jongeren van 12 tot 18 jaar",
     REGION, "schooldagen 8.00–16.00 uur", ("Wim Terpstra", "mentor", WORK, CALL),),
    ("Taalhuis Veenwaard", Kind.EDUCATION, "leren lezen, schrijven en rekenen", "volwassenen",
     TOWN, "dinsdag en donderdag", ("Samira Haji", "taalcoach", WORK, DROP),),
    ("Zorg- en Veiligheidshuis Veenland", Kind.SAFETY_HOUSE, "overleg bij zorg én veiligheid",
     "mensen met veel problemen tegelijk", REGION, WEEK,
     ("Eva Broers", "procesregisseur", POLICY, CALL), ("M. de Wolf", "manager", LEAD, MAIL)),
    ("Veilig Thuis Veenland", Kind.SAFETY_HOUSE, "advies en meldpunt bij onveiligheid thuis",
     "iedereen", REGION, "dag en nacht", ("De adviseur", "adviesdienst", WORK, CALL),),
    ("Wonen aan de Vaart", Kind.CORPORATION, "verhuurt woningen", "huurders", "Vaartdorp", WEEK,
     ("Noor Jansma", "wooncoach", WORK, CALL), ("G. Reitsma", "manager wonen", LEAD, MAIL)),
    ("Schoonmaakbedrijf Helder", Kind.CONTRACTOR, "maakt vervuilde woningen schoon",
     "verhuurders", REGION, WEEK, ("Mo Yildirim", "planner", WORK, CALL),),
    ("Installatiebedrijf Warmte", Kind.CONTRACTOR, "cv, gas en water", "verhuurders", REGION,
     "maandag tot en met vrijdag 7.30–16.30 uur", ("De planning", "storingen", WORK, CALL),),
    ("Opruimhulp Stap voor Stap", Kind.CONTRACTOR, "helpt rustig opruimen, samen met de bewoner",
     "mensen met een vol huis", REGION, WEEK, ("Betty Vos", "opruimcoach", WORK, APP),),
    ("Deurwaarder Klaas & Zn.", Kind.OTHER, "incasso, neemt contact op vóór een zitting",
     "schuldeisers", REGION, WEEK, ("Afdeling sociaal incasseren", "betaalregelingen", WORK, MAIL),),
    ("Dierenambulance Veenland", Kind.OTHER, "vangt dieren op bij opname of uithuiszetting",
     "eigenaren van dieren", REGION, "dag en nacht", ("De meldkamer", "meldingen", WORK, CALL),),
    ("Mantelzorgsteunpunt", Kind.WELFARE, "raad en respijt voor wie voor een ander zorgt",
     "mantelzorgers", TOWN, WEEK, ("Hennie Blok", "consulent", WORK, CALL),),
    ("Ouderenbond Veenwaard", Kind.WELFARE, "bezoek en belastinghulp", "65-plussers", TOWN,
     "woensdag", ("Sietske Groen", "vrijwilliger", WORK, CALL),),
    ("Thuisbegeleiding Nabij", Kind.SHELTERED_HOUSING, "begeleiding thuis, ook in de avond",
     "volwassenen", REGION, "elke dag 9.00–21.00 uur", ("Aisha Benali", "begeleider", WORK, APP),),
)  # fmt: skip
URGENT = {
    "GGZ De Wierde", "FACT-team Veenwaard", "Politie Veenwaard", "Wijkverpleging Veenwaard",
    "Veilig Thuis Veenland", "Vrouwenopvang Het Anker", "GGD Veenland",
}  # fmt: skip
TWICE = ("Kredietbank", Kind.DEBT_HELP, "Kredietbank Veenwaard")  # kept under two names once

COVENANTS = (
    ("Convenant Vroeg erop af", "Huurachterstand vroeg zien en samen een regeling treffen.",
     ("Gemeente Veenwaard", "Kredietbank Veenwaard"),
     (DataCategory.CONTACT, DataCategory.ARREARS), -500, 230),
    ("Convenant Zorg en overlast", "Hulp afstemmen rond bewoners die overlast geven of ervaren.",
     ("Gemeente Veenwaard", "Politie Veenwaard", "GGZ De Wierde", "Wijkteam Zuid", "Wijkteam Noord"),
     (DataCategory.CONTACT, DataCategory.HOUSING, DataCategory.NUISANCE, DataCategory.PLAN), -320, 45),
    ("Afspraak veilig werken aan de deur", "Vaklieden laten weten hoe zij veilig aanbellen.",
     ("Installatiebedrijf Warmte", "Schoonmaakbedrijf Helder"), (DataCategory.HOUSING,), -900, -120),
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """Who at which partner does what on a trajectory, since when and last spoken with when."""

    partner: str
    role: str
    since: int  # days ago
    spoken: int | None = None  # days ago
    told: str = ""


TEAM, BANK, GGZ, POLICE, BRINK = (
    "Wijkteam Zuid", "Kredietbank Veenwaard", "GGZ De Wierde", "Politie Veenwaard", "Welzijn De Brink",
)  # fmt: skip
TEAMS: dict[str, tuple[Part, ...]] = {
    "family": (
        Part(POLICE, "wijkagent, kent de buren", 250, 60, "Al drie maanden geen melding meer."),
        Part(BRINK, "koffie-ochtend voor de ouders", 200, 20, "Zij komen elke week."),
        Part(
            "Basisschool De Vlonder",
            "houdt contact over de kinderen",
            240,
            12,
            "De kinderen zijn op tijd en uitgerust.",
        ),
    ),
    "older_man": (
        Part(
            "Wijkteam Zuid", "hulp bij papieren", 220, 18, "De post is bij tot en met vorige maand."
        ),
        Part(
            "Opruimhulp Stap voor Stap",
            "ruimt samen met hem op",
            160,
            80,
            "De zijkamer is half leeg. Zij wacht op een teken van ons.",
        ),
        Part(BRINK, "reparatietafel op donderdag", 100, 9, "Hij is drie keer geweest."),
        Part(POLICE, "wijkagent, loopt mee als dat nodig is", 230),
    ),
    "celik": (Part(TEAM, "zoekt contact via haar zus", 6, 5, "De zus belt haar dit weekend."),),
    "de_vries": (
        Part(TEAM, "kent meneer van eerder", 38, 16, "Meneer wil zijn oude begeleider spreken."),
        Part(GGZ, "kijkt mee op afstand", 30, 29, "Zij plannen een gesprek."),
        Part(POLICE, "wijkagent bij ruzie", 36, 8, "Twee meldingen in drie weken."),
        Part(
            "Buurtbemiddeling Samen Wonen", "praat met de buren", 20, 6, "De buren willen praten."
        ),
        Part(BRINK, "nodigt hem uit voor de werkplaats", 12, 4, "Hij denkt erover na."),
    ),
    "noel": (
        Part(TEAM, "helpt met de kamer", 70, 12, "De kamer is half leeg."),
        Part(BANK, "maakt een overzicht van schulden", 60, 44, "De papieren zijn compleet."),
        Part(BRINK, "klusteam", 40, 11, "Het klusteam komt in de middag."),
    ),
    "sahinoglu": (
        Part(BANK, "betaalregeling", 120, 9, "De regeling loopt, er is één termijn betaald."),
        Part(TEAM, "budgetcoach", 118, 14, "Zij maken samen een weekbudget."),
        Part("Werkplein Veenland", "bijzondere bijstand", 90, 71, "De aanvraag ligt er."),
        Part("Bewind & Balans", "mogelijk bewind", 60, 30, "Zij hebben plek vanaf de eerste."),
    ),
    "van_der_meulen": (
        Part("Wijkverpleging Veenwaard", "zorg thuis, elke ochtend", 144, 7, "Het gaat goed."),
        Part("Huisartsenpraktijk Kanaalzicht", "huisarts", 140, 95, "Zij overleggen met de zorg."),
        Part(TEAM, "Wmo en hulp in huis", 130, 21, "De hulp is nu twee keer per week."),
        Part(BANK, "toeslagen en rekeningen", 100, 40, "Alles staat op automatisch."),
    ),
    "hadzic": (
        Part("Thuisbegeleiding Nabij", "vaste begeleider", 40, 5, "Zij komt twee keer per week."),
        Part(GGZ, "behandeling", 38, 33, "De behandelaar wisselt."),
        Part(TEAM, "regie over de hulp", 35, 12, "Zij plannen een rondetafel."),
        Part(BANK, "betalingen", 20, 6, "De vaste lasten zijn betaald."),
    ),
    "op_den_akker": (
        Part("Schoonmaakbedrijf Helder", "maakt de badkamer schoon", 30, 28, "Eén ochtend werk."),
        Part("GGD Veenland", "bemoeizorg", 50, 41, "Zij zijn twee keer langs geweest."),
        Part(TEAM, "houdt contact", 55, 9, "Hij deed zelf open."),
    ),
    "ramdien": (
        Part(BANK, "betaalregeling", 100, 3, "De eerste twee termijnen zijn binnen."),
        Part(TEAM, "helpt met de aanvraag", 98, 10, "De aanvraag is ingestuurd."),
        Part("Deurwaarder Klaas & Zn.", "wacht met de zitting", 80, 26, "Zij wachten een maand."),
        Part(POLICE, "wijkagent", 70, 62, "Geen meldingen."),
    ),
    "ten_brinke": (
        Part(TEAM, "houdt een oogje in het zeil", 190, 100, "Geen zorgen."),
        Part(BRINK, "koffie-ochtend", 150, 32, "Komt elke week."),
        Part(POLICE, "wijkagent", 195, 120, "Al een half jaar rustig."),
    ),
}


def fill_registry(organisation: Organisation, *, calendar: Calendar) -> None:
    """The partners, one that was kept twice, and the covenants."""
    for number, (name, kind, does, for_whom, area, hours, *contacts) in enumerate(PARTNERS, 1):
        partner = registry.add_partner(
            organisation.pk,
            name=name,
            kind=kind,
            sector=usual_sector(kind),
            level=contacts[0][2],
            does=does,
            for_whom=for_whom,
            area=area,
            hours=hours,
            phone=f"06 00 01 05 {number:02}",
            email=f"info{number}@netwerk.example",
            urgent_phone=f"06 00 01 06 {number:02}" if name in URGENT else "",
        )
        for place, (who, role, level, channel) in enumerate(contacts):
            registry.add_contact(
                partner,
                name=who,
                role=role,
                level=level,
                channel=channel,
                phone=f"06 00 01 0{place + 7} {number:02}",
                email=f"contact{number}.{place + 1}@netwerk.example",
            )
    name, kind, is_really = TWICE
    twin = registry.add_partner(organisation.pk, name=name, kind=kind)
    registry.merge_partners(twin, into=known(organisation, is_really))
    for name, purpose, parties, categories, since, until in COVENANTS:
        registry.keep_covenant(
            Covenant(organisation=organisation),
            parties=[known(organisation, party) for party in parties],
            name=name,
            purpose=purpose,
            categories=list(categories),
            valid_from=calendar.today + dt.timedelta(days=since),
            valid_until=calendar.today + dt.timedelta(days=until),
        )


def fill_team(trajectory: Trajectory, parts: tuple[Part, ...], *, calendar: Calendar) -> None:
    """Who of the network takes part, and the last talk with each."""
    for part in parts:
        partner = known(trajectory.organisation, part.partner)
        contact = partner.contacts.order_by("pk").first()
        participant = people.add_contact(trajectory, contact=contact, role=part.role)
        day = max(calendar.today - dt.timedelta(days=part.since), trajectory.started_on)
        type(participant).objects.filter(pk=participant.pk).update(since=day)
        if part.spoken is not None:
            day = calendar.today - dt.timedelta(days=part.spoken)
            moment = timezone.make_aware(dt.datetime.combine(day, dt.time(11, 30)))
            cases.add_entry(
                trajectory,
                by=trajectory.coach,
                kind=JournalEntry.Kind.PARTNER,
                contact=contact,
                happened_at=moment,
                created_at=moment,
                facts=part.told,
            )


def known(organisation: Organisation, name: str):
    return registry.known_partner(organisation.pk, name)
