"""The log in the words of who reads it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.resolve import table_words

# Pages by URL name; test_access asks a word for every page that is put on record.
PAGES = {
    "workspace:today": gettext_lazy("today’s list"),
    "workspace:search": gettext_lazy("search"),
    "workspace:dossier": gettext_lazy("trajectory"),
    "cases:list": gettext_lazy("list of trajectories"),
    "cases:note_pick": gettext_lazy("list of trajectories"),
    "cases:note": gettext_lazy("form for a note"),
    "cases:note_edit": gettext_lazy("form for a note"),
    "cases:move": gettext_lazy("form for the state"),
    "cases:close": gettext_lazy("form for closing"),
    "cases:stop": gettext_lazy("form for stopping"),
    "cases:next_contact": gettext_lazy("form for the next contact"),
    "cases:team": gettext_lazy("form for the team"),
    "cases:doorstep": gettext_lazy("form for a visit"),
    "cases:visit_plan": gettext_lazy("form for a visit"),
    "cases:domains": gettext_lazy("fields of life"),
    "cases:health": gettext_lazy("form for who sees health"),
    "cases:measurement": gettext_lazy("measurement"),
    "cases:measurement_correct": gettext_lazy("measurement"),
    "cases:eviction": gettext_lazy("threat of eviction"),
    "cases:eviction_phase": gettext_lazy("threat of eviction"),
    "cases:arrears": gettext_lazy("threat of eviction"),
    "cases:contract": gettext_lazy("contract agreement"),
    "cases:contract_edit": gettext_lazy("contract agreement"),
    "cases:safety_net": gettext_lazy("pilot light"),
    "cases:hand_over": gettext_lazy("form for a hand-over"),
    "evidence_bundle": gettext_lazy("evidence bundle"),
    "cases:resident": gettext_lazy("details of the resident"),
    "cases:analysis": gettext_lazy("analysis"),
    "cases:barrier_add": gettext_lazy("form for the analysis"),
    "cases:barrier_edit": gettext_lazy("form for the analysis"),
    "cases:cause_add": gettext_lazy("form for the analysis"),
    "cases:cause_edit": gettext_lazy("form for the analysis"),
    "cases:stance_add": gettext_lazy("form for the analysis"),
    "cases:stance_edit": gettext_lazy("form for the analysis"),
    "cases:agreement_add": gettext_lazy("form for an agreement"),
    "cases:agreement_edit": gettext_lazy("form for an agreement"),
    "cases:participant_add": gettext_lazy("form for who takes part"),
    "cases:history": gettext_lazy("earlier history"),
    "cases:history_add": gettext_lazy("form for the earlier history"),
    "cases:history_edit": gettext_lazy("form for the earlier history"),
    "cases:pace": gettext_lazy("form for the pace"),
    "cases:plan": gettext_lazy("plan"),
    "cases:goal_add": gettext_lazy("form for a goal"),
    "cases:goal_edit": gettext_lazy("form for a goal"),
    "cases:step_add": gettext_lazy("form for a step"),
    "cases:step_edit": gettext_lazy("form for a step"),
    "cases:step_start": gettext_lazy("form for a step"),
    "cases:step_finish": gettext_lazy("form for a step"),
    "cases:document": gettext_lazy("PDF that is made"),
    "cases:document_file": gettext_lazy("PDF"),
    "my_plan": gettext_lazy("PDF of the plan"),
    "signals:list": gettext_lazy("list of signals"),
    "signals:mine": gettext_lazy("list of own signals"),
    "signals:create": gettext_lazy("search for an address"),
    "signals:create_at": gettext_lazy("search for an address"),
    "signals:addresses": gettext_lazy("search for an address"),
    "signals:address": gettext_lazy("page of an address"),
    "signals:detail": gettext_lazy("signal"),
    "signals:edit": gettext_lazy("form for a signal"),
    "signals:assess": gettext_lazy("form for assessing"),
    "signals:feedback": gettext_lazy("form for feedback"),
    "signals:close": gettext_lazy("form for closing"),
    "signals:reopen": gettext_lazy("form for opening again"),
    "signals:reporter": gettext_lazy("who reported it"),
    "signals:start": gettext_lazy("form for a trajectory"),
    "signals:attachment": gettext_lazy("photo or PDF"),
    "audit:log": gettext_lazy("the log"),
    "workspace:people": gettext_lazy("list of people"),
}


def subject_words(subject: str) -> str:
    """What was shown or changed: a page, or the thing a table holds."""
    return str(PAGES.get(subject) or table_words(subject))


def ground_words(ground: str) -> str:
    """Why it was allowed: "grant coach" means a grant on the file, "role coach" a role."""
    words = {
        "grant": _("in the team"),
        "grant coach": _("housing coach of the trajectory"),
        "grant backup": _("backup of the trajectory"),
        "grant read": _("reads along"),
        "role": _("role"),
        "role coach": _("role: housing coach"),
        "role privacy_officer": _("role: privacy officer"),
        "role administrator": _("role: functional administrator"),
        "own": _("own signal"),
        "tidy": _("the system: tidying up"),
        "demo": _("the system: demo data"),
        "document": _("the system: making a PDF"),
        "digest": _("the system: weekly figures"),
        "command": _("the system: command on the server"),
    }
    return words.get(ground, ground)
