from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "saferplace.performance"

    def ready(self) -> None:
        from django.conf import settings

        from saferplace.core import attention
        from saferplace.evidence.store import EvidenceStore
        from saferplace.performance import sources
        from saferplace.performance.attention import about_measures
        from saferplace.performance.evidence_source import EvidenceSource
        from saferplace.performance.plan_links import load_section, measures_shown
        from saferplace.plan import sections, shown_by

        sources.register("evidence", lambda: EvidenceSource(EvidenceStore(settings.EVIDENCE_ROOT)))
        attention.register(about_measures)
        sections.register("measures", load_section)
        shown_by.register(measures_shown)
