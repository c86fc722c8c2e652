"""The partnership file: one YAML file says who a partnership is, what it promised and how it measures itself.

`read_partnership_file` reads and checks it; `published_schema` is the JSON Schema it is checked against. No Django.
"""

from saferplace.plan.file.faults import BrokenFile, Fault
from saferplace.plan.file.reading import PartnershipFile, parse_partnership_file, read_partnership_file
from saferplace.plan.file.schema import SCHEMA_VERSION, published_schema

__all__ = [
    "SCHEMA_VERSION",
    "BrokenFile",
    "Fault",
    "PartnershipFile",
    "parse_partnership_file",
    "published_schema",
    "read_partnership_file",
]
