from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    name = "evaluation"

    def ready(self):
        from cases.documents import Kind, register
        from evaluation import paper_form, trajectory_reports

        register(
            Kind(
                code=paper_form.KIND,
                label=_("Questions on paper"),
                file_name="vragenlijst",
                render=paper_form.render,
                back="evaluation:of_trajectory",
            )
        )
        trajectory_reports.register_all()
