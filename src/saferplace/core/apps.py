from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "saferplace.core"
    verbose_name = "Core"
