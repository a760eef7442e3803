from django.apps import AppConfig


class LeadershipConfig(AppConfig):
    name = "sinho.leadership"

    def ready(self):
        # Reports read models, which exist only once all apps are loaded.
        from sinho.documents.reports import register  # noqa: PLC0415
        from sinho.leadership.report import KIND  # noqa: PLC0415

        register(KIND)
