"""The key findings that the plan prints. Their comparison with the evidence belongs to intelligence."""

from __future__ import annotations

from dataclasses import dataclass

from saferplace.partnership.models import Partnership
from saferplace.plan.models import KeyFinding, Passage, PlanVersion
from saferplace.plan.queries.versions import current_version


@dataclass(frozen=True)
class KeyFindings:
    """caveat: what the plan says about reading them, or None. note: ours, on what is lost in the source; may be blank.
    findings: in printed order, with ``figures`` and ``evidence_checks`` fetched.
    """

    version: PlanVersion
    caveat: Passage | None
    note: str
    findings: tuple[KeyFinding, ...]


def key_findings(partnership: Partnership) -> KeyFindings | None:
    """Of the current plan, in five statements; None when no plan is loaded."""
    version = current_version(partnership)
    if version is None:
        return None
    caveat = version.passages.filter(part=Passage.Part.FINDINGS_CAVEAT).first()
    findings = version.findings.prefetch_related("figures", "evidence_checks")
    return KeyFindings(version, caveat, version.findings_note, tuple(findings))
