from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "sinho.imports"
    label = "imports"
