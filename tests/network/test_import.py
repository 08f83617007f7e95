"""Reading in partners: whole or not at all, with a reason per row, and safe to repeat."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Draft
from audit.models import Entry
from common.tables import read_table, write_xlsx
from network.models import Level, Partner, PartnerContact, PartnerKind
from network.table import COLUMNS
from network.workflow import registry
from network.workflow.importing import ImportRefused, plan_import, run_import
from tests.pages import page_of

HEAD = ["Partner", "Soort", "Telefoon", "Contactpersoon", "E-mail contactpersoon"]
GOOD = [
    HEAD,
    ["Wijkteam Zuid", "wijkteam", "050 1", "M. Hoekstra", "m@test.example"],
    ["Wijkteam Zuid", "", "", "Petra Wieringa", ""],
    ["Kredietbank", "schuldhulp", "", "", ""],
]


def file_of(rows, name="lijst.csv"):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return SimpleUploadedFile(name, out.getvalue().encode())


def contents():
    fields = [column.field for column in COLUMNS if column.model is Partner]
    people = [column.field for column in COLUMNS if column.model is PartnerContact]
    return (
        sorted(Partner.objects.values_list("pk", "version", "merged_into", *fields)),
        sorted(PartnerContact.objects.values_list("pk", "version", "partner", *people)),
    )


def test_a_file_is_checked_first_and_read_in_after_a_yes(cast, login):
    client = login(cast.coach)
    answer = client.post("/netwerk/inlezen/", {"file": file_of(GOOD)}, follow=True)
    assert answer.redirect_chain[-1][0] == "/netwerk/inlezen/nakijken/"
    assert not Partner.objects.exists()
    form = page_of(answer).form_to("").fields
    client.post("/netwerk/inlezen/nakijken/", form)
    client.post("/netwerk/inlezen/nakijken/", form)  # a double click
    team = Partner.objects.get(name="Wijkteam Zuid")
    assert (team.kind, team.sector, team.phone) == ("neighbourhood_team", "social_support", "050 1")
    assert sorted(team.contacts.values_list("name", flat=True)) == ["M. Hoekstra", "Petra Wieringa"]
    assert Partner.objects.count() == 2 and not Draft.objects.exists()


def test_the_same_as_a_spreadsheet(cast, login):
    upload = SimpleUploadedFile("lijst.xlsx", write_xlsx(GOOD))
    client = login(cast.coach)
    client.post("/netwerk/inlezen/", {"file": upload})
    client.post("/netwerk/inlezen/nakijken/")
    assert PartnerContact.objects.count() == 2


def test_a_second_time_changes_nothing(cast):
    run_import(cast.kade.pk, GOOD)
    before, lines = contents(), Entry.objects.count()
    plan = run_import(cast.kade.pk, GOOD)
    assert (plan.count("new"), plan.count("changed"), plan.count("same")) == (0, 0, 4)
    assert contents() == before and Entry.objects.count() == lines


def test_an_empty_cell_changes_nothing_and_a_filled_one_does(cast):
    run_import(cast.kade.pk, GOOD)
    run_import(cast.kade.pk, [["Partner", "Soort", "Telefoon", "Werkgebied"],
        ["WIJKTEAM zuid", "", "", "Zuid"]])  # fmt: skip
    team = Partner.objects.get(name="Wijkteam Zuid")
    assert (team.phone, team.area, team.version) == ("050 1", "Zuid", 2)


def test_what_was_merged_away_is_read_in_as_what_it_is(cast):
    run_import(cast.kade.pk, GOOD)
    team = Partner.objects.get(name="Wijkteam Zuid")
    twin = registry.add_partner(cast.kade.pk, name="Team Zuid", kind="welfare")
    registry.merge_partners(twin, into=team)
    run_import(cast.kade.pk, [HEAD, ["team zuid", "", "", "Derde", ""]])
    assert team.contacts.filter(name="Derde").exists()
    assert Partner.objects.count() == 3


WRONG = [
    ([["Naam", "Soort"], ["x", "ggz"]], 1),
    ([["Partner"], ["x"]], 1),
    ([["Partner", "Soort", "Soort"], ["x", "ggz", ""]], 1),
    ([[], []], 1),
    ([HEAD], 1),
    ([HEAD, ["", "ggz", "", "", ""]], 2),
    ([HEAD, ["x", "bakker", "", "", ""]], 2),
    ([HEAD, ["x", "", "", "", ""]], 2),
    ([HEAD, ["x", "ggz", "bel mij", "", ""]], 2),
    ([HEAD, ["x", "ggz", "", "", "a@b.example"]], 2),
    ([HEAD, ["x", "ggz", "", "Jo", "geen adres"]], 2),
    ([HEAD, ["x", "ggz", "", "BSN 123456782", ""]], 2),
    ([HEAD, ["x" * 121, "ggz", "", "", ""]], 2),
    ([HEAD, ["x", "ggz", "1", "", ""], [], ["X", "ggz", "2", "", ""]], 4),
    ([HEAD, ["x", "ggz", "", "", "", "los"]], 2),
]


@pytest.mark.parametrize(("rows", "wrong"), WRONG)
def test_one_wrong_row_keeps_everything_out_and_is_told(cast, login, rows, wrong):
    rows = [*rows, ["Goed", "ggz", "", "", ""]] if len(rows) > 1 and rows[0] == HEAD else rows
    answer = login(cast.coach).post("/netwerk/inlezen/", {"file": file_of(rows)})
    assert answer.status_code == 200
    assert wrong in {row for row, _column, _why in answer.context["errors"]}
    assert not Partner.objects.exists() and not Draft.objects.exists()
    with pytest.raises(ImportRefused):
        run_import(cast.kade.pk, rows)
    assert not Partner.objects.exists()


def test_a_colleague_who_was_first_is_no_reason_to_make_two(cast, login):
    client = login(cast.coach)
    client.post("/netwerk/inlezen/", {"file": file_of(GOOD)})
    registry.add_partner(cast.kade.pk, name="wijkteam zuid", kind="welfare")
    client.post("/netwerk/inlezen/nakijken/")
    assert Partner.objects.get(name="wijkteam zuid").kind == "neighbourhood_team"
    assert Partner.objects.count() == 2


def test_nothing_waits_for_who_chose_no_file_or_lost_the_role(cast, login):
    client = login(cast.coach)
    assert client.post("/netwerk/inlezen/nakijken/")["Location"] == "/netwerk/inlezen/"
    for data in ({"rows": "x", "organisation": cast.kade.pk}, {"rows": [["x"]]},
                 {"rows": [HEAD], "organisation": cast.vaart.pk}, {}):  # fmt: skip
        Draft.objects.update_or_create(
            user=cast.coach, key="network-import", defaults={"data": data}
        )
        assert client.get("/netwerk/inlezen/nakijken/")["Location"] == "/netwerk/inlezen/"


# --- any table at all ------------------------------------------------------------------------------

NAMES = st.sampled_from(["Wijkteam", "wijkteam ", "GGZ", "Ggz Noord", "É", "e", "", "  "])
KINDS = st.sampled_from([*PartnerKind.values[:3], "GGZ", "politie", "", "fout"])
LEVELS = st.sampled_from([*Level.values, "uitvoering", "", "", ""])
FREE = st.sampled_from(["", "", "050 1", "+31 6", "=1+1", "'=x", "x" * 130, "bel"])
HEADS = st.sampled_from([*(column.code for column in COLUMNS), "Partner", "Soort", "", "onzin"])
ROW = st.builds(lambda *cells: list(cells), NAMES, KINDS, LEVELS, FREE, NAMES, FREE)
KNOWN = ["name", "kind", "level", "phone", "contact_name", "contact_phone"]
TABLES = st.tuples(
    st.one_of(st.just(KNOWN), st.lists(HEADS, max_size=7)), st.lists(ROW, max_size=6)
).map(lambda parts: [parts[0], *parts[1]])


@settings(
    deadline=None, max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(table=TABLES)
def test_any_table_goes_in_whole_or_says_why_not_row_by_row(cast, table):
    before = contents()
    plan = plan_import(cast.kade.pk, table)
    assert contents() == before  # looking changes nothing
    if plan.errors:
        assert all(1 <= row <= len(table) and why for row, _column, why in plan.errors)
        with pytest.raises(ImportRefused):
            run_import(cast.kade.pk, table)
        assert contents() == before
        return
    run_import(cast.kade.pk, table)
    after = contents()
    named = {row[table[0].index("name")].strip() for row in table[1:]} - {""}
    for name in named:
        assert registry.known_partner(cast.kade.pk, name), name
    again = run_import(cast.kade.pk, table)
    assert again.count("new") == again.count("changed") == 0
    assert contents() == after


# --- out -------------------------------------------------------------------------------------------


def exported(client, kind, query=""):
    answer = client.get(f"/netwerk/bestand/{kind}/{query}")
    assert answer["Content-Disposition"] == f'attachment; filename="netwerk.{kind}"'
    return answer.content


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_in_as_the_same(cast, login, kind):
    run_import(cast.kade.pk, GOOD)
    registry.add_partner(cast.kade.pk, name="=2+3", kind="welfare", does="@SUM(A1)", phone="+31 6")
    content = exported(login(cast.coach), kind)
    rows = read_table(io.BytesIO(content), len(content))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    plan = plan_import(cast.kade.pk, rows)
    assert not plan.errors and plan.count("same") == len(plan.everything) == 5


def test_an_export_holds_what_the_list_holds_and_is_on_record(cast, login):
    run_import(cast.kade.pk, GOOD)
    registry.add_partner(cast.vaart.pk, name="Vreemd", kind="debt_help")
    text = exported(login(cast.coach), "csv", "?kind=debt_help").decode()
    assert "Kredietbank" in text and "Wijkteam" not in text and "Vreemd" not in text
    line = Entry.objects.get(action="export")
    assert (line.subject, len(line.files)) == ("network:export", 1)


def test_the_people_of_who_was_merged_away_go_out_under_the_winner(cast, login):
    run_import(cast.kade.pk, GOOD)
    team, bank = Partner.objects.order_by("-name")
    registry.merge_partners(team, into=bank)
    rows = exported(login(cast.coach), "csv").decode("utf-8-sig").splitlines()
    assert len(rows) == 3 and all(row.startswith("Kredietbank") for row in rows[1:])
    assert login(cast.coach).get("/netwerk/bestand/pdf/").status_code == 404
