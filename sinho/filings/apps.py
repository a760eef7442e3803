from django.apps import AppConfig


class FilingsConfig(AppConfig):
    name = "sinho.filings"
    label = "filings"

    def ready(self):
        """The register of statistical forms asks what was issued."""
        # Models can only be imported once the apps are loaded.
        from sinho.documents.statistics import tells_filed  # noqa: PLC0415
        from sinho.filings.report import forms_filed  # noqa: PLC0415

        tells_filed(forms_filed)
