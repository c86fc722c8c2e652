"""Street-level crime and anti-social behaviour as data.police.uk publishes it: one CSV per force and month.

`layout` says what a file holds, `checks` refuses rows, `stored` says what is kept of them, `tally` what is counted of
them beforehand.
"""

from saferplace.evidence.police_street.checks import check_rows
from saferplace.evidence.police_street.layout import COLUMNS, CONTENT, STORED
from saferplace.evidence.police_street.stored import to_stored
from saferplace.evidence.police_street.tally import TALLY, tally
from saferplace.evidence.sources.source import Source, Tally

DATA_SET = "police-uk-street"
POLICE_STREET = Source(
    data_set=DATA_SET,
    title="street-level crime and anti-social behaviour of data.police.uk",
    licence="Open Government Licence v3.0",
    columns=COLUMNS,
    stored=STORED,
    content=CONTENT,
    identity="crime_id",
    changes={
        "outcome_changed": ("last_outcome",),
        "point_changed": ("longitude", "latitude"),
        "lsoa_changed": ("lsoa_code",),
    },
    check=check_rows,
    keep=to_stored,
    tally=Tally(TALLY, tally),
)
