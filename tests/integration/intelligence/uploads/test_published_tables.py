"""A publisher's own table through the browser: known by what stands in it, and kept where it belongs."""

from __future__ import annotations

import pytest
from django.test import Client

from saferplace.evidence.sources.catalogue import source_of
from saferplace.intelligence.opening import store_of
from saferplace.partnership.models import Partnership
from tests.uploads import address, newest, send, work_off

SEVERITY = (
    b"area_code,area_name,period,value,indicator,measure,unit\n"
    b"E22000124,Dacorum,2017/18,9.5,Crime Severity Score,Score,Offences\n"
)
SIMILAR = (
    b"Area code,Similar area code,Similar area name,List,Source,Year\n"
    b"E07000096,E07000113,Swale,Our list,the county's analysts,2025\n"
)


@pytest.mark.parametrize(
    ("content", "data_set", "unit", "agreement"),
    [
        (SEVERITY, "csp-crime-indicators", "dacorum-crime-severity-score~2017-18", "Open Government Licence v3.0"),
        (SIMILAR, "similar-areas", "our-list~2025", ""),
    ],
)
def test_it_needs_no_mapping_and_goes_to_its_own_store(
    dacorum: Partnership, analyst: Client, content: bytes, data_set: str, unit: str, agreement: str
) -> None:
    send(analyst, content, name="from the publisher.csv", provider="")
    upload = newest()
    work_off()
    analyst.post(address(upload, "import/"), {"trial": newest().trial_id})
    work_off()
    source = source_of(data_set)
    assert store_of(source, dacorum).units(data_set) == [unit]
    assert (upload.data_set, upload.agreement) == (data_set, agreement)
    assert source.is_open is bool(agreement)
