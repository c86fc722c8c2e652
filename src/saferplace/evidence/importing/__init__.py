"""Importing: read, check, compare, stage, and then one commit. A crash leaves the old state or the new."""

from saferplace.evidence.importing.data_set import Terms
from saferplace.evidence.importing.lock import AnotherImportIsRunning
from saferplace.evidence.importing.refused_rows import RefusedRow, count_refused, refused_rows
from saferplace.evidence.importing.run import import_files
from saferplace.evidence.ledger import HeldImport, held_imports

__all__ = [
    "AnotherImportIsRunning",
    "HeldImport",
    "RefusedRow",
    "Terms",
    "count_refused",
    "held_imports",
    "import_files",
    "refused_rows",
]
