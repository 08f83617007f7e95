"""A questionnaire to print: large type, boxes to tick, and no name of the resident on it."""

from django.utils.translation import override

from cases.models import Document
from evaluation.asked import questions_of
from evaluation.models import Answer, Evaluation

KIND = "evaluation_form"
LANGUAGE = "nl"  # of residents and partners


def render(document: Document) -> bytes:
    """For the registry of documents; the evaluation stands in its options."""
    from common.pdf import render_pdf

    trajectory = document.trajectory
    evaluation = Evaluation.objects.select_related("moment", "questionnaire").get(
        key=document.options["evaluation"], moment__trajectory=trajectory
    )
    questions = questions_of(evaluation)
    options = {question.pk: list(question.options.all()) for question in questions}
    with override(LANGUAGE):
        skips = dict(Answer.Skipped.choices)
        context = {
            "number": evaluation.moment.number,
            "organisation": trajectory.organisation.name,
            "coach": trajectory.coach,
            "level": evaluation.level,
            "kind": evaluation.moment.get_kind_display(),
            "questions": [
                {
                    "question": question,
                    "options": [option.label for option in options[question.pk]],
                    "skips": [skips[code] for code in skips if getattr(question, code)],
                    "condition": ", ".join(
                        option.label
                        for option in options.get(question.after_id, ())
                        if option.code in question.after_options
                    ),
                }
                for question in questions
            ],
        }
        return render_pdf("pdf/evaluation_form.html", context, language=LANGUAGE)
