"""What a plan begins with: dates by pace, first goal, first step, and the catalogue."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import CatalogueItem, Goal
from cases.pace import propose_date
from common.dates import is_working_day


@pytest.fixture
def file(cast):
    return cast.trajectory


def url(name, file):
    return reverse(f"cases:{name}", args=[file.number])


@pytest.mark.parametrize(("pace", "days"), [("slow", 21), ("normal", 14), ("fast", 7), ("", 14)])
def test_the_pace_proposes_the_date_of_a_next_step(pace, days):
    today = timezone.localdate()
    proposed = propose_date(pace)
    assert proposed >= today + dt.timedelta(days=days)
    assert (proposed - today).days < days + 6
    assert is_working_day(proposed)
    after = today + dt.timedelta(days=40)
    assert propose_date(pace, after) >= after + dt.timedelta(days=days)


def test_a_first_step_asks_for_a_goal_first(login, cast, file):
    answer = login(cast.coach).get(url("step_add", file))
    assert (answer.status_code, answer["Location"]) == (302, url("goal_add", file))


def test_a_goal_leads_to_its_first_step(login, cast, file):
    answer = login(cast.coach).post(url("goal_add", file), {"text": "Rustig wonen"}, follow=True)
    assert answer.context["form"].initial["goal"] == str(Goal.objects.get().pk)


def test_a_text_of_the_catalogue_fills_the_form(login, cast, file):
    item = CatalogueItem.objects.create(
        organisation=cast.kade, kind="goal", text="Huur betaald", resident_text="Ik betaal."
    )
    strange = CatalogueItem.objects.create(organisation=cast.vaart, kind="goal", text="Vreemd")
    page = login(cast.coach).get(url("goal_add", file) + f"?uit={item.pk}").content.decode()
    assert 'value="Huur betaald"' in page and 'value="Ik betaal."' in page
    page = login(cast.coach).get(url("goal_add", file) + f"?uit={strange.pk}").content.decode()
    assert "Vreemd" not in page


def test_the_administrator_keeps_the_catalogue(login, cast):
    path = reverse("cases:catalogue")
    data = {"organisation": cast.kade.pk, "kind": "action", "text": "Post openen"}
    assert login(cast.administrator).post(path, data).status_code == 302
    item = CatalogueItem.objects.get(text="Post openen", organisation=cast.kade)
    assert login(cast.administrator).post(path, data).status_code == 200  # once is enough
    remove = reverse("cases:catalogue_remove", args=[item.pk])
    assert login(cast.coach).post(remove).status_code == 403
    assert login(cast.administrator).post(remove).status_code == 302
    assert not CatalogueItem.objects.filter(pk=item.pk).exists()


def test_the_administrator_reaches_no_other_catalogue(login, cast):
    item = CatalogueItem.objects.create(organisation=cast.vaart, kind="goal", text="Vreemd")
    path = reverse("cases:catalogue")
    data = {"organisation": cast.vaart.pk, "kind": "action", "text": "Erbij"}
    assert login(cast.administrator).post(path, data).status_code == 200
    assert not CatalogueItem.objects.filter(text="Erbij").exists()
    assert "Vreemd" not in login(cast.administrator).get(path).content.decode()
    remove = reverse("cases:catalogue_remove", args=[item.pk])
    assert login(cast.administrator).post(remove).status_code == 404
