from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "saferplace.intelligence"

    def ready(self) -> None:
        from saferplace.core import attention
        from saferplace.intelligence.attention import about_evidence, about_places

        attention.register(about_evidence)
        attention.register(about_places)
