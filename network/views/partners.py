"""Partners and their contact persons: add, change, and make one of what was kept twice."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.conflict import seen_version
from common.versioned import ChangedMeanwhile
from network.forms import ContactForm, MergeForm, NewPartnerForm, OrganisationChoice, PartnerForm
from network.models import Partner, PartnerContact
from network.permissions import registries_of
from network.views.pages import (
    change,
    changed,
    done,
    keeper,
    open_partner,
    show,
    show_form,
    values_of,
)
from network.workflow import registry
from network.workflow.registry import NameTaken, NotTheSame, family

OFFERED = 12  # that might be the same one


def partner_add(request):
    keeper(request)
    registries = registries_of(request.user)
    form = NewPartnerForm(request.POST or None, registries=registries)
    if form.is_valid():
        organisation_id = OrganisationChoice.chosen(form)
        try:
            partner = registry.add_partner(organisation_id, **form.cleaned_data)
        except NameTaken:
            name_taken(form)
        else:
            return done(request, partner, _("Partner saved. Whom do you call there?"))
    words = {"heading": _("Add partner"), "button": _("Save partner"), "form": form}
    return show(request, "network/form.html", words, organisation_id=next(iter(registries)))


def name_taken(form):
    form.add_error("name", _("A partner of this name is in the registry already."))


def partner_edit(request, number):
    partner = open_partner(request, number)

    def form_of(item, data=None):
        return PartnerForm(data, initial=values_of(item, PartnerForm))

    try:
        form, stored, ready = change(request, partner, form_of, registry.change_partner)
    except NameTaken:
        form, stored, ready = form_of(partner, request.POST), None, False
        name_taken(form)
    if ready:
        return done(request, partner, _("Saved."))
    words = {"heading": _("Change partner"), "button": _("Save partner")}
    return show_form(request, partner, form, words | {"item": partner, "stored": stored})


def contact_add(request, number):
    partner = open_partner(request, number)
    form = ContactForm(request.POST or None, initial={"level": partner.level})
    if form.is_valid():
        registry.add_contact(partner, **form.cleaned_data)
        return done(request, partner, _("Contact person saved."))
    words = {"heading": _("Add contact person"), "button": _("Save contact person")}
    return show_form(request, partner, form, words)


def open_contact(request, number, contact):
    """A contact person of this partner, also one kept under a second name of it; and the partner."""
    partner = open_partner(request, number)
    listed = PartnerContact.objects.listed().filter(partner__in=family(partner))
    return partner, get_object_or_404(listed, pk=contact)


def contact_edit(request, number, contact):
    partner, found = open_contact(request, number, contact)

    def form_of(item, data=None):
        return ContactForm(data, initial=values_of(item, ContactForm))

    form, stored, ready = change(request, found, form_of, PartnerContact.change)
    if ready:
        return done(request, partner, _("Saved."))
    words = {"heading": _("Change contact person"), "button": _("Save contact person")}
    return show_form(request, partner, form, words | {"item": found, "stored": stored})


# --- kept twice ----------------------------------------------------------------------------------


def partner_merge(request, number):
    """Which of these is it really? Those with a name like it, or with the words typed."""
    partner = open_partner(request, number)
    others = Partner.objects.filter(organisation=partner.organisation_id).listed()
    others = others.exclude(pk=partner.pk)
    sought = request.POST.get("q", "")[:80].strip()
    found = others.matching(sought).order_by("name") if sought else others.alike(partner.name)
    keys = list(found.values_list("pk", flat=True)[:OFFERED])
    picked = request.POST.get("into", "")
    if picked.isdecimal() and len(picked) < 19:  # what was chosen stays, whatever is sought
        keys.append(int(picked))
    finding = request.POST.get("action") == "find"
    form = MergeForm(None if finding else request.POST or None, among=others.filter(pk__in=keys))
    words = {"partner": partner, "what": partner, "sought": sought}
    return merge(request, form, registry.merge_partners, words)


def contact_merge(request, number, contact):
    partner, found = open_contact(request, number, contact)
    others = PartnerContact.objects.listed().filter(partner__in=family(partner))
    form = MergeForm(request.POST or None, among=others.exclude(pk=found.pk).order_by("name"))
    words = {"partner": partner, "what": found, "person": True}
    return merge(request, form, registry.merge_contacts, words)


def merge(request, form, verb, words):
    """The form that makes one of two: of `what` and the one that stays."""
    partner, what = words["partner"], words["what"]
    seen_version(request, what)
    if form.is_valid():
        into = form.cleaned_data["into"]
        try:
            verb(what, into=into)
        except (NotTheSame, ChangedMeanwhile):
            return changed(request, partner)
        to = into if isinstance(into, Partner) else partner
        return done(request, to, _("They are one now. You can part them again."))
    return show(
        request,
        "network/merge.html",
        {"form": form, "any": form.fields["into"].queryset.exists(), **words},
        objects=[partner],
        organisation_id=partner.organisation_id,
    )


@require_POST
def partner_part(request, number):
    """Undo a merge; the number is that of the partner that is to stand by itself again."""
    found = get_object_or_404(
        Partner.objects.visible_to(request.user).exclude(merged_into=None), number=number
    )
    return part(request, found, back=found.standing)


@require_POST
def contact_part(request, number, contact):
    partner = open_partner(request, number)
    merged = PartnerContact.objects.filter(partner__in=family(partner)).exclude(merged_into=None)
    return part(request, get_object_or_404(merged, pk=contact), back=partner)


def part(request, item, *, back):
    try:
        registry.part(item)
    except ChangedMeanwhile:
        return changed(request, back)
    messages.success(request, _("They are two again."))
    return redirect(back)
