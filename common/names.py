"""Dutch personal names: particles (tussenvoegsels) sort behind the surname, not before it."""

PARTICLES = (
    "aan de", "aan den", "aan der", "aan het", "aan 't", "bij de", "bij den", "bij 't", "da", "de",
    "de la", "de las", "de los", "de van der", "del", "della", "den", "der", "des", "di", "do",
    "dos", "du", "el", "in", "in de", "in den", "in der", "in het", "in 't", "la", "le", "les",
    "lo", "onder de", "onder den", "onder 't", "op de", "op den", "op der", "op het", "op 't",
    "over de", "over den", "over 't", "'s", "'t", "te", "ten", "ter", "tot", "uit de", "uit den",
    "uit het", "uit 't", "van", "van 't", "van de", "van den", "van der", "van het", "van la",
    "van ter", "von", "von der", "voor de", "voor den", "voor 't",
)  # fmt: skip
_LONGEST_FIRST = sorted(PARTICLES, key=len, reverse=True)


def split_surname(text: str) -> tuple[str, str]:
    """Split "van der Berg" into ("van der", "Berg"); a name without particle gives ("", name)."""
    text = " ".join(text.replace("’", "'").split())
    lowered = text.lower()
    for particle in _LONGEST_FIRST:
        if lowered.startswith(particle + " "):
            return particle, text[len(particle) + 1 :]
    return "", text


def join_name(*, initials: str, particle: str, surname: str) -> str:
    """Write a name as on an envelope: "A. de Vries"."""
    return " ".join(part for part in (initials, particle, surname) if part)


def normalise_initials(text: str) -> str:
    """Write "ab" or "A B" as "A.B."; a given name such as "Anna" becomes "A."."""
    letters = text.replace(".", " ").split()
    if len(letters) == 1 and letters[0].isupper() and len(letters[0]) <= 5:
        letters = list(letters[0])
    return "".join(f"{part[0].upper()}." for part in letters)
