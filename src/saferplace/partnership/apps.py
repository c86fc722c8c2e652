from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "saferplace.partnership"
    verbose_name = "Partnership"

    def ready(self) -> None:
        from saferplace.core import access, attention
        from saferplace.partnership import sign_in_log
        from saferplace.partnership.access import permissions_of
        from saferplace.partnership.attention import about_agreements

        access.answer_with(permissions_of)
        attention.register(about_agreements)
        sign_in_log.connect()
