"""When an organisation evaluates: kept by the functional administrator; no case content."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.models import Role
from common.conflict import differences, seen_version
from common.versioned import ChangedMeanwhile
from evaluation.forms.rules import RuleForm
from evaluation.models import Level, MomentKind, MomentRule
from evaluation.permissions import can_keep_questionnaires
from evaluation.workflow import moments as workflow


def own_organisations(user):
    """Where this person keeps questionnaires; others are refused."""
    if not can_keep_questionnaires(user):
        raise PermissionDenied
    return user.organisation_ids(Role.ADMINISTRATOR)


def own_rules(user):
    rules = MomentRule.objects.filter(organisation__in=own_organisations(user))
    return rules.select_related("organisation")


@require_safe
def rules(request):
    """When is asked, from which day, and whom."""
    found = sorted(
        own_rules(request.user),
        key=lambda rule: (rule.organisation.name, MomentKind.values.index(rule.kind)),
    )
    rows = [
        {
            "rule": rule,
            "when": when(rule),
            "asked": ", ".join(str(Level(level).label) for level in rule.levels),
        }
        for rule in found
    ]
    return render(request, "evaluation/rules.html", {"rows": rows})


def when(rule):
    """A rule in words: "3 months and 2 weeks after the start" as numbers of months and days."""
    if rule.kind == MomentKind.CLOSING:
        return _("when the trajectory ends")
    months = ngettext("%(n)d month", "%(n)d months", rule.months) % {"n": rule.months}
    days = ngettext("%(n)d day", "%(n)d days", rule.days) % {"n": rule.days}
    long = " ".join(words for words, count in ((months, rule.months), (days, rule.days)) if count)
    start = {"start": rule.get_anchor_display()}
    if not long:
        return _("on the day of the %(start)s") % start
    return _("%(long)s after the %(start)s") % (start | {"long": long})


def rule(request, pk):
    """Change one rule, or look first how many moments that would change."""
    found = get_object_or_404(own_rules(request.user), pk=pk)
    seen_version(request, found)
    form = RuleForm(request.POST or None, instance=found)
    context = {"rule": found, "form": form}
    if form.is_valid():
        try:
            if request.POST.get("do") != "look":
                return changed(request, workflow.change_rule(found, **form.cleaned_data))
            context["effect"] = effect(workflow.would_change(found, **form.cleaned_data))
        except ChangedMeanwhile:
            current = own_rules(request.user).get(pk=pk)
            context["stored"] = differences(form, RuleForm(instance=current))
            if not context["stored"]:
                return changed(request, 0)
            found.version = current.version
    return render(request, "evaluation/rule.html", context)


def changed(request, count):
    messages.success(request, _("Saved.") + " " + effect(count))
    return redirect("evaluation:rules")


def effect(count):
    """How many moments a change touches, in words."""
    if not count:
        return _("No evaluation changes by it.")
    return ngettext("%(n)d evaluation changes.", "%(n)d evaluations change.", count) % {"n": count}
