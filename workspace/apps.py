from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    name = "workspace"

    def ready(self):
        from cases import documents
        from workspace import evidence

        documents.register(
            documents.Kind(
                code="evidence",
                label=_("Evidence bundle"),
                file_name="bewijsbundel",
                render=evidence.render,
                back="cases:eviction",
            )
        )
