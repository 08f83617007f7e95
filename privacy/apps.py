from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "privacy"

    def ready(self):
        from cases import documents
        from privacy import letter

        documents.register(
            documents.Kind(
                code=letter.KIND,
                label=_("Letter for the resident: your own page"),
                file_name="brief",
                render=letter.render,
                back="privacy:access",
            )
        )
