from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "sinho.printing"
    label = "printing"
