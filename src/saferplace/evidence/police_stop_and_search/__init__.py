"""Stop and search as data.police.uk publishes it: one CSV per force and month, with exact times."""

from saferplace.evidence.police_stop_and_search.checks import check_rows, to_stored
from saferplace.evidence.police_stop_and_search.layout import COLUMNS, CONTENT, STORED
from saferplace.evidence.sources.source import Source

STOP_AND_SEARCH_DATA_SET = "police-uk-stop-and-search"
POLICE_STOP_AND_SEARCH = Source(
    data_set=STOP_AND_SEARCH_DATA_SET,
    title="stop and search of data.police.uk",
    licence="Open Government Licence v3.0",
    columns=COLUMNS,
    stored=STORED,
    content=CONTENT,
    identity=None,
    changes={},
    check=check_rows,
    keep=to_stored,
)
