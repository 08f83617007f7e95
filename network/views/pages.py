"""What the pages of the registry share: opening, putting on record, forms that two can send."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from audit.log import record
from audit.models import Entry
from common.conflict import differences, seen_version
from common.versioned import ChangedMeanwhile
from network.models import Partner
from network.permissions import keeps_registry, role_ground


def keeper(request):
    """Refuse who keeps no registry."""
    if not keeps_registry(request.user):
        raise PermissionDenied


def open_partner(request, number):
    """The partner this user may see; what it turned out to be has a page of its own."""
    visible = Partner.objects.visible_to(request.user).listed()
    return get_object_or_404(visible.select_related("organisation"), number=number)


def show(request, template, context, *, objects=(), organisation_id=None):
    """A page of the registry, put on record with the partners on it."""
    record(
        request,
        Entry.Action.VIEW,
        objects=objects,
        organisation_id=organisation_id,
        ground=role_ground(request.user, organisation_id),
    )
    return render(request, template, context)


def show_form(request, partner, form, words):
    """A form about a partner: `words` holds heading and button, and may hold item and stored."""
    context = {"partner": partner, "form": form, "item": None, "stored": None, **words}
    return show(
        request,
        "network/form.html",
        context,
        objects=[partner],
        organisation_id=partner.organisation_id,
    )


def change(request, item, form_of, save):
    """A change of `item` by form_of(item, data): (form, what differs now, whether it is done).

    Raises ChangedMeanwhile when it is there no more.
    """
    seen_version(request, item)
    form = form_of(item, request.POST or None)
    if not form.is_valid():
        return form, None, False
    try:
        save(item, **form.cleaned_data)
    except ChangedMeanwhile:
        current = type(item)._default_manager.get(pk=item.pk)
        stored, item.version = differences(form, form_of(current)), current.version
        return form, stored, not stored
    return form, None, True


def changed(request, to):
    """Tell that a colleague was first, and show what stands there now."""
    messages.warning(
        request, _("A colleague changed this a moment ago. Look first, then choose again.")
    )
    return redirect(to)


def done(request, to, words):
    messages.success(request, words)
    return redirect(to)


def values_of(item, form_class):
    """What stands there now, as initial values; the form itself never touches the item."""
    return {name: getattr(item, name) for name in form_class.Meta.fields}
