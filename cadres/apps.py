from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "cadres"

    def ready(self):
        # Reports read models, which exist only once all apps are loaded.
        from cadres.reviews.story import tell  # noqa: PLC0415
        from cadres.staff.life import also_tells  # noqa: PLC0415
        from cadres.staff.report import KIND  # noqa: PLC0415
        from cadres.statistics.report import KINDS  # noqa: PLC0415
        from sinho.documents.reports import register  # noqa: PLC0415

        for kind in (KIND, *KINDS):
            register(kind)
        also_tells(tell)
