"""Version 1 of our own instrument, in Dutch: what an organisation starts with and may change."""

SET_NAME = "Acht leefgebieden"

# code, name, what it is about, what you can see or hear, stricter access
DOMAINS = (
    (
        "money",
        "Geld",
        "inkomen, vaste lasten, schulden, post openen",
        "huur op tijd, ongeopende post, deurwaarder aan de deur, afspraken over betalen",
        False,
    ),
    (
        "home",
        "Wonen",
        "schoon, veilig en heel huis, omgang met buren",
        "vuil, stank, volle gang, gebruik van gas en vuur, klachten, toegang voor onderhoud",
        False,
    ),
    (
        "health",
        "Gezondheid",
        "eten, slapen, bewegen, verzorging, zorg aannemen",
        "kookt of niet, dag-nachtritme, verzorging, komt afspraken met de huisarts na; "
        "niets over ziekte of medicijnen",
        True,
    ),
    (
        "growing_up",
        "Opgroeien",
        "wat kinderen in huis nodig hebben",
        "naar school, eigen slaapplek, rust en regels; alleen aanwezigheid van kinderen, "
        "geen gegevens over hen",
        False,
    ),
    (
        "development",
        "Persoonlijke ontwikkeling",
        "leren, werk, dagbesteding, taal",
        "vaste bezigheid, opleiding, taal, wat iemand graag doet",
        False,
    ),
    (
        "relations",
        "Sociale relaties",
        "familie, vrienden, buren, steun",
        "wie komt er langs, ruzie, alleen zijn, wie belt iemand als het misgaat",
        False,
    ),
    (
        "self_organisation",
        "Zelforganisatie",
        "dag en week indelen, afspraken, administratie, hulp vragen",
        "agenda, komt afspraken na, regelt zelf, vraagt op tijd",
        False,
    ),
    (
        "safety",
        "Veiligheid",
        "in huis, in de buurt, met anderen",
        "bedreiging, geweld, brandgevaar, vreemde bezoekers, zich veilig voelen",
        False,
    ),
)

# aspect → five times (word, sentence for the coach, word for the resident)
LEVELS = {
    "situation": (
        ("acuut", "Er is nu schade of gevaar.", "heel slecht"),
        ("zwak", "Het gaat niet goed.", "slecht"),
        ("wisselend", "Het gaat soms goed, soms niet.", "soms goed, soms niet"),
        ("voldoende", "Het gaat meestal goed.", "goed"),
        ("sterk", "Het gaat goed en blijft goed.", "heel goed"),
    ),
    "skill": (
        ("acuut", "Het lukt niet, ook niet met hulp.", "lukt niet"),
        ("zwak", "Het lukt alleen als een ander het doet.", "een ander doet het"),
        ("wisselend", "Het lukt samen.", "lukt samen"),
        ("voldoende", "Het lukt zelf, met een vangnet.", "lukt meestal zelf"),
        ("sterk", "Het lukt zelf, ook als het tegenzit.", "lukt zelf"),
    ),
    "behaviour": (
        ("acuut", "Het gedrag maakt het erger.", "nee, nog niet"),
        ("zwak", "De bewoner gaat het uit de weg.", "liever niet"),
        ("wisselend", "De bewoner probeert het, met aansporing.", "misschien"),
        ("voldoende", "De bewoner doet het, meestal vanzelf.", "ja"),
        ("sterk", "De bewoner pakt het aan en vraagt op tijd hulp.", "ja, ik ben bezig"),
    ),
}

# The thirteen-domain example for another organisation, version 1; same levels.
THIRTEEN_NAME = "Dertien leefgebieden"
THIRTEEN = (
    (
        "income",
        "Inkomen",
        "loon, uitkering, toeslagen, schulden",
        "huur op tijd, brieven van een deurwaarder, weet wat er binnenkomt",
        False,
    ),
    (
        "work",
        "Werk en leren",
        "betaald werk, opleiding, taal",
        "heeft rooster of les, is op tijd, wil iets leren",
        False,
    ),
    (
        "day",
        "Dagbesteding",
        "wat iemand overdag doet",
        "vaste bezigheid, wanneer de gordijnen opengaan, wat iemand graag doet",
        False,
    ),
    (
        "housing",
        "Huisvesting",
        "een huis, en het kunnen houden",
        "contract, staat van de woning, klachten, toegang voor onderhoud",
        False,
    ),
    (
        "together",
        "Thuis met elkaar",
        "hoe de mensen in huis met elkaar omgaan",
        "geschreeuw, rust, wie er slaapt, wie voor wie zorgt",
        False,
    ),
    (
        "mind",
        "Geestelijk welzijn",
        "rust in het hoofd, stemming, hulp toelaten",
        "slaapt of niet, praat erover, komt afspraken na; niets over ziekte of medicijnen",
        True,
    ),
    (
        "body",
        "Lichamelijk welzijn",
        "eten, bewegen, hulp toelaten",
        "trap lopen, eten, komt afspraken na; niets over ziekte of medicijnen",
        True,
    ),
    (
        "substances",
        "Middelengebruik",
        "drank en andere middelen, en wat dat doet met wonen",
        "flessen, geld, nachten; alleen wat te zien of te horen is",
        True,
    ),
    (
        "care",
        "Dagelijkse verzorging",
        "wassen, kleden, koken",
        "schone kleren, warm eten, een bed met een laken",
        False,
    ),
    (
        "household",
        "Huishouden en regelen",
        "schoonmaken, post, afspraken, hulp vragen",
        "vuil, stapels, agenda, vraagt op tijd",
        False,
    ),
    (
        "people",
        "Mensen om je heen",
        "familie, vrienden, buren, steun",
        "wie er langskomt, wie er belt, alleen zijn",
        False,
    ),
    (
        "joining",
        "Meedoen",
        "buurt, vereniging, vrijwilligerswerk",
        "komt in het buurthuis, groet de buren, helpt ergens mee",
        False,
    ),
    (
        "justice",
        "Contact met justitie",
        "boetes, zittingen, toezicht",
        "brieven van de rechtbank, politie aan de deur, afspraken met toezicht",
        False,
    ),
)
