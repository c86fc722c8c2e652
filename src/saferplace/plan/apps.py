from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "saferplace.plan"
    verbose_name = "Plan"

    def ready(self) -> None:
        from saferplace.core.attention import register
        from saferplace.plan.attention import attention

        register(attention)
