from django.apps import AppConfig


class FilingsConfig(AppConfig):
    name = "sinho.filings"
    label = "filings"
