"""Lists of colours for contractors: made and stopped by ours, seen through a link by theirs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.log import record
from audit.models import Entry
from cases.addresses import IN_ORDER, plain
from cases.advice import coloured, legend
from cases.forms.advice import ContractorListForm
from cases.models import ContractorList
from cases.views.advice import adviser, show
from cases.workflow import advice as workflow
from common.keyset import page
from links.door import enter
from network.models.contact import LABELLED

NEWEST_FIRST = ("-id",)
RELATED = ("organisation", "link", "made_by", *LABELLED)


@require_safe
def colour_lists(request):
    """Whom the colours were sent to, the newest first."""
    organisations = adviser(request)
    lists = ContractorList.objects.visible_to(request.user).select_related(*RELATED)
    found = page(lists.annotate(size=Count("listed")), request.GET, order=NEWEST_FIRST)
    rows = [{"item": item, **state_of(item)} for item in found.rows]
    return show(
        request,
        "cases/colour_lists.html",
        {"rows": rows, "page": found},
        objects=found.rows,
        organisation_id=organisations[0],
    )


def state_of(item):
    """Where a list stands, in a word and a tone."""
    if item.link.revoked_at:
        return {"state": _("stopped"), "tone": "neutral"}
    if not item.link.is_live:
        return {"state": _("ended"), "tone": "neutral"}
    if item.sent_at is None:
        return {"state": _("not sent yet"), "tone": "warning"}
    return {"state": _("opened") if item.link.opened_at else _("sent"), "tone": "good"}


def colour_list_add(request):
    organisations = adviser(request)
    form = ContractorListForm(request.POST or None, organisations=organisations)
    if form.is_valid():
        made = workflow.make_list(by=request.user, **form.values())
        messages.success(request, _("List made. Look whether these are the right addresses."))
        return redirect(made)
    return show(
        request,
        "cases/colour_list_form.html",
        {"form": form},
        objects=[],
        organisation_id=organisations[0],
    )


def open_list(request, number):
    visible = ContractorList.objects.visible_to(request.user).select_related(*RELATED)
    return get_object_or_404(visible, number=number)


def homes_of(item):
    return list(item.dwellings.order_by(*IN_ORDER))


@require_safe
def colour_list(request, number):
    """One list: what the contractor sees, and what can be done with the link."""
    return show_list(request, open_list(request, number))


def show_list(request, item, **more):
    homes = homes_of(item)
    context = {"item": item, "rows": coloured(homes), **state_of(item), **more}
    return show(
        request,
        "cases/colour_list.html",
        context | {"is_live": item.link.is_live, "contact": item.contact.standing},
        objects=[item, *homes],
        organisation_id=item.organisation_id,
    )


@require_POST
def colour_list_send(request, number):
    item = open_list(request, number)
    base_url = request.build_absolute_uri("/").rstrip("/")
    if workflow.send_link(item, by=request.user, base_url=base_url):
        messages.success(request, _("The link is on its way. Now give the code."))
    else:
        messages.warning(request, _("This list is closed: the link opens nothing any more."))
    return redirect(item)


@require_POST
def colour_list_code(request, number):
    """A new code, shown this once: it is kept nowhere."""
    item = open_list(request, number)
    code = workflow.new_code(item)
    if not code:
        messages.warning(request, _("This list is closed: the link opens nothing any more."))
        return redirect(item)
    return show_list(request, item, code=code)


@require_POST
def colour_list_stop(request, number):
    item = open_list(request, number)
    if workflow.stop_list(item):
        messages.success(request, _("Stopped. The link opens nothing from now on."))
    else:
        messages.info(request, _("This list was stopped already."))
    return redirect(item)


@login_not_required
def colours(request, token):
    """What a contractor sees: address and colour, for exactly the addresses of the list."""
    link, answer = enter(request, token, workflow.PURPOSE)
    if answer:
        return answer
    if "code" in request.POST:  # a code sent once more by who is in already
        return redirect("cases:colours", token)
    item = ContractorList.objects.get(link=link)
    text = request.POST.get("q", "")[:80]
    homes = [home for home in homes_of(item) if plain(text) in plain(home.address)]
    record(
        request,
        Entry.Action.VIEW,
        objects=[item, *homes],
        organisation_id=item.organisation_id,
        ground="link",
    )
    context = {"rows": coloured(homes), "legend": legend(link.organisation), "text": text}
    context |= {"organisation": link.organisation, "today": timezone.localdate()}
    return render(request, "cases/colours.html", context)
