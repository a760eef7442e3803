from django.apps import AppConfig


class SinhoConfig(AppConfig):
    """The project package is an app for its management commands only."""

    name = "sinho"
