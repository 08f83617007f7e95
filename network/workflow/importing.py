"""Partners from a table: first what would happen, row by row; then all of it or nothing."""

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation
from common.tables import Rows
from network.models import Partner, PartnerContact, usual_sector
from network.table import COLUMNS, Column, column_named, read_cell, same
from network.workflow import registry

NEW, CHANGED, SAME = "new", "changed", "same"


class ImportRefused(Exception):
    """The table can't go in whole: `plan.errors` says why, row by row."""

    def __init__(self, plan: "Plan") -> None:
        super().__init__()
        self.plan = plan


@dataclass
class Wanted:
    """A partner or contact person as the table has it, where it is first, and who it is now."""

    row: int
    values: dict[str, str]
    known: Any = None
    contacts: dict[str, "Wanted"] = field(default_factory=dict)

    @property
    def changes(self) -> dict[str, str]:
        """What the table says otherwise than the registry; an empty cell says nothing."""
        values = {name: value for name, value in self.values.items() if value}
        if self.known is None:
            return values
        del values["name"]  # it was found by its name: how that is written stays
        return {name: value for name, value in values.items() if getattr(self.known, name) != value}

    @property
    def words(self) -> list[str]:
        """The columns that change, by name."""
        model = PartnerContact if isinstance(self.known, PartnerContact) else Partner
        return [
            str(column.label)
            for column in COLUMNS
            if column.model is model and column.field in self.changes
        ]

    @property
    def state(self) -> str:
        return NEW if self.known is None else CHANGED if self.changes else SAME


@dataclass
class Plan:
    """What a table would do to a registry; with errors it does nothing."""

    partners: dict[str, Wanted] = field(default_factory=dict)
    errors: list[tuple[int, str, str]] = field(default_factory=list)  # row, column, why
    told: dict[str, int] = field(default_factory=dict)  # how much of each state there was to do

    def wrong(self, row: int, column: str, why: str) -> None:
        self.errors.append((row, column, why))

    @property
    def everything(self) -> list[Wanted]:
        return [
            item
            for partner in self.partners.values()
            for item in (partner, *partner.contacts.values())
        ]

    def count(self, state: str) -> int:
        return sum(item.state == state for item in self.everything)


def plan_import(organisation_id: int, rows: Rows) -> Plan:
    """What these rows would do; row numbers are those of the spreadsheet, the header is row 1."""
    plan = Plan()
    columns = _columns(plan, rows[0] if rows else [])
    if not plan.errors:
        for number, row in enumerate(rows[1:], start=2):
            if any(row):
                _read_row(plan, number, columns, row)
        if not plan.partners and not plan.errors:
            plan.wrong(1, "", _("There is no row with a partner in this table."))
    _recognise(plan, organisation_id)
    plan.errors.sort()
    return plan


def _columns(plan: Plan, header: list[str]) -> list[Column | None]:
    found: list[Column | None] = []
    for name in header:
        column = column_named(name) if name else None
        if name and column is None:
            plan.wrong(1, name, _("This column is not known. Take it out, or mend its name."))
        elif column and column in found:
            plan.wrong(1, name, _("This column is there twice."))
        found.append(column)
    for needed in COLUMNS[:2]:
        if needed not in found:
            plan.wrong(1, str(needed.label), _("This column is missing."))
    return found


def _read_row(plan: Plan, number: int, columns: list[Column | None], row: list[str]) -> None:
    before = len(plan.errors)
    values = _read_cells(plan, number, columns, row)
    person = values[PartnerContact]
    if not values[Partner].get("name") and len(plan.errors) == before:
        plan.wrong(number, str(COLUMNS[0].label), _("Write the name of the partner."))
    if any(person.values()) and not person.get("name"):
        plan.wrong(number, "", _("Write the name of the contact person."))
    if len(plan.errors) == before:
        partner = _once(plan, plan.partners, number, values[Partner])
        if person.get("name"):
            _once(plan, partner.contacts, number, person)


def _read_cells(
    plan: Plan, number: int, columns: list[Column | None], row: list[str]
) -> dict[type, dict[str, str]]:
    values: dict[type, dict[str, str]] = {Partner: {}, PartnerContact: {}}
    for column, cell in zip_longest(columns, row, fillvalue=None):
        if column is None and cell:
            plan.wrong(number, "", _("There is text outside the columns with a name."))
        elif column is not None:
            try:
                values[column.model][column.field] = read_cell(column, cell or "")
            except ValidationError as error:
                plan.wrong(number, str(column.label), " ".join(error.messages))
    return values


def _once(plan: Plan, among: dict[str, Wanted], row: int, values: dict[str, str]) -> Wanted:
    """The one of this name: in more than one row it must say the same."""
    first = among.setdefault(same(values["name"]), Wanted(row, dict(values)))
    for name, value in values.items():
        said = first.values.get(name, "")
        if value and said and value != said and name != "name":
            words = _("Row %(row)d says something else about %(name)s.")
            plan.wrong(row, "", words % {"row": first.row, "name": values["name"]})
        elif value:
            first.values.setdefault(name, value)
            first.values[name] = said or value
    return first


def _recognise(plan: Plan, organisation_id: int) -> None:
    """Find who is in the registry already; a new partner needs a kind."""
    partners, people = _partners_of(organisation_id), _people_of(organisation_id)
    for name, wanted in plan.partners.items():
        wanted.known = partners.get(name)
        if wanted.known is not None:
            for person_name, person in wanted.contacts.items():
                person.known = people.get((wanted.known.pk, person_name))
        elif not wanted.values.get("kind"):
            plan.wrong(wanted.row, str(COLUMNS[1].label), _("Choose what kind of partner it is."))


def _partners_of(organisation_id: int) -> dict[str, Partner]:
    """Partners by name; a name that was merged away leads to what it turned out to be."""
    kept = Partner.objects.filter(organisation=organisation_id).select_related("merged_into")
    found: dict[str, Partner] = {}
    for partner in sorted(kept, key=lambda item: (item.merged_into_id is not None, item.pk)):
        found.setdefault(same(partner.name), partner.standing)
    return found


def _people_of(organisation_id: int) -> dict[tuple[int, str], PartnerContact]:
    """Contact persons by the key of their partner and their name, in the same way."""
    kept = PartnerContact.objects.of(organisation_id).with_partner()
    found: dict[tuple[int, str], PartnerContact] = {}
    for person in sorted(kept, key=lambda item: (item.merged_into_id is not None, item.pk)):
        home = person.partner.standing.pk
        found.setdefault((home, same(person.name)), person.standing)
    return found


@transaction.atomic
def run_import(organisation_id: int, rows: Rows) -> Plan:
    """Put the table in: all of it, or nothing. The same table again changes nothing.

    Raises ImportRefused with the reasons; ChangedMeanwhile or NameTaken when somebody works on the
    same partner at this moment.
    """
    # One import at a time per registry; other work of the organisation goes on.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    plan = plan_import(organisation_id, rows)
    if plan.errors:
        raise ImportRefused(plan)
    plan.told = {state: plan.count(state) for state in (NEW, CHANGED, SAME)}
    for wanted in plan.partners.values():
        values = wanted.changes
        if wanted.known is None:
            values.setdefault("sector", usual_sector(values["kind"]))
            partner = registry.add_partner(organisation_id, **values)
        else:
            partner = wanted.known
            if values:
                partner.change(**values)
        for person in wanted.contacts.values():
            if person.known is None:
                registry.add_contact(partner, **person.changes)
            elif person.changes:
                person.known.change(**person.changes)
    return plan
