"""What is shared about a resident: consents, shares, and the ledger."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.forms.sharing import ConsentForm, ShareForm, WithdrawForm
from cases.models import ChangedMeanwhile, Consent, PartnerRequest, Share
from cases.permissions import WORKS_ON_IT, can_see_sensitive
from cases.rows import flags_of
from cases.shared import items_of, labels_of, ledger, names_of
from cases.views.analysis import changed, form_page
from cases.views.files import open_file, show
from cases.workflow import sharing as workflow
from network.models import Covenant, Partner, PartnerContact
from network.models.contact import LABELLED

BACK = "cases:sharing"


@require_safe
def sharing(request, number):
    """Consents, what is shared now, what was, and who saw what."""
    trajectory, level = file = open_file(request, number, edit=False)
    shares = list(
        trajectory.shares.with_live().select_related("consent", "covenant", "request", *LABELLED)
    )
    names = names_of(trajectory)
    for share in shares:
        share.labels = labels_of(names, share.items)
    context = {
        "flags": flags_of(trajectory),
        "can_edit": level in WORKS_ON_IT,
        "consents": trajectory.consents.prefetch_related("partners"),
        "running": [share for share in shares if share.is_live],
        "ended": [share for share in shares if not share.is_live],
        "lines": ledger(trajectory, names),
    }
    return show(request, file, "cases/sharing.html", context)


def partners_of(trajectory):
    """Partners who take part, under the name they are known by now."""
    contacts = trajectory.participants.exclude(contact=None).values("contact__partner")
    merged = Partner.objects.filter(pk__in=contacts).values("merged_into")
    return Partner.objects.listed().filter(pk__in=contacts) | Partner.objects.filter(pk__in=merged)


def consent_add(request, number):
    trajectory, _level = file = open_file(request, number)
    form = ConsentForm(request.POST or None, partners=partners_of(trajectory).order_by("name"))
    words = {"heading": _("Put down consent"), "button": _("Save consent")}
    if not form.fields["partners"].queryset:
        words["lead"] = _("First add who takes part. Then you can put down what may be shared.")
    return form_page(
        request, file, form, words=words, back=BACK,
        save=lambda **values: workflow.record_consent(trajectory, by=request.user, **values),
    )  # fmt: skip


def consent_withdraw(request, number, key):
    trajectory, _level = file = open_file(request, number)
    consent = get_object_or_404(Consent.objects.filter(trajectory=trajectory), key=key)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            count = workflow.withdraw_consent(consent, how=form.cleaned_data["how"])
        except ChangedMeanwhile:
            return changed(request, trajectory, BACK)
        words = _("Consent taken back. Stopped at once: %(count)d.")
        messages.success(request, words % {"count": count})
        return redirect(BACK, trajectory.number)
    words = {"heading": _("Take consent back"), "button": _("Take consent back")}
    context = {"form": form, "back": BACK, "lead": consent.purpose, **words}
    return show(request, file, "cases/analysis_form.html", context)


def choices_for(user, trajectory):
    """What a form for sharing offers this person: contacts, fields, and grounds."""
    known = PartnerContact.objects.of(trajectory.organisation_id).listed()
    sensitive = can_see_sensitive(user, trajectory)
    covenants = Covenant.objects.filter(organisation=trajectory.organisation_id).valid(
        timezone.localdate()
    )
    return {
        "trajectory": trajectory,
        "contacts": known.with_partner().order_by("partner__name", "name"),
        "items": [i for i in items_of(trajectory) if sensitive or not i.is_sensitive],
        "consents": trajectory.consents.standing(),
        "covenants": covenants,
    }


def share_add(request, number):
    """Put down what was told, or given on paper."""
    trajectory, _level = file = open_file(request, number)
    form = ShareForm(request.POST or None, **choices_for(request.user, trajectory))
    words = {
        "heading": _("Put down what you told or gave"),
        "button": _("Save sharing"),
        "lead": _("For what you told on the phone or gave on paper. It comes into the ledger."),
    }
    return form_page(
        request, file, form, words=words, back=BACK,
        save=lambda **_v: workflow.share_on_paper(trajectory, by=request.user, **form.share_values()),
    )  # fmt: skip


@require_POST
def share_stop(request, number, key):
    trajectory, _level = open_file(request, number)
    share = get_object_or_404(Share.objects.filter(trajectory=trajectory), key=key)
    try:
        workflow.stop_share(share)
    except ChangedMeanwhile:
        return changed(request, trajectory, BACK)
    messages.success(request, _("Stopped. The link opens nothing any more."))
    return redirect(BACK, trajectory.number)


def requests_of(trajectory):
    """Questions to partners about this resident, with whom they went to."""
    found = PartnerRequest.objects.filter(trajectory=trajectory)
    return found.select_related(
        "share__contact__partner__merged_into", "share__contact__merged_into"
    )
