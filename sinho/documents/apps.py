from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "sinho.documents"
    label = "documents"
