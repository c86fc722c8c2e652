"""One address of each kind of page."""

from __future__ import annotations

from saferplace.evidence.importing import held_imports
from saferplace.evidence.police_street import DATA_SET
from saferplace.intelligence.models import Recount
from saferplace.intelligence.opening import evidence_store
from saferplace.partnership.models import Partnership


def public_pages() -> list[str]:
    version = Partnership.objects.get().plans.get().versions.get()
    action, outcome = version.actions.first(), version.outcomes.first()
    plan = "/dacorum/plan/"
    return [
        "/dacorum/",
        plan,
        f"{plan}priorities/{version.priorities.first().key}/",
        f"{plan}themes/{version.themes.first().key}/",
        f"{plan}cross-cutting/{version.objectives.first().key}/",
        f"{plan}actions/{action.key}/",
        f"{plan}outcomes/{outcome.key}/",
        f"{plan}partners/",
        f"{plan}legislation/",
        f"{plan}how-we-measure/",
        f"{plan}versions/",
        "/dacorum/key-findings/",
        "/dacorum/open-data/",
        "/dacorum/scorecard/",
        "/dacorum/measures/violent-crime/",
        "/dacorum/measures/domestic-abuse-incidents/",
        f"/receipts/{Recount.objects.get().receipt_id}/",
        "/sign-in/",
        "/accessibility/",
        "/no/such/page/",
    ]


def manager_pages() -> list[str]:
    imported = held_imports(evidence_store(), DATA_SET)[0].import_id
    receipt = Recount.objects.get().receipt_id
    return [
        "/dacorum/home/",
        "/dacorum/scorecard/",
        "/dacorum/measures/violent-crime/",
        "/dacorum/measures/domestic-abuse-incidents/record/",
        "/dacorum/map/",
        "/dacorum/map/?first=2021-01&last=2021-12&crime_type=Robbery",
        "/dacorum/map/?first=2021-01&last=2021-12&analysis=small-areas",
        "/dacorum/map/?first=2021-01&last=2021-12&analysis=density-surface",
        "/dacorum/map/?first=2025-01&last=2025-06&analysis=density-change",
        "/dacorum/map/?first=2021-01&last=2021-12&analysis=persistent-places",
        "/dacorum/map/?first=2021-01&last=2021-12&analysis=groups-of-points",
        "/dacorum/analysis/concentration/",
        "/dacorum/analysis/concentration/?first=2021-01&last=2021-12&crime_type=Burglary",
        "/dacorum/map/?first=2021-01&last=2021-12&analysis=clusters",
        "/dacorum/map/?first=2021-01&last=2021-12&analysis=clusters&compare=rate&find=outliers",
        "/dacorum/analysis/",
        "/dacorum/analysis/next-month/",
        "/dacorum/analysis/next-month/?first=2025-05&crime_type=Robbery",
        "/dacorum/map/?first=2021-01&last=2021-12&analysis=next",
        "/dacorum/analysis/change/",
        "/dacorum/analysis/change/?first=2021-10&last=2022-03&by=ward",
        "/dacorum/analysis/stands-out/",
        "/dacorum/analysis/stands-out/?last=2022-03&months=3",
        "/dacorum/analysis/harm/",
        "/dacorum/analysis/near-repeats/",
        "/dacorum/analysis/times/",
        "/dacorum/analysis/trend/",
        "/dacorum/analysis/trend/?of=police-uk-street:Burglary&pandemic=left-out",
        "/dacorum/analysis/did-it-work/",
        "/dacorum/analysis/did-it-work/?start=2022-01&months=3&area-E05004706=treated",
        "/dacorum/evidence/",
        "/dacorum/comparators/",
        "/dacorum/evidence/quality/",
        "/dacorum/evidence/quality/police-uk-street/",
        "/dacorum/evidence/quality/council-fly-tipping/",
        "/dacorum/evidence/quality/forces/?year=2021",
        "/dacorum/evidence/exchange/",
        "/dacorum/outcomes/",
        "/dacorum/stop-and-search/",
        "/dacorum/measures/fly-tipping/",
        f"/dacorum/evidence/imports/{imported}/",
        "/dacorum/evidence/refused/",
        "/dacorum/evidence/send/",
        "/dacorum/evidence/uploads/",
        "/dacorum/evidence/mappings/",
        "/dacorum/evidence/places/",
        f"/dacorum/evidence/rows/?receipt={receipt}",
        "/dacorum/map/?stood_on=2030&stood_by=released",
        "/dacorum/measures/violent-crime/?stood_on=2030-01",
        f"/dacorum/evidence/data-sets/{DATA_SET}/changes/",
        "/dacorum/agreements/",
        "/dacorum/agreements/add/",
        "/dacorum/evidence/retention/",
        "/dacorum/evidence/retention/rules/add/",
        "/dacorum/evidence/retention/holds/add/",
        "/dacorum/audit/",
        "/dacorum/people/",
        "/password/",
    ]


def pages_of_questions_that_cannot_be_answered() -> list[str]:
    """For the manager. Each says in a sentence what is wrong, with the status 400."""
    return [
        "/dacorum/map/?first=2021-06&last=2021-01",
        "/dacorum/map/?layer=council-fly-tipping&layer=section-136-uses",
        "/dacorum/map/?stood_on=March",
        "/dacorum/map/?analysis=guesswork",
        "/dacorum/map/?analysis=small-areas&by=magic",
        "/dacorum/analysis/change/?by=street",
        "/dacorum/analysis/stands-out/?months=7",
        "/dacorum/comparators/?peers=nobody",
        "/dacorum/analysis/next-month/?places=7",
    ]
