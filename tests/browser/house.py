"""What the pages show in these tests: every state once, long words, and enough for a second page."""

from types import SimpleNamespace

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.drafts import keep_draft
from cases import workflow as cases
from network.views.tables import DRAFT
from signals import workflow as signals
from tests.browser.method import add_method
from tests.cast import dwelling, resident, signal, trajectory
from tests.stage import address, furnish

LONG_WORD = "Arbeidsongeschiktheidsverzekeringsmaatschappij" * 2
LONG_LINK = f"https://voorbeeld.example/{'abcdefghij' * 12}"
A_PAGE_AND_MORE = 27
PARTNERS = [["Partner", "Soort"], ["Buurtkracht", "welzijn"], ["Wijkteam", "overig"]]


def logged_in_client(user):
    """A client of somebody who gave the password a moment ago; of nobody without user."""
    client = Client()
    if user:
        client.force_login(user)
        request = SimpleNamespace(session=client.session)
        record_authentication(request, user, method="password", reauthenticated=True)
        request.session.save()
    return client


def fill(cast):
    """The cast with a life; `faces` are pages that look different from file to file."""
    furnish(cast)
    add_signals(cast)
    add_trajectories(cast)
    add_second_steps(cast)
    cast.faces = [
        *(one.get_absolute_url() for one in (cast.signal, cast.acute, cast.taken_up)),
        *(one.get_absolute_url() for one in (cast.told, cast.closed)),
        *(one.get_absolute_url() for one in (cast.trajectory, cast.running, cast.finished)),
        reverse("signals:assess", args=[cast.acute.number]),
        *(reverse("evaluation:report", args=[r.number]) for r in cast.trajectory.reports.all()),
        *add_method(cast, f"{LONG_WORD} {LONG_LINK}"),
    ]
    keep_draft(cast.coach, DRAFT, {"organisation": cast.kade.pk, "rows": PARTNERS})
    # Pages that no page leads these people to: behind a link in a mail, or once a file waits.
    cast.doors = {
        "coach": [
            reverse("network:import_check"),
            address("network:contact_merge", cast),
            address("evaluation:answer", cast),
            f"{address('evaluation:answer', cast)}?vraag=hours",
            address("evaluation:qr", cast),
            address("evaluation:paper", cast),
        ],
        "anonymous": [
            address(name, cast)
            for name in (
                "cases:asked",
                "cases:colours",
                "privacy:own_page",
                "privacy:not_right",
                "evaluation:questions",
            )
        ],
    }
    for who, path in ((cast.coach, "/signalen/"), (cast.reporter, "/signalen/mijn/")):
        logged_in_client(who).get(path)  # a line in the log that names a page full of files
    return cast


def add_signals(cast):
    """The dull ones first: lists show the newest on top."""
    for _number in range(A_PAGE_AND_MORE):
        signal(cast.reporter, cast.kade, dwelling=cast.home, urgency="can_wait")
    cast.long_home = dwelling(
        cast.kade, 1234, street="Burgemeester van Oldenbarneveltstraat-Zuidzijde", addition="A-bis"
    )
    cast.acute = signal(
        cast.reporter, cast.kade, dwelling=cast.long_home, urgency="danger", kinds=[],
        facts=f"{LONG_WORD} {LONG_LINK}", impression="Ik maak me zorgen.", since_when="Al weken",
    )  # fmt: skip
    cast.taken_up = signal(cast.reporter, cast.kade, dwelling=cast.home)
    signals.take_up(cast.taken_up, by=cast.coach, triage="vulnerable", note="Ik bel.")
    cast.told = signal(cast.reporter, cast.kade, place="Bij de sluis")
    signals.refer(cast.told, by=cast.coach, triage="nuisance", referred_to="Buurtbemiddeling")
    signals.feed_back(cast.told, by=cast.coach, kind="content", text="We gaan langs.")
    cast.closed = signal(cast.reporter, cast.kade, dwelling=cast.home)
    signals.take_up(cast.closed, by=cast.coach, triage="unclear")
    signals.feed_back(cast.closed, by=cast.coach, kind="content", text="Het is opgelost.")
    signals.close(cast.closed, by=cast.coach, note="Klaar.")


def add_trajectories(cast):
    today = timezone.localdate()
    cases.plan_contact(cast.trajectory, on=today)
    signals.join_trajectory(cast.taken_up, trajectory=cast.trajectory, by=cast.coach)
    who = resident(
        cast.kade, cast.long_home, surname="Oldenbarnevelt-Zwaardemaker-Schimmelpenninck",
        phone="0612345678",
    )  # fmt: skip
    cast.running = trajectory(cast.coach, cast.kade, who=who, home=cast.long_home)
    cases.move(cast.running, to="analysis", by=cast.coach, reason="Genoeg gezien.")
    for outcome in ("reached", "attempt"):
        cases.add_entry(
            cast.running, by=cast.coach, kind="visit", outcome=outcome,
            facts=f"{LONG_WORD} {LONG_LINK}", impression="Moe.",
        )  # fmt: skip
    cast.finished = trajectory(
        cast.coach, cast.kade, who=resident(cast.kade, surname="Bakker", particle="")
    )
    cases.close(cast.finished, end_reason="home_kept", ended_on=today, by=cast.coach)


def add_second_steps(cast):
    cast.coach.set_password("een lange zin over de kade")
    cast.coach.save()
    RecoveryCodes.activate(cast.coach)
    cast.colleague.authenticator_set.all().delete()
