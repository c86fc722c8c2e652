from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "saferplace.intelligence"

    def ready(self) -> None:
        from saferplace.core import attention
        from saferplace.core.jobs import every_hour
        from saferplace.intelligence.attention import about_evidence, about_places
        from saferplace.intelligence.uploads import work
        from saferplace.intelligence.uploads.commands import delete_what_is_not_needed
        from saferplace.intelligence.uploads.queries import about_uploads

        attention.register(about_evidence)
        attention.register(about_places)
        attention.register(about_uploads)
        work.register_kinds()
        every_hour(delete_what_is_not_needed)
