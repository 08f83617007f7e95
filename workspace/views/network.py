"""The registry as people use it: the list, and the card of one partner."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from audit.log import record
from audit.models import Entry
from cases.cooperation import cooperation
from cases.partners import MOST, agreements_kept, answers_on, parts_of, with_answers
from cases.workflow.cooperation import count_again
from common.keyset import capped_count, page
from common.lists import chips, fields
from network.filters import PartnerFilter
from network.models import KEEPS_REGISTRY, Covenant, Level, Partner
from network.permissions import keeps_registry, role_ground
from network.views.covenants import covenant_row
from network.views.pages import keeper
from workspace.cooperation import pictures
from workspace.registry import ask, known, last_talks, partner_row

BY_NAME = ("search_name", "pk")
FOUND = 50  # that a search shows


@require_http_methods(["GET", "HEAD", "POST"])
def network(request):
    """The registry; a search is posted, so that no name stands in an address bar or server log."""
    keeper(request)
    partners = Partner.objects.visible_to(request.user).listed()
    sought = request.POST.get("q", "")[:80].strip()
    filters = PartnerFilter(request.GET, partners)
    found = None
    if sought:
        rows = list(partners.matching(sought).with_contact_ids().order_by(*BY_NAME)[:FOUND])
    else:
        found = page(filters.qs.with_contact_ids(), request.GET, order=BY_NAME)
        rows = found.rows
    items = known(request.user, rows, counting=True)
    record_partners(request, items, Entry.Action.SEARCH if sought else Entry.Action.VIEW)
    context = {
        "fields": fields(filters),
        "chips": chips(filters),
        "rows": [partner_row(item) for item in items],
        "page": found,
        "count": capped_count(filters.qs) if found else str(len(rows)),
        "sought": sought,
        "query": request.GET.urlencode(),
    }
    return render(request, "workspace/network.html", context)


def record_partners(request, items, action, *, more=()):
    """Put on record which partners were shown, and the files their open questions are about."""
    partners = [item.partner for item in items]
    files = [question.file for item in items for question in item.questions]
    organisation_id = partners[0].organisation_id if partners else None
    record(
        request,
        action,
        objects=[*partners, *files, *more],
        organisation_id=organisation_id or own_organisation(request.user),
        ground=role_ground(request.user, organisation_id),
    )


def own_organisation(user):
    return user.memberships_now[0].organisation_id


@require_safe
def partner(request, number):
    """Who does what for whom, and how to reach them; a merged one leads to what it is."""
    found, *was = family_of(request.user, number)
    if found.merged_into:
        return redirect(found.merged_into)
    [item] = known(request.user, [found])
    ask(request.user, item)
    contacts = [person.pk for person in item.people]
    parts = parts_of(request.user, contacts)
    record_partners(request, [item], Entry.Action.VIEW, more=[part.trajectory for part in parts])
    covenants = Covenant.objects.visible_to(request.user).of(found).with_party_names()
    context = {
        "partner": found,
        "item": item,
        "people": people_rows(item),
        "was": was,
        "parts": parts,
        "parts_full": len(parts) == MOST,
        "kept": agreements_kept(request.user, contacts),
        "covenants": [
            covenant_row(covenant) | {"answers": answers_on(covenant)}
            for covenant in with_answers(covenants)
        ],
        "today": timezone.localdate(),
    }
    return render(request, "workspace/partner.html", context)


def family_of(user, number):
    """The partner of this number, and those that turned out to be it; one query."""
    itself = Partner.objects.filter(number=number).values("pk")
    twins = Partner.objects.filter(merged_into__number=number).values("pk")
    found = Partner.objects.visible_to(user).filter(pk__in=itself.union(twins))
    visible = found.select_related("merged_into").with_contact_ids()
    if not visible:
        raise Http404
    return sorted(visible, key=lambda partner: partner.number != number)


def people_rows(item):
    """Contact persons by level, each with their last talk and who turned out to be them."""
    talks = last_talks(item.people)
    order = {level: place for place, level in enumerate(Level.values)}
    rows = [
        {
            "person": person,
            "level": person.get_level_display(),
            "last": talks.get(person.pk),
            "was": [other for other in item.people if other.merged_into_id == person.pk],
        }
        for person in item.listed
    ]
    return sorted(rows, key=lambda row: order.get(row["person"].level, len(order)))


@require_http_methods(["GET", "HEAD", "POST"])
def who_works_together(request):
    """Over the organisation, rounded so that nobody can be recognised; for the manager too."""
    user = request.user
    organisations = user.organisation_ids(*KEEPS_REGISTRY, Role.MANAGER)
    if not organisations:
        raise PermissionDenied
    if request.method == "POST":
        count_again(organisations)
        messages.success(request, _("Counted again."))
        return redirect("workspace:cooperation")
    record(
        request,
        Entry.Action.VIEW,
        objects=[],
        organisation_id=organisations[0],
        ground=role_ground(user, organisations[0]),
    )
    context = pictures(cooperation(organisations)) | {"keeps": keeps_registry(user)}
    return render(request, "workspace/cooperation.html", context)
