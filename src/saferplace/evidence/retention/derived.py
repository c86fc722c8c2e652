"""What was derived from removed rows and lies beside their table: tallies. They go with the rows they count."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from saferplace.evidence.store import EvidenceStore
from saferplace.evidence.tallies import FOLDER, OF_FILE, SUFFIX, files_covered, name_of, said_of_files


def take_tallies_out(store: EvidenceStore, data_set: str, removed: Collection[str], run: str) -> int:
    """Take the tallies of removed files of rows (their paths) out of every file of tallies. Safe to repeat.

    run: names the files that are written anew, since a file of tallies never changes. Returns how many were touched.
    A file is put back only when the old one is gone: two that count the same rows would count them twice, while rows
    without a tally are merely counted from themselves.
    """
    gone = {name_of(path) for path in removed}
    folder = store.folder(data_set) / FOLDER
    for left_over in folder.glob("*.unfinished"):
        left_over.unlink()
    touched = 0
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        covered = files_covered(str(file))
        if not covered & gone:
            continue
        touched += 1
        stays = sorted(covered - gone)
        anew = file.with_name(f"{file.stem}-{run}{SUFFIX}")
        unfinished = anew.with_suffix(".unfinished")
        if stays:
            tallies = pq.read_table(file, partitioning=None)
            of_others = tallies.filter(pc.is_in(tallies[OF_FILE], value_set=pa.array(stays, pa.string())))
            pq.write_table(of_others.replace_schema_metadata(said_of_files(stays)), unfinished, compression="zstd")
        file.unlink()
        if stays:
            unfinished.rename(anew)
    return touched
