from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sinho.accounts"
    label = "accounts"
