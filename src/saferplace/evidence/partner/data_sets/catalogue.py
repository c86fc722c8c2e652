"""The data sets of partners in their order, and the indicators of those that are figures."""

from __future__ import annotations

from collections.abc import Mapping

from saferplace.evidence.partner.data_sets.ambulance_calls import AMBULANCE_CALLS
from saferplace.evidence.partner.data_sets.assault_attendances import ASSAULT_ATTENDANCES
from saferplace.evidence.partner.data_sets.council_asb_reports import COUNCIL_ASB_REPORTS
from saferplace.evidence.partner.data_sets.council_cctv_incidents import COUNCIL_CCTV_INCIDENTS
from saferplace.evidence.partner.data_sets.council_fly_tipping import COUNCIL_FLY_TIPPING
from saferplace.evidence.partner.data_sets.council_noise_complaints import COUNCIL_NOISE_COMPLAINTS
from saferplace.evidence.partner.data_sets.council_pspo_breaches import COUNCIL_PSPO_BREACHES
from saferplace.evidence.partner.data_sets.domestic_abuse_incidents import DOMESTIC_ABUSE_INCIDENTS
from saferplace.evidence.partner.data_sets.fire_incidents import FIRE_INCIDENTS
from saferplace.evidence.partner.data_sets.hospital_admissions import HOSPITAL_ADMISSIONS
from saferplace.evidence.partner.data_sets.missing_children_episodes import MISSING_CHILDREN_EPISODES
from saferplace.evidence.partner.data_sets.perception_surveys import PERCEPTION_INDICATORS, PERCEPTION_SURVEYS
from saferplace.evidence.partner.data_sets.police_asb_incidents import POLICE_ASB_INCIDENTS
from saferplace.evidence.partner.data_sets.police_crime_records import POLICE_CRIME_RECORDS
from saferplace.evidence.partner.data_sets.police_incidents import POLICE_INCIDENTS
from saferplace.evidence.partner.data_sets.probation_return import PROBATION_INDICATORS, PROBATION_RETURN
from saferplace.evidence.partner.data_sets.racial_incidents import RACIAL_INCIDENTS
from saferplace.evidence.partner.data_sets.road_traffic_collisions import ROAD_TRAFFIC_COLLISIONS
from saferplace.evidence.partner.data_sets.school_attendance_return import (
    SCHOOL_ATTENDANCE_INDICATORS,
    SCHOOL_ATTENDANCE_RETURN,
)
from saferplace.evidence.partner.data_sets.section_136_uses import SECTION_136_USES
from saferplace.evidence.partner.data_sets.substance_treatment_return import (
    SUBSTANCE_TREATMENT_INDICATORS,
    SUBSTANCE_TREATMENT_RETURN,
)
from saferplace.evidence.partner.data_sets.tenancy_asb_actions import TENANCY_ASB_ACTIONS
from saferplace.evidence.partner.data_sets.trading_standards_reports import TRADING_STANDARDS_REPORTS
from saferplace.evidence.partner.data_sets.youth_justice_return import YOUTH_JUSTICE_INDICATORS, YOUTH_JUSTICE_RETURN
from saferplace.evidence.partner.indicators import Indicator
from saferplace.evidence.sources.source import Source

PARTNER_SOURCES: tuple[Source, ...] = (
    POLICE_CRIME_RECORDS,
    POLICE_ASB_INCIDENTS,
    POLICE_INCIDENTS,
    ROAD_TRAFFIC_COLLISIONS,
    DOMESTIC_ABUSE_INCIDENTS,
    MISSING_CHILDREN_EPISODES,
    SECTION_136_USES,
    FIRE_INCIDENTS,
    COUNCIL_ASB_REPORTS,
    COUNCIL_FLY_TIPPING,
    COUNCIL_NOISE_COMPLAINTS,
    RACIAL_INCIDENTS,
    COUNCIL_CCTV_INCIDENTS,
    COUNCIL_PSPO_BREACHES,
    ASSAULT_ATTENDANCES,
    HOSPITAL_ADMISSIONS,
    AMBULANCE_CALLS,
    TRADING_STANDARDS_REPORTS,
    TENANCY_ASB_ACTIONS,
    PROBATION_RETURN,
    YOUTH_JUSTICE_RETURN,
    SUBSTANCE_TREATMENT_RETURN,
    SCHOOL_ATTENDANCE_RETURN,
    PERCEPTION_SURVEYS,
)
INDICATORS: Mapping[str, tuple[Indicator, ...]] = {
    PROBATION_RETURN.data_set: PROBATION_INDICATORS,
    YOUTH_JUSTICE_RETURN.data_set: YOUTH_JUSTICE_INDICATORS,
    SUBSTANCE_TREATMENT_RETURN.data_set: SUBSTANCE_TREATMENT_INDICATORS,
    SCHOOL_ATTENDANCE_RETURN.data_set: SCHOOL_ATTENDANCE_INDICATORS,
    PERCEPTION_SURVEYS.data_set: PERCEPTION_INDICATORS,
}
