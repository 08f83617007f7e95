"""Two people on one trajectory: the second is told, and nothing of the first gets lost."""

import pytest

from cases.models import Grant, Trajectory
from residents.models import Resident
from tests.pages import Page
from tests.stage import address, day

STEPS = {
    "cases:move": {"reason": "Er is vertrouwen."},
    "evaluation:close": {"end_reason": "home_kept", "ended_on": day()},
    "evaluation:stop": {"reason": "Verhuisd.", "ended_on": day()},
}
TOLD = "Een collega heeft dit traject net gewijzigd"


def with_version(login, cast, who, name):
    page = Page(login(who).get(address(name, cast)).content.decode())
    return page.form_to("").fields["version"]


@pytest.mark.parametrize("first", STEPS)
@pytest.mark.parametrize("second", [*STEPS, "cases:team"])
def test_who_comes_second_is_told_and_changes_nothing(cast, login, first, second):
    late = STEPS.get(second) or {"coach": cast.backup.pk, "backups": []}
    late = late | {"version": with_version(login, cast, cast.backup, second)}
    early = STEPS[first] | {"version": with_version(login, cast, cast.coach, first)}
    assert login(cast.coach).post(address(first, cast), early).status_code == 302
    before = Trajectory.objects.values().get(pk=cast.trajectory.pk)
    answer = login(cast.backup).post(address(second, cast), late, follow=True)
    assert "collega" in answer.content.decode().lower()
    assert "bekijk" in answer.content.decode().lower() or TOLD in answer.content.decode()
    assert Trajectory.objects.values().get(pk=cast.trajectory.pk) == before
    assert cast.trajectory.state_changes.count() == 2


def test_a_step_that_is_not_there_changes_nothing(cast, login):
    for state in ("safety_net", "closed", "stopped", "acquaintance"):
        path = f"/trajecten/{cast.trajectory.number}/stap/{state}/"
        login(cast.coach).post(path, {"reason": "x"})
        cast.trajectory.refresh_from_db()
        assert cast.trajectory.state == "acquaintance"
    unknown = f"/trajecten/{cast.trajectory.number}/stap/klaar/"
    assert login(cast.coach).post(unknown, {"reason": "x"}).status_code == 404


def test_reopening_twice_happens_once(cast, login):
    login(cast.coach).post(address("evaluation:stop", cast), STEPS["evaluation:stop"])
    login(cast.coach).post(address("evaluation:reopen", cast))
    answer = login(cast.backup).post(address("evaluation:reopen", cast), follow=True)
    assert "collega" in answer.content.decode().lower()
    assert cast.trajectory.state_changes.count() == 3


class TestResident:
    def test_the_second_is_told_keeps_the_text_and_sees_the_difference(self, cast, login):
        path = address("cases:resident", cast)
        first = {"surname": "de Vries", "initials": "A.", "phone": "0611111111", "version": 1}
        assert login(cast.coach).post(path, first).status_code == 302
        late = first | {"phone": "0622222222", "given_name": "Anna"}
        answer = login(cast.backup).post(path, late)
        told = answer.content.decode().split("card-plain--warning")[1].split("</section>")[0]
        assert "0611111111" in told and "Achternaam" not in told
        assert "0622222222" in answer.content.decode()
        assert Resident.objects.get(pk=cast.resident.pk).phone == "0611111111"
        login(cast.backup).post(path, late | {"version": 2})
        changed = Resident.objects.get(pk=cast.resident.pk)
        assert (changed.phone, changed.given_name) == ("0622222222", "Anna")

    def test_a_particle_is_told_with_the_name(self, cast, login):
        path = address("cases:resident", cast)
        login(cast.coach).post(path, {"surname": "van der Vries", "version": 1})
        answer = login(cast.backup).post(path, {"surname": "de Vries", "version": 1})
        assert "van der Vries" in answer.content.decode().split("card-plain--warning")[1]


class TestTeam:
    def team(self, cast, client, **more):
        form = {"coach": cast.coach.pk, "backups": [cast.backup.pk], "version": 1} | more
        return client.post(address("cases:team", cast), form)

    def test_saving_the_same_team_takes_nothing_from_anybody(self, cast, login):
        self.team(cast, login(cast.coach))
        valid = Grant.objects.valid().filter(trajectory=cast.trajectory)
        assert {grant.user for grant in valid} == {cast.coach, cast.backup, cast.reader}

    def test_who_reads_along_can_become_backup(self, cast, login):
        self.team(cast, login(cast.coach), backups=[cast.reader.pk])
        valid = Grant.objects.valid().filter(trajectory=cast.trajectory)
        assert {(g.user, g.level) for g in valid} == {
            (cast.coach, "coach"), (cast.reader, "backup"),
        }  # fmt: skip

    def test_who_takes_himself_out_goes_back_to_the_list(self, cast, login):
        answer = self.team(cast, login(cast.coach), coach=cast.backup.pk, backups=[])
        assert answer["Location"] == address("cases:list", cast)
        assert login(cast.coach).get(address("workspace:dossier", cast)).status_code == 404

    def test_a_backup_until_next_week_can_be_taken_out_today(self, cast, login):
        soon = cast.trajectory.grants.get(user=cast.backup)
        soon.until = soon.since.replace(year=soon.since.year + 1)
        soon.save()
        self.team(cast, login(cast.coach), backups=[])
        assert login(cast.backup).get(address("workspace:dossier", cast)).status_code == 404

    def test_only_coaches_of_the_organisation_can_be_chosen(self, cast, login):
        for stranger in (cast.outsider, cast.reporter, cast.manager, cast.coordinator):
            for more in ({"coach": stranger.pk}, {"backups": [stranger.pk]}):
                assert self.team(cast, login(cast.coach), **more).status_code == 200
        assert Grant.objects.filter(trajectory=cast.trajectory).count() == 3


class TestEnding:
    @pytest.mark.parametrize("name", ["evaluation:close", "evaluation:stop"])
    def test_a_day_before_the_start_or_after_today_is_refused(self, cast, login, name):
        for days in (-1, 1):
            form = STEPS[name] | {"ended_on": day(days)}
            assert login(cast.coach).post(address(name, cast), form).status_code == 200

    def test_stopping_asks_why_and_closing_how_it_ended(self, cast, login):
        for name, missing in (("evaluation:stop", "reason"), ("evaluation:close", "end_reason")):
            form = STEPS[name] | {missing: ""}
            assert login(cast.coach).post(address(name, cast), form).status_code == 200
        cast.trajectory.refresh_from_db()
        assert cast.trajectory.is_open
