"""Which kind of file by which ending, and writing one whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from saferplace.intelligence.layer_files.answered import AnsweredLayer
from saferplace.intelligence.layer_files.geojson import write_geojson
from saferplace.intelligence.layer_files.geopackage import write_geopackage
from saferplace.intelligence.layer_files.list_file import write_list
from saferplace.intelligence.layer_files.picture import write_picture

KINDS: Mapping[str, Callable[[AnsweredLayer, Path], None]] = {
    ".geojson": write_geojson,
    ".gpkg": write_geopackage,
    ".csv": write_list,
    ".png": write_picture,
}


def write(answered: AnsweredLayer, file: Path) -> None:
    """Write the kind that the file's ending says. An old file of that name stays as it was until the new one is whole.

    Raises KeyError for an ending that is none of `KINDS`, and OSError.
    """
    kind = KINDS[file.suffix.lower()]
    with tempfile.TemporaryDirectory(prefix=f".{file.stem}-", dir=file.parent) as folder:
        made = Path(folder) / file.name
        kind(answered, made)
        made.replace(file)
