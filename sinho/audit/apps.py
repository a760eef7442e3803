from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "sinho.audit"
    label = "audit"

    def ready(self):
        from sinho.audit import receivers  # noqa: F401, PLC0415  (signals are connected once the apps are loaded)
