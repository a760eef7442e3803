from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"

    def ready(self):
        # Reports read models, which exist only once all apps are loaded.
        from cadres.staff.report import KIND  # noqa: PLC0415
        from cadres.training.report import KINDS as TRAINING_KINDS  # noqa: PLC0415
        from sinho.documents.reports import register  # noqa: PLC0415

        for kind in (KIND, *TRAINING_KINDS):
            register(kind)
