from django.apps import AppConfig


class FilingsConfig(AppConfig):
    name = "sinho.filings"
    label = "filings"

    def ready(self):
        """The pages of reports and the register of statistical forms say what was issued."""
        # Models can only be imported once the apps are loaded.
        from sinho.documents.issued import tells_filed  # noqa: PLC0415
        from sinho.filings.report import address_to_issue, filed  # noqa: PLC0415

        tells_filed(filed, address_to_issue)
