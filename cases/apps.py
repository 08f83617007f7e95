from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self):
        from cases import documents, hand_over_pack, ledger

        documents.register(
            documents.Kind(
                code="hand_over",
                label=_("Hand-over pack"),
                file_name="overdracht",
                render=hand_over_pack.render,
                back="workspace:dossier",
            )
        )
        documents.register(
            documents.Kind(
                code="ledger",
                label=_("What was shared about you"),
                file_name="gedeeld",
                render=ledger.render,
                back="cases:sharing",
            )
        )
