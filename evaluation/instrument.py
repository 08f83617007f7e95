"""Version 1 of the questionnaires, our own wording, and the rules for moments shipped with it.

Dutch is the master text; B1 level for residents. An organisation makes its own versions.
"""

from dataclasses import dataclass

from evaluation.models import HOURS, LIVES_THERE, THREAT, Anchor, Level, MomentKind, Question

BASELINE, THREE_MONTHS, YEAR, CLOSING = MomentKind
LATER = (THREE_MONTHS, YEAR, CLOSING)
EVER = (BASELINE, *LATER)
CHOICE, SCALE, NUMBER, DATE, TEXT = Question.Kind

GOING = ("heel slecht", "slecht", "gaat wel", "goed", "heel goed")
MANAGING = ("lukt niet", "lukt bijna niet", "lukt soms", "lukt meestal", "lukt altijd")
AGREE = ("helemaal niet", "te weinig", "half", "grotendeels", "helemaal")
LONELY = ("altijd", "vaak", "soms", "bijna nooit", "nooit")
OF_MY_OWN = "Het gaat om uw eigen mening. Er is geen goed of fout antwoord."


@dataclass(frozen=True)
class Asked:
    """A question as shipped; `options` are five words of a scale, or (code, words) of a choice."""

    code: str
    text: str
    kind: str = SCALE
    options: tuple = ()
    moments: tuple = LATER
    help_text: str = ""
    after: str = ""
    after_options: tuple = ()
    dont_know: bool = True
    rather_not: bool | None = None  # unless somebody chose: of residents it is


RESIDENT = (
    Asked("at_home", "Hoe gaat het nu met u in uw huis?", options=GOING, moments=EVER),
    Asked(
        "payments",
        "Lukt het u de huur en andere vaste lasten op tijd te betalen?",
        options=MANAGING,
        moments=EVER,
        help_text="Vaste lasten zijn bijvoorbeeld energie, water en verzekeringen.",
    ),
    Asked(
        "health",
        "Hoe gaat het met eten, slapen en voor uzelf zorgen?",
        options=GOING,
        moments=EVER,
        help_text="U hoeft niets over ziekte of medicijnen te vertellen.",
    ),
    Asked(
        "people",
        "Heeft u mensen bij wie u terechtkunt?",
        options=("niemand", "bijna niemand", "soms iemand", "meestal wel", "altijd iemand"),
        moments=EVER,
    ),
    Asked("managing", "Lukt het u om zelf dingen te regelen?", options=MANAGING, moments=EVER),
    Asked(
        "safe",
        "Voelt u zich veilig in huis en in de buurt?",
        options=("nooit", "bijna nooit", "soms", "meestal", "altijd"),
        moments=EVER,
    ),
    Asked(
        "listened",
        "Heeft de wooncoach naar u geluisterd?",
        options=("helemaal niet", "te weinig", "soms", "meestal", "altijd"),
        help_text=OF_MY_OWN,
    ),
    Asked(
        "pace",
        "Ging het in uw tempo?",
        CHOICE,
        (("too_slow", "te langzaam"), ("right", "goed"), ("too_fast", "te snel")),
    ),
    Asked("helped_most", "Wat heeft u het meest geholpen?", TEXT),
    Asked("change", "Wat moet anders?", TEXT, moments=EVER),
    Asked(
        "may_stay",
        "Mag en kunt u hier blijven wonen, denkt u?",
        CHOICE,
        (("yes", "ja"), ("maybe", "misschien"), ("no", "nee")),
        moments=EVER,
    ),
    Asked(
        "debts",
        "Heeft u nu schulden die u niet kunt betalen?",
        CHOICE,
        (("yes", "ja"), ("no", "nee")),
        moments=(YEAR,),
    ),
    Asked(
        "day_activity",
        "Heeft u overdag iets vasts te doen?",
        CHOICE,
        (("often", "ja, vaak"), ("sometimes", "soms"), ("no", "nee")),
        moments=(YEAR,),
        help_text="Bijvoorbeeld werk, vrijwilligerswerk, school of dagbesteding.",
    ),
    Asked("lonely", "Voelt u zich alleen?", options=LONELY, moments=(YEAR,)),
)

COACH = (
    Asked("signal_in_time", "Kreeg je op tijd een signaal om iets te kunnen doen?", options=AGREE),
    Asked(
        "enough_contact",
        "Had je genoeg contact met de bewoner om te weten wat nodig was?",
        options=AGREE,
    ),
    Asked(
        "right_pace",
        "Paste het tempo van het plan bij het leervermogen van de bewoner?",
        options=AGREE,
    ),
    Asked(
        "instruments",
        "Hielpen de instrumenten (leefgebieden, plan, analyse) je om te kiezen wat eerst moest?",
        options=AGREE,
    ),
    Asked(
        "position",
        "Had je de positie om partners te laten doen wat was afgesproken?",
        options=AGREE,
    ),
    Asked("support", "Kreeg je zelf de steun en coaching die je nodig had?", options=AGREE),
    Asked(
        "strengthened",
        "Wat werkte versterkend?",
        TEXT,
        help_text="Beschrijf wat je zag of hoorde, geen diagnose.",
    ),
    Asked(
        "hindered",
        "Wat hinderde?",
        TEXT,
        help_text="Beschrijf wat je zag of hoorde, geen diagnose.",
    ),
    Asked(
        LIVES_THERE,
        "Woont de bewoner er nog?",
        CHOICE,
        (
            ("yes", "ja"),
            ("moved_wanted", "verhuisd, gewenst"),
            ("moved_unwanted", "verhuisd, ongewenst"),
            ("evicted", "ontruimd"),
            ("died", "overleden"),
        ),
    ),
    Asked(
        THREAT,
        "Was ontruiming een dreiging, en is die afgewend?",
        CHOICE,
        (
            ("none", "geen dreiging"),
            ("averted", "dreiging, en afgewend"),
            ("not_averted", "dreiging, nog niet afgewend"),
        ),
    ),
    Asked(
        HOURS,
        "Hoeveel uur kostte dit traject je ongeveer?",
        NUMBER,
        help_text="Alles bij elkaar sinds de start, in hele uren.",
    ),
)

YES_WE = (
    ("yes_we", "ja, wij"),
    ("yes_other", "ja, een ander"),
    ("no", "nee"),
)
NETWORK = (
    Asked("who_does_what", "Wist u wie waarvoor verantwoordelijk was?", options=AGREE),
    Asked("short_lines", "Waren de lijnen kort genoeg om snel te handelen?", options=AGREE),
    Asked(
        "agreements",
        "Werden gemaakte afspraken nagekomen, door u en door anderen?",
        options=AGREE,
    ),
    Asked(
        "against",
        "Werkten organisaties elkaar ergens tegen?",
        CHOICE,
        (("no", "nee"), ("yes", "ja, namelijk")),
    ),
    Asked(
        "against_how",
        "Waarin werkten organisaties elkaar tegen?",
        TEXT,
        after="against",
        after_options=("yes",),
        help_text="Noem wie wat deed of verwachtte. Noem de bewoner niet bij naam.",
    ),
    Asked(
        "value_resident",
        "Had deze manier van werken meerwaarde voor de bewoner?",
        options=AGREE,
    ),
    Asked("value_own_work", "En voor uw eigen werk?", options=AGREE),
    Asked("quick_to_learn", "Was de manier van werken snel te leren?", options=AGREE),
    Asked("pleasant", "Was het prettig om zo te werken?", options=AGREE),
    Asked(
        "again",
        "Zou u het weer zo doen?",
        CHOICE,
        (("yes", "ja"), ("yes_but", "ja, maar"), ("no", "nee")),
    ),
    Asked(
        "again_but",
        "Wat zou u dan anders doen?",
        TEXT,
        after="again",
        after_options=("yes_but", "no"),
        help_text="Noem de bewoner niet bij naam.",
    ),
    Asked("safety_net", "Is er een vangnet dat contact houdt?", CHOICE, YES_WE),
)

QUESTIONNAIRES = {Level.RESIDENT: RESIDENT, Level.COACH: COACH, Level.NETWORK: NETWORK}

# (kind, anchor, months, days, levels). The baseline leaves two weeks to win trust first.
RULES = (
    (BASELINE, Anchor.TRAJECTORY, 0, 14, [Level.RESIDENT]),
    (THREE_MONTHS, Anchor.TRAJECTORY, 3, 0, [*Level]),
    (YEAR, Anchor.TRAJECTORY, 12, 0, [*Level]),
    (CLOSING, Anchor.TRAJECTORY, 0, 0, [*Level]),
)
