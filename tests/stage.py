"""The cast on a stage: one of everything a page shows, an address per URL name, and a visitor."""

import datetime as dt
import io
import uuid
from functools import cache
from http.cookies import SimpleCookie

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from PIL import Image

from accounts.models import Draft
from cases import workflow as cases
from cases.models import CatalogueItem, Document
from cases.workflow import (
    advice,
    analysis,
    asking,
    eviction,
    history,
    measuring,
    people,
    plan,
    sharing,
)
from network.models import Covenant
from network.workflow import registry
from outbox import workflow as outbox
from outbox.models import Envelope
from privacy import workflow as privacy
from residents.models import Resident, SafeChannel
from signals.models import Attachment
from tests.stage_evaluation import (
    furnish_clock,
    furnish_reports,
    furnish_voices,
    of_evaluation,
    voice_of,
)

PEOPLE = (
    "reporter", "coach", "backup", "reader", "colleague", "consultant", "manager",
    "privacy_officer", "administrator", "coordinator", "care_worker", "outsider", "anonymous",
)  # fmt: skip

# Arguments of pages about one thing, named after what furnish() makes.
ITEMS = ("barrier", "cause", "stance", "agreement", "goal", "step", "item")
OF_A_TRAJECTORY = tuple(
    f"evaluation:{name}"
    for name in ("of_trajectory", "anchor", "close", "stop", "reopen", "reports", "report_make")
)
OF_A_REQUEST = ("", "_code", "_told", "_seen", "_withdraw")


def jpeg(size=(40, 30), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", **options)
    return out.getvalue()


def photo(**home):
    """An attachment with a real file, of a signal or of a draft."""
    made = Attachment(content_type="image/jpeg", size=1, **home)
    made.file.save(f"{made.key.hex}.jpg", ContentFile(jpeg()))
    return made


def furnish(cast):
    """Give the cast a note, photos and a draft, so that every page has something to show."""
    cast.entry = cases.add_entry(
        cast.trajectory, by=cast.coach, kind="visit", outcome="reached", facts="De post lag open."
    )
    cast.photo = photo(signal=cast.signal)
    cast.draft = Draft.objects.create(user=cast.reporter, key="signal", data={"facts": ["Half"]})
    cast.draft_photo = photo(draft=cast.draft)
    cast.sessions = {name: session_of(getattr(cast, name, None)) for name in PEOPLE}
    furnish_method(cast, cast.coach)
    cast.item = CatalogueItem.objects.create(
        organisation=cast.kade, kind="goal", text="Huur op tijd"
    )
    furnish_registry(cast, cast.kade)
    furnish_sharing(cast, cast.coach)
    furnish_mail(cast, cast.coach)
    furnish_colours(cast, cast.coach)
    furnish_voices(cast, cast.coach)
    furnish_clock(cast, cast.coach)
    furnish_reports(cast, cast.coach)
    return cast


def furnish_mail(about, by):
    """A safe address of the resident, and mail by this person: one that waits and one given up."""
    file = about.trajectory
    Resident.objects.filter(pk=file.resident_id).update(email="bewoner@resident.example")
    file.resident.refresh_from_db()
    SafeChannel.objects.create(
        resident=file.resident, kind="email", address="bewoner@resident.example",
        readers="Haar zus", confirmed_how="Zelf gevraagd.", confirmed_by=by,
    )  # fmt: skip
    about.waiting_mail, about.mail = (
        outbox.post(
            to="m@partner.example", subject="Nieuw verzoek", body="Open Wooncoach.", urgent=urgent,
            cause="request", sender=by, organisation_id=file.organisation_id,
        )
        for urgent in (False, True)
    )  # fmt: skip
    about.mail.envelope.state, about.mail.envelope.failed_at = Envelope.State.FAILED, timezone.now()
    about.mail.envelope.save()


def furnish_registry(about, organisation):
    """Two partners and a third that was one of them; likewise contact persons; a covenant."""
    about.partner = registry.add_partner(
        organisation.pk, name="Wijkteam", kind="neighbourhood_team", does="Hulp", for_whom="Wijk",
        area="Zuid", hours="9-17", phone="050 12", urgent_phone="050 13", email="w@partner.example",
    )  # fmt: skip
    about.partner_twin = registry.add_partner(organisation.pk, name="Wijkteam Zuid", kind="welfare")
    about.partner_gone = registry.add_partner(organisation.pk, name="Het wijkteam", kind="welfare")
    registry.merge_partners(about.partner_gone, into=about.partner)
    about.contact, about.contact_twin, about.contact_gone = (
        registry.add_contact(
            about.partner, name=name, role="x", phone="06", email="m@partner.example"
        )
        for name in ("M. Hoekstra", "Marga Hoekstra", "Hoekstra")
    )
    registry.merge_contacts(about.contact_gone, into=about.contact)
    about.covenant = Covenant(organisation=organisation)
    registry.keep_covenant(
        about.covenant, parties=[about.partner], name="Convenant Zuid", purpose="Samen helpen",
        categories=["contact"], valid_from=timezone.localdate(),
        document=(ContentFile(b"%PDF-1.7"), "application/pdf"),
    )  # fmt: skip


def furnish_sharing(about, by):
    """Consent of the resident, something told on it, and a question to the contact person."""
    file, today = about.trajectory, timezone.localdate()
    about.consent = sharing.record_consent(
        file, by=by, partners=[about.partner], purpose="Samen helpen", categories=["contact", "plan"],
        how="spoken",
    )  # fmt: skip
    on = {"ground": "consent", "consent": about.consent, "purpose": "Hulp", "items": ["name"]}
    on["ends_on"] = today + dt.timedelta(days=30)
    about.share = sharing.share_on_paper(file, by=by, contact=about.contact, **on)
    about.asked = asking.ask(
        file, by=by, contact=about.contact, shared=on, kind="question", text="Komt u langs?",
        due_on=today + dt.timedelta(days=7),
    )  # fmt: skip
    asking.ask_back(about.asked, text="Wanneer?")
    about.access = privacy.open_access(file, by=by)
    about.correction = privacy.ask_correction(
        file, key=uuid.uuid4(), part="goals", text="Dit wil ik niet."
    )


def furnish_colours(about, by):
    """An address with an advice, and a contractor who may see its colour."""
    about.advice = advice.advise(
        about.home, seen=0, by=by, colour="together", reason="De hond bijt.",
        review_on=timezone.localdate() + dt.timedelta(days=90),
    )  # fmt: skip
    about.contractor = registry.add_partner(
        about.home.organisation_id, name="Warmte", kind="contractor"
    )
    about.fitter = registry.add_contact(
        about.contractor, name="De planning", phone="06", email="p@partner.example"
    )
    about.colours = advice.make_list(
        about.fitter, dwellings=[about.home], purpose="Ketels", by=by, ends_on=timezone.localdate()
    )


def furnish_method(about, by):
    """Give about.trajectory one of everything of the method: measured, analysed, planned."""
    file, today = about.trajectory, timezone.localdate()
    about.measurement = measured(file, by)
    about.own = file.participants.get(kind="own")
    about.neighbour = people.add_somebody_close(file, name="De buurvrouw")
    about.barrier = analysis.add_barrier(file, text="De post blijft dicht.")
    about.cause = analysis.add_cause(
        file, text="Schulden", effect="reinforcing", barriers=[about.barrier]
    )
    about.stance = analysis.add_stance(
        about.cause, participant=about.neighbour, position="does", text=""
    )
    about.agreement = people.add_agreement(
        file, participant=about.neighbour, text="Bellen", due_on=today + dt.timedelta(days=3)
    )
    about.fact = history.add_fact(file, since=dt.date(2020, 1, 1), text="Woonde bij oma")
    about.goal = plan.add_goal(file, text="Huur betaald", resident_text="Ik betaal.")
    about.step = plan.add_step(about.goal, text="Post openen", owner=about.own)
    about.next_step = plan.add_step(about.goal, text="Regeling treffen", owner=about.own)
    about.arrears = eviction.take_step(file, kind="offer", by=by, done_on=today, proof="Brief.")
    about.contract = eviction.agree(
        file, kind="last_chance", terms="Huur op tijd.", signed_on=today, ends_on=today
    )
    eviction.set_phase(file, seen=None, by=by, phase="risk", since=today, note="Achterstand.")
    about.document = Document(
        trajectory=file, kind="my_plan", requested_by=by, state="ready", made_at=timezone.now()
    )
    about.document.file.save("", ContentFile(b"%PDF-1.7"))


def measured(file, by):
    """A measurement of one field of life, signed."""
    made = measuring.begin(file, assessor="coach", by=by)
    domain = made.domain_set.domains.filter(sensitive=False).first()
    measuring.fill(
        made,
        by=by,
        scores={(domain.pk, "situation"): 2},
        reasons={domain.pk: "De gang stond vol."},
        domains={domain.pk},
    )
    measuring.sign(made)
    return made


def session_of(user):
    """The cookies of somebody who is logged in; none for nobody."""
    client = Client()
    if user:
        client.force_login(user)
    return {name: cookie.value for name, cookie in client.cookies.items()}


class Visitor:
    """Asks for a page as anybody of the cast, and leaves the database as it was."""

    def __init__(self, cast):
        self.cast = cast
        self.client = Client(raise_request_exception=False)

    def __call__(self, who, method, path, data=None, **extra):
        with transaction.atomic():
            response = self.stay(who, method, path, data, **extra)
            transaction.set_rollback(True)
        return response

    def stay(self, who, method, path, data=None, **extra):
        """The same, with effect."""
        self.client.cookies = SimpleCookie(self.cast.sessions.get(who, {}))
        if method in ("GET", "HEAD", "POST"):
            response = getattr(self.client, method.lower())(path, data or {}, **extra)
        else:
            response = self.client.generic(method, path, **extra)
        if response.streaming:
            response.body = b"".join(response.streaming_content)
        else:
            response.body = response.content
        return response


@cache
def patterns():
    """Every URL name of the product with its namespace, and the names of its arguments."""

    def walk(resolver, namespace="", before=frozenset()):
        for part in resolver.url_patterns:
            arguments = before | {*part.pattern.regex.groupindex, *part.pattern.converters}
            if isinstance(part, URLPattern):
                yield namespace + (part.name or str(part.pattern)), arguments
            else:
                inner = f"{part.namespace}:" if part.namespace else ""
                yield from walk(part, namespace + inner, arguments)

    return dict(walk(get_resolver()))


def address(name, cast, *, unknown=False):
    """The path of a page about the cast's own files; or about what does not exist."""
    special = {
        "signals:address": {"number": cast.home.number},
        "signals:attachment": {"key": key_of(cast, "photo")},
        "signals:attachment_drop": {"key": key_of(cast, "draft_photo")},
        "cases:note_edit": {"key": key_of(cast, "entry")},
        "cases:document": {"key": key_of(cast, "document")},
        "cases:document_file": {"key": key_of(cast, "document")},
        "cases:channel_withdraw": {"kind": "email"},
        "outbox:retry": {"number": number_of(cast, "mail")},
        "cases:document_make": {"kind": "my_plan"},
        "cases:goal_from": {"kind": "belemmering", "item": pk_of(cast, "barrier")},
        "cases:history_edit": {"item": pk_of(cast, "fact")},
        "cases:history_remove": {"item": pk_of(cast, "fact")},
        "cases:arrears_drop": {"pk": pk_of(cast, "arrears")},
        "cases:contract_edit": {"pk": pk_of(cast, "contract")},
        "cases:domain_set": {"pk": set_of(cast)},
        "cases:domain_set_use": {"pk": set_of(cast)},
        "cases:consent_withdraw": {"key": key_of(cast, "consent")},
        "privacy:own_page": {"token": token_of(cast, "access")},
        "privacy:not_right": {"token": token_of(cast, "access")},
        "privacy:correction": {"key": key_of(cast, "correction")},
        "cases:share_stop": {"key": key_of(cast, "share")},
        **{f"cases:request{more}": {"key": key_of(cast, "asked")} for more in OF_A_REQUEST},
        **of_evaluation(cast),
        "cases:advice": {"number": cast.home.number},
        "cases:advice_end": {"number": cast.home.number},
        "cases:colours": {"token": colours_of(cast)},
        "network:export": {"kind": "csv"},
        "network:partner_part": {"number": number_of(cast, "partner_gone")},
        "network:contact_part": {"contact": pk_of(cast, "contact_gone")},
        "network:covenant_edit": {"key": key_of(cast, "covenant")},
        "network:covenant_document": {"key": key_of(cast, "covenant")},
    }
    about_partner = name.startswith("network:") or name == "workspace:partner"
    about_trajectory = (
        name.startswith(("cases:", "privacy:"))
        or name in OF_A_TRAJECTORY
        or name == "workspace:dossier"
    )
    if name.startswith("evaluation:") and name not in OF_A_TRAJECTORY:
        special.setdefault(name, voice_of(cast, "resident_voice"))
    known = {
        "number": number_of(cast, "partner")
        if about_partner
        else (cast.trajectory if about_trajectory else cast.signal).number,
        "contact": pk_of(cast, "contact"),
        "token": token_of(cast),
        "dwelling": cast.home.number,
        "state": "analysis",
        "uidb36": "zzzz",  # nobody: allauth keeps an address for whom it finds
        "pk": 1,
        "kind": "reminder",
        "way": "omlaag",
        "assessor": "resident",
        "measurement": getattr(getattr(cast, "measurement", None), "number", None),
        "participant": pk_of(cast, "neighbour"),
        **{name: pk_of(cast, name) for name in ITEMS},
    } | special.get(name, {})
    if name.startswith("cases:colour_list"):
        known["number"] = number_of(cast, "colours")
    if unknown:
        prefix = known["number"].partition("-")[0]
        known |= {
            "number": f"{prefix}-2222-2222",
            "dwelling": "W-2222-2222",
            "key": uuid.UUID(int=7),
            "measurement": "M-2222-2222",
            "token": "x" * 43,
        }
    if name == "account_reset_password_from_key":
        known["key"] = "x-y"
    return reverse(name, kwargs={part: known[part] for part in patterns()[name]})


def key_of(cast, name):
    return getattr(getattr(cast, name, None), "key", None)


def colours_of(cast):
    """The personal link of the contractor who may see colours."""
    return cast.colours.link.token if hasattr(cast, "colours") else "x" * 43


def set_of(cast):
    return getattr(getattr(cast, "measurement", None), "domain_set_id", 0)


def number_of(cast, name):
    return getattr(getattr(cast, name, None), "number", "P-2222-2223")


def token_of(cast, name="asked"):
    """The personal link of the contact person who was asked something, or of the resident."""
    behind = getattr(cast, name, None)
    return behind.link.token if behind else "y" * 43


def pk_of(cast, name):
    return getattr(getattr(cast, name, None), "pk", 0)


def day(days=0):
    """A date as a form sends it, so many days from today."""
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()
