from django.apps import AppConfig

from sinho.web.wording import use_own_words


class WebConfig(AppConfig):
    name = "sinho.web"
    label = "web"

    def ready(self):
        use_own_words()
