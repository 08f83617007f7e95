"""Logging a signal: where, what, how urgent; who noticed it stays apart."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Draft, Membership
from signals.models import Attachment, Reporter, Signal
from tests.cast import dwelling
from tests.stage import address, day, jpeg


def form(**more):
    return {
        "facts": "De deur stond open.", "urgency": "soon", "channel": "seen", "happened_on": day(),
        "reporter_role": "caretaker",
    } | more  # fmt: skip


@pytest.fixture
def log(cast, login):
    """Log a signal as the reporter; the signal, or the page when it was not accepted."""

    def _log(who=None, **more):
        known = set(Signal.objects.values_list("pk", flat=True))
        answer = login(who or cast.reporter).post(address("signals:create", cast), form(**more))
        return Signal.objects.exclude(pk__in=known).get() if answer.status_code == 302 else answer

    return _log


def test_what_was_typed_is_what_is_kept(cast, log):
    made = log(impression="Ik maak me zorgen.", kinds=["noise", "smell"], since_when="sinds mei")
    assert (made.facts, made.impression) == ("De deur stond open.", "Ik maak me zorgen.")
    assert (made.kinds, made.since_when) == (["noise", "smell"], "sinds mei")
    assert (made.state, made.organisation, made.version) == ("new", cast.kade, 1)


@pytest.mark.parametrize("missing", ["facts", "urgency", "happened_on", "channel", "reporter_role"])
def test_what_is_asked_must_be_answered(log, missing):
    answer = log(**{missing: ""})
    assert answer.status_code == 200
    assert "Nog niet opgeslagen" in answer.content.decode()


def test_a_day_that_has_yet_to_come_is_refused(log):
    assert log(happened_on=day(1)).status_code == 200
    assert log(happened_on=day(-400)).happened_on < timezone.localdate()


@pytest.mark.parametrize("typed", ["lange kade 12", "Lange Kade 12, Veenwaard", "9999AA 12"])
def test_an_address_typed_in_full_is_found_by_itself(cast, log, typed):
    assert log(place=typed).dwelling == cast.home


@pytest.mark.parametrize(
    "typed", ["lange kade", "Lange Kade 1", "Lange Kade 120", "mevrouw de Vries"]
)
def test_half_an_address_is_kept_as_words(log, typed):
    made = log(place=typed)
    assert (made.dwelling, made.place) == (None, typed)


def test_two_dwellings_with_the_same_words_are_not_guessed_between(cast, log):
    dwelling(cast.kade, 12, postcode="8888 BB", city="Elders")
    assert log(place="Lange Kade 12").dwelling is None
    assert log(place="Lange Kade 12 Elders").dwelling.city == "Elders"


def test_a_dwelling_of_another_organisation_is_neither_found_nor_accepted(cast, log):
    theirs = dwelling(cast.vaart, 77, street="Verre Weg")
    assert log(place="Verre Weg 77").dwelling is None
    assert log(dwelling=theirs.pk).status_code == 200


def test_finding_an_address_without_javascript_keeps_what_was_typed(cast, login):
    find = form(place="lange kade", action="find", facts="Half een zin")
    answer = login(cast.reporter).post(address("signals:create", cast), find)
    text = answer.content.decode()
    assert "Lange Kade 12, Veenwaard" in text and "Half een zin" in text
    assert "Nog niet opgeslagen" not in text
    assert Signal.objects.count() == 1


def test_opened_from_an_address_it_is_about_that_address(cast, login):
    text = login(cast.reporter).get(address("signals:create_at", cast)).content.decode()
    assert f'value="{cast.home.pk}"' in text and "checked" in text


class TestReporter:
    def test_a_colleague_is_known_by_their_account(self, cast, log):
        made = log(reporter_name="Piet", reporter_phone="0612345678", reporter_email="p@x.example")
        assert made.reporter.user == cast.reporter
        assert (made.reporter.name, made.reporter.phone, made.reporter.email) == ("", "", "")

    def test_of_somebody_else_name_phone_and_mail_are_kept_apart(self, cast, log):
        made = log(
            reporter_role="neighbour",
            reporter_name="Bep Smit",
            reporter_phone="0612345678",
            reporter_email="bep@x.example",
            keep_private="on",
        )
        reporter = Reporter.objects.get(signal=made)
        assert (reporter.name, reporter.phone) == ("Bep Smit", "0612345678")
        assert reporter.email == "bep@x.example" and reporter.keep_private
        assert "Smit" not in str(Signal.objects.values().get(pk=made.pk))

    def test_the_name_is_kept_from_the_tenant_unless_somebody_says_otherwise(self, cast, login):
        text = login(cast.reporter).get(address("signals:create", cast)).content.decode()
        box = text.split('name="keep_private"')[1].split(">")[0]
        assert "checked" in box

    def test_the_form_starts_with_what_one_was_last_time(self, cast, login, log):
        log(reporter_role="repair")
        log(reporter_role="neighbour", reporter_name="Bep")
        text = login(cast.reporter).get(address("signals:create", cast)).content.decode()
        assert '<option value="repair" selected' in text


class TestTwoOrganisations:
    @pytest.fixture
    def both(self, cast):
        Membership.objects.create(
            user=cast.reporter, organisation=cast.vaart, role="reporter", since="2020-01-01"
        )
        return cast

    def test_one_says_for_which_it_is(self, both, log):
        assert log(organisation=both.vaart.pk).organisation == both.vaart
        assert log(organisation="").status_code == 200

    def test_a_dwelling_decides_it(self, both, log):
        made = log(organisation=both.vaart.pk, place="Lange Kade 12")
        assert (made.organisation, made.dwelling) == (both.kade, both.home)


class TestPhotos:
    def photos(self, count, content=None):
        return [
            SimpleUploadedFile(f"IMG_{n}.jpg", content or jpeg(), "image/jpeg")
            for n in range(count)
        ]

    def test_six_at_most(self, cast, log):
        assert log(photos=self.photos(6)).attachments.count() == 6
        answer = log(photos=self.photos(7))
        assert answer.status_code == 200
        assert Signal.objects.count() == 2

    def test_six_at_most_also_with_those_of_the_draft(self, cast, log):
        for _ in range(2):
            assert log(photos=self.photos(4), urgency="").status_code == 200
        assert Attachment.objects.filter(draft__user=cast.reporter).count() <= 6

    def test_a_program_under_the_name_of_a_photo_is_refused(self, log):
        answer = log(photos=self.photos(1, b"MZ\x90\x00" + b"0" * 100))
        assert "Kies een foto (JPEG of PNG) of een pdf." in answer.content.decode()
        assert not Attachment.objects.exists()

    def test_throwing_a_draft_away_throws_its_photos_away(
        self, cast, login, log, django_capture_on_commit_callbacks
    ):
        log(photos=self.photos(1), urgency="")
        kept = Attachment.objects.get()
        path = kept.file.path
        assert kept.draft.user == cast.reporter
        with django_capture_on_commit_callbacks(execute=True):
            login(cast.reporter).post(address("signals:draft_drop", cast))
        assert not Draft.objects.exists() and not Attachment.objects.exists()
        with pytest.raises(FileNotFoundError):
            open(path).close()

    def test_one_photo_can_be_taken_out_of_a_draft(
        self, cast, login, log, django_capture_on_commit_callbacks
    ):
        log(photos=self.photos(2), urgency="")
        first, second = Attachment.objects.order_by("pk")
        with django_capture_on_commit_callbacks(execute=True):
            login(cast.reporter).post(f"/signalen/bijlage/{first.key}/weg/")
        assert list(Attachment.objects.all()) == [second]
        assert not first.file.storage.exists(first.file.name)
        assert second.file.storage.exists(second.file.name)
