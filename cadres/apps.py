from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"

    def ready(self):
        # Reports read models, which exist only once all apps are loaded.
        from cadres.movements.report.form11 import KIND as FORM_11  # noqa: PLC0415
        from cadres.staff.report import KIND  # noqa: PLC0415
        from sinho.documents.reports import register  # noqa: PLC0415

        register(KIND)
        register(FORM_11)
