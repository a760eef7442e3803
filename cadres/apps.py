from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"

    def ready(self):
        # Reports and workbooks read models, which exist only once all apps are loaded.
        from cadres.staff.imports import KINDS  # noqa: PLC0415
        from cadres.staff.report import KIND  # noqa: PLC0415
        from sinho.documents.reports import register  # noqa: PLC0415
        from sinho.imports.kinds import register as register_workbook  # noqa: PLC0415

        register(KIND)
        for kind in KINDS:
            register_workbook(kind)
