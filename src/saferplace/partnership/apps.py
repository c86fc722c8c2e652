from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "saferplace.partnership"
    verbose_name = "Partnership"

    def ready(self) -> None:
        from saferplace.core import access
        from saferplace.partnership import sign_in_log
        from saferplace.partnership.access import permissions_of

        access.answer_with(permissions_of)
        sign_in_log.connect()
