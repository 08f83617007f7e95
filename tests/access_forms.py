"""What a browser sends to each page of the access table, so that it is accepted."""

from cases.forms.domain_sets import DomainSetForm
from cases.models import DomainSet
from tests.access_colours import forms_of_colours
from tests.access_evaluation_clock import forms_of_clock
from tests.access_moments import forms_of_moments
from tests.access_privacy import PRIVACY_FORMS
from tests.access_voices import forms_of_voices
from tests.stage import day, pk_of


def domain_set_form(cast):
    """The form of the next version as the page shows it, sent back unchanged."""
    base = DomainSet.objects.get(organisation=cast.kade, in_use=True)
    form = DomainSetForm(base=base, seen=base.version)
    return {name: field.initial for name, field in form.fields.items() if field.initial}


def form_for(page, cast):
    """What a browser would send to this page and see accepted."""
    if page in (forms := forms_of_colours(cast)):
        return forms[page]
    if page.startswith("evaluation:") and page in (forms := forms_of_evaluation(cast)):
        return forms[page]
    if page == "cases:domain_set":
        return domain_set_form(cast)
    words = {"facts": "De radio stond hard.", "urgency": "soon", "channel": "seen"}
    signal = words | {"happened_on": day(), "reporter_role": "caretaker", "place": "onbekend"}
    note = {"kind": "note", "facts": "Gebeld met de buurt.", "happened_on": day()}
    contract = {"kind": "last_chance", "terms": "Huur op tijd.", "signed_on": day()}
    step = {"text": "Bellen", "goal": pk_of(cast, "goal"), "owner": pk_of(cast, "own")}
    agreement = {"participant": pk_of(cast, "own"), "text": "Bellen", "due_on": day(3)}
    catalogue = {"organisation": cast.kade.pk, "kind": "goal", "text": "Nieuw doel"}
    visit = {"starts": "10:00", "check_in": "11:00", "colleague": cast.colleague.pk}
    covenant = {"name": "Samen", "parties": "Wijkteam", "purpose": "Hulp", "valid_from": day()}
    covenant["categories"] = ["contact"]
    share = {"contact": pk_of(cast, "contact"), "items": ["name"], "ground": "duty"}
    share |= {"duty": "Gevaar", "purpose": "Hulp", "ends_on": day(30)}
    question = {"kind": "question", "text": "Komt u langs?", "due_on": day(7)}
    consent = {"partners": [pk_of(cast, "partner")], "categories": ["contact"], "purpose": "Hulp"}
    return PRIVACY_FORMS.get(page, {}) | {
        "workspace:search": {"q": "lange kade"},
        "signals:create": signal,
        "signals:create_at": signal,
        "signals:edit": signal,
        "signals:addresses": {"place": "lange kade"},
        "signals:assess": {"triage": "unclear"},
        "signals:feedback": {"kind": "taken_up"},
        "signals:close": {"note": ""},
        "signals:reopen": {"note": "Het gebeurt weer."},
        "signals:start": {"who": "new", "surname": "Bakker", "coach": cast.coach.pk},
        "cases:note": note,
        "cases:note_edit": note,
        "cases:move": {"reason": "Er is vertrouwen."},
        "evaluation:close": {"end_reason": "home_kept", "ended_on": day(), "evaluation": "yes"},
        "evaluation:stop": {"reason": "Verhuisd.", "ended_on": day(), "evaluation": "yes"},
        "cases:next_contact": {"next_contact_on": day(3)},
        "cases:team": {"coach": cast.coach.pk, "backups": [cast.backup.pk]},
        "cases:resident": {"surname": "de Vries"},
        "cases:channels": {"kind": "email", "reading": "alone", "confirmed_how": "Zelf gevraagd."},
        "cases:doorstep": {"outcome": "reached", "facts": "De gang was leeg.", "again": "14"},
        "cases:visit_plan": visit | {"day": day(1)},
        "cases:measurement": {"measured_on": day(-1), "action": "draft"},
        "cases:measurement_correct": {"reason": "Verkeerd gelezen."},
        "cases:barrier_add": {"text": "De post blijft dicht."},
        "cases:barrier_edit": {"text": "De post blijft dicht."},
        "cases:cause_add": {"text": "Schulden", "effect": "reinforcing"},
        "cases:cause_edit": {"text": "Schulden", "effect": "reinforcing"},
        "cases:stance_add": {"participant": pk_of(cast, "own"), "position": "does"},
        "cases:stance_edit": {"position": "does"},
        "cases:agreement_add": agreement,
        "cases:agreement_edit": agreement,
        "cases:agreement_settle": {"kept": "yes"},
        "cases:participant_add": {"who": "close", "name": "De buurvrouw"},
        "cases:participant_edit": {"role": "komt koffie drinken", "since": day(-3)},
        "cases:history_add": {"text": "Woonde bij oma", "since": day(-9)},
        "cases:history_edit": {"text": "Woonde bij oma", "since": day(-9)},
        "cases:pace": {"pace": "slow"},
        "cases:goal_add": {"text": "Rustig wonen"},
        "cases:goal_edit": {"text": "Rustig wonen"},
        "cases:step_add": step,
        "cases:step_edit": step,
        "cases:step_finish": {"state": "done", "done_on": day()},
        "cases:step_move": {"past": pk_of(cast, "next_step")},
        "cases:catalogue": catalogue,
        "cases:eviction_phase": {"phase": "risk", "since": day()},
        "cases:arrears": {"done_on": day(), "proof": "Brief in het huurdossier."},
        "cases:contract": contract | {"ends_on": day(90)},
        "cases:contract_edit": contract | {"ends_on": day(90)},
        "cases:safety_net": {"keeper": pk_of(cast, "own"), "days": 28, "next_contact_on": day(20)},
        "cases:hand_over": {
            "trajectories": [cast.trajectory.number], "to": cast.colleague.pk, "stay": "leave"
        },
        "cases:consent_add": consent | {"how": "spoken", "given_on": day()},
        "cases:consent_withdraw": {"how": "spoken"},
        "cases:share_add": share,
        "cases:ask": share | question,
        "cases:request": {"text": "Morgen om tien uur."},
        "workspace:network": {"q": "wijkteam"},
        "network:partner_add": {"name": "Buurtkracht", "kind": "welfare"},
        "network:partner_edit": {"name": "Wijkteam", "kind": "neighbourhood_team"},
        "network:partner_merge": {"into": pk_of(cast, "partner_twin")},
        "network:contact_add": {"name": "Jo Bos"},
        "network:contact_edit": {"name": "M. Hoekstra"},
        "network:contact_merge": {"into": pk_of(cast, "contact_twin")},
        "network:covenant_add": covenant,
        "network:covenant_edit": covenant,
        "accounts:language": {"language": "nl"},
        "accounts:draft_save": {"draft": "signal", "facts": "Half een zin"},
        "accounts:draft_drop": {"draft": "signal"},
    }.get(page, {}) | {"submitted": "1"}  # fmt: skip


def forms_of_evaluation(cast):
    return forms_of_voices(cast) | forms_of_moments(cast) | forms_of_clock(cast)
