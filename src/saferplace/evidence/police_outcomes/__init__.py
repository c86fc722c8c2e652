"""Outcomes of crimes as data.police.uk publishes them: one CSV per force and month."""

from saferplace.evidence.police_outcomes.checks import check_rows, to_stored
from saferplace.evidence.police_outcomes.layout import COLUMNS, CONTENT, STORED
from saferplace.evidence.sources.source import Source

OUTCOMES_DATA_SET = "police-uk-outcomes"
POLICE_OUTCOMES = Source(
    data_set=OUTCOMES_DATA_SET,
    title="outcomes of crimes of data.police.uk",
    licence="Open Government Licence v3.0",
    columns=COLUMNS,
    stored=STORED,
    content=CONTENT,
    identity="crime_id",
    changes={"outcome_changed": ("outcome_type",), "point_changed": ("longitude", "latitude")},
    check=check_rows,
    keep=to_stored,
)
